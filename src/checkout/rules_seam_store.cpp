#include "checkout/rules_seam_store.hpp"

#include "wire/json.hpp"

namespace huiji::promotions {

static constexpr db::Statement kAt{"seam.rules", R"(SELECT p.definition, m.points_per_yuan FROM merchant m
LEFT JOIN promotion_version p ON p.merchant_id = m.merchant_id AND p.version =
 (SELECT max(q.version) FROM promotion_version q WHERE q.merchant_id = p.merchant_id AND q.promotion_id = p.promotion_id AND q.version <= $2)
WHERE m.merchant_id = $1 ORDER BY p.promotion_id NULLS FIRST)",
                                   R"(SELECT p.definition, m.points_per_yuan FROM merchant m
LEFT JOIN promotion_version p ON p.merchant_id = m.merchant_id AND p.version =
 (SELECT max(q.version) FROM promotion_version q WHERE q.merchant_id = p.merchant_id AND q.promotion_id = p.promotion_id AND q.version <= $2)
WHERE m.merchant_id = $1 ORDER BY p.promotion_id NULLS FIRST)"};

static pricing::Rules load(db::Transaction& transaction, MerchantId merchant_id, std::int64_t version) {
  pricing::Rules rules;
  rules.version = version;
  for (const auto row : transaction.query(kAt, {merchant_id, version})) {
    rules.points.points_per_yuan = row.integer(1);
    if (row.is_null(0)) continue;
    rules.promotions.push_back(*wire::from_json<pricing::Promotion>(row.text(0)));
  }
  return rules;
}

std::shared_ptr<const pricing::CompiledRules> RulesCache::rules_at(db::Transaction& transaction,
                                                                   MerchantId merchant_id,
                                                                   std::int64_t version) {
  const std::lock_guard lock(mutex_);
  auto& rules = rules_[{merchant_id, version}];
  if (!rules)
    rules = std::make_shared<const pricing::CompiledRules>(
        *pricing::compile(load(transaction, merchant_id, version)));
  return rules;
}

std::optional<pricing::Rules> rules_changed_since(db::Transaction& transaction, MerchantId merchant_id,
                                                  std::int64_t) {
  return load(transaction, merchant_id, 1'000'000'000);
}

}  // namespace huiji::promotions
