// Promotions on disk: immutable versions under the merchant's catalogue version, so that a sale can be priced
// again with the rules of its day. RulesCache answers from memory for the checkout's hot path. The version of
// Rules is that of the last change of a promotion, not of the catalogue: a new price of milk leaves it (and
// the digest of a basket) alone. What is cached was committed, because a till has seen the version asked for.
#pragma once

#include <map>
#include <shared_mutex>

#include "platform/db/database.hpp"
#include "pricing/pricing.hpp"
#include "promotions/promotions_types.hpp"

namespace huiji::promotions {

PromotionList all_promotions(db::Transaction& transaction, MerchantId merchant_id);  // the current versions
std::optional<StoredPromotion> find_promotion(db::Transaction& transaction, MerchantId merchant_id,
                                              PromotionId promotion_id);
void insert_promotion(db::Transaction& transaction, MerchantId merchant_id, const StoredPromotion& stored,
                      StaffId by);

// The rules that held at a catalogue version: its active promotions and the points rule. Nothing when the
// catalogue has not come to that version (the till talks to a restored database, or makes versions up).
std::optional<pricing::Rules> rules_at(db::Transaction& transaction, MerchantId merchant_id,
                                       std::int64_t version);

// For the snapshot: the rules of today when a promotion changed after `since`, and always since 0.
std::optional<pricing::Rules> rules_changed_since(db::Transaction& transaction, MerchantId merchant_id,
                                                  std::int64_t since);

// The active promotions that have limits, in their current versions. Few, also where there are thousands.
std::vector<pricing::Promotion> limited_promotions(db::Transaction& transaction, MerchantId merchant_id);

// The policy as of a catalogue version.
VersionedPolicy policy_at(db::Transaction& transaction, MerchantId merchant_id, std::int64_t version);
void insert_policy(db::Transaction& transaction, MerchantId merchant_id, const VersionedPolicy& policy,
                   Instant now, StaffId by);

// None: there is no such merchant.
std::optional<Date> business_day_now(db::Transaction& transaction, MerchantId merchant_id, Instant now);

// One per database; safe for many threads.
class RulesCache {
 public:
  // As rules_at, compiled; null where that gives nothing.
  std::shared_ptr<const pricing::CompiledRules> rules_at(db::Transaction& transaction, MerchantId merchant_id,
                                                         std::int64_t version);

 private:
  using Compiled = std::shared_ptr<const pricing::CompiledRules>;
  struct Merchant {
    std::int64_t covered = -1;               // every change up to this catalogue version is known
    std::map<std::int64_t, Compiled> rules;  // by the version of the change; null: not asked for yet
  };
  Compiled look_up(MerchantId merchant_id, std::int64_t version) const;
  Compiled compiled(MerchantId merchant_id, std::int64_t change) const;

  mutable std::shared_mutex mutex_;
  std::map<MerchantId, Merchant> merchants_;
};

}  // namespace huiji::promotions
