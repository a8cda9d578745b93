#include "promotions/promotions_flow.hpp"

#include "catalog/catalog_store.hpp"
#include "pricing/pricing.hpp"
#include "promotions/promotions.hpp"
#include "promotions/promotions_errors.hpp"
#include "wire/json.hpp"

namespace huiji::promotions {

static pricing::Promotion promotion_of(PromotionId promotion_id, const PromotionDraft& draft) {
  return {.promotion_id = promotion_id,
          .kind = draft.kind,
          .name = draft.name,
          .state = draft.state,
          .members_only = draft.members_only,
          .scope = draft.scope,
          .schedule = draft.schedule,
          .parameters = draft.parameters,
          .audience = draft.audience,
          .terms = draft.terms,
          .limits = draft.limits,
          .funder = draft.funder};
}

// Ids of what is no promotion of the shop: the member price, a label, what a person decides, points,
// rounding.
static bool is_built_in(PromotionId promotion_id) {
  for (const pricing::BuiltInOffer& offer : pricing::kBuiltInOffers)
    if (offer.id == promotion_id) return true;
  return false;
}

Result<StoredPromotion> put_promotion(db::Transaction& transaction, const Caller& caller,
                                      PromotionId promotion_id, const PromotionDraft& draft, Instant now) {
  if (is_built_in(promotion_id)) return no_such_promotion;
  if (auto done = check_draft(draft); !done) return done.refusal();
  const std::int64_t version = catalog::lock_catalog(transaction, caller.merchant_id) + 1;
  const auto before = find_promotion(transaction, caller.merchant_id, promotion_id);
  const pricing::Promotion after = promotion_of(promotion_id, draft);
  if (before && wire::to_json(before->promotion) == wire::to_json(after)) return *before;
  const std::int64_t current = before ? before->version : 0;
  if (draft.expected_version && *draft.expected_version != current)
    return Refusal(changed_meanwhile, {{"version", std::to_string(current)}});
  HUIJI_CHECK(caller.staff_id);
  insert_promotion(transaction, caller.merchant_id, {version, now, "", after, {}}, *caller.staff_id);
  catalog::set_version(transaction, caller.merchant_id, version);
  return *find_promotion(transaction, caller.merchant_id, promotion_id);
}

Result<VersionedPolicy> put_policy(db::Transaction& transaction, const Caller& caller,
                                   const VersionedPolicy& wanted, Instant now) {
  const pricing::Rules rules{
      0, {wanted.policy.points_per_yuan}, {}, wanted.policy.rounding, wanted.policy.points_payment};
  if (auto sense = pricing::compile(rules); !sense) return sense.refusal();
  const std::int64_t version = catalog::lock_catalog(transaction, caller.merchant_id) + 1;
  const VersionedPolicy before = policy_at(transaction, caller.merchant_id, version);
  if (wire::to_json(before.policy) == wire::to_json(wanted.policy)) return before;
  if (wanted.version != before.version)
    return Refusal(changed_meanwhile, {{"version", std::to_string(before.version)}});
  HUIJI_CHECK(caller.staff_id);
  const VersionedPolicy after{version, wanted.policy};
  insert_policy(transaction, caller.merchant_id, after, now, *caller.staff_id);
  catalog::set_version(transaction, caller.merchant_id, version);
  return after;
}

}  // namespace huiji::promotions
