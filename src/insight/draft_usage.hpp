// How often the draft has applied so far in a replay, so that its limits (per member, per day, in total, by
// budget) hold in the laboratory as they will at the tills. Baskets come in the order in which they were
// recorded.
#pragma once

#include <unordered_map>

#include "pricing/pricing_types.hpp"

namespace huiji::insight {

class DraftUsage {
 public:
  DraftUsage(PromotionId promotion_id, std::optional<pricing::Limits> limits);

  // What the limits leave for a basket; nothing when the draft has none of them.
  std::optional<pricing::Remaining> remaining(const std::optional<MemberId>& member, Date day) const;
  void add(const std::optional<MemberId>& member, Date day, std::int64_t times, Money amount);

 private:
  struct OfMember {
    std::int64_t times = 0;
    std::int64_t times_of_day = 0;
    Date day;
  };
  PromotionId promotion_id_;
  pricing::Limits limits_;
  bool limited_ = false;
  bool by_member_ = false;
  std::int64_t times_ = 0;
  std::int64_t times_of_day_ = 0;
  Date day_;
  Money spent_;
  std::unordered_map<MemberId, OfMember> members_;
};

}  // namespace huiji::insight
