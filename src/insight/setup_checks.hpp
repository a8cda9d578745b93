// What the person who writes a promotion should know before it goes live, found by trial on the live
// catalogue (product.md P12, 1.9 "Splitting"; china-retail.md 6.5). Pure. A trial lifts the dates and hours
// of every live promotion that can be open together with the draft, so the deepest price is one that cannot
// be undercut, though perhaps never reached; one coupon of each kind is on the counter. The work is bounded:
// of a scope of thousands the dearest, cheapest, most sold and thinnest ones are looked at, and the report
// says how many.
#pragma once

#include "insight/insight_types.hpp"
#include "kernel/result.hpp"

namespace huiji::insight {

struct CheckedProduct {
  ProductId product_id;
  std::string name;
  bool by_weight = false;
  Money price;
  std::optional<Money> member_price;
  Money cost;
  Percent tax_rate;
  bool discountable = true;
  std::vector<CategoryId> categories;  // its own and the ancestors
  std::optional<Money> floor_price;
  std::optional<Money> lowest_deal;  // per piece or kilogram in the shop within the last seven business days
  std::int64_t sold = 0;             // thousandths, in the same days
};

struct CheckInput {
  pricing::Promotion draft;              // with its own dates
  std::vector<pricing::Promotion> live;  // active ones, without the draft's former version
  pricing::PointsRule points;
  std::vector<CheckedProduct> products;  // on sale
  ShopId shop_id;
  Instant now;
  int utc_offset_minutes = 480;
  std::optional<Percent> least_margin;
};

CheckReport check_setup(const CheckInput& input);

// Whether two schedules can be open at the same moment; when in doubt, yes.
bool may_coincide(const pricing::Schedule& a, const pricing::Schedule& b);
bool in_scope(const pricing::Scope& scope, const CheckedProduct& product);

}  // namespace huiji::insight
