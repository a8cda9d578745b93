// Writing a promotion: a new immutable version under the next catalogue version. Sending the same content
// again changes nothing. Refuses what check_draft refuses, and a change of something that somebody else
// changed since the version that the form was opened with.
#pragma once

#include "kernel/caller.hpp"
#include "promotions/promotions_store.hpp"

namespace huiji::promotions {

Result<StoredPromotion> put_promotion(db::Transaction& transaction, const Caller& caller,
                                      PromotionId promotion_id, const PromotionDraft& draft, Instant now);

// Replaces the policy of the version named; the same policy again changes nothing.
Result<VersionedPolicy> put_policy(db::Transaction& transaction, const Caller& caller,
                                   const VersionedPolicy& wanted, Instant now);

}  // namespace huiji::promotions
