// The engine's public face: a basket and compiled rules in, a priced basket out. Wholly pure: no clock, no
// network, no floating point, no dependence on the order of lines, rules or scans, so that the server, the
// till (WebAssembly) and the editor's preview come to the same bytes. What always holds: 0 <= net <= gross
// on every line, the allocations add up to the discount, the payable is never above the sum of the lines,
// and one more promotion never raises it. Refused (check_basket, check_refund): what no till would send,
// such as a line twice or sums beyond kMoneyLimit. Rules: product.md 1.9, 4.1-4.7, 4.9, 4.12.
#pragma once

#include <memory>
#include <string>

#include "kernel/result.hpp"
#include "pricing/explain_types.hpp"
#include "pricing/refund_types.hpp"

namespace huiji::promotions {
class RuleBook;
}

namespace huiji::pricing {

// Rules with every kind's parameters parsed and indexed by product and category; immutable, cheap to copy,
// safe to share between threads.
class CompiledRules {
 public:
  CompiledRules();  // no promotions, no points
  // The promotions of `rules` are those of the book.
  CompiledRules(const Rules& rules, std::shared_ptr<const promotions::RuleBook> book);
  CompiledRules with(std::shared_ptr<const promotions::RuleBook> book) const;
  std::int64_t version() const { return version_; }
  const std::optional<RoundingRule>& rounding() const { return rounding_; }
  const std::optional<PointsPayment>& points_payment() const { return points_payment_; }
  PointsRule points() const { return points_; }
  const promotions::RuleBook& book() const { return *book_; }

 private:
  std::int64_t version_ = 0;
  PointsRule points_;
  std::optional<RoundingRule> rounding_;
  std::optional<PointsPayment> points_payment_;
  std::shared_ptr<const promotions::RuleBook> book_;
};

// Active promotions are taken, drafts and ended ones left out; refuses an unknown kind or senseless
// parameters of an active one.
Result<CompiledRules> compile(const Rules& rules);

// The rules of arithmetic by which a basket is priced; raised whenever an old basket under its old rules
// would come to other bytes. A stored basket names the one it was priced by. 1: special price, percent off,
// sets, 满减. 2: all layers, numbers of sets, certificate. 3: large baskets searched further, and
// two bounds mended: what 2 had proven stays to the byte, but where the proof was wrong.
inline constexpr int kArithmetic = 3;

// What is no promotion of the shop travels in priced baskets under ids of its own.
struct BuiltInOffer {
  PromotionId id;
  const char* kind;
  const char* name;
  Layer layer;
};
constexpr PromotionId built_in_id(std::uint8_t number) {
  PromotionId id;
  if (number) id.bytes[14] = 1, id.bytes[15] = number;
  return id;
}
inline constexpr const char* kMemberPriceKind = "member_price";
inline constexpr BuiltInOffer kMemberPriceOffer{built_in_id(0), kMemberPriceKind, "会员价",
                                                Layer::unit_price};
inline constexpr BuiltInOffer kMarkdownLabelOffer{built_in_id(1), "markdown_label", "折价标签",
                                                  Layer::unit_price};
inline constexpr BuiltInOffer kManualPriceOffer{built_in_id(2), "manual_price", "改价", Layer::unit_price};
inline constexpr BuiltInOffer kManualDiscountOffer{built_in_id(3), "manual_discount", "整单优惠",
                                                   Layer::manual};
inline constexpr BuiltInOffer kRoundingOffer{built_in_id(4), "rounding", "抹零", Layer::rounding};
inline constexpr BuiltInOffer kPointsPaymentOffer{built_in_id(5), "points_payment", "积分抵现",
                                                  Layer::points};
inline constexpr BuiltInOffer kBuiltInOffers[] = {kMemberPriceOffer, kMarkdownLabelOffer,
                                                  kManualPriceOffer, kManualDiscountOffer,
                                                  kRoundingOffer,    kPointsPaymentOffer};

// Refuses a basket that price() could not take: a line id twice, a piece quantity that is not whole, sums
// beyond kMoneyLimit. Call it once on what comes from outside.
Result<Done> check_basket(const Basket& basket);

PricedBasket price(const Basket& basket, const CompiledRules& rules);

// What the customer gives in all: the payable and the worth of the points of 积分抵现. This is what the
// search makes least; how many points are spent does not change it.
Money value_paid(const PricedBasket& priced);

// Why it costs what it costs: sentences for each share, the offers that were not given and why, what is just
// out of reach. Prices the basket several times over; for a person who looks, not for every scan.
Explanation explain(const Basket& basket, const CompiledRules& rules);

// SHA-256 over the canonical JSON bytes, 64 hex digits: what `printf %s "$json" | sha256sum` prints.
std::string digest(const PricedBasket& priced);
std::string sha256_hex(std::string_view bytes);

// R(before) - R(after), where R is a function of the remaining quantities only: any order and any split of
// partial returns adds up to the same, never above what was paid; points likewise. The plan of a request
// that check_refund refuses is a broken program. spent_points and bonus_part freeze a sale for its refunds.
std::vector<SpentPoints> spent_points(const PricedBasket& priced);
std::optional<BonusPart> bonus_part(const PricedBasket& priced, std::optional<Money> bonus_tender);
Result<Done> check_refund(const RefundRequest& request);
RefundPlan refund(const RefundRequest& request);
// What the goods that stay earn beside money, by the rules of the sale; none when the request brings no
// basis.
std::optional<std::vector<Reward>> rewards_left(const RefundRequest& request);
// Whether the promotion still applies to what stays when that is priced again; true of a sale that is not.
bool applies_to_rest(const RefundRequest& request, PromotionId promotion_id);

}  // namespace huiji::pricing
