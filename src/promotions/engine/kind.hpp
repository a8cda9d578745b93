// A promotion kind as a value: its name, the texts and hints that draw its form, and how its parameters
// become an offer. A kind is a folder src/promotions/kinds/<name>/ whose <name>.cpp defines `const Kind&
// <name>_kind()` with one of the makers below; the build lists the folders, no other file names a kind.
#pragma once

#include "kernel/result.hpp"
#include "promotions/engine/offer.hpp"
#include "promotions/promotions_types.hpp"
#include "wire/json.hpp"

namespace huiji::promotions {

struct Kind {
  KindDescription description;
  Result<Offer> (*make)(const wire::Json& parameters);
};

std::span<const Kind* const> all_kinds();      // sorted by name
const Kind* find_kind(std::string_view name);  // null when there is none

// Parameters (a described struct) must offer `Result<Done> check() const`, and Shape a constructor from it.
template <class Parameters, class Shape, class Face>
Result<Offer> make_offer(const wire::Json& json) {
  auto parameters = wire::from_json<Parameters>(json.text);
  if (!parameters) return parameters.refusal();
  if (auto sense = parameters->check(); !sense) return sense.refusal();
  return Offer(std::shared_ptr<const Face>(std::make_shared<Shape>(*parameters)));
}

template <class Parameters, class Shape>
Kind unit_kind(KindDescription description) {
  description.layer = pricing::Layer::unit_price;
  return {std::move(description), &make_offer<Parameters, Shape, UnitOffer>};
}
template <class Parameters, class Shape>
Kind quantity_kind(KindDescription description) {
  description.layer = pricing::Layer::quantity;
  return {std::move(description), &make_offer<Parameters, Shape, QuantityOffer>};
}
template <class Parameters, class Shape>
Kind extra_kind(KindDescription description) {
  description.layer = pricing::Layer::extra;
  return {std::move(description), &make_offer<Parameters, Shape, ExtraOffer>};
}
// `layer` is order (coupon when the promotion asks for one), tender or delivery.
template <class Parameters, class Shape>
Kind order_kind(KindDescription description, pricing::Layer layer = pricing::Layer::order) {
  description.layer = layer;
  return {std::move(description), &make_offer<Parameters, Shape, OrderOffer>};
}
template <class Parameters, class Shape>
Kind reward_kind(KindDescription description) {
  description.layer = pricing::Layer::reward;
  return {std::move(description), &make_offer<Parameters, Shape, RewardOffer>};
}

}  // namespace huiji::promotions
