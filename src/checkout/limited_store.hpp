// The limits of promotions around a sale: read before it is saved, counted with it, counted back when goods
// return. The rule for returns is simple: a promotion's use is taken back, whole, by the return with which
// the last unit of every line that the promotion touched has come back (of a reward: of every line of the
// sale).
#pragma once

#include "checkout/document.hpp"
#include "platform/db/database.hpp"
#include "pricing/pricing.hpp"
#include "promotions/usage_store.hpp"

namespace huiji::checkout {

struct LimitedSale {
  std::vector<promotions::Use> uses;
  std::vector<promotions::Excess> excess;
  std::vector<AllowanceId> leases;  // of quotas, that the till used
};
LimitedSale load_limited(db::Transaction& transaction, MerchantId merchant_id, const Document& sale,
                         const pricing::PricedBasket& priced, const pricing::CompiledRules& rules);
void save_limited(db::Transaction& transaction, MerchantId merchant_id, const Document& sale,
                  const LimitedSale& limited, Instant now);

// Whether this return is the one that takes the promotion's whole benefit back. Pure.
bool benefit_is_back(const pricing::RefundRequest& asked, const pricing::PricedBasket& priced,
                     PromotionId promotion_id);
// Of the uses of a sale those whose goods all came back with this return. Pure.
std::vector<promotions::Use> uses_given_back(const pricing::RefundRequest& asked,
                                             const pricing::PricedBasket& priced,
                                             const pricing::CompiledRules& rules);
void count_back_limited(db::Transaction& transaction, MerchantId merchant_id, const Document& sale,
                        const std::vector<promotions::Use>& uses);

}  // namespace huiji::checkout
