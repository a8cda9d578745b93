#include "wallet/membership.hpp"

#include <algorithm>

#include "kernel/money.hpp"
#include "wallet/stored_value.hpp"
#include "wallet/tiers.hpp"

namespace huiji::wallet {

// Counted from the first day, so that the 31st comes back after a short month.
Date month_begins(const Membership& membership, int k) {
  return k == 0 ? membership.starts_on : months_later(membership.starts_on, k);
}

int months_over(const Membership& membership, Date today) {
  int over = 0;
  while (over < membership.months && month_begins(membership, over + 1) <= today) ++over;
  return over;
}

int months_started(const Membership& membership, Date today) {
  if (today < membership.starts_on) return 0;
  return std::min(membership.months, months_over(membership, today) + 1);
}

Money earned_after(const Membership& membership, int over) {
  return {mul_div(membership.price.minor, over, membership.months, Rounding::down)};
}

Money unearned(const Membership& membership) {
  return membership.price - membership.recognised - membership.refunded;
}

std::optional<Date> next_work(const Membership& membership) {
  if (membership.refunded_on) return Date{membership.ends_on.days + 1};
  if (membership.recognised_months >= membership.months) return std::nullopt;
  return month_begins(membership, membership.recognised_months + 1);
}

bool gives_tier(const Membership& membership, Date today) {
  return membership.starts_on <= today && today <= membership.ends_on;
}

MembershipState state_of(const Membership& membership, Date today) {
  if (membership.refunded_on) return MembershipState::refunded;
  if (today < membership.starts_on) return MembershipState::coming;
  return today <= membership.ends_on ? MembershipState::running : MembershipState::ended;
}

Date renewal_begins(const std::vector<Membership>& memberships, Date today) {
  Date begins = today;
  for (const Membership& membership : memberships)
    begins = std::max(begins, Date{membership.ends_on.days + 1});
  return begins;
}

MembershipRefund refund_of(const Membership& membership, Date today, int cooling_days) {
  MembershipRefund refund;
  refund.cooling_off = cooling_days > 0 && today.days <= membership.sold_on.days + cooling_days &&
                       membership.recognised.minor == 0;
  refund.started = refund.cooling_off ? 0 : months_started(membership, today);
  refund.payable = membership.price - earned_after(membership, refund.started);
  refund.last_day = {month_begins(membership, refund.started).days - 1};
  return refund;
}

std::string best_tier(const ValuePolicy& policy, const std::string& earned,
                      const std::vector<Membership>& memberships, Date today) {
  std::string best = earned;
  for (const Membership& membership : memberships)
    if (gives_tier(membership, today) && rank_of(policy, membership.tier) > rank_of(policy, best))
      best = membership.tier;
  return best;
}

}  // namespace huiji::wallet
