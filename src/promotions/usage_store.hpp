// The usage of limited promotions on disk, written in the transaction of the sale that uses them, and what
// they still leave. Rows are kept per till, so that tills do not wait for each other; a limit is therefore a
// sum, and two tills at once can take more than it leaves: the excess is recorded, not refused.
#pragma once

#include <map>
#include <span>

#include "platform/db/database.hpp"
#include "promotions/promotions_types.hpp"
#include "promotions/usage.hpp"

namespace huiji::promotions {

// Under which a use is counted; a return counts it back under the sale's own.
struct UsePlace {
  MerchantId merchant_id;
  TillId till_id;
  Date business_day;
  std::optional<MemberId> member_id;
};

// With what tills hold for the time without network, but for the leases of `own`
// (promotions/quota_store.hpp).
Used used(db::Transaction& transaction, const UsePlace& place, PromotionId promotion_id,
          std::span<const AllowanceId> own = {});
void count_uses(db::Transaction& transaction, const UsePlace& place, std::span<const Use> uses);
void count_back(db::Transaction& transaction, const UsePlace& place, std::span<const Use> uses);

void record_excess(db::Transaction& transaction, MerchantId merchant_id, SaleId sale_id,
                   std::span<const Excess> list, Instant now);
struct StoredExcess {
  PromotionId promotion_id;
  SaleId sale_id;
  std::string limit_name;
  std::int64_t over = 0;
};
std::vector<StoredExcess> excesses(db::Transaction& transaction, MerchantId merchant_id, int limit);

// Of the promotions that were ever limited.
std::map<PromotionId, PromotionUsage> usage_totals(db::Transaction& transaction, MerchantId merchant_id);

// What the active limited promotions leave today, for baskets of this member, or of nobody known.
RemainingList remaining_now(db::Transaction& transaction, MerchantId merchant_id,
                            std::optional<MemberId> member_id, Instant now);

}  // namespace huiji::promotions
