// What a promotion kind tells the engine: one pure object per promotion, of one of three shapes, one shape
// per layer (product.md 4.5). The engine decides which offers apply, in what order, and who carries the
// discount; a kind only says what its offer would do to the goods it is shown. Every offer must be monotone:
// dearer goods never cost less, more goods never get a smaller discount. The search relies on it
// (engine/search.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "pricing/pricing_types.hpp"

namespace huiji::promotions {

// Identical goods of a basket, merged over lines. A weighed or labelled line is one unit of its own.
struct Item {
  ProductId product_id;
  Money unit_price;  // per piece or kilogram
  std::optional<Money> member_price;
  Quantity quantity;
  std::int64_t units = 1;  // countable: pieces, or 1 for a weighed line
  Money gross;
};

// Layer 1: what the whole item costs under this offer alone; its gross when the offer changes nothing.
class UnitOffer {
 public:
  virtual ~UnitOffer() = default;
  virtual Money payable(const Item& item) const = 0;
};

// Equal units at their running price, in the order that all quantity offers see: dearest first.
struct UnitRun {
  int item = 0;
  Money price;
  std::int64_t count = 0;
};

// What a quantity offer would take: complete sets of units and one discount over all of them.
struct Taken {
  std::int64_t sets = 0;
  Money discount;
  std::vector<std::int64_t> consumed;  // units, beside the runs
};

// Layer 2: units that enter a set are used up for every other quantity offer.
class QuantityOffer {
 public:
  virtual ~QuantityOffer() = default;
  virtual void take(std::span<const UnitRun> runs, Taken& taken) const = 0;
  // The discount is at most this share of the price of the units in its sets (a fen more for the rounding).
  virtual Percent most() const { return {10000}; }
};

// Layer 3: a reduction of the amount that remains on the goods in scope.
struct Reduction {
  Money amount;
  std::int64_t times = 0;
};

class OrderOffer {
 public:
  virtual ~OrderOffer() = default;
  virtual Reduction reduction(Money amount) const = 0;
  // The smallest amount above this one at which the reduction rises; nothing when it never does.
  virtual std::optional<Money> next_step(Money amount) const = 0;
  virtual int exclusive_group() const { return 1; }  // at most one offer of a group applies
};

using Offer = std::variant<std::shared_ptr<const UnitOffer>, std::shared_ptr<const QuantityOffer>,
                           std::shared_ptr<const OrderOffer>>;

inline pricing::Layer layer_of(const Offer& offer) { return static_cast<pricing::Layer>(offer.index()); }

}  // namespace huiji::promotions
