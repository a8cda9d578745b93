#include "programs/price_cases/foreign_stage.hpp"

#include "pricing/pricing.hpp"

namespace huiji::foreign {

using pricing::Basket;
using pricing::BasketLine;

static const ErrorCode not_proven{"foreign.not_proven", Family::refused, "未能证明这是最低价",
                                  "The price could not be proven the best"};

static ProductId product(std::size_t index) {
  ProductId id;
  for (std::size_t byte = 0; byte < 8; ++byte)
    id.bytes[15 - byte] = static_cast<std::uint8_t>((index + 1) >> (8 * byte));
  return id;
}

static Basket basket_of(const std::vector<Portion>& portions) {
  Basket basket;
  for (std::size_t i = 0; i < portions.size(); ++i) {
    BasketLine line;
    line.line = std::to_string(i);
    line.product_id = product(i);
    line.quantity = pieces(portions[i].count);
    line.unit_price = portions[i].price;
    line.floor_price = portions[i].floor;
    basket.lines.push_back(std::move(line));
  }
  return basket;
}

static void add_rule(pricing::Rules& rules, const char* kind, std::string parameters,
                     std::vector<ProductId> products = {}) {
  pricing::Promotion promotion;
  promotion.promotion_id.bytes[0] = 1;
  for (std::size_t byte = 0; byte < 8; ++byte)
    promotion.promotion_id.bytes[15 - byte] =
        static_cast<std::uint8_t>((rules.promotions.size() + 1) >> (8 * byte));
  promotion.kind = promotion.name = kind;
  promotion.state = pricing::PromotionState::active;
  promotion.scope.products = std::move(products);
  promotion.parameters.text = std::move(parameters);
  rules.promotions.push_back(std::move(promotion));
}

static Result<pricing::PricedBasket> ask(const Basket& basket, const pricing::Rules& rules) {
  if (const auto sound = pricing::check_basket(basket); !sound) return sound.refusal();
  const auto compiled = pricing::compile(rules);
  if (!compiled) return compiled.refusal();
  pricing::PricedBasket priced = pricing::price(basket, *compiled);
  if (!priced.certificate.optimal) return not_proven;
  return priced;
}

static Nets nets_of(const Basket& basket, const pricing::Rules& rules) {
  const auto priced = ask(basket, rules);
  if (!priced) return priced.refusal();
  std::vector<Money> nets;
  for (const pricing::PricedLine& line : priced->lines) nets.push_back(line.net);
  return nets;
}

static std::string number(std::int64_t value) { return std::to_string(value); }

Nets take_from_each(const std::vector<Portion>& portions) {
  pricing::Rules rules;
  for (std::size_t i = 0; i < portions.size(); ++i)
    if (portions[i].off.minor > 0)
      add_rule(rules, "unit_amount_off", R"({"amount":)" + number(portions[i].off.minor) + "}", {product(i)});
  return nets_of(basket_of(portions), rules);
}

Nets take_from_all(const std::vector<Portion>& portions, Money amount) {
  pricing::Rules rules;
  if (amount.minor > 0)
    add_rule(rules, "count_amount_off", R"({"rows":[{"count":1,"off":)" + number(amount.minor) + "}]}");
  return nets_of(basket_of(portions), rules);
}

Nets n_for_price(const std::vector<Portion>& portions, std::int64_t n, Money price) {
  pricing::Rules rules;
  add_rule(rules, "n_for_price", R"({"count":)" + number(n) + R"(,"price":)" + number(price.minor) + "}");
  return nets_of(basket_of(portions), rules);
}

Nets buy_m_get_n(const std::vector<Portion>& portions, std::int64_t paid, std::int64_t free) {
  pricing::Rules rules;
  add_rule(rules, "buy_m_get_n", R"({"buy":)" + number(paid) + R"(,"free":)" + number(free) + "}");
  return nets_of(basket_of(portions), rules);
}

Nets give(const std::vector<Portion>& portions, std::int64_t per) {
  pricing::Rules rules;
  std::vector<ProductId> earning;
  for (std::size_t i = 0; i + 1 < portions.size(); ++i) earning.push_back(product(i));
  const std::string gift = product(portions.size() - 1).text();
  add_rule(rules, "gift",
           R"({"threshold":0,"min_units":)" + number(per) + R"(,"every":true,"goods":{"products":[")" + gift +
               R"("],"categories":[]},"count":1})",
           earning);
  return nets_of(basket_of(portions), rules);
}

Result<Money> take_from_fee(const std::vector<Portion>& goods, Money fee, Money amount) {
  if (amount.minor <= 0) return fee;
  Basket basket = basket_of(goods);
  basket.delivery = pricing::Delivery{fee, {}};
  pricing::Rules rules;
  add_rule(rules, "delivery_discount", R"({"rows":[{"threshold":0,"amount":)" + number(amount.minor) + "}]}");
  const auto priced = ask(basket, rules);
  if (!priced) return priced.refusal();
  return priced->delivery->net;
}

Result<Totals> add_up(const std::vector<Taxed>& lines, Money fee) {
  std::vector<Portion> portions;
  for (const Taxed& line : lines) portions.push_back({line.amount, {}, 1, {}});
  Basket basket = basket_of(portions);
  for (std::size_t i = 0; i < lines.size(); ++i) basket.lines[i].tax_rate = lines[i].rate;
  basket.delivery = pricing::Delivery{fee, {}};
  const auto priced = ask(basket, {});
  if (!priced) return priced.refusal();
  return Totals{priced->payable, priced->tax};
}

}  // namespace huiji::foreign
