// What a promotion kind tells the engine: one pure object per promotion, of one of five shapes. The engine
// decides which offers apply, how often, in what order, and who carries the discount; a kind only says what
// its offer would do to the goods it is shown. What the search relies on (engine/search.hpp): offers are
// monotone. Dearer goods never cost less, more goods never get a smaller discount, a larger amount never gets
// a smaller reduction, and a limit of more times never gives less.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pricing/pricing_types.hpp"
#include "promotions/promotions_types.hpp"

namespace huiji::promotions {

// When and for whom a basket is priced; times are the shop's local ones.
struct Setting {
  Instant at;
  std::int64_t day = 0;   // local, since 1970-01-01
  int minute = 0;         // of the local day
  std::string_view tier;  // of the member; empty without one
};

// Identical goods of a basket, merged over lines. A weighed or labelled line is one unit of its own.
struct Item {
  ProductId product_id;
  Money unit_price;  // per piece or kilogram
  std::optional<Money> member_price, markdown_price, manual_price;
  std::optional<Date> best_before;
  Quantity quantity;
  std::int64_t units = 1;  // countable: pieces, or 1 for a weighed line
  Money gross;
  Money floor;  // the least that the whole item may cost
};

// ---- unit price ----

// What the whole item costs under this offer alone; its gross when the offer changes nothing.
class UnitOffer {
 public:
  virtual ~UnitOffer() = default;
  virtual Money payable(const Item& item, const Setting& setting) const = 0;
};

// ---- sets of units ----

inline constexpr unsigned kScopeRole = 1;  // bit 0: the unit is in the promotion's scope
constexpr unsigned role_bit(std::size_t goods) { return 2u << goods; }  // of Goods of the offer, from 0

// Equal units at their running price. Every offer is shown the dearest first, equal prices by item.
struct UnitRun {
  int item = 0;   // in the basket
  int place = 0;  // in the region that is being decided
  Money price;
  std::int64_t count = 0;
  unsigned roles = kScopeRole;
};

// What a quantity offer would take: complete sets of units and one discount over all of them. Who carries it:
// the goods of the sets by price, or the runs as said in `shares`.
struct Taken {
  std::int64_t sets = 0;
  Money discount;
  std::vector<std::int64_t> consumed;  // units, beside the runs
  std::vector<Money> shares;           // empty, or beside the runs and adding up to the discount
};

// Layer 2: units that enter a set are used up for every other quantity offer. At most `most_sets` sets; none
// that saves nothing. `taken` is filled afresh.
class QuantityOffer {
 public:
  virtual ~QuantityOffer() = default;
  virtual void take(std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) const = 0;
  // The discount is at most this share of the price of the units in its sets (a fen more for the rounding).
  virtual Percent most() const { return {10000}; }
  // Whether fewer or cheaper goods surely never get a greater discount; when not, bounds use most() alone.
  virtual bool monotone() const { return true; }
  // Goods beside the scope, in the order of their role bits; and whether the scope itself takes part.
  virtual std::span<const GoodsSet> goods() const { return {}; }
  virtual bool uses_scope() const { return true; }
  virtual Points points_per_set() const { return {}; }  // that the customer pays
  virtual bool on_wish() const { return false; }        // only as often as the customer asks
};

// ---- what a threshold lets the customer take ----

// Layer 3 (换购, 赠品): once the scope's goods reach a threshold, some units of other goods cost less. Those
// goods never count towards the threshold.
class ExtraOffer {
 public:
  virtual ~ExtraOffer() = default;
  virtual std::int64_t allowed(Money amount, std::int64_t units) const = 0;
  // The smallest amount above this one at which more is allowed; nothing when it never is.
  virtual std::optional<Money> next_step(Money amount) const = 0;
  virtual Money extra_price(Money running) const = 0;  // of one unit; never above its running price
  virtual std::span<const GoodsSet> goods() const = 0;
};

// ---- reductions of an amount ----

struct OrderView {
  Money entry;             // of the goods in scope when their layer began: thresholds look at this
  Money running;           // what earlier offers of the layer have left of it: percentages look at this
  std::int64_t units = 0;  // in scope
  std::int64_t limit = INT64_MAX;  // times
};

struct Reduction {
  Money amount;
  std::int64_t times = 0;
};

// Layers 4 and later: a reduction of the amount that remains on the goods in scope, or of the delivery fee
// (its view's running amount is the fee then).
class OrderOffer {
 public:
  virtual ~OrderOffer() = default;
  virtual Reduction reduction(const OrderView& view) const = 0;
  // The smallest entry above this one at which the reduction rises by more than the entry did, for any number
  // of units; nothing when it never does.
  virtual std::optional<Money> next_step(Money entry) const = 0;
  // Of offers in one exclusive group of a layer at most one applies; nothing: stands beside all.
  virtual std::optional<int> default_group() const { return 1; }
  virtual std::span<const std::string> tenders() const { return {}; }  // of a tender discount
  virtual std::string_view delivery_method() const { return {}; }      // that a delivery offer is for; any
};

// ---- what changes no price ----

struct RewardView {
  Money amount;            // net of the goods in scope, after everything
  std::int64_t units = 0;  // in scope
  bool birthday = false;
  std::span<const std::string> events;
  std::int64_t limit = INT64_MAX;
};

struct Rewarded {
  pricing::RewardKind reward = pricing::RewardKind::points;
  std::int64_t count = 0;           // given on top
  std::int64_t points_percent = 0;  // or: the goods in scope earn this multiple, in percent
  std::optional<PromotionId> coupon_of = {};
};

class RewardOffer {
 public:
  virtual ~RewardOffer() = default;
  virtual Rewarded reward(const RewardView& view) const = 0;
};

using Offer = std::variant<std::shared_ptr<const UnitOffer>, std::shared_ptr<const QuantityOffer>,
                           std::shared_ptr<const ExtraOffer>, std::shared_ptr<const OrderOffer>,
                           std::shared_ptr<const RewardOffer>>;

}  // namespace huiji::promotions
