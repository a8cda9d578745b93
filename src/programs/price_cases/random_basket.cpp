#include "programs/price_cases/random_basket.hpp"

#include <memory>

#include "programs/price_cases/random_parts.hpp"

namespace huiji::cases {

using pricing::Basket;
using pricing::BasketLine;
using pricing::Promotion;

Draw draw_from_seed(std::uint64_t seed) {
  auto state = std::make_shared<std::uint64_t>(seed);  // SplitMix64
  return [state](std::int64_t low, std::int64_t high) {
    std::uint64_t z = (*state += 0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    z ^= z >> 31;
    return low + static_cast<std::int64_t>(z % static_cast<std::uint64_t>(high - low + 1));
  };
}

// ---- rules ----

static pricing::PointsPayment random_points_payment(const Draw& draw) {
  pricing::PointsPayment rule;
  rule.points = draw(1, 3) * (one_in(draw, 2) ? 1 : 20);
  rule.value = {draw(1, 30) * 10};  // whole steps of what cash is rounded to
  if (one_in(draw, 3)) rule.minimum = {draw(0, 100)};
  if (one_in(draw, 2)) rule.cap = {draw(1, 100) * 100};
  if (one_in(draw, 3)) rule.cap_amount = Money{rule.value.minor * draw(1, 5)};
  return rule;
}

pricing::Rules random_rules(const Draw& draw, int most) {
  pricing::Rules rules;
  rules.version = draw(0, 1000);
  rules.points.points_per_yuan = draw(0, 3);
  const int count = static_cast<int>(draw(0, most));
  for (int number = 1; number <= count; ++number) rules.promotions.push_back(random_promotion(draw, number));
  if (one_in(draw, 2)) rules.points_payment = random_points_payment(draw);
  return rules;
}

// ---- baskets ----

static constexpr Date kToday{20370};  // 2025-10-09

// The goods' facts follow from the number, so that the same goods come again in a basket.
static BasketLine goods(const Draw& draw, std::int64_t number) {
  static constexpr std::int64_t kPrices[] = {1000, 333, 1000, 499, 1, 2599};
  BasketLine line;
  line.product_id = numbered<ProductId>(1, number);
  line.unit_price = {kPrices[(number - 1) % 6]};
  if (number % 3 == 0) line.member_price = Money{line.unit_price.minor * 8 / 10};
  line.tax_rate = {number % 2 ? 1300 : 900};
  line.discountable = number != 5;
  line.categories = {numbered<CategoryId>(2, number % 3 + 1), numbered<CategoryId>(2, 4)};
  line.by_weight = number == 4;
  line.quantity = line.by_weight ? Quantity{draw(1, 3000)} : pieces(draw(1, 5));
  if (line.by_weight && one_in(draw, 2)) line.label_amount = Money{draw(0, 2000)};
  if (number == 6) line.best_before = Date{kToday.days + static_cast<std::int32_t>(draw(-1, 3))};
  if (number % 2 == 0) line.floor_price = Money{line.unit_price.minor / 2};
  if (one_in(draw, 12)) line.markdown_price = Money{line.unit_price.minor * 7 / 10};
  if (one_in(draw, 15)) line.manual_price = Money{line.unit_price.minor * 6 / 10};
  return line;
}

static pricing::MemberFacts random_member(const Draw& draw) {
  pricing::MemberFacts member;
  member.member_id = numbered<MemberId>(3, 1);
  member.tier = one_in(draw, 2) ? "standard" : "gold";
  if (one_in(draw, 2)) member.tags = {"family"};
  if (one_in(draw, 2)) member.birthday = one_in(draw, 2);
  if (one_in(draw, 2)) member.points = Points{draw(0, 400)};
  return member;
}

// What the customer lays down and asks for, of the first promotions and of the one that a law adds.
static void add_claims(const Draw& draw, Basket& basket) {
  basket.coupons.emplace();
  basket.wishes.emplace();
  basket.remaining.emplace();
  for (const int number : {1, 2, 3, 4, kAddedPromotion}) {
    const auto id = numbered<PromotionId>(9, number);
    if (one_in(draw, 2)) basket.coupons->push_back({id, static_cast<int>(draw(1, 3))});
    if (one_in(draw, 2)) basket.wishes->push_back({id, static_cast<int>(draw(1, 3))});
    if (one_in(draw, 4)) basket.remaining->push_back({id, draw(0, 3), {}});
  }
}

Basket random_basket(const Draw& draw, int most_lines) {
  Basket basket;
  basket.priced_at = {1'760'000'000'000};  // Thursday, 2025-10-09, 16:53 in the shop
  if (one_in(draw, 2)) basket.member = random_member(draw);
  if (one_in(draw, 3)) basket.tender = one_in(draw, 2) ? "cash" : "wechat";
  if (one_in(draw, 3)) basket.events = {"own_bag"};
  if (one_in(draw, 3))
    basket.delivery = pricing::Delivery{{draw(0, 12) * 100}, one_in(draw, 2) ? "express" : "pickup"};
  add_claims(draw, basket);
  const int count = static_cast<int>(draw(0, most_lines));
  for (int number = 1; number <= count; ++number) {
    basket.lines.push_back(goods(draw, draw(1, 6)));
    basket.lines.back().line = std::to_string(number);
  }
  if (one_in(draw, 2)) basket.spend_points = Points{draw(0, 600)};
  if (one_in(draw, 3)) basket.bonus_tender = Money{draw(0, 60) * 100};
  return basket;
}

}  // namespace huiji::cases
