#include "promotions/promotions_store.hpp"

#include <mutex>

#include "platform/world.hpp"
#include "promotions/usage_store.hpp"
#include "promotions_sql.hpp"
#include "wire/json.hpp"

namespace huiji::promotions {

namespace {

pricing::Promotion promotion_of(const std::string& definition) {
  auto promotion = wire::from_json<pricing::Promotion>(definition);
  HUIJI_CHECK(promotion);
  return *std::move(promotion);
}

StoredPromotion stored_of(const db::Rows::Row& row) {
  return {.version = row.integer(1),
          .changed_at = row.instant(2),
          .changed_by = row.is_null(3) ? "" : row.text(3),
          .promotion = promotion_of(row.text(0)),
          .usage = {}};
}

std::string state_text(pricing::PromotionState state) {
  std::string text;
  wire::type_of<pricing::PromotionState>().write_text(&state, text);
  return text;
}

struct MerchantFacts {
  std::int64_t catalog_version = 0;
  pricing::PointsRule points;
};

std::optional<MerchantFacts> merchant_facts(db::Transaction& transaction, MerchantId merchant_id) {
  const db::Rows rows = transaction.query(sql::promotion_merchant, {merchant_id});
  if (rows.empty()) return std::nullopt;
  return MerchantFacts{rows[0].integer(0), {rows[0].integer(1)}};
}

// Catalogue versions after `after` and up to `until` in which a promotion changed.
std::vector<std::int64_t> changes(db::Transaction& transaction, MerchantId merchant_id, std::int64_t after,
                                  std::int64_t until) {
  std::vector<std::int64_t> versions;
  for (const auto row : transaction.query(sql::promotion_changes, {merchant_id, after, until}))
    versions.push_back(row.integer(0));
  return versions;
}

VersionedPolicy policy_before(db::Transaction& transaction, MerchantId merchant_id, std::int64_t version,
                              pricing::PointsRule first) {
  const db::Rows rows = transaction.query(sql::policy_at, {merchant_id, version});
  if (rows.empty()) return {0, {first.points_per_yuan, {}, {}}};
  auto policy = wire::from_json<PricingPolicy>(rows[0].text(0));
  HUIJI_CHECK(policy);
  return {rows[0].integer(1), std::move(*policy)};
}

pricing::Rules load_rules(db::Transaction& transaction, MerchantId merchant_id, std::int64_t changed,
                          pricing::PointsRule points) {
  PricingPolicy policy = policy_before(transaction, merchant_id, changed, points).policy;
  pricing::Rules rules{
      changed, {policy.points_per_yuan}, {}, std::move(policy.rounding), policy.points_payment};
  for (const auto row : transaction.query(sql::promotions_active_at, {merchant_id, changed}))
    rules.promotions.push_back(promotion_of(row.text(0)));
  return rules;
}

}  // namespace

PromotionList all_promotions(db::Transaction& transaction, MerchantId merchant_id) {
  PromotionList list;
  for (const auto row : transaction.query(sql::promotions_current, {merchant_id}))
    list.promotions.push_back(stored_of(row));
  const auto usage = usage_totals(transaction, merchant_id);
  for (StoredPromotion& stored : list.promotions)
    if (const auto found = usage.find(stored.promotion.promotion_id); found != usage.end())
      stored.usage = found->second;
  return list;
}

std::optional<StoredPromotion> find_promotion(db::Transaction& transaction, MerchantId merchant_id,
                                              PromotionId promotion_id) {
  const db::Rows rows = transaction.query(sql::promotion_current, {merchant_id, promotion_id});
  if (rows.empty()) return std::nullopt;
  return stored_of(rows[0]);
}

void insert_promotion(db::Transaction& transaction, MerchantId merchant_id, const StoredPromotion& stored,
                      StaffId by) {
  const pricing::Promotion& promotion = stored.promotion;
  transaction.execute(sql::promotion_insert,
                      {merchant_id, promotion.promotion_id, stored.version, promotion.kind,
                       wire::to_json(promotion), state_text(promotion.state), stored.changed_at, by});
}

std::optional<pricing::Rules> rules_at(db::Transaction& transaction, MerchantId merchant_id,
                                       std::int64_t version) {
  const auto merchant = merchant_facts(transaction, merchant_id);
  if (!merchant || version < 0 || version > merchant->catalog_version) return std::nullopt;
  const auto versions = changes(transaction, merchant_id, 0, version);
  return load_rules(transaction, merchant_id, versions.empty() ? 0 : versions.back(), merchant->points);
}

std::optional<pricing::Rules> rules_changed_since(db::Transaction& transaction, MerchantId merchant_id,
                                                  std::int64_t since) {
  const auto merchant = merchant_facts(transaction, merchant_id);
  if (!merchant) return std::nullopt;
  const auto versions = changes(transaction, merchant_id, 0, merchant->catalog_version);
  const std::int64_t last = versions.empty() ? 0 : versions.back();
  if (since > 0 && last <= since) return std::nullopt;
  return load_rules(transaction, merchant_id, last, merchant->points);
}

std::vector<pricing::Promotion> limited_promotions(db::Transaction& transaction, MerchantId merchant_id) {
  std::vector<pricing::Promotion> list;
  for (const auto row : transaction.query(sql::promotions_limited, {merchant_id})) {
    pricing::Promotion promotion = promotion_of(row.text(0));
    if (promotion.limits) list.push_back(std::move(promotion));  // a name may hold the word too
  }
  return list;
}

VersionedPolicy policy_at(db::Transaction& transaction, MerchantId merchant_id, std::int64_t version) {
  const auto merchant = merchant_facts(transaction, merchant_id);
  HUIJI_CHECK(merchant);
  return policy_before(transaction, merchant_id, version, merchant->points);
}

void insert_policy(db::Transaction& transaction, MerchantId merchant_id, const VersionedPolicy& policy,
                   Instant now, StaffId by) {
  transaction.execute(sql::policy_insert,
                      {merchant_id, policy.version, wire::to_json(policy.policy), now, by});
}

std::optional<Date> business_day_now(db::Transaction& transaction, MerchantId merchant_id, Instant now) {
  const db::Rows rows = transaction.query(sql::promotion_merchant, {merchant_id});
  if (rows.empty()) return std::nullopt;
  const int offset = utc_offset_minutes(rows[0].text(2).c_str(), now);
  return business_day(now, offset, int(rows[0].integer(3)));
}

// The rules of the last change that is not after the version, when that is known already.
RulesCache::Compiled RulesCache::look_up(MerchantId merchant_id, std::int64_t version) const {
  const std::shared_lock lock(mutex_);
  const auto merchant = merchants_.find(merchant_id);
  if (merchant == merchants_.end() || version < 0 || version > merchant->second.covered) return nullptr;
  const auto after = merchant->second.rules.upper_bound(version);
  return std::prev(after)->second;  // version 0 is always there
}

RulesCache::Compiled RulesCache::compiled(MerchantId merchant_id, std::int64_t change) const {
  const std::shared_lock lock(mutex_);
  const auto merchant = merchants_.find(merchant_id);
  if (merchant == merchants_.end()) return nullptr;
  const auto found = merchant->second.rules.find(change);
  return found == merchant->second.rules.end() ? nullptr : found->second;
}

std::shared_ptr<const pricing::CompiledRules> RulesCache::rules_at(db::Transaction& transaction,
                                                                   MerchantId merchant_id,
                                                                   std::int64_t version) {
  if (auto known = look_up(merchant_id, version)) return known;
  const auto facts = merchant_facts(transaction, merchant_id);
  if (!facts || version < 0 || version > facts->catalog_version) return nullptr;
  std::vector<std::int64_t> versions = changes(transaction, merchant_id, 0, version);
  versions.insert(versions.begin(), 0);
  Compiled rules = compiled(merchant_id, versions.back());
  if (!rules) {
    auto fresh = pricing::compile(load_rules(transaction, merchant_id, versions.back(), facts->points));
    HUIJI_CHECK(fresh);  // check_draft lets nothing else in
    rules = std::make_shared<const pricing::CompiledRules>(*std::move(fresh));
  }
  const std::unique_lock lock(mutex_);
  Merchant& merchant = merchants_[merchant_id];
  for (std::int64_t change : versions) merchant.rules.try_emplace(change);
  merchant.rules[versions.back()] = rules;
  merchant.covered = std::max(merchant.covered, version);
  return rules;
}

}  // namespace huiji::promotions
