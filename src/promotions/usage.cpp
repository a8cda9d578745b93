#include "promotions/usage.hpp"

#include <algorithm>
#include <map>

#include "promotions/engine/rule_book.hpp"

namespace huiji::promotions {

static const CompiledPromotion* find(const pricing::CompiledRules& rules, PromotionId promotion_id) {
  const auto& promotions = rules.book().promotions();  // by id
  const auto found = std::lower_bound(
      promotions.begin(), promotions.end(), promotion_id,
      [](const CompiledPromotion& one, PromotionId id) { return one.promotion.promotion_id < id; });
  const bool hit = found != promotions.end() && found->promotion.promotion_id == promotion_id;
  return hit ? &*found : nullptr;
}

std::vector<Use> limited_uses(const pricing::PricedBasket& priced, const pricing::CompiledRules& rules) {
  std::map<PromotionId, Use> uses;
  const auto use_of = [&](PromotionId promotion_id) -> Use* {
    const CompiledPromotion* promotion = find(rules, promotion_id);
    if (!promotion || !promotion->limited) return nullptr;
    Use& use = uses[promotion_id];
    use.promotion_id = promotion_id;
    use.limits = *promotion->promotion.limits;
    return &use;
  };
  for (const pricing::AppliedPromotion& applied : priced.promotions)
    if (Use* use = use_of(applied.promotion_id)) use->times += applied.times, use->amount += applied.amount;
  if (priced.rewards)
    for (const pricing::Reward& reward : *priced.rewards)
      if (Use* use = use_of(reward.promotion_id)) use->times = std::max<std::int64_t>(use->times, 1);
  std::vector<Use> list;
  for (auto& [promotion_id, use] : uses) list.push_back(std::move(use));
  return list;
}

pricing::Remaining remaining_of(PromotionId promotion_id, const pricing::Limits& limits, const Used& used,
                                bool member) {
  pricing::Remaining remaining{promotion_id};
  const auto leave = [&](const std::optional<std::int64_t>& limit, std::int64_t taken) {
    if (!limit) return;
    const std::int64_t left = std::max<std::int64_t>(*limit - taken, 0);
    remaining.times = std::min(remaining.times.value_or(left), left);
  };
  leave(limits.total, used.times);
  leave(limits.per_day, used.today);
  if (member) leave(limits.per_member, used.by_member);
  if (member) leave(limits.per_member_day, used.by_member_today);
  if (limits.budget) remaining.budget = std::max(*limits.budget - used.amount, Money{});
  return remaining;
}

std::vector<Excess> excess_of(const Use& use, const Used& before, bool member) {
  std::vector<Excess> list;
  const auto add = [&](const char* name, std::optional<std::int64_t> limit, std::int64_t taken,
                       std::int64_t now) {
    if (!limit) return;
    const std::int64_t over = std::min(now, taken + now - *limit);
    if (over > 0) list.push_back({use.promotion_id, name, over});
  };
  const pricing::Limits& limits = use.limits;
  if (member) add("per_member", limits.per_member, before.by_member, use.times);
  if (member) add("per_member_day", limits.per_member_day, before.by_member_today, use.times);
  add("per_day", limits.per_day, before.today, use.times);
  add("total", limits.total, before.times, use.times);
  if (limits.budget) add("budget", limits.budget->minor, before.amount.minor, use.amount.minor);
  return list;
}

bool applied_reprice(const pricing::PricedBasket& priced, const pricing::CompiledRules& rules) {
  return std::any_of(priced.promotions.begin(), priced.promotions.end(), [&](const auto& applied) {
    const CompiledPromotion* promotion = find(rules, applied.promotion_id);
    return promotion && promotion->terms.on_break == pricing::OnBreak::reprice;
  });
}

}  // namespace huiji::promotions
