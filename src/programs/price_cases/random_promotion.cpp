// A promotion of any kind, sensible and active, with small numbers. Prices of the goods are a few yuan, so
// that thresholds and counts are met often, and missed by little often too.
#include <algorithm>

#include "programs/price_cases/random_parts.hpp"
#include "promotions/promotions_types.hpp"
#include "wire/json.hpp"

namespace huiji::cases {

using pricing::Promotion;

namespace {

std::string table(const std::vector<std::string>& rows) {
  std::string json = "\"rows\":[";
  for (const std::string& row : rows) json += (json.back() == '[' ? "{" : ",{") + row + "}";
  return json + "]";
}

// One to three rising numbers.
std::vector<std::int64_t> rising(const Draw& draw, std::size_t count, std::int64_t least, std::int64_t most) {
  std::vector<std::int64_t> numbers;
  std::int64_t before = least - 1;
  for (std::size_t i = 0; i < count; ++i)
    numbers.push_back(before += draw(1, std::max<std::int64_t>(most, 1)));
  return numbers;
}

std::string rising_table(const Draw& draw, const char* key, std::int64_t least, std::int64_t step,
                         const char* gain, std::int64_t gain_step) {
  const auto count = static_cast<std::size_t>(draw(1, 3));
  const auto keys = rising(draw, count, least, step), gains = rising(draw, count, 1, gain_step);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < count; ++i) rows.push_back(field(key, keys[i]) + "," + field(gain, gains[i]));
  return table(rows);
}

promotions::GoodsSet some_goods(const Draw& draw) {
  promotions::GoodsSet goods;
  if (one_in(draw, 3)) goods.categories.push_back(numbered<CategoryId>(2, draw(1, 3)));
  if (goods.categories.empty() || one_in(draw, 3))
    goods.products.push_back(numbered<ProductId>(1, draw(1, 6)));
  return goods;
}

std::string goods_field(const Draw& draw) { return "\"goods\":" + wire::to_json(some_goods(draw)); }

// ---- unit prices ----

std::string price_parameters(const Draw& draw, std::int64_t scale) {
  return field("price", draw(1, 20) * scale);
}
std::string off_parameters(const Draw& draw, std::int64_t) { return field("off", draw(1, 99) * 100); }
std::string amount_each(const Draw& draw, std::int64_t scale) { return field("amount", draw(1, 12) * scale); }
std::string tiers(const Draw& draw, std::int64_t) {
  return table({"\"tier\":\"standard\"," + field("off", draw(1, 99) * 100),
                "\"tier\":\"gold\"," + field("off", draw(1, 99) * 100)});
}
std::string bands(const Draw& draw, std::int64_t scale) {
  const auto counts = rising(draw, 2, 2, 3);
  const std::int64_t low = draw(1, 8) * scale;
  return table({field("from_count", counts[0]) + "," + field("price", low + draw(1, 5) * scale),
                field("from_count", counts[1]) + "," + field("price", low)}) +
         "," + flag("excess_only", one_in(draw, 2));
}
std::string days(const Draw& draw, std::int64_t) {
  const std::int64_t near = draw(0, 2), off = draw(1, 50) * 100;
  return table({field("days_left", near + draw(1, 2)) + "," + field("off", off),
                field("days_left", near) + "," + field("off", off + draw(1, 49) * 100)});
}
std::string evening(const Draw& draw, std::int64_t) {
  return rising_table(draw, "from_minute", 900, 80, "off", 3000);
}

// ---- sets ----

std::string nth(const Draw& draw, std::int64_t) {
  return field("nth", draw(2, 4)) + "," + field("off", draw(1, 99) * 100) +
         (one_in(draw, 4) ? "," + field("max_sets", draw(1, 2)) : "");
}
std::string buy_free(const Draw& draw, std::int64_t) {
  return field("buy", draw(1, 3)) + "," + field("free", draw(1, 2)) +
         (one_in(draw, 4) ? "," + field("max_sets", draw(1, 2)) : "");
}
std::string buy_get(const Draw& draw, std::int64_t) {
  return field("buy", draw(1, 3)) + "," + field("get", draw(1, 2)) + "," + goods_field(draw) + "," +
         field("off", one_in(draw, 2) ? 10000 : draw(1, 99) * 100);
}
std::string n_for(const Draw& draw, std::int64_t scale) {
  return field("count", draw(2, 4)) + "," + field("price", draw(2, 30) * scale);
}
std::string pieces_off(const Draw& draw, std::int64_t) {
  return rising_table(draw, "count", 1, 3, "off", 3000);
}
std::string bundle(const Draw& draw, std::int64_t scale) {
  static constexpr const char* kModes[] = {"price", "percent", "amount", "cheapest_free"};
  std::vector<std::string> rows;
  for (std::int64_t i = draw(1, 2); i >= 0; --i)
    rows.push_back(goods_field(draw) + "," + field("count", draw(1, 2)));
  return table(rows) + ",\"mode\":\"" + kModes[draw(0, 3)] + "\"," + field("price", draw(2, 30) * scale) +
         "," + field("off", draw(1, 99) * 100) + "," + field("amount", draw(1, 12) * scale);
}
std::string for_points(const Draw& draw, std::int64_t scale) {
  return field("points", draw(1, 4) * 50) + "," + field("price", draw(0, 8) * scale);
}
std::string exchanged(const Draw& draw, std::int64_t scale) { return field("price", draw(0, 8) * scale); }

// ---- extras ----

std::string add_on(const Draw& draw, std::int64_t scale) {
  return field("threshold", draw(1, 30) * scale) + "," + flag("every", one_in(draw, 2)) + "," +
         goods_field(draw) + "," + field("price", draw(1, 8) * scale) + "," + field("count", draw(1, 2));
}
std::string gift(const Draw& draw, std::int64_t scale) {
  return field("threshold", draw(1, 30) * scale) +
         (one_in(draw, 3) ? "," + field("min_units", draw(1, 4)) : "") + "," +
         flag("every", one_in(draw, 2)) + "," + goods_field(draw) + "," + field("count", draw(1, 2));
}

// ---- amounts ----

std::string amount_off(const Draw& draw, std::int64_t scale) {
  const std::int64_t threshold = draw(2, 40) * scale;
  const std::int64_t off = one_in(draw, 2) ? (threshold + 9) / 10 : draw(1, threshold - 1);
  const bool every = one_in(draw, 3), capped = every && one_in(draw, 2);
  return field("threshold", threshold) + "," + field("off", off) + "," + flag("every", every) +
         (capped ? "," + field("cap", off + draw(0, threshold)) : "");
}
std::string steps(const Draw& draw, std::int64_t scale) {
  return rising_table(draw, "threshold", 10 * scale, 15 * scale, "off", 3 * scale);
}
std::string percent_steps(const Draw& draw, std::int64_t scale) {
  return rising_table(draw, "threshold", 1, 20 * scale, "off", 3000) +
         (one_in(draw, 3) ? "," + field("cap", draw(1, 9) * scale) : "");
}
std::string order_percent(const Draw& draw, std::int64_t scale) {
  return field("off", draw(1, 99) * 100) + (one_in(draw, 3) ? "," + field("cap", draw(1, 9) * scale) : "");
}
std::string count_steps(const Draw& draw, std::int64_t scale) {
  return rising_table(draw, "count", 1, 3, "off", 5 * scale);
}
std::string voucher(const Draw& draw, std::int64_t scale) {
  const std::int64_t value = draw(1, 10) * scale;
  return field("value", value) + "," + field("per", one_in(draw, 2) ? 0 : value + draw(0, 10) * scale) +
         (one_in(draw, 3) ? "," + field("max_per_order", draw(1, 2)) : "");
}
std::string tender(const Draw& draw, std::int64_t scale) {
  const std::int64_t threshold = draw(2, 20) * scale;
  const std::string rows =
      table(one_in(draw, 2) ? std::vector<std::string>{"\"tender\":\"wechat\""}
                            : std::vector<std::string>{"\"tender\":\"cash\"", "\"tender\":\"wechat\""});
  return rows + "," + field("threshold", threshold) + "," +
         (one_in(draw, 2) ? field("off", draw(1, 99) * 100) : field("amount", draw(1, threshold - 1)));
}
std::string delivery(const Draw& draw, std::int64_t scale) {
  const auto thresholds = rising(draw, 2, 0, 15 * scale);
  return table({field("threshold", thresholds[0]) + "," + field("amount", draw(1, 500)),
                field("threshold", thresholds[1])}) +
         (one_in(draw, 3) ? ",\"method\":\"express\"" : "");
}

// ---- rewards ----

std::string multiple(const Draw& draw, std::int64_t) {
  return field("multiple", draw(101, 400)) + "," + flag("birthday", one_in(draw, 3));
}
std::string bonus(const Draw& draw, std::int64_t) {
  return field("threshold", draw(1, 30) * 100) + "," + field("points", draw(1, 50)) + "," +
         flag("every", one_in(draw, 2));
}
std::string coupon_back(const Draw& draw, std::int64_t) {
  return field("threshold", draw(1, 30) * 100) + "," + flag("every", one_in(draw, 2)) + ",\"coupon\":\"" +
         numbered<PromotionId>(9, 60).text() + "\"," + field("count", draw(1, 2));
}
std::string stamps(const Draw& draw, std::int64_t) {
  const bool per_unit = one_in(draw, 2);
  return field("per", per_unit ? 0 : draw(1, 20) * 100) + "," + flag("per_unit", per_unit) +
         (one_in(draw, 3) ? "," + field("max", draw(1, 5)) : "");
}
std::string draws(const Draw& draw, std::int64_t) {
  return field("threshold", draw(1, 30) * 100) + "," + flag("every", one_in(draw, 2)) +
         (one_in(draw, 3) ? "," + field("max", draw(1, 3)) : "");
}
std::string green(const Draw& draw, std::int64_t) {
  return "\"event\":\"own_bag\"," + field("points", draw(1, 50));
}

struct KindDraw {
  const char* kind;
  std::string (*parameters)(const Draw& draw, std::int64_t scale);
};

// The first five are what most shops have on any day.
constexpr KindDraw kKinds[] = {{"special_price", price_parameters},
                               {"percent_off", off_parameters},
                               {"nth_item_percent", nth},
                               {"buy_m_get_n", buy_free},
                               {"amount_off", amount_off},
                               {"unit_amount_off", amount_each},
                               {"tier_discount", tiers},
                               {"tiered_price", bands},
                               {"expiry_markdown", days},
                               {"evening_markdown", evening},
                               {"buy_get_other", buy_get},
                               {"n_for_price", n_for},
                               {"quantity_percent", pieces_off},
                               {"bundle", bundle},
                               {"points_price", for_points},
                               {"exchange", exchanged},
                               {"add_on", add_on},
                               {"gift", gift},
                               {"tiered_amount_off", steps},
                               {"percent_above", percent_steps},
                               {"order_percent", order_percent},
                               {"count_amount_off", count_steps},
                               {"voucher", voucher},
                               {"tender_discount", tender},
                               {"delivery_discount", delivery},
                               {"points_multiple", multiple},
                               {"points_bonus", bonus},
                               {"coupon_back", coupon_back},
                               {"stamps", stamps},
                               {"draws", draws},
                               {"green_bonus", green}};

void set_kind(const KindDraw& kind, const Draw& draw, Promotion& promotion, std::int64_t scale) {
  promotion.kind = kind.kind;
  promotion.parameters.text = "{" + kind.parameters(draw, scale) + "}";
}

// Whatever all kinds share. Never mandatory: such an offer may make a basket dearer.
void add_common(const Draw& draw, Promotion& promotion) {
  promotion.members_only = one_in(draw, 6);
  if (one_in(draw, 3)) {
    promotion.terms.emplace();
    promotion.terms->skip_discounted = one_in(draw, 2);
    promotion.terms->by_coupon = one_in(draw, 3);
    if (one_in(draw, 2)) promotion.terms->exclusive_group = static_cast<int>(draw(1, 3));
  }
  if (one_in(draw, 5)) {
    promotion.limits.emplace();
    if (one_in(draw, 2)) promotion.limits->per_order = draw(1, 4);
    if (one_in(draw, 2)) promotion.limits->per_day = 10;
  }
  if (one_in(draw, 10)) {
    promotion.audience.emplace();
    if (one_in(draw, 2))
      promotion.audience->tiers = {"gold"};
    else
      promotion.audience->tags = {"family"};
  }
  if (one_in(draw, 8)) promotion.schedule.weekdays = {4};
  if (promotion.kind == "exchange") {  // without a coupon it would give everything away
    if (!promotion.terms) promotion.terms.emplace();
    promotion.terms->by_coupon = true;
  }
}

}  // namespace

const std::vector<std::string>& random_kinds() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const KindDraw& kind : kKinds) list.push_back(kind.kind);
    std::sort(list.begin(), list.end());
    return list;
  }();
  return names;
}

Promotion promotion_shell(int number) {
  Promotion promotion;
  promotion.promotion_id = numbered<PromotionId>(9, number);
  promotion.name = "促销" + std::to_string(number);
  promotion.state = pricing::PromotionState::active;
  return promotion;
}

Promotion random_promotion(const Draw& draw, int number) {
  Promotion promotion = promotion_shell(number);
  set_kind(kKinds[draw(0, std::size(kKinds) - 1)], draw, promotion, one_in(draw, 3) ? 7 : 100);
  add_common(draw, promotion);
  if (one_in(draw, 3)) promotion.scope.categories.push_back(numbered<CategoryId>(2, draw(1, 3)));
  if (one_in(draw, 3)) promotion.scope.products.push_back(numbered<ProductId>(1, draw(1, 6)));
  if (one_in(draw, 6)) promotion.scope.excluded_products.push_back(numbered<ProductId>(1, draw(1, 6)));
  return promotion;
}

}  // namespace huiji::cases
