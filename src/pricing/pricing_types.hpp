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
  Money unit_price;                   // shelf price per piece or kilogram, tax included
  std::optional<Money> member_price;  // per piece or kilogram
  std::optional<Money> label_amount;  // printed by a scale: authoritative for the line's gross (4.18)
  Percent tax_rate;
  bool discountable = true;
  std::vector<CategoryId> categories;  // the product's category and its ancestors
};
BOOST_DESCRIBE_STRUCT(BasketLine, (),
                      (line, product_id, quantity, by_weight, unit_price, member_price, label_amount,
                       tax_rate, discountable, categories))

struct MemberFacts {
  MemberId member_id;
  std::string tier;
};
BOOST_DESCRIBE_STRUCT(MemberFacts, (), (member_id, tier))

struct Basket {
  Instant priced_at;
  int utc_offset_minutes = 480;  // of the shop's zone at priced_at: for weekdays and hours
  std::optional<MemberFacts> member;
  std::vector<BasketLine> lines;
};
BOOST_DESCRIBE_STRUCT(Basket, (), (priced_at, utc_offset_minutes, member, lines))

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
  std::optional<Instant> starts_at;  // inclusive
  std::optional<Instant> ends_at;    // exclusive
  std::vector<int> weekdays;         // 1 Monday … 7 Sunday; empty: every day
  std::optional<int> from_minute;    // of the local day, inclusive
  std::optional<int> to_minute;      // exclusive; before from_minute: across midnight
};
BOOST_DESCRIBE_STRUCT(Schedule, (), (starts_at, ends_at, weekdays, from_minute, to_minute))

enum class PromotionState { draft, active, ended };
BOOST_DESCRIBE_ENUM(PromotionState, draft, active, ended)

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
};
BOOST_DESCRIBE_STRUCT(Promotion, (),
                      (promotion_id, kind, name, state, members_only, scope, schedule, parameters))

struct PointsRule {
  std::int64_t points_per_yuan = 1;
};
BOOST_DESCRIBE_STRUCT(PointsRule, (), (points_per_yuan))

// Everything besides the products that decides a price; immutable under its version.
struct Rules {
  std::int64_t version = 0;
  PointsRule points;
  std::vector<Promotion> promotions;
};
BOOST_DESCRIBE_STRUCT(Rules, (), (version, points, promotions))

// The fixed order in which amounts are computed (product.md 4.5).
enum class Layer { unit_price, quantity, order };
BOOST_DESCRIBE_ENUM(Layer, unit_price, quantity, order)

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
};
BOOST_DESCRIBE_STRUCT(PricedLine, (), (line, gross, discount, net, tax, allocations))

// A promotion's part in the whole basket, for the receipt and the screen.
struct AppliedPromotion {
  PromotionId promotion_id;
  std::string kind;
  std::string name;
  Layer layer = Layer::unit_price;
  Money amount;
  int times = 1;  // how often it applied (sets, thresholds)
};
BOOST_DESCRIBE_STRUCT(AppliedPromotion, (), (promotion_id, kind, name, layer, amount, times))

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
  Points points;                             // that a member earns
};
BOOST_DESCRIBE_STRUCT(PricedBasket, (),
                      (rules_version, lines, gross, discount, payable, tax, tax_groups, promotions, points))

// ---- refunds: a state function of what remains (product.md 4.7) ----

// One line of the original sale, frozen as sold.
struct SoldLine {
  int line_no = 0;
  Quantity quantity;
  bool by_weight = false;
  Money gross;
  Money net;
  Money tax;
  Quantity returned_before;
  Quantity returned_now;
};
BOOST_DESCRIBE_STRUCT(SoldLine, (),
                      (line_no, quantity, by_weight, gross, net, tax, returned_before, returned_now))

struct RefundRequest {
  std::vector<SoldLine> lines;       // all lines of the sale
  std::int64_t points_per_yuan = 0;  // 0 when no member earned points
  Points points_earned;
};
BOOST_DESCRIBE_STRUCT(RefundRequest, (), (lines, points_per_yuan, points_earned))

struct RefundLine {
  int line_no = 0;
  Quantity quantity;
  Money gross;
  Money net;  // paid back for this line
  Money tax;
};
BOOST_DESCRIBE_STRUCT(RefundLine, (), (line_no, quantity, gross, net, tax))

struct RefundPlan {
  std::vector<RefundLine> lines;  // only those with returned_now > 0
  Money gross;
  Money refund;
  Money tax;
  Points points_back;  // taken from the member
};
BOOST_DESCRIBE_STRUCT(RefundPlan, (), (lines, gross, refund, tax, points_back))

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
