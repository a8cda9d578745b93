#include "checkout/limited_store.hpp"

#include "promotions/quota_store.hpp"

namespace huiji::checkout {

static promotions::UsePlace place_of(MerchantId merchant_id, const Document& sale) {
  return {merchant_id, sale.till_id, sale.business_day, sale.member_id};
}

LimitedSale load_limited(db::Transaction& transaction, MerchantId merchant_id, const Document& sale,
                         const pricing::PricedBasket& priced, const pricing::CompiledRules& rules) {
  LimitedSale limited;
  limited.uses = promotions::limited_uses(priced, rules);
  if (const auto& facts = sale.frozen.facts; facts && facts->quota_leases)
    limited.leases = *facts->quota_leases;
  const promotions::UsePlace place = place_of(merchant_id, sale);
  for (const promotions::Use& use : limited.uses) {
    const promotions::Used before = promotions::used(transaction, place, use.promotion_id, limited.leases);
    for (promotions::Excess& excess : promotions::excess_of(use, before, sale.member_id.has_value()))
      limited.excess.push_back(excess);
  }
  return limited;
}

void save_limited(db::Transaction& transaction, MerchantId merchant_id, const Document& sale,
                  const LimitedSale& limited, Instant now) {
  promotions::count_uses(transaction, place_of(merchant_id, sale), limited.uses);
  promotions::use_quota_leases(transaction, merchant_id, sale.till_id, limited.leases, limited.uses);
  promotions::record_excess(transaction, merchant_id, sale.sale_id, limited.excess, now);
}

// Whether a line bears a share of the promotion; of a promotion without shares every line counts.
static bool touched(const pricing::PricedLine& line, PromotionId promotion_id) {
  for (const pricing::Allocation& share : line.allocations)
    if (share.promotion_id == promotion_id) return true;
  return false;
}

bool benefit_is_back(const pricing::RefundRequest& asked, const pricing::PricedBasket& priced,
                     PromotionId promotion_id) {
  bool any = false;
  for (const pricing::PricedLine& line : priced.lines) any = any || touched(line, promotion_id);
  bool back_before = true, back_now = true;
  for (std::size_t i = 0; i < asked.lines.size() && i < priced.lines.size(); ++i) {
    if (any && !touched(priced.lines[i], promotion_id)) continue;
    const pricing::SoldLine& line = asked.lines[i];
    back_before = back_before && line.returned_before == line.quantity;
    back_now = back_now && line.returned_before + line.returned_now == line.quantity;
  }
  return back_now && !back_before;
}

std::vector<promotions::Use> uses_given_back(const pricing::RefundRequest& asked,
                                             const pricing::PricedBasket& priced,
                                             const pricing::CompiledRules& rules) {
  std::vector<promotions::Use> uses;
  for (promotions::Use& use : promotions::limited_uses(priced, rules))
    if (benefit_is_back(asked, priced, use.promotion_id)) uses.push_back(std::move(use));
  return uses;
}

void count_back_limited(db::Transaction& transaction, MerchantId merchant_id, const Document& sale,
                        const std::vector<promotions::Use>& uses) {
  promotions::count_back(transaction, place_of(merchant_id, sale), uses);
}

}  // namespace huiji::checkout
