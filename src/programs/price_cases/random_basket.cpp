#include "programs/price_cases/random_basket.hpp"

#include <memory>

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

template <class IdType>
static IdType numbered(std::uint8_t kind, std::int64_t number) {
  IdType id;
  id.bytes[0] = kind;
  for (std::size_t i = 0; i < 8; ++i) id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

static bool one_in(const Draw& draw, std::int64_t n) { return draw(1, n) == 1; }

static std::string field(const char* name, std::int64_t value) {
  return std::string("\"") + name + "\":" + std::to_string(value);
}

// ---- promotions ----

static std::string nth_parameters(const Draw& draw) {
  return field("nth", draw(2, 4)) + "," + field("off", draw(1, 99) * 100) +
         (one_in(draw, 4) ? "," + field("max_sets", draw(1, 2)) : "");
}

static std::string buy_parameters(const Draw& draw) {
  return field("buy", draw(1, 3)) + "," + field("free", draw(1, 2)) +
         (one_in(draw, 4) ? "," + field("max_sets", draw(1, 2)) : "");
}

static std::string amount_parameters(const Draw& draw, std::int64_t scale) {
  const std::int64_t threshold = draw(2, 40) * scale, off = draw(1, threshold - 1);
  const bool every = one_in(draw, 3), capped = every && one_in(draw, 2);
  return field("threshold", threshold) + "," + field("off", one_in(draw, 2) ? (threshold + 9) / 10 : off) +
         ",\"every\":" + (every ? "true" : "false") +
         (capped ? "," + field("cap", off + draw(0, threshold)) : "") + "";
}

static void random_kind(const Draw& draw, Promotion& promotion, std::int64_t scale) {
  std::string text;
  switch (draw(1, 5)) {
    case 1:
      promotion.kind = "special_price", text = field("price", draw(1, 20) * scale);
      break;
    case 2:
      promotion.kind = "percent_off", text = field("off", draw(1, 99) * 100);
      break;
    case 3:
      promotion.kind = "nth_item_percent", text = nth_parameters(draw);
      break;
    case 4:
      promotion.kind = "buy_m_get_n", text = buy_parameters(draw);
      break;
    default:
      promotion.kind = "amount_off", text = amount_parameters(draw, scale);
      break;
  }
  promotion.parameters.text = "{" + text + "}";
}

static Promotion promotion_shell(int number) {
  Promotion promotion;
  promotion.promotion_id = numbered<PromotionId>(9, number);
  promotion.name = "促销" + std::to_string(number);
  promotion.state = pricing::PromotionState::active;
  return promotion;
}

Promotion random_promotion(const Draw& draw, int number) {
  Promotion promotion = promotion_shell(number);
  random_kind(draw, promotion, one_in(draw, 3) ? 7 : 100);
  promotion.members_only = one_in(draw, 6);
  if (one_in(draw, 3)) {
    promotion.terms.emplace();
    promotion.terms->skip_discounted = one_in(draw, 2);
    if (one_in(draw, 2)) promotion.terms->exclusive_group = static_cast<int>(draw(1, 3));
  }
  if (one_in(draw, 5)) {
    promotion.limits.emplace();
    promotion.limits->per_order = draw(1, 4);
  }
  if (one_in(draw, 3)) promotion.scope.categories.push_back(numbered<CategoryId>(2, draw(1, 3)));
  if (one_in(draw, 3)) promotion.scope.products.push_back(numbered<ProductId>(1, draw(1, 6)));
  if (one_in(draw, 6)) promotion.scope.excluded_products.push_back(numbered<ProductId>(1, draw(1, 6)));
  if (one_in(draw, 8)) promotion.schedule.weekdays = {4};
  // A cap below one reduction would be refused.
  if (const auto cap = promotion.parameters.text.find("\"cap\""); cap != std::string::npos)
    promotion.parameters.text = R"({"threshold":500,"off":70,"every":true,"cap":150})";
  return promotion;
}

pricing::Rules random_rules(const Draw& draw, int most) {
  pricing::Rules rules;
  rules.version = draw(0, 1000);
  rules.points.points_per_yuan = draw(0, 3);
  const int count = static_cast<int>(draw(0, most));
  for (int number = 1; number <= count; ++number) rules.promotions.push_back(random_promotion(draw, number));
  return rules;
}

// ---- baskets ----

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
  return line;
}

Basket random_basket(const Draw& draw, int most_lines) {
  Basket basket;
  basket.priced_at = {1'760'000'000'000};  // Thursday, 2025-10-09, 16:53 in the shop
  if (one_in(draw, 2)) basket.member = pricing::MemberFacts{numbered<MemberId>(3, 1), "standard"};
  const int count = static_cast<int>(draw(0, most_lines));
  for (int number = 1; number <= count; ++number) {
    basket.lines.push_back(goods(draw, draw(1, 6)));
    basket.lines.back().line = std::to_string(number);
  }
  return basket;
}

// ---- a shop ----

pricing::Rules shop_rules(const Draw& draw, const ShopSize& size) {
  pricing::Rules rules;
  rules.version = 1;
  for (int number = 1; number <= size.promotions; ++number) {
    Promotion promotion = promotion_shell(number);
    random_kind(draw, promotion, 100);
    const bool order = promotion.kind == "amount_off";
    if (order) {  // a few thresholds for whole departments, as shops have them
      const std::int64_t threshold = draw(1, 6) * 5000;
      promotion.parameters.text = "{" + field("threshold", threshold) + "," + field("off", threshold / 10) +
                                  ",\"every\":" + (one_in(draw, 4) ? "true" : "false") + "}";
    }
    if (order || promotion.kind == "percent_off" || one_in(draw, 3)) {
      promotion.scope.categories.push_back(numbered<CategoryId>(2, draw(1, size.categories)));
    } else {
      for (int i = 0; i < 5; ++i)
        promotion.scope.products.push_back(numbered<ProductId>(1, draw(1, size.products)));
    }
    promotion.members_only = one_in(draw, 10);
    rules.promotions.push_back(std::move(promotion));
  }
  return rules;
}

Basket shop_basket(const Draw& draw, const ShopSize& size) {
  Basket basket;
  basket.priced_at = {1'760'000'000'000};
  if (one_in(draw, 2)) basket.member = pricing::MemberFacts{numbered<MemberId>(3, 1), "standard"};
  for (int number = 1; number <= size.lines; ++number) {
    const std::int64_t product = draw(1, size.products);
    BasketLine line;
    line.line = std::to_string(number);
    line.product_id = numbered<ProductId>(1, product);
    line.unit_price = {product * 37 % 4900 + 99};
    if (product % 5 == 0) line.member_price = Money{line.unit_price.minor * 9 / 10};
    line.tax_rate = {product % 4 ? 1300 : 900};
    line.categories = {numbered<CategoryId>(2, product % size.categories + 1)};
    line.by_weight = product % 10 == 3;
    line.quantity = line.by_weight ? Quantity{draw(100, 2500)} : pieces(draw(1, 4) == 1 ? draw(2, 6) : 1);
    basket.lines.push_back(std::move(line));
  }
  return basket;
}

}  // namespace huiji::cases
