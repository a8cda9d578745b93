#include "checkout/commit_sale_flow.hpp"

#include "checkout/checkout_errors.hpp"
#include "checkout/coupons_of_sale_store.hpp"
#include "checkout/idempotence_store.hpp"
#include "checkout/limited_store.hpp"
#include "checkout/load_store.hpp"
#include "checkout/save_store.hpp"
#include "checkout/settle.hpp"
#include "checkout/stamps_of_sale_store.hpp"
#include "checkout/stored_basket_store.hpp"
#include "checkout/value_store.hpp"
#include "ledger/ledger_store.hpp"
#include "pricing/pricing.hpp"
#include "staff/approval_flow.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {

// What a supervisor allowed, by the server's own signature; the till's clock decides, for it may have been
// offline since.
static Result<Done> check_proofs(const Services& services, const Caller& caller, SaleId sale_id,
                                 const SaleRequest& request) {
  if (!request.approvals) return Done{};
  const staff::ApprovedSale sale{caller.merchant_id, *caller.till_id, sale_id};
  for (const staff::Approval& approval : *request.approvals)
    if (request.sold_at > approval.good_until || !staff::is_genuine(services.keys, sale, approval))
      return sale_approval_wrong;
  return Done{};
}

Result<Receipt> commit_sale(db::Transaction& transaction, const Services& services, const Caller& caller,
                            SaleId sale_id, const SaleRequest& request, Instant now) {
  // 1. Seen before? The same content: the same receipt. Another content: refused.
  std::string content = content_of(caller, "sale", wire::to_json(request));
  const Heading heading = heading_of(sale_id, request);
  const Look seen = look(transaction, caller, heading);
  auto earlier = earlier_receipt(transaction, services, caller, seen, heading, content);
  if (!earlier) return earlier.refusal();
  if (*earlier) return std::move(**earlier);

  // 2. Load every fact, as of the till's catalogue version.
  if (auto sound = check_form(request); !sound) return sound.refusal();
  auto loaded = load_sale(transaction, services, caller, seen, request, now);
  if (!loaded) return loaded.refusal();
  const SaleFacts& facts = loaded->facts;
  if (auto sound = check_proofs(services, caller, sale_id, request); !sound) return sound.refusal();
  if (auto sound = check_claims(request, facts.place, seen.rights); !sound) return sound.refusal();
  if (auto sound = check_birthday(request, facts.member); !sound) return sound.refusal();
  if (auto sound = check_tags(request, facts.member); !sound) return sound.refusal();
  if (auto sound = check_channel(request, facts); !sound) return sound.refusal();
  if (auto sound = check_lines(request, facts.lines); !sound) return sound.refusal();

  // 3. Decide: the same engine as the till's, from zero.
  const pricing::Basket basket = basket_of(request, facts);
  if (auto sound = pricing::check_basket(basket); !sound) return sound.refusal();
  const pricing::PricedBasket priced = pricing::price(basket, *loaded->rules);

  // 4. Check: what the customer saw is what we book, and money is conserved.
  std::string price_json = wire::to_json(priced);
  if (auto same = agree(request, priced, pricing::sha256_hex(price_json)); !same) return same.refusal();
  const auto spending = spending_of(sale_id, request, facts, priced, now);
  if (!spending) return spending.refusal();
  const auto spent = wallet::plan_spending(transaction, caller.merchant_id, *spending);
  if (!spent) return spent.refusal();
  if (auto sound = check_bonus(request, facts, spent->bonus_quoted); !sound) return sound.refusal();
  Document document = sale_document(sale_id, request, facts, priced, *loaded->rules, std::move(price_json),
                                    std::move(content), now);
  split_tenders(spent->cards, document.tenders);
  HUIJI_CHECK(fault_in(document).empty());
  const LimitedSale limited = load_limited(transaction, caller.merchant_id, document, priced, *loaded->rules);
  auto coupons = load_coupons(transaction, services.keys, caller.merchant_id, document, priced);
  if (!coupons) return coupons.refusal();
  auto basis = refund_basis(transaction, services.facts, caller.merchant_id, document);

  // 5. Save: document, stock, value spent, posting, value earned, limits.
  save_document(transaction, caller.merchant_id, document);
  move_goods(transaction, caller.merchant_id, document);
  wallet::save_spending(transaction, caller.merchant_id, *spending, *spent);
  ledger::append(transaction, caller.merchant_id, posting_of(document));
  if (facts.member)
    give_value(transaction, caller.merchant_id, document, *facts.member, loaded->value_policy);
  save_limited(transaction, caller.merchant_id, document, limited, now);
  wallet::save_sale_coupons(transaction, caller.merchant_id, *std::move(coupons));
  give_stamps(transaction, services.keys, caller.merchant_id, document, priced);
  Receipt receipt = receipt_now(document, facts.member, std::move(basis));
  show_stamps(transaction, caller.merchant_id, receipt);
  return receipt;
}

}  // namespace huiji::checkout
