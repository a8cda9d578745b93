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
  CompiledRules(std::int64_t version, PointsRule points, std::shared_ptr<const promotions::RuleBook> book);
  std::int64_t version() const { return version_; }
  PointsRule points() const { return points_; }
  const promotions::RuleBook& book() const { return *book_; }

 private:
  std::int64_t version_ = 0;
  PointsRule points_;
  std::shared_ptr<const promotions::RuleBook> book_;
};

// Active promotions are taken, drafts and ended ones left out; refuses an unknown kind or senseless
// parameters of an active one.
Result<CompiledRules> compile(const Rules& rules);

// The member price travels in priced baskets as a promotion of this kind under the nil id.
inline constexpr const char* kMemberPriceKind = "member_price";

// Refuses a basket that price() could not take: a line id twice, a piece quantity that is not whole, sums
// beyond kMoneyLimit. Call it once on what comes from outside.
Result<Done> check_basket(const Basket& basket);

PricedBasket price(const Basket& basket, const CompiledRules& rules);

// SHA-256 over the canonical JSON bytes, 64 hex digits: what `printf %s "$json" | sha256sum` prints.
std::string digest(const PricedBasket& priced);
std::string sha256_hex(std::string_view bytes);

// R(before) - R(after), where R is a function of the remaining quantities only: any order and any split of
// partial returns adds up to the same, never above what was paid; points likewise. The plan of a request
// that check_refund refuses is a broken program.
Result<Done> check_refund(const RefundRequest& request);
RefundPlan refund(const RefundRequest& request);

}  // namespace huiji::pricing
