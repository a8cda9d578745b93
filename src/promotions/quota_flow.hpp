// Quotas that tills hold. The owner sets what each till may keep of a limited promotion; a till asks while it
// is on line and gives the promotion, with or without the network, out of what it holds. A till that has used
// some of it asks for a new lease first and then gives the old one back, so that a lost reply leaves it with
// what it had. It gives back only what no sale on its way needs. A till that never comes back is given up by
// a person, who says why; sales that it delivers later are then counted as excess as far as the limit is
// full.
#pragma once

#include "kernel/caller.hpp"
#include "promotions/quota_store.hpp"

namespace huiji::promotions {

Result<OfflineQuota> put_quota(db::Transaction& transaction, const Caller& caller, PromotionId promotion_id,
                               const OfflineQuota& quota, Instant now);
PromotionQuotaList quotas(db::Transaction& transaction, MerchantId merchant_id, Instant now);

// The same id answers the same lease. Gives what is left when that is less than the quota.
Result<QuotaLeaseView> lease_quota(db::Transaction& transaction, const Caller& caller, AllowanceId lease_id,
                                   const QuotaLeaseRequest& request, Instant now);

// By its till. Of one that is over already: changes nothing.
Result<QuotaLeaseView> release_quota(db::Transaction& transaction, const Caller& caller, AllowanceId lease_id,
                                     Instant now);
// By a person who gives the till up.
Result<QuotaLeaseView> give_up_quota(db::Transaction& transaction, const Caller& caller, AllowanceId lease_id,
                                     const QuotaLeaseEnd& wanted, Instant now);

}  // namespace huiji::promotions
