#include "wallet/tiers.hpp"

#include "kernel/money.hpp"

namespace huiji::wallet {

int rank_of(const ValuePolicy& policy, const std::string& tier) {
  for (std::size_t i = 0; i < policy.tiers.size(); ++i)
    if (policy.tiers[i].tier == tier) return int(i);
  return -1;
}

const TierRule* tier_for_growth(const ValuePolicy& policy, std::int64_t growth) {
  const TierRule* reached = nullptr;
  for (const TierRule& rule : policy.tiers)
    if (growth >= rule.growth) reached = &rule;
  return reached;
}

const TierRule* tier_for_recharge(const ValuePolicy& policy, Money paid) {
  const TierRule* reached = nullptr;
  for (const TierRule& rule : policy.tiers)
    if (rule.recharge && paid >= *rule.recharge) reached = &rule;
  return reached;
}

Date growth_expires_on(const ValuePolicy& policy, Date day) {
  if (policy.tier_window == TierWindow::rolling_year) return end_of_month(day, 12);
  return from_civil({to_civil(day).year, 12, 31});
}

Date tier_kept_until(const ValuePolicy& policy, Date day) {
  const Date end = policy.tier_window == TierWindow::rolling_year
                       ? end_of_month(day, 12)
                       : from_civil({to_civil(day).year + 1, 12, 31});
  return Date{end.days + policy.tier_grace_days};
}

std::int64_t growth_of(Money paid, std::int64_t per_yuan) {
  return mul_div(paid.minor, per_yuan, 100, Rounding::down);
}

}  // namespace huiji::wallet
