// Tiers as they change: raised at once by growth, a recharge, a package or a person; taken away only by the
// review after the day to which they are kept (tiers.hpp). While a paid membership runs, the better tier
// counts. The history says what a member had when, because a till that was offline priced with the tier it
// knew.
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

// The tier without what is paid for (membership_flow.hpp). The history holds earned tiers only; a paid one
// stands in the membership, and the member's row has the better of the two.
std::string earned_tier(db::Transaction& transaction, MerchantId merchant_id,
                        const members::MemberFacts& member);
// Before a first membership: what the member has goes into the history, so that it comes back afterwards.
void remember_earned_tier(db::Transaction& transaction, const Place& place,
                          const members::MemberFacts& member, Instant now);
// Puts the better of earned and paid on the member's row.
void settle_tier(db::Transaction& transaction, const Place& place, MemberId member_id,
                 const ValuePolicy& policy);

// Whether the member has, or had within the last thirty days, this tier.
bool had_tier(db::Transaction& transaction, MerchantId merchant_id, const members::MemberFacts& member,
              const std::string& tier, Instant at);

}  // namespace huiji::wallet
