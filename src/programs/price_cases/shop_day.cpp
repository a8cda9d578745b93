// A shop's calendar of offers and the baskets of its day, for measuring. The mix is that of a supermarket:
// half are shelf specials on a few products, then percentages and sets on a handful of goods, bundles, things
// to add above a threshold, thresholds per department and one for the whole shop, coupons, a tender discount.
// Popular goods are bought more often and promoted more often, so that offers overlap as they do in life.
#include <algorithm>

#include "programs/price_cases/random_parts.hpp"

namespace huiji::cases {

using pricing::Basket;
using pricing::BasketLine;
using pricing::Promotion;

namespace {

std::int64_t popular(const Draw& draw, std::int64_t count) {
  return std::min(draw(1, count), draw(1, count));
}

std::int64_t shelf_price(std::int64_t product) { return product * 37 % 4900 + 99; }

void name_products(const Draw& draw, const ShopSize& size, int count, Promotion& promotion) {
  for (int i = 0; i < count; ++i)
    promotion.scope.products.push_back(numbered<ProductId>(1, popular(draw, size.products)));
}

void name_category(const Draw& draw, const ShopSize& size, Promotion& promotion) {
  promotion.scope.categories.push_back(numbered<CategoryId>(2, draw(1, size.categories)));
}

std::string goods_of(const Draw& draw, const ShopSize& size, int count) {
  std::string json = "\"goods\":{\"products\":[";
  for (int i = 0; i < count; ++i)
    json += (i ? ",\"" : "\"") + numbered<ProductId>(1, popular(draw, size.products)).text() + "\"";
  return json + "],\"categories\":[]}";
}

void special_price(const Draw& draw, const ShopSize& size, Promotion& promotion) {
  promotion.kind = "special_price";
  const std::int64_t product = popular(draw, size.products);
  promotion.scope.products.push_back(numbered<ProductId>(1, product));
  promotion.parameters.text = "{" + field("price", shelf_price(product) * draw(70, 95) / 100 + 1) + "}";
}

void percent(const Draw& draw, const ShopSize& size, Promotion& promotion) {
  promotion.kind = "percent_off";
  promotion.parameters.text = "{" + field("off", draw(1, 6) * 500) + "}";
  if (one_in(draw, 4)) return name_category(draw, size, promotion);
  name_products(draw, size, 5, promotion);
}

void set(const Draw& draw, const ShopSize& size, Promotion& promotion) {
  name_products(draw, size, static_cast<int>(draw(2, 6)), promotion);
  switch (draw(1, 4)) {
    case 1:
      promotion.kind = "nth_item_percent";
      promotion.parameters.text = "{\"nth\":2,\"off\":5000}";
      return;
    case 2:
      promotion.kind = "buy_m_get_n";
      promotion.parameters.text = "{" + field("buy", draw(1, 3)) + ",\"free\":1}";
      return;
    case 3:
      promotion.kind = "n_for_price";
      promotion.parameters.text =
          "{" + field("count", draw(2, 3)) + "," + field("price", draw(10, 40) * 100) + "}";
      return;
    default:
      promotion.kind = "quantity_percent";
      promotion.parameters.text = R"({"rows":[{"count":2,"off":500},{"count":3,"off":1200}]})";
  }
}

void bundle(const Draw& draw, const ShopSize& size, Promotion& promotion) {
  promotion.kind = "bundle";
  promotion.parameters.text = "{\"rows\":[{" + goods_of(draw, size, 3) + ",\"count\":1},{" +
                              goods_of(draw, size, 3) + ",\"count\":1}],\"mode\":\"percent\",\"off\":1000}";
}

void extra(const Draw& draw, const ShopSize& size, Promotion& promotion) {
  const std::string goods = goods_of(draw, size, 4);
  if (!one_in(draw, 4)) name_category(draw, size, promotion);
  promotion.kind = one_in(draw, 2) ? "add_on" : "gift";
  promotion.parameters.text =
      "{" + field("threshold", draw(2, 10) * 1000) + ",\"every\":false,\"count\":1," + goods +
      (promotion.kind == "add_on" ? "," + field("price", draw(1, 9) * 100) : "") + "}";
}

void threshold(const Draw& draw, const ShopSize& size, Promotion& promotion) {
  const std::int64_t amount = draw(1, 6) * 5000;
  promotion.kind = "amount_off";
  promotion.parameters.text = "{" + field("threshold", amount) + "," + field("off", amount / 10) + "," +
                              flag("every", one_in(draw, 4)) + "}";
  name_category(draw, size, promotion);
}

void shop_wide(const Draw& draw, Promotion& promotion) {
  promotion.kind = "tiered_amount_off";
  promotion.parameters.text =
      R"({"rows":[{"threshold":9900,"off":500},{"threshold":19900,"off":1500},{"threshold":39900,"off":4000}]})";
  promotion.terms.emplace();
  promotion.terms->skip_discounted = one_in(draw, 2);
}

void fill(const Draw& draw, const ShopSize& size, Promotion& promotion) {
  const std::int64_t chance = draw(1, 100);
  if (chance <= 50) return special_price(draw, size, promotion);
  if (chance <= 65) return percent(draw, size, promotion);
  if (chance <= 86) return set(draw, size, promotion);
  if (chance <= 89) return bundle(draw, size, promotion);
  if (chance <= 93) return extra(draw, size, promotion);
  threshold(draw, size, promotion);
  if (chance <= 97) return;
  promotion.terms.emplace();
  promotion.terms->by_coupon = true;
}

}  // namespace

pricing::Rules shop_rules(const Draw& draw, const ShopSize& size) {
  pricing::Rules rules;
  rules.version = 1;
  for (int number = 1; number <= size.promotions; ++number) {
    Promotion promotion = promotion_shell(number);
    if (number == 1)
      shop_wide(draw, promotion);
    else
      fill(draw, size, promotion);
    promotion.members_only = one_in(draw, 8);
    rules.promotions.push_back(std::move(promotion));
  }
  return rules;
}

Basket shop_basket(const Draw& draw, const ShopSize& size) {
  Basket basket;
  basket.priced_at = {1'760'000'000'000};
  if (one_in(draw, 2)) basket.member = pricing::MemberFacts{numbered<MemberId>(3, 1), "standard"};
  for (int number = 1; number <= size.lines; ++number) {
    const std::int64_t product = popular(draw, size.products);
    BasketLine line;
    line.line = std::to_string(number);
    line.product_id = numbered<ProductId>(1, product);
    line.unit_price = {shelf_price(product)};
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
