// Paid memberships 付费会员, pure: when their months begin and end, what the shop has earned of the price,
// what goes back. After k of n months price x k / n is earned, rounded down, so that the months add up to the
// price exactly; a month is earned when it is over. Sources: product.md 1.5; DECISIONS.md for the refund.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/percent.hpp"
#include "wallet/membership_types.hpp"
#include "wallet/wallet_types.hpp"

namespace huiji::wallet {

struct Membership {
  OperationId membership_id;  // of its sale
  MemberId member_id;
  PackageId package_id;
  std::int64_t package_version = 0;
  std::string tier;
  Money price;
  int months = 0;
  Percent tax_rate;
  TillId till_id;  // whose revenue it becomes
  Date sold_on;
  Date starts_on;
  Date ends_on;
  int recognised_months = 0;
  Money recognised;
  Money refunded;
  std::optional<Date> refunded_on = {};
  std::optional<Date> next_on = {};  // when there is something to do: a month is over, or the tier ends
};

// The first day of month `k` (from 0), also of the one after the last.
Date month_begins(const Membership& membership, int k);
int months_over(const Membership& membership, Date today);
int months_started(const Membership& membership, Date today);

// What the shop has earned after `over` of the months.
Money earned_after(const Membership& membership, int over);
Money unearned(const Membership& membership);
// What is due when everything up to today is done.
std::optional<Date> next_work(const Membership& membership);

bool gives_tier(const Membership& membership, Date today);
MembershipState state_of(const Membership& membership, Date today);
// The day on which the next one begins: never before the last one has ended.
Date renewal_begins(const std::vector<Membership>& memberships, Date today);

struct MembershipRefund {
  int started = 0;  // months that the shop keeps
  Money payable;
  bool cooling_off = false;
  Date last_day;  // on which the tier counts
};
// The months that have not begun; within the days of cooling off the whole price.
MembershipRefund refund_of(const Membership& membership, Date today, int cooling_days);

// The best of the tier that was earned and those that are paid for; what is not in the rules counts for
// nothing.
std::string best_tier(const ValuePolicy& policy, const std::string& earned,
                      const std::vector<Membership>& memberships, Date today);

}  // namespace huiji::wallet
