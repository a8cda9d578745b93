// Tiers 等级, pure: which one a growth value reaches, until when it is kept (product.md 1.5). Benefits are
// not here: they are promotions for a tier.
#pragma once

#include "kernel/time.hpp"
#include "wallet/wallet_types.hpp"

namespace huiji::wallet {

// The place of a tier in the rules; -1: not in them.
int rank_of(const ValuePolicy& policy, const std::string& tier);
// The highest tier that the growth reaches; nothing when the shop has no tiers.
const TierRule* tier_for_growth(const ValuePolicy& policy, std::int64_t growth);
// The highest tier that one recharge of `paid` reaches.
const TierRule* tier_for_recharge(const ValuePolicy& policy, Money paid);

// The day growth earned on `day` no longer counts: a rolling year ends with the month a year later, a
// calendar year with the year.
Date growth_expires_on(const ValuePolicy& policy, Date day);
// A tier reached on `day` is kept to the end of that window and the days of grace.
Date tier_kept_until(const ValuePolicy& policy, Date day);

// Growth of what was paid: whole units, rounded down once per sale.
std::int64_t growth_of(Money paid, std::int64_t per_yuan);

}  // namespace huiji::wallet
