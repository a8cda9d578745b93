// Lots, pure: value is held in lots, each with its origin and its end (product.md 4.10, 4.11, 4.13). Amounts
// are in the currency of the account: points, 分, uses. A lot of stored value knows which part was paid for
// (本金); the rest is bonus (赠金), and what is spent of a lot is split between them by a cumulative formula,
// paid part = floor(used x paid / amount), so that no sequence of spending and refunding drifts.
//
// What always holds: the remaining amounts of an account's lots add up to its balance, or to zero while the
// account is overdrawn (points owed after a return); 0 <= remaining <= amount.
#pragma once

#include <optional>
#include <vector>

#include "kernel/id.hpp"
#include "kernel/points.hpp"
#include "kernel/time.hpp"

namespace huiji::ledger {

inline constexpr Date kNever{2'932'896};  // 9999-12-31

struct Lot {
  LotId lot_id;
  Uuid source_id{};  // the sale or operation that made it
  std::int64_t amount = 0;
  std::int64_t remaining = 0;
  Instant earned_at;
  Date expires_on;
  std::int64_t paid = 0;            // of the amount: 本金
  Instant opens_at = {};            // not to be spent before
  bool renewed = false;             // came back once after it had expired
  std::optional<Uuid> earner = {};  // whose it is in an account that several share
};

// What was paid of the first `used` units of the lot.
std::int64_t paid_of(const Lot& lot, std::int64_t used);
inline std::int64_t paid_remaining(const Lot& lot) {
  return lot.paid - paid_of(lot, lot.amount - lot.remaining);
}

// A lot of freshly earned points: it first fills what is owed. Expires at the end of the calendar month of
// the business day plus the shop's months. `earned` > 0.
Lot earn(LotId lot_id, const Uuid& source_id, Points earned, Points balance_before, Instant earned_at,
         Date business_day, std::int64_t valid_months);

struct LotChange {
  LotId lot_id;
  std::int64_t before = 0;  // remaining
  std::int64_t after = 0;
};

// Takes points back: from the lot of that source first, then from the others, earliest expiry, earliest
// earned, lowest id first. What no lot can give stays owed.
struct ClawBack {
  std::vector<LotChange> changes;
  std::int64_t owed = 0;
};
ClawBack claw_back(Points points, const Uuid& source_id, std::vector<Lot> lots);

// What one document took of one lot, and how much of that came back.
struct LotUse {
  LotId lot_id;
  int use_no = 0;  // order of spending, from 1
  std::int64_t amount = 0;
  std::int64_t returned = 0;
  std::int64_t listed = 0;  // of stored value: what it bought, at prices before discounts
};

// Whose turn it is: points that expire first, stored value that was bought first.
enum class Order { expiry, age };

struct Taken {
  std::vector<LotChange> changes;
  std::vector<LotUse> uses;
  std::int64_t paid = 0;   // of what was taken
  std::int64_t bonus = 0;  // the rest of it
  std::int64_t missing = 0;
};
// Lots that open after `now` are left alone.
Taken take(std::int64_t amount, std::vector<Lot> lots, Order order, Instant now);
std::int64_t open_amount(const std::vector<Lot>& lots, Instant now);

// Points that come back after their lot expired are good for 30 more days, once.
inline constexpr int kRenewed_days = 30;

struct Restored {
  std::vector<LotChange> changes;
  std::vector<LotUse> uses;   // with the new `returned`
  std::vector<Lot> renewals;  // lot_id, earned_at to be filled in: in place of lots that expired
  std::int64_t paid = 0;
  std::int64_t bonus = 0;
  std::int64_t unplaced = 0;  // more than was ever taken from lots: it was owed
  std::int64_t homeless =
      0;  // of `into_lots`, what no lot gave: the debt was filled since, so a new lot holds it
};
// Puts back what a document took: the last lot it used first. `into_lots` <= amount is what the lots get (an
// overdrawn account keeps the rest); `lots` are those that the uses name.
Restored restore(std::int64_t amount, std::int64_t into_lots, std::vector<LotUse> uses, std::vector<Lot> lots,
                 Date today);

// What the owner of an account that stands at `balance` gets into lots when `amount` comes in.
inline std::int64_t into_lots(std::int64_t balance, std::int64_t amount) {
  const std::int64_t before = balance > 0 ? balance : 0, after = balance + amount > 0 ? balance + amount : 0;
  return after - before;
}

}  // namespace huiji::ledger
