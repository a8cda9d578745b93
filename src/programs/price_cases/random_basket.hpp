// Baskets and rules drawn at random: small numbers on purpose, so that ties, exact thresholds and competing
// offers are common. The source of randomness is put in: rapidcheck (which can then shrink) or a seed.
#pragma once

#include <functional>

#include "pricing/pricing_types.hpp"

namespace huiji::cases {

using Draw = std::function<std::int64_t(std::int64_t low, std::int64_t high)>;  // both inclusive

Draw draw_from_seed(std::uint64_t seed);

inline constexpr int kAddedPromotion = 50;  // baskets hold coupons of it, too

pricing::Promotion random_promotion(const Draw& draw, int number);  // of any kind; sensible, active
const std::vector<std::string>& random_kinds();                     // sorted
pricing::Rules random_rules(const Draw& draw, int most);
pricing::Basket random_basket(const Draw& draw, int most_lines);

// A shop's day, for measuring (shop_day.cpp).
struct ShopSize {
  int products = 3000;
  int categories = 40;
  int promotions = 50;
  int lines = 10;
};
pricing::Rules shop_rules(const Draw& draw, const ShopSize& size);
pricing::Basket shop_basket(const Draw& draw, const ShopSize& size);

}  // namespace huiji::cases
