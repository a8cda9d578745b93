#include "insight/draft_usage.hpp"

namespace huiji::insight {

DraftUsage::DraftUsage(PromotionId promotion_id, std::optional<pricing::Limits> limits)
    : promotion_id_(promotion_id), limits_(limits.value_or(pricing::Limits{})) {
  by_member_ = limits_.per_member || limits_.per_member_day;
  limited_ = by_member_ || limits_.per_day || limits_.total || limits_.budget;
}

std::optional<pricing::Remaining> DraftUsage::remaining(const std::optional<MemberId>& member,
                                                        Date day) const {
  if (!limited_) return std::nullopt;
  pricing::Remaining remaining{promotion_id_, {}, {}};
  const auto leave = [&](const std::optional<std::int64_t>& limit, std::int64_t used) {
    if (!limit) return;
    const std::int64_t left = std::max<std::int64_t>(0, *limit - used);
    remaining.times = std::min(remaining.times.value_or(left), left);
  };
  leave(limits_.total, times_);
  leave(limits_.per_day, day == day_ ? times_of_day_ : 0);
  if (member && by_member_) {
    const auto found = members_.find(*member);
    const OfMember used = found == members_.end() ? OfMember{} : found->second;
    leave(limits_.per_member, used.times);
    leave(limits_.per_member_day, used.day == day ? used.times_of_day : 0);
  }
  if (limits_.budget) remaining.budget = std::max(Money{}, *limits_.budget - spent_);
  return remaining;
}

void DraftUsage::add(const std::optional<MemberId>& member, Date day, std::int64_t times, Money amount) {
  if (!limited_) return;
  if (day != day_) times_of_day_ = 0;
  day_ = day;
  times_ += times;
  times_of_day_ += times;
  spent_ += amount;
  if (!member || !by_member_) return;
  OfMember& used = members_[*member];
  if (used.day != day) used.times_of_day = 0;
  used.day = day;
  used.times += times;
  used.times_of_day += times;
}

}  // namespace huiji::insight
