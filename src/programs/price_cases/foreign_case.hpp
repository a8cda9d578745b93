// Carts of other shop systems as facts: what is in the cart, which promotions there are, what that system's
// own tests say comes out. The words are those of the case file (FOREIGN_CASES.md), already read into values:
// amounts in cents, percentages in basis points, quantities in thousandths. Nothing here decides anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/money.hpp"

namespace huiji::foreign {

// What a case may ask for at most; more is said to be too much.
inline constexpr std::int64_t kMostCents = 10'000'000'000;
inline constexpr std::int64_t kMostPieces = 10'000;  // of a whole cart
inline constexpr std::size_t kMostLines = 200;
inline constexpr std::size_t kMostPromotions = 100;

struct Line {
  std::string sku;
  Money unit;  // shelf price before any promotion
  Quantity quantity;
  std::vector<std::string> categories;
  std::optional<Money> floor;  // the unit price goes no lower
  std::optional<Percent> tax;  // absent: the cart's
};

// Which lines an action is for; empty lists mean all.
struct Scope {
  std::vector<std::string> skus, categories;
  std::optional<Money> unit_min, unit_max;  // of the shelf price, both inclusive
  bool skip_discounted = false;             // not on goods with a lowered shelf price
};

struct CategoryTotal {
  std::string category;
  Money least;
};

struct Conditions {
  std::optional<std::int64_t> min_qty;       // pieces in the cart
  std::optional<std::int64_t> min_line_qty;  // pieces on some line
  std::optional<std::int64_t> nth_order;     // of the customer
  std::optional<Money> min_subtotal;         // goods before cart discounts
  std::optional<Money> min_current_total;    // what is left of the goods
  std::optional<CategoryTotal> category_total;
  std::vector<std::string> contains_skus, contains_categories;  // any one of them
  std::vector<std::string> customer_groups, ship_methods;
  std::optional<std::string> coupon;
  bool closed = false;  // over, or not begun
};

enum class Act { reduce, first_and_more, gift, extra_unit, n_for_amount, pay_m_for_n };
enum class Target { shelf, unit, line, order, delivery };

struct Tier {
  Money from;
  std::int64_t value = 0;
};

struct Action {
  Act act = Act::reduce;
  Target target = Target::order;
  bool percent = false, tiered = false, grouped = false;
  Scope scope;
  Conditions conditions;
  std::int64_t value = 0;  // cents, or basis points of a percentage; of tiers: below the first
  std::vector<Tier> tiers;
  std::optional<Money> cap;
  std::int64_t group = 1;            // units in a complete group
  std::int64_t n = 1, m = 1;         // n pieces, of which m are paid
  std::optional<std::int64_t> most;  // units of a line that first_and_more looks at
  Money first, more, price;          // price: of the n pieces, or of the gift
  std::int64_t per = 1;              // bought units for each free one
  std::vector<std::string> bought;   // what earns a gift
  std::string gift;
};

struct Promotion {
  std::vector<Action> actions;
  Scope scope;  // besides that of each action
  Conditions conditions;
  std::int64_t priority = 0;
  bool exclusive = false;
  bool on_shelf() const { return !actions.empty() && actions.front().target == Target::shelf; }
};

struct Context {
  Money delivery;
  std::vector<std::string> coupons, customer_groups;
  std::string ship_method;
  bool coupon_exhausted = false;
  bool net_prices = false;  // tax comes on top
  Percent tax;
  std::optional<std::int64_t> orders_before;
};

struct Amount {
  std::string name;
  Money amount;
};
struct Amounts {
  std::string name;
  std::vector<Money> amounts;
};

// Only what a case names is compared.
struct Expected {
  std::vector<Amount> figures;  // total, discount, gross, shipping, …
  std::vector<Amount> lines;    // discount by sku
  std::vector<Amounts> units;   // discounts of a sku's units
  std::optional<std::vector<Money>> parts;
  std::optional<bool> coupon_accepted;
};

struct Allocation {
  std::vector<Money> weights;
  Money amount;                              // below zero: a discount
  std::optional<std::vector<Money>> floors;  // beside the weights
};

struct Case {
  std::string id;
  std::string problem;  // why it can't be run; empty: it can
  std::vector<Line> lines;
  std::vector<Promotion> promotions;
  Context context;
  std::optional<Allocation> allocation;
  Expected expected;
  bool convention = false;  // an odd cent may lie elsewhere
};

struct CaseFile {
  std::vector<Case> cases;
  std::string error;  // empty: the file is sound
};

// Never throws: a case that can't be understood carries its problem, a broken file its error.
CaseFile read_cases(std::string_view text);

}  // namespace huiji::foreign
