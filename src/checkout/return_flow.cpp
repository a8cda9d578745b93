#include "checkout/return_flow.hpp"

#include "checkout/checkout_errors.hpp"
#include "checkout/coupons_of_sale_store.hpp"
#include "checkout/idempotence_store.hpp"
#include "checkout/limited_store.hpp"
#include "checkout/load_store.hpp"
#include "checkout/save_store.hpp"
#include "checkout/settle.hpp"
#include "checkout/stamps_of_sale_store.hpp"
#include "checkout/value_store.hpp"
#include "ledger/ledger_store.hpp"
#include "pricing/pricing.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {

static Result<Done> check_refund_shown(const ReturnRequest& request, const pricing::RefundPlan& plan) {
  const Money computed = pricing::paid_out(plan);
  if (request.refund == computed) return Done{};
  const std::vector<Detail> amounts{{"shown", std::to_string(request.refund.minor)},
                                    {"computed", std::to_string(computed.minor)}};
  return Refusal(request.refund == plan.refund ? return_coupon_used : return_refund_differs, amounts);
}

Result<Receipt> return_goods(db::Transaction& transaction, const Services& services, const Caller& caller,
                             SaleId return_id, const ReturnRequest& request, Instant now) {
  // 1. Seen before?
  std::string content = content_of(caller, "return", wire::to_json(request));
  const Heading heading = heading_of(return_id, request);
  const Look seen = look(transaction, caller, heading);
  auto earlier = earlier_receipt(transaction, services, caller, seen, heading, content);
  if (!earlier) return earlier.refusal();
  if (*earlier) return std::move(**earlier);

  // 2. Load the sale as it was frozen, and what came back of it so far.
  if (auto sound = check_return_form(request); !sound) return sound.refusal();
  auto loaded = load_return(transaction, services, caller, seen, request);
  if (!loaded) return loaded.refusal();
  const Document& original = loaded->original;

  // 3. Decide: what remains before, what remains after, the difference is paid back.
  auto asked = refund_request(original, loaded->returned_before, request, std::move(loaded->basis));
  if (!asked) return asked.refusal();
  asked->earned_coupons = std::move(loaded->coupons);
  if (auto sound = pricing::check_refund(*asked); !sound) return sound.refusal();
  const pricing::RefundPlan plan = pricing::refund(*asked);

  // 4. Check.
  if (auto same = check_refund_shown(request, plan); !same) return same.refusal();
  Document document =
      return_document(return_id, request, original, *asked, plan, loaded->refunded_before, loaded->place,
                      loaded->member, loaded->pending_left, wire::to_json(plan), std::move(content), now);
  const wallet::GivingBack back = giving_back_of(document, loaded->member);
  const auto given_back = wallet::plan_giving_back(transaction, caller.merchant_id, back);
  split_tenders(given_back.cards, document.tenders);
  note_points_back(given_back, document);
  HUIJI_CHECK(fault_in(document).empty());
  auto coupons = load_coupons_back(transaction, caller.merchant_id, original, document, *asked, plan);
  const auto uses_back = uses_given_back(*asked, stored_price(original.price), *loaded->rules);

  // 5. Save: the guard first, then the document, goods, value put back, the mirrored posting, value taken
  // back.
  if (!count_return(transaction, caller.merchant_id, original.sale_id, original.returns)) return return_raced;
  save_document(transaction, caller.merchant_id, document);
  move_goods(transaction, caller.merchant_id, document);
  wallet::save_giving_back(transaction, caller.merchant_id, back, given_back);
  ledger::append(transaction, caller.merchant_id, posting_of(document));
  take_value(transaction, caller.merchant_id, document);
  count_back_limited(transaction, caller.merchant_id, original, uses_back);
  wallet::save_coupons_back(transaction, std::move(coupons));
  take_stamps_back(transaction, caller.merchant_id, original, document, *asked);
  Receipt receipt = receipt_now(document, loaded->member, {});
  show_stamps(transaction, caller.merchant_id, receipt);
  return receipt;
}

}  // namespace huiji::checkout
