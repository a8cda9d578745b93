#include "promotions/engine/gate.hpp"

#include <algorithm>

#include "promotions/engine/schedule.hpp"

namespace huiji::promotions {

using pricing::Basket;
using Reason = pricing::NotGivenReason;

Setting setting_of(const Basket& basket) {
  const std::int64_t local = basket.priced_at.ms + std::int64_t{basket.utc_offset_minutes} * kMinute_ms;
  Setting setting;
  setting.at = basket.priced_at;
  setting.day = local / kDay_ms - (local % kDay_ms < 0);
  setting.minute = static_cast<int>((local - setting.day * kDay_ms) / kMinute_ms);
  if (basket.member) setting.tier = basket.member->tier;
  return setting;
}

template <class T, class U>
static bool listed(const std::vector<T>& list, const U& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

static bool in_audience(const pricing::Audience& audience, const Basket& basket) {
  if (!audience.tiers.empty() && (!basket.member || !listed(audience.tiers, basket.member->tier)))
    return false;
  if (!audience.tags.empty()) {
    if (!basket.member || !basket.member->tags) return false;
    const auto& own = *basket.member->tags;
    if (std::none_of(own.begin(), own.end(), [&](const auto& tag) { return listed(audience.tags, tag); }))
      return false;
  }
  if (!audience.shops.empty() && (!basket.shop_id || !listed(audience.shops, *basket.shop_id))) return false;
  return audience.channels.empty() || listed(audience.channels, basket.channel.value_or("till"));
}

template <class List>
static std::int64_t count_for(const std::optional<List>& list, PromotionId id, int List::value_type::*count) {
  std::int64_t sum = 0;
  if (list)
    for (const auto& entry : *list)
      if (entry.promotion_id == id) sum += entry.*count;
  return sum;
}

static const QuantityOffer* wished(const CompiledPromotion& promotion) {
  const auto* quantity = std::get_if<std::shared_ptr<const QuantityOffer>>(&promotion.offer);
  return quantity && (*quantity)->on_wish() ? quantity->get() : nullptr;
}

static const OrderOffer* order_of(const CompiledPromotion& promotion) {
  const auto* order = std::get_if<std::shared_ptr<const OrderOffer>>(&promotion.offer);
  return order ? order->get() : nullptr;
}

std::int64_t times_left(const CompiledPromotion& compiled, const Basket& basket) {
  const pricing::Promotion& promotion = compiled.promotion;
  std::int64_t times = INT64_MAX;
  if (promotion.limits && promotion.limits->per_order) times = *promotion.limits->per_order;
  if (compiled.limited && basket.remaining)
    for (const pricing::Remaining& remaining : *basket.remaining) {
      if (remaining.promotion_id != promotion.promotion_id) continue;
      if (remaining.times) times = std::min(times, *remaining.times);
      if (remaining.budget && remaining.budget->minor <= 0) times = 0;
    }
  if (compiled.terms.by_coupon)
    times = std::min(times, count_for(basket.coupons, promotion.promotion_id, &pricing::HeldCoupon::count));
  if (const QuantityOffer* offer = wished(compiled)) {
    times = std::min(times, count_for(basket.wishes, promotion.promotion_id, &pricing::Wish::times));
    const std::int64_t each = offer->points_per_set().count;
    if (each > 0) {
      const std::int64_t own = basket.member && basket.member->points ? basket.member->points->count : 0;
      times = std::min(times, std::max<std::int64_t>(own, 0) / each);
    }
  }
  return times;
}

static std::optional<Reason> not_for(const CompiledPromotion& compiled, const Basket& basket) {
  const pricing::Promotion& promotion = compiled.promotion;
  const bool reward = compiled.layer == pricing::Layer::reward;
  if ((promotion.members_only || reward) && !basket.member) return Reason::members_only;
  if (promotion.audience && !in_audience(*promotion.audience, basket))
    return basket.member || (promotion.audience->tiers.empty() && promotion.audience->tags.empty())
               ? Reason::other_audience
               : Reason::members_only;
  return std::nullopt;
}

static std::optional<Reason> not_asked(const CompiledPromotion& compiled, const Basket& basket) {
  if (compiled.terms.by_coupon &&
      count_for(basket.coupons, compiled.promotion.promotion_id, &pricing::HeldCoupon::count) == 0)
    return Reason::needs_coupon;
  if (wished(compiled) &&
      count_for(basket.wishes, compiled.promotion.promotion_id, &pricing::Wish::times) == 0)
    return Reason::needs_wish;
  const OrderOffer* order = order_of(compiled);
  if (!order) return std::nullopt;
  const auto tenders = order->tenders();
  if (compiled.layer == pricing::Layer::tender &&
      (!basket.tender || std::find(tenders.begin(), tenders.end(), *basket.tender) == tenders.end()))
    return Reason::needs_tender;
  if (compiled.layer == pricing::Layer::delivery &&
      (!basket.delivery ||
       (!order->delivery_method().empty() && order->delivery_method() != basket.delivery->method)))
    return Reason::needs_delivery;
  return std::nullopt;
}

std::optional<Reason> closed(const CompiledPromotion& compiled, const Basket& basket) {
  if (auto reason = not_for(compiled, basket)) return reason;
  if (!is_open(compiled.promotion.schedule, basket.priced_at, basket.utc_offset_minutes))
    return Reason::not_open;
  if (auto reason = not_asked(compiled, basket)) return reason;
  if (times_left(compiled, basket) <= 0) return Reason::limit_reached;
  return std::nullopt;
}

}  // namespace huiji::promotions
