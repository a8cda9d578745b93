// The laboratory's values as they travel: what to replay, how far it has come, and what it found. Amounts are
// sums over stored baskets; "before" is each basket priced with the rules of its own day, "after" is the same
// with the draft among them. A replay knows no change of behaviour: nobody buys more because of it.
#pragma once

#include "promotions/promotions_types.hpp"

namespace huiji::insight {

using RunId = Id<struct laboratory_run_tag>;

// POST /v1/laboratory/runs. The draft's own dates are set aside (it would not be open in the past); weekdays
// and hours hold.
struct RunRequest {
  RunId run_id;                             // made by the client: the same again is the same run
  std::optional<PromotionId> promotion_id;  // of the stored promotion that the draft would replace
  promotions::PromotionDraft draft;
  Date from_day;  // business days, both inclusive
  Date to_day;
  std::optional<Percent> least_margin;  // 毛利率底线 of the net price, for the count of lines below it
};
BOOST_DESCRIBE_STRUCT(RunRequest, (), (run_id, promotion_id, draft, from_day, to_day, least_margin))

// All baskets of the period that hold the product.
struct ProductEffect {
  ProductId product_id;
  std::string name;
  bool by_weight = false;
  Quantity quantity;
  std::int64_t lines = 0;
  std::int64_t lines_touched = 0;  // whose net changed
  Money revenue_before;
  Money revenue_after;
  Money change;         // revenue_after less revenue_before
  Money margin_before;  // revenue less the cost frozen at the sale
  Money margin_after;
  std::int64_t below_cost = 0;  // lines that fall below cost with the draft and did not before
};
BOOST_DESCRIBE_STRUCT(ProductEffect, (),
                      (product_id, name, by_weight, quantity, lines, lines_touched, revenue_before,
                       revenue_after, change, margin_before, margin_after, below_cost))

// Customers of one tier, or those without a card.
struct TierEffect {
  bool member = false;
  std::string tier;
  std::int64_t baskets = 0;
  std::int64_t baskets_gaining = 0;
  std::int64_t members_gaining = 0;
  Money revenue_before;
  Money gain;  // what they pay less
};
BOOST_DESCRIBE_STRUCT(TierEffect, (),
                      (member, tier, baskets, baskets_gaining, members_gaining, revenue_before, gain))

struct DeepBasket {
  SaleId sale_id;
  std::string number;
  Instant sold_at;
  Money gross;
  Money discount_before;
  Money discount_after;
  Percent off;                          // discount_after of gross
  std::vector<std::string> promotions;  // that apply together
};
BOOST_DESCRIBE_STRUCT(DeepBasket, (),
                      (sale_id, number, sold_at, gross, discount_before, discount_after, off, promotions))

// A sale worth looking at.
struct SaleSample {
  SaleId sale_id;
  std::string number;
  Instant sold_at;
  Money before;
  Money after;
};
BOOST_DESCRIBE_STRUCT(SaleSample, (), (sale_id, number, sold_at, before, after))

struct LaboratoryTotals {
  std::int64_t baskets = 0;
  std::int64_t touched = 0;  // baskets in which the draft applies
  std::int64_t gaining = 0;  // baskets that cost less
  std::int64_t times = 0;    // that the draft applies
  Money gross;
  Money revenue_before;
  Money revenue_after;
  Money discount_before;
  Money discount_after;
  Money cost;            // of the draft: what the customers pay less
  Money draft_discount;  // what the draft itself gives; above `cost` where it takes another offer's place
  Money supplier_pays;   // of the draft's discount
  Money margin_before;
  Money margin_after;
  std::int64_t margin_rate_before = 0;  // 毛利率, basis points of the revenue
  std::int64_t margin_rate_after = 0;
  Points points_before;
  Points points_after;
  std::int64_t rewards = 0;  // coupons, stamps, draws and fixed points of the draft
  std::int64_t members_gaining = 0;
  std::int64_t below_cost_before = 0;  // lines
  std::int64_t below_cost_after = 0;
  Money below_cost_loss;  // of those lines, after
  std::int64_t below_margin_after = 0;
  std::int64_t below_floor_after = 0;
  std::int64_t rose = 0;  // sales that cost more: only a mandatory offer may do that
  std::int64_t differs =
      0;  // sales whose price with their own rules is not what was booked: 0 when all is well
  std::int64_t unreadable = 0;  // sales without facts of their version, left out
  std::int64_t unproven = 0;    // baskets whose price is not proven the least
  std::int64_t products_changed = 0;
  std::vector<ProductEffect> products;  // the most changed ones, greatest change first
  std::vector<TierEffect> tiers;
  std::vector<DeepBasket> deepest;
  std::vector<SaleSample> rose_samples;
  std::vector<SaleSample> differs_samples;
};
BOOST_DESCRIBE_STRUCT(LaboratoryTotals, (),
                      (baskets, touched, gaining, times, gross, revenue_before, revenue_after,
                       discount_before, discount_after, cost, draft_discount, supplier_pays, margin_before,
                       margin_after, margin_rate_before, margin_rate_after, points_before, points_after,
                       rewards, members_gaining, below_cost_before, below_cost_after, below_cost_loss,
                       below_margin_after, below_floor_after, rose, differs, unreadable, unproven,
                       products_changed, products, tiers, deepest, rose_samples, differs_samples))

enum class RunState { waiting, running, done, cancelled, failed };
BOOST_DESCRIBE_ENUM(RunState, waiting, running, done, cancelled, failed)

// GET /v1/laboratory/runs/{run_id}. While it runs the totals are those of the baskets done so far.
struct LaboratoryRun {
  RunId run_id;
  RunState state = RunState::waiting;
  std::string name;  // of the draft
  std::optional<PromotionId> promotion_id;
  Date from_day;
  Date to_day;
  std::int64_t baskets_done = 0;
  std::int64_t baskets_total = 0;
  std::int64_t elapsed_ms = 0;
  LaboratoryTotals totals;
};
BOOST_DESCRIBE_STRUCT(LaboratoryRun, (),
                      (run_id, state, name, promotion_id, from_day, to_day, baskets_done, baskets_total,
                       elapsed_ms, totals))

// ---- checks when a promotion is written ----

// POST /v1/promotions/check
struct CheckRequest {
  std::optional<PromotionId> promotion_id;  // of the stored promotion that the draft would replace
  promotions::PromotionDraft draft;
  std::optional<Percent> least_margin;  // 毛利率底线 of the net price
};
BOOST_DESCRIBE_STRUCT(CheckRequest, (), (promotion_id, draft, least_margin))

enum class Severity { error, warning, notice };
BOOST_DESCRIBE_ENUM(Severity, error, warning, notice)

struct SetupFinding {
  std::string code;
  Severity severity = Severity::notice;
  std::optional<ProductId> product_id;
  std::optional<PromotionId> rival_id;  // the live promotion that it is about
  std::optional<Money> amount;
  std::string text_zh;
  std::string text_en;
};
BOOST_DESCRIBE_STRUCT(SetupFinding, (), (code, severity, product_id, rival_id, amount, text_zh, text_en))

// The least that a product may come to with everything that can be open together with the draft.
struct DeepestPrice {
  ProductId product_id;
  std::string name;
  std::int64_t count = 1;  // pieces (kilograms) bought together
  bool member = false;
  std::string tier;
  Money shelf;              // per piece or kilogram
  Money net;                // per piece or kilogram, rounded down
  Money cost;               // per piece or kilogram
  Percent off;              // of the shelf price
  std::int64_t margin = 0;  // basis points of the net price; below zero when sold at a loss
  std::vector<std::string> promotions;
};
BOOST_DESCRIBE_STRUCT(DeepestPrice, (),
                      (product_id, name, count, member, tier, shelf, net, cost, off, margin, promotions))

struct CheckReport {
  std::vector<SetupFinding> findings;  // gravest first
  std::vector<DeepestPrice> deepest;   // thinnest margin first
  std::int64_t products_in_scope = 0;
  std::int64_t products_looked_at = 0;  // fewer than in scope when those are many
  std::int64_t baskets_priced = 0;
};
BOOST_DESCRIBE_STRUCT(CheckReport, (),
                      (findings, deepest, products_in_scope, products_looked_at, baskets_priced))

}  // namespace huiji::insight

namespace huiji::wire {
template <>
struct Rules<insight::RunRequest> {
  static constexpr FieldRule list[] = {{.field = "least_margin", .minimum = 0, .maximum = 9900}};
};
template <>
struct Rules<insight::CheckRequest> {
  static constexpr FieldRule list[] = {{.field = "least_margin", .minimum = 0, .maximum = 9900}};
};
}  // namespace huiji::wire
