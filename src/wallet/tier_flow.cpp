#include "wallet/tier_flow.hpp"

#include <algorithm>

#include "members/tier_store.hpp"
#include "wallet/membership_store.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {
namespace {

constexpr std::int64_t kRemembered_ms = 30 * kDay_ms;

struct HeldTier {
  Instant since;
  std::string tier;
  std::optional<Date> kept_until;
};

std::vector<HeldTier> held_tiers(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  std::vector<HeldTier> list;
  for (const auto row : transaction.query(sql::tiers_of_member, {merchant_id, member_id})) {
    HeldTier held{row.instant(0), row.text(1), {}};
    if (!row.is_null(3)) held.kept_until = row.date(3);
    list.push_back(held);
  }
  return list;
}

void put_tier(db::Transaction& transaction, const Place& place, const members::MemberFacts& member,
              const std::string& tier, const char* reason, std::optional<Date> kept_until,
              const ValuePolicy& policy, Instant now) {
  transaction.execute(sql::tier_insert, {place.merchant_id, member.member_id, now, tier, reason, kept_until});
  Place at_once = place;  // a sale that comes late has an earlier day
  at_once.today = std::max(place.today, business_day(now, place.utc_offset_minutes, 0));
  settle_tier(transaction, at_once, member.member_id, policy);
}

bool was_paid_for(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                  const std::string& tier, Instant at) {
  const Date day{int(at.ms / kDay_ms)};  // a day more or less of thirty is no matter
  for (const Membership& membership : memberships_of(transaction, merchant_id, member_id)) {
    const Date last = std::max(membership.ends_on, membership.refunded_on.value_or(membership.ends_on));
    const bool lately =
        membership.starts_on.days <= day.days + 1 && last.days + kRemembered_ms / kDay_ms >= day.days;
    if (membership.tier == tier && lately) return true;
  }
  return false;
}

}  // namespace

void raise_tier(db::Transaction& transaction, const Place& place, const members::MemberFacts& member,
                const std::string& tier, const char* reason, const ValuePolicy& policy, Instant now) {
  const auto held = held_tiers(transaction, place.merchant_id, member.member_id);
  const int wanted = rank_of(policy, tier);
  const int has = rank_of(policy, held.empty() ? member.tier : held[0].tier);
  if (wanted < 0 || wanted < has) return;
  const Date kept_until = tier_kept_until(policy, place.today);
  if (wanted == has) {
    if (!held.empty() && held[0].kept_until && *held[0].kept_until >= kept_until) return;
  }
  put_tier(transaction, place, member, tier, reason, kept_until, policy, now);
}

void raise_tier_by_recharge(db::Transaction& transaction, const Place& place,
                            const members::MemberFacts& member, Money paid, const ValuePolicy& policy,
                            Instant now) {
  if (const TierRule* rule = tier_for_recharge(policy, paid))
    raise_tier(transaction, place, member, rule->tier, "recharge", policy, now);
}

void raise_tier_by_growth(db::Transaction& transaction, const Place& place,
                          const members::MemberFacts& member, std::int64_t growth, const ValuePolicy& policy,
                          Instant now) {
  const TierRule* rule = tier_for_growth(policy, growth);
  if (rule && rule->growth > 0) raise_tier(transaction, place, member, rule->tier, "growth", policy, now);
}

void give_growth(db::Transaction& transaction, const Place& place, const members::MemberFacts& member,
                 const GrowthGift& gift, const ValuePolicy& policy, Instant now) {
  ledger::Lot lot;
  lot.lot_id = gift.lot_id;
  lot.source_id = gift.source_id;
  lot.amount = gift.amount;
  lot.remaining = ledger::into_lots(gift.before, gift.amount);
  lot.earned_at = gift.earned_at;
  lot.expires_on = growth_expires_on(policy, gift.day);
  ledger::add_lot(transaction, place.merchant_id, ledger::growth_account(member.member_id),
                  ledger::Currency::GRW, lot);
  raise_tier_by_growth(transaction, place, member, gift.before + gift.amount, policy, now);
}

bool review_tier(db::Transaction& transaction, const Place& place, const members::MemberFacts& member,
                 const ValuePolicy& policy, Instant now) {
  const auto held = held_tiers(transaction, place.merchant_id, member.member_id);
  if (held.empty() || !held[0].kept_until || *held[0].kept_until >= place.today) return false;
  const std::int64_t growth = ledger::held(transaction, place.merchant_id,
                                           ledger::growth_account(member.member_id), ledger::Currency::GRW);
  const TierRule* rule = tier_for_growth(policy, growth);
  if (!rule) return false;
  const bool base = rule->growth == 0;
  put_tier(transaction, place, member, rule->tier, "review",
           base ? std::nullopt : std::optional(tier_kept_until(policy, place.today)), policy, now);
  return rule->tier != held[0].tier;
}

std::string earned_tier(db::Transaction& transaction, MerchantId merchant_id,
                        const members::MemberFacts& member) {
  const auto held = held_tiers(transaction, merchant_id, member.member_id);
  return held.empty() ? member.tier : held[0].tier;
}

void remember_earned_tier(db::Transaction& transaction, const Place& place,
                          const members::MemberFacts& member, Instant now) {
  if (held_tiers(transaction, place.merchant_id, member.member_id).empty())
    transaction.execute(sql::tier_insert, {place.merchant_id, member.member_id, now, member.tier,
                                           "before membership", std::optional<Date>()});
}

void settle_tier(db::Transaction& transaction, const Place& place, MemberId member_id,
                 const ValuePolicy& policy) {
  const auto member = members::find_member_facts(transaction, place.merchant_id, member_id);
  if (!member || member->member_id != member_id) return;
  const std::string tier = best_tier(policy, earned_tier(transaction, place.merchant_id, *member),
                                     memberships_of(transaction, place.merchant_id, member_id), place.today);
  if (tier != member->tier) members::set_tier(transaction, place.merchant_id, member_id, tier);
}

bool had_tier(db::Transaction& transaction, MerchantId merchant_id, const members::MemberFacts& member,
              const std::string& tier, Instant at) {
  if (member.tier == tier) return true;
  const auto held = held_tiers(transaction, merchant_id, member.member_id);
  for (std::size_t i = 0; i < held.size(); ++i) {
    const bool lately = i == 0 || held[i - 1].since.ms >= at.ms - kRemembered_ms;  // when the next one began
    if (held[i].tier == tier && lately) return true;
  }
  if (was_paid_for(transaction, merchant_id, member.member_id, tier, at)) return true;
  // Before the first entry every member had the base tier.
  return tier == "standard" && (held.empty() || held.back().since.ms >= at.ms - kRemembered_ms);
}

}  // namespace huiji::wallet
