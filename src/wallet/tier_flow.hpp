// Tiers as they change: raised at once by growth, a recharge, a package or a person; taken away only by the
// review after the day to which they are kept (tiers.hpp). The history says what a member had when, because a
// till that was offline priced with the tier it knew.
#pragma once

#include "members/members_store.hpp"
#include "wallet/tiers.hpp"
#include "wallet/wallet_store.hpp"

namespace huiji::wallet {

// Higher tiers only; the same one again is kept longer.
void raise_tier(db::Transaction& transaction, const Place& place, const members::MemberFacts& member,
                const std::string& tier, const char* reason, const ValuePolicy& policy, Instant now);
void raise_tier_by_recharge(db::Transaction& transaction, const Place& place,
                            const members::MemberFacts& member, Money paid, const ValuePolicy& policy,
                            Instant now);
void raise_tier_by_growth(db::Transaction& transaction, const Place& place,
                          const members::MemberFacts& member, std::int64_t growth, const ValuePolicy& policy,
                          Instant now);

// Growth that a sale or a person gives: a lot, which first fills what is owed, and the tier that it reaches.
struct GrowthGift {
  LotId lot_id;
  Uuid source_id{};
  std::int64_t amount = 0;
  std::int64_t before = 0;  // what the member held
  Instant earned_at;
  Date day;  // business day: when its window begins
};
void give_growth(db::Transaction& transaction, const Place& place, const members::MemberFacts& member,
                 const GrowthGift& gift, const ValuePolicy& policy, Instant now);

// What growth gives when the tier is no longer kept; true when it changed.
bool review_tier(db::Transaction& transaction, const Place& place, const members::MemberFacts& member,
                 const ValuePolicy& policy, Instant now);

// Whether the member has, or had within the last thirty days, this tier.
bool had_tier(db::Transaction& transaction, MerchantId merchant_id, const members::MemberFacts& member,
              const std::string& tier, Instant at);

}  // namespace huiji::wallet
