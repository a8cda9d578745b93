// What limits of promotions (限量, 限次, 预算) have used up and still leave. Pure: usage_store.hpp keeps the
// numbers. A till prices with what remained when it last heard; a sale that took more stands, since the goods
// have left the shop, and its excess is recorded. A "time" is a unit, a set or a threshold, as the kind
// counts; a promotion that only gives a reward counts once a sale.
#pragma once

#include "pricing/pricing.hpp"

namespace huiji::promotions {

// One limited promotion's part in a sale.
struct Use {
  PromotionId promotion_id;
  std::int64_t times = 0;
  Money amount;
  pricing::Limits limits;
};

// The limited promotions that applied, by id. A limit per order alone needs no memory.
std::vector<Use> limited_uses(const pricing::PricedBasket& priced, const pricing::CompiledRules& rules);

// So far, over all days but where it says today.
struct Used {
  std::int64_t times = 0;
  std::int64_t today = 0;
  Money amount;
  std::int64_t by_member = 0;
  std::int64_t by_member_today = 0;
};

// Never below zero. Without a member the limits per member do not count. Both absent: nothing limits it.
pricing::Remaining remaining_of(PromotionId promotion_id, const pricing::Limits& limits, const Used& used,
                                bool member);

struct Excess {
  PromotionId promotion_id;
  const char* limit_name = "";
  std::int64_t over = 0;  // of this use: times, or 分 of the budget
};
std::vector<Excess> excess_of(const Use& use, const Used& before, bool member);

// Whether a promotion applied whose terms price the rest of the sale again when goods come back.
bool applied_reprice(const pricing::PricedBasket& priced, const pricing::CompiledRules& rules);

}  // namespace huiji::promotions
