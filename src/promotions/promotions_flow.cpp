#include "promotions/promotions_flow.hpp"

#include "catalog/catalog_store.hpp"
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

Result<StoredPromotion> put_promotion(db::Transaction& transaction, const Caller& caller,
                                      PromotionId promotion_id, const PromotionDraft& draft, Instant now) {
  if (promotion_id == PromotionId{}) return no_such_promotion;  // the nil id is the member price
  if (auto done = check_draft(draft); !done) return done.refusal();
  const std::int64_t version = catalog::lock_catalog(transaction, caller.merchant_id) + 1;
  const auto before = find_promotion(transaction, caller.merchant_id, promotion_id);
  const pricing::Promotion after = promotion_of(promotion_id, draft);
  if (before && wire::to_json(before->promotion) == wire::to_json(after)) return *before;
  const std::int64_t current = before ? before->version : 0;
  if (draft.expected_version && *draft.expected_version != current)
    return Refusal(changed_meanwhile, {{"version", std::to_string(current)}});
  HUIJI_CHECK(caller.staff_id);
  insert_promotion(transaction, caller.merchant_id, {version, now, "", after}, *caller.staff_id);
  catalog::set_version(transaction, caller.merchant_id, version);
  return *find_promotion(transaction, caller.merchant_id, promotion_id);
}

}  // namespace huiji::promotions
