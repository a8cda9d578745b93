// What goes into and comes out of price(). The same structs cross the WebAssembly boundary as JSON, so the
// till, the server and the editor's preview see equal bytes for an equal basket.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wire/type_info.hpp"

namespace huiji::pricing {

// One line of a basket with the product's facts as of the rules' version.
struct BasketLine {
  std::string line;  // the till's id of the line, unique in the basket
  ProductId product_id;
  Quantity quantity;
  bool by_weight = false;
  Money unit_price;                        // shelf price per piece or kilogram, tax included
  std::optional<Money> member_price = {};  // per piece or kilogram
  std::optional<Money> label_amount = {};  // printed by a scale: authoritative for the line's gross (4.18)
  Percent tax_rate;
  bool discountable = true;
  std::vector<CategoryId> categories;        // the product's category and its ancestors
  std::optional<Money> floor_price = {};     // no discount takes a piece or kilogram below it (最低限价)
  std::optional<Date> best_before = {};      // from a 2D code or a markdown label, for 临期折扣
  std::optional<Money> markdown_price = {};  // per piece or kilogram, printed on a markdown label (折价码)
  std::optional<Money> manual_price = {};    // 改价, per piece or kilogram: no promotion touches the line
};
BOOST_DESCRIBE_STRUCT(BasketLine, (),
                      (line, product_id, quantity, by_weight, unit_price, member_price, label_amount,
                       tax_rate, discountable, categories, floor_price, best_before, markdown_price,
                       manual_price))

struct MemberFacts {
  MemberId member_id;
  std::string tier;
  std::optional<std::vector<std::string>> tags = {};  // segments and labels that promotions may ask for
  std::optional<bool> birthday = {};                  // within the birthday window of the shop
  std::optional<Points> points = {};                  // that may be spent
};
BOOST_DESCRIBE_STRUCT(MemberFacts, (), (member_id, tier, tags, birthday, points))

// How many coupons of a promotion are laid on the counter.
struct HeldCoupon {
  PromotionId promotion_id;
  int count = 1;
};
BOOST_DESCRIBE_STRUCT(HeldCoupon, (), (promotion_id, count))

// What the limits of a promotion still leave for this basket, as known to whoever prices; absent: no limit.
struct Remaining {
  PromotionId promotion_id;
  std::optional<std::int64_t> times = {};
  std::optional<Money> budget = {};
};
BOOST_DESCRIBE_STRUCT(Remaining, (), (promotion_id, times, budget))

// An offer that applies only when the customer asks for it (积分换购), and how often.
struct Wish {
  PromotionId promotion_id;
  int times = 1;
};
BOOST_DESCRIBE_STRUCT(Wish, (), (promotion_id, times))

struct Delivery {
  Money fee;
  std::string method;  // the shop's word for it; promotions may ask for one
};
BOOST_DESCRIBE_STRUCT(Delivery, (), (fee, method))

// 整单优惠 by a person with the right to it: a percentage and then an amount off what is left.
struct ManualDiscount {
  Percent off;
  Money amount;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ManualDiscount, (), (off, amount, reason))

struct Basket {
  Instant priced_at;
  int utc_offset_minutes = 480;  // of the shop's zone at priced_at: for weekdays and hours
  std::optional<MemberFacts> member = {};
  std::vector<BasketLine> lines;
  std::optional<ShopId> shop_id = {};
  std::optional<std::string> channel = {};  // "till" when absent; "online", …
  std::optional<std::string> tender = {};   // the tender the customer means to pay with; absent: not known
  std::optional<std::vector<HeldCoupon>> coupons = {};
  std::optional<std::vector<Remaining>> remaining = {};
  std::optional<std::vector<Wish>> wishes = {};
  std::optional<std::vector<std::string>> events = {};  // what the cashier saw: "own_bag", …
  std::optional<Delivery> delivery = {};
  std::optional<ManualDiscount> manual = {};
  std::optional<Points> spend_points = {};  // 积分抵现: as many as the customer wants to spend at most
  std::optional<Money> bonus_tender = {};   // part of the payable paid with bonus money: it earns no points
};
BOOST_DESCRIBE_STRUCT(Basket, (),
                      (priced_at, utc_offset_minutes, member, lines, shop_id, channel, tender, coupons,
                       remaining, wishes, events, delivery, manual, spend_points, bonus_tender))

// Which goods a promotion is for. Empty include lists mean everything; exclusion wins. Goods that are not
// discountable are never in scope.
struct Scope {
  std::vector<ProductId> products;
  std::vector<CategoryId> categories;
  std::vector<ProductId> excluded_products;
  std::vector<CategoryId> excluded_categories;
};
BOOST_DESCRIBE_STRUCT(Scope, (), (products, categories, excluded_products, excluded_categories))

struct Schedule {
  std::optional<Instant> starts_at = {};  // inclusive
  std::optional<Instant> ends_at = {};    // exclusive
  std::vector<int> weekdays;              // 1 Monday … 7 Sunday; empty: every day
  std::optional<int> from_minute = {};    // of the local day, inclusive
  std::optional<int> to_minute = {};      // exclusive; before from_minute: across midnight
};
BOOST_DESCRIBE_STRUCT(Schedule, (), (starts_at, ends_at, weekdays, from_minute, to_minute))

enum class PromotionState { draft, active, ended };
BOOST_DESCRIBE_ENUM(PromotionState, draft, active, ended)

// Whom and where a promotion is for; an empty list means everyone, everywhere.
struct Audience {
  std::vector<std::string> tiers;  // member levels
  std::vector<std::string> tags;   // any one of them
  std::vector<ShopId> shops;
  std::vector<std::string> channels;
};
BOOST_DESCRIBE_STRUCT(Audience, (), (tiers, tags, shops, channels))

// When part of a sale comes back: keep the frozen shares, or price what stays with the customer again.
enum class OnBreak { keep, reprice };
BOOST_DESCRIBE_ENUM(OnBreak, keep, reprice)

struct Terms {
  bool mandatory = false;        // a shelf price: never left out, even when the basket would be cheaper
  bool by_coupon = false;        // applies only against a coupon of this promotion
  bool skip_discounted = false;  // goods with a lowered unit price do not count (特价商品不参与)
  OnBreak on_break = OnBreak::keep;
  std::optional<int> exclusive_group = {};  // 1..99: at most one offer of a group and layer applies
};
BOOST_DESCRIBE_STRUCT(Terms, (), (mandatory, by_coupon, skip_discounted, on_break, exclusive_group))

// How often a promotion may apply; a "time" is a unit, a set or a threshold, as the kind counts.
struct Limits {
  std::optional<std::int64_t> per_order = {};
  std::optional<std::int64_t> per_member = {};
  std::optional<std::int64_t> per_member_day = {};
  std::optional<std::int64_t> per_day = {};
  std::optional<std::int64_t> total = {};
  std::optional<Money> budget = {};  // of all discounts together
};
BOOST_DESCRIBE_STRUCT(Limits, (), (per_order, per_member, per_member_day, per_day, total, budget))

enum class FunderKind { shop, supplier };
BOOST_DESCRIBE_ENUM(FunderKind, shop, supplier)

// Who pays for the discount. A supplier pays `share` of it, the shop the rest.
struct Funder {
  FunderKind kind = FunderKind::shop;
  std::string name;
  Percent share{10000};
};
BOOST_DESCRIBE_STRUCT(Funder, (), (kind, name, share))

// One promotion as the shop wrote it. `parameters` are those of its kind (src/promotions/kinds/<kind>).
struct Promotion {
  PromotionId promotion_id;
  std::string kind;
  std::string name;
  PromotionState state = PromotionState::draft;
  bool members_only = false;
  Scope scope;
  Schedule schedule;
  wire::Json parameters;
  std::optional<Audience> audience = {};
  std::optional<Terms> terms = {};
  std::optional<Limits> limits = {};
  std::optional<Funder> funder = {};  // absent: the shop
};
BOOST_DESCRIBE_STRUCT(Promotion, (),
                      (promotion_id, kind, name, state, members_only, scope, schedule, parameters, audience,
                       terms, limits, funder))

struct PointsRule {
  std::int64_t points_per_yuan = 1;
};
BOOST_DESCRIBE_STRUCT(PointsRule, (), (points_per_yuan))

// 抹零: cash is rounded down to a multiple of `unit` (10, 50 or 100 分), never up (product.md 4.3).
struct RoundingRule {
  Money unit;
  std::vector<std::string> tenders;  // that are rounded; usually only "cash"
};
BOOST_DESCRIBE_STRUCT(RoundingRule, (), (unit, tenders))

// 积分抵现: `points` points, one step, are worth `value`. Whole steps only, off goods that are discountable.
struct PointsPayment {
  std::int64_t points = 0;
  Money value;
  Points minimum;                        // fewer are not spent at all; 0: any number of steps
  Percent cap{10000};                    // of what those goods cost after every other discount
  std::optional<Money> cap_amount = {};  // of a basket
};
BOOST_DESCRIBE_STRUCT(PointsPayment, (), (points, value, minimum, cap, cap_amount))

// Everything besides the products that decides a price; immutable under its version.
struct Rules {
  std::int64_t version = 0;
  PointsRule points;
  std::vector<Promotion> promotions;
  std::optional<RoundingRule> rounding = {};
  std::optional<PointsPayment> points_payment = {};
};
BOOST_DESCRIBE_STRUCT(Rules, (), (version, points, promotions, rounding, points_payment))

// The fixed order in which amounts are computed (product.md 4.5). `extra` is what a threshold lets the
// customer take for less (换购, 赠品); `points` is 积分抵现; `reward` changes no amount.
enum class Layer {
  unit_price,
  quantity,
  extra,
  order,
  coupon,
  manual,
  tender,
  delivery,
  points,
  rounding,
  reward
};
BOOST_DESCRIBE_ENUM(Layer, unit_price, quantity, extra, order, coupon, manual, tender, delivery, points,
                    rounding, reward)

// One 分-exact share of one promotion on one line.
struct Allocation {
  PromotionId promotion_id;
  Layer layer = Layer::unit_price;
  Money amount;    // > 0
  Quantity units;  // of this line that the promotion touched
};
BOOST_DESCRIBE_STRUCT(Allocation, (), (promotion_id, layer, amount, units))

struct PricedLine {
  std::string line;
  Money gross;  // unit price x quantity, half up, or the label's amount
  Money discount;
  Money net;  // gross - discount
  Money tax;  // contained in net
  std::vector<Allocation> allocations;
  std::optional<std::int64_t> points_percent = {};  // multiple of the points' rate in percent; absent: 100
};
BOOST_DESCRIBE_STRUCT(PricedLine, (), (line, gross, discount, net, tax, allocations, points_percent))

// A promotion's part in the whole basket, for the receipt and the screen.
struct AppliedPromotion {
  PromotionId promotion_id;
  std::string kind;
  std::string name;
  Layer layer = Layer::unit_price;
  Money amount;
  int times = 1;                      // how often it applied (units, sets, thresholds)
  std::optional<Points> points = {};  // that the customer spends for it
  std::optional<int> coupons = {};    // that it uses up
  std::optional<Funder> funder = {};  // absent: the shop
};
BOOST_DESCRIBE_STRUCT(AppliedPromotion, (),
                      (promotion_id, kind, name, layer, amount, times, points, coupons, funder))

// What a promotion gives beside money.
enum class RewardKind { points, coupons, stamps, draws };
BOOST_DESCRIBE_ENUM(RewardKind, points, coupons, stamps, draws)

struct Reward {
  PromotionId promotion_id;
  std::string kind;  // of the promotion
  std::string name;
  RewardKind reward = RewardKind::points;
  std::int64_t count = 0;
  Money basis;                                // of the goods that earned it
  std::optional<PromotionId> coupon_of = {};  // the promotion that the coupons are for
};
BOOST_DESCRIBE_STRUCT(Reward, (), (promotion_id, kind, name, reward, count, basis, coupon_of))

// Whether the price is proven the least, or by how much at most a better one could undercut it.
struct Certificate {
  bool optimal = true;
  Money gap;
};
BOOST_DESCRIBE_STRUCT(Certificate, (), (optimal, gap))

struct PricedDelivery {
  Money fee;
  Money discount;
  Money net;
};
BOOST_DESCRIBE_STRUCT(PricedDelivery, (), (fee, discount, net))

// 积分抵现: points and the money that they are worth.
struct PointsPayable {
  Points most;
  Money value;

  friend bool operator==(const PointsPayable&, const PointsPayable&) = default;
};
BOOST_DESCRIBE_STRUCT(PointsPayable, (), (most, value))

struct TaxGroup {
  Percent rate;
  Money net_with_tax;
  Money tax;
};
BOOST_DESCRIBE_STRUCT(TaxGroup, (), (rate, net_with_tax, tax))

struct PricedBasket {
  std::int64_t rules_version = 0;
  std::vector<PricedLine> lines;  // in the basket's order
  Money gross;
  Money discount;
  Money payable;  // gross - discount: never above the sum of the lines (law: no 反向抹零)
  Money tax;
  std::vector<TaxGroup> tax_groups;          // by rate, ascending
  std::vector<AppliedPromotion> promotions;  // in layer order, then by id
  Points points;                             // that a member earns, fixed bonuses included
  int arithmetic = 0;                        // kArithmetic of the engine that priced
  Certificate certificate;
  std::optional<std::vector<Reward>> rewards = {};  // absent: none
  std::optional<PricedDelivery> delivery = {};      // its net is part of payable, not of any line
  std::optional<Points> points_spent = {};          // of 积分换购 and 积分抵现; absent: none
  // The most that 积分抵现 could take off this basket; absent: no member, or the shop has none.
  std::optional<PointsPayable> points_payable = {};
};
BOOST_DESCRIBE_STRUCT(PricedBasket, (),
                      (rules_version, lines, gross, discount, payable, tax, tax_groups, promotions, points,
                       arithmetic, certificate, rewards, delivery, points_spent, points_payable))

}  // namespace huiji::pricing

namespace huiji::wire {
template <>
struct Rules<pricing::BasketLine> {
  static constexpr FieldRule list[] = {{.field = "line", .min_length = 1, .max_length = 64},
                                       {.field = "quantity", .minimum = 1},
                                       {.field = "unit_price", .minimum = 0},
                                       {.field = "categories", .max_length = 16}};
};
template <>
struct Rules<pricing::Basket> {
  static constexpr FieldRule list[] = {{.field = "utc_offset_minutes", .minimum = -840, .maximum = 840},
                                       {.field = "lines", .max_length = 500}};
};
template <>
struct Rules<pricing::HeldCoupon> {
  static constexpr FieldRule list[] = {{.field = "count", .minimum = 1, .maximum = 100}};
};
template <>
struct Rules<pricing::Wish> {
  static constexpr FieldRule list[] = {{.field = "times", .minimum = 1, .maximum = 1000}};
};
template <>
struct Rules<pricing::Terms> {
  static constexpr FieldRule list[] = {{.field = "exclusive_group", .minimum = 1, .maximum = 99}};
};
template <>
struct Rules<pricing::Limits> {
  static constexpr FieldRule list[] = {
      {.field = "per_order", .minimum = 1},      {.field = "per_member", .minimum = 1},
      {.field = "per_member_day", .minimum = 1}, {.field = "per_day", .minimum = 1},
      {.field = "total", .minimum = 1},          {.field = "budget", .minimum = 1}};
};
template <>
struct Rules<pricing::Funder> {
  static constexpr FieldRule list[] = {{.field = "name", .max_length = 120}};
};
template <>
struct Rules<pricing::Audience> {
  static constexpr FieldRule list[] = {{.field = "tiers", .max_length = 50},
                                       {.field = "tags", .max_length = 50},
                                       {.field = "shops", .max_length = 500},
                                       {.field = "channels", .max_length = 10}};
};
template <>
struct Rules<pricing::Promotion> {
  static constexpr FieldRule list[] = {{.field = "kind", .min_length = 1, .max_length = 40},
                                       {.field = "name", .min_length = 1, .max_length = 120}};
};
template <>
struct Rules<pricing::Scope> {
  static constexpr FieldRule list[] = {{.field = "products", .max_length = 2000},
                                       {.field = "categories", .max_length = 500},
                                       {.field = "excluded_products", .max_length = 2000},
                                       {.field = "excluded_categories", .max_length = 500}};
};
}  // namespace huiji::wire
