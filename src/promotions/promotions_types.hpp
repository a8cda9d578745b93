// Promotions as the office sees them: drafts, versions, and the description of the kinds that draws the form.
#pragma once

#include "pricing/pricing_types.hpp"

namespace huiji::promotions {

// PUT /v1/promotions/{promotion_id}: replaces the promotion; a new immutable version is stored.
struct PromotionDraft {
  std::string kind;
  std::string name;
  pricing::PromotionState state = pricing::PromotionState::draft;
  bool members_only = false;
  pricing::Scope scope;
  pricing::Schedule schedule;
  wire::Json parameters;
  std::optional<pricing::Audience> audience = {};
  std::optional<pricing::Terms> terms = {};
  std::optional<pricing::Limits> limits = {};
  std::optional<pricing::Funder> funder = {};
  std::optional<std::int64_t> expected_version = {};
};
BOOST_DESCRIBE_STRUCT(PromotionDraft, (),
                      (kind, name, state, members_only, scope, schedule, parameters, audience, terms, limits,
                       funder, expected_version))

// Of a promotion with limits, over all its versions; sales that came back whole are not counted.
struct PromotionUsage {
  std::int64_t times = 0;
  Money amount;
  std::int64_t sales_over_limit = 0;  // they stand: the goods had left the shop
};
BOOST_DESCRIBE_STRUCT(PromotionUsage, (), (times, amount, sales_over_limit))

struct StoredPromotion {
  std::int64_t version = 0;
  Instant changed_at;
  std::string changed_by;  // name of the person
  pricing::Promotion promotion;
  std::optional<PromotionUsage> usage = {};  // in lists only, of one that was ever limited
};
BOOST_DESCRIBE_STRUCT(StoredPromotion, (), (version, changed_at, changed_by, promotion, usage))

struct PromotionList {
  std::vector<StoredPromotion> promotions;
};
BOOST_DESCRIBE_STRUCT(PromotionList, (), (promotions))

// What decides a price beside goods and promotions; a change is a new catalogue version.
struct PricingPolicy {
  std::int64_t points_per_yuan = 1;
  std::optional<pricing::RoundingRule> rounding = {};         // 抹零; absent: none
  std::optional<pricing::PointsPayment> points_payment = {};  // 积分抵现; absent: none
};
BOOST_DESCRIBE_STRUCT(PricingPolicy, (), (points_per_yuan, rounding, points_payment))

// PUT and GET /v1/pricing-policy. `version` 0: nobody has changed it yet; a PUT names the one it replaces.
struct VersionedPolicy {
  std::int64_t version = 0;
  PricingPolicy policy;
};
BOOST_DESCRIBE_STRUCT(VersionedPolicy, (), (version, policy))

// GET /v1/promotions/remaining: what goes into a basket's `remaining`.
struct RemainingList {
  Date business_day;
  std::vector<pricing::Remaining> remaining;
};
BOOST_DESCRIBE_STRUCT(RemainingList, (), (business_day, remaining))

// How the form shows a parameter. `minute` is a time of the local day; `multiple` a factor in percent (200 is
// double); `goods` a GoodsSet {products, categories}; `promotion` the id of another promotion; `table` a list
// of rows whose fields are the hint's columns.
enum class Control {
  money,
  percent,
  count,
  points,
  flag,
  choice,
  minute,
  multiple,
  text,
  goods,
  promotion,
  table
};
BOOST_DESCRIBE_ENUM(Control, money, percent, count, points, flag, choice, minute, multiple, text, goods,
                    promotion, table)

// Goods beside the promotion's own scope: what a set or a gift is made of. Empty lists mean none.
struct GoodsSet {
  std::vector<ProductId> products;
  std::vector<CategoryId> categories;
};
BOOST_DESCRIBE_STRUCT(GoodsSet, (), (products, categories))

struct Choice {
  std::string value;
  std::string zh;
  std::string en;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (value, zh, en))

// A column of a table.
struct ColumnHint {
  std::string name = {};
  Control control = Control::count;
  bool required = true;
  std::optional<std::int64_t> minimum = {};
  std::optional<std::int64_t> maximum = {};
  std::optional<std::int64_t> initial = {};
  std::string zh = {};
  std::string en = {};
};
BOOST_DESCRIBE_STRUCT(ColumnHint, (), (name, control, required, minimum, maximum, initial, zh, en))

struct ParameterHint {
  std::string name = {};  // of the field in the kind's parameters
  Control control = Control::count;
  bool required = true;
  std::optional<std::int64_t> minimum = {};
  std::optional<std::int64_t> maximum = {};
  std::optional<std::int64_t> initial = {};
  std::vector<Choice> choices = {};
  std::string zh = {};
  std::string en = {};
  std::string help_zh = {};
  std::string help_en = {};
  std::vector<ColumnHint> columns = {};  // of a table
  std::optional<std::int64_t> max_rows = {};
};
BOOST_DESCRIBE_STRUCT(ParameterHint, (),
                      (name, control, required, minimum, maximum, initial, choices, zh, en, help_zh, help_en,
                       columns, max_rows))

struct KindDescription {
  std::string kind;
  std::string zh;
  std::string en;
  std::string summary_zh;  // one sentence a shopkeeper understands
  std::string summary_en;
  pricing::Layer layer = pricing::Layer::unit_price;
  std::vector<ParameterHint> parameters;
  bool coupon_only = false;  // would give goods away to everybody: terms.by_coupon is required
};
BOOST_DESCRIBE_STRUCT(KindDescription, (),
                      (kind, zh, en, summary_zh, summary_en, layer, parameters, coupon_only))

struct KindList {
  std::vector<KindDescription> kinds;
};
BOOST_DESCRIBE_STRUCT(KindList, (), (kinds))

}  // namespace huiji::promotions

namespace huiji::wire {
template <>
struct Rules<promotions::PromotionDraft> {
  static constexpr FieldRule list[] = {{.field = "kind", .min_length = 1, .max_length = 40},
                                       {.field = "name", .min_length = 1, .max_length = 120}};
};
}  // namespace huiji::wire
