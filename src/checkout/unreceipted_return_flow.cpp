#include "checkout/unreceipted_return_flow.hpp"

#include "checkout/checkout_errors.hpp"
#include "checkout/idempotence_store.hpp"
#include "checkout/load_store.hpp"
#include "checkout/save_store.hpp"
#include "checkout/unreceipted.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {

Result<Receipt> return_unreceipted(db::Transaction& transaction, const Services& services,
                                   const Caller& caller, SaleId return_id, const UnreceiptedReturn& request,
                                   Instant now) {
  std::string content = content_of(caller, "unreceipted", wire::to_json(request));
  const Heading heading = heading_of(return_id, request);
  const Look seen = look(transaction, caller, heading);
  auto earlier = earlier_receipt(transaction, services, caller, seen, heading, content);
  if (!earlier) return earlier.refusal();
  if (*earlier) return std::move(**earlier);

  if (auto sound = check_return_form(request); !sound) return sound.refusal();
  const auto loaded = load_unreceipted(transaction, services, caller, seen, request);
  if (!loaded) return loaded.refusal();

  const auto plan = unreceipted_plan(request, loaded->lines);
  if (!plan) return plan.refusal();
  if (plan->refund != request.refund)
    return Refusal(return_refund_differs, {{"shown", std::to_string(request.refund.minor)},
                                           {"computed", std::to_string(plan->refund.minor)}});
  const Document document = unreceipted_document(return_id, request, loaded->lines, *plan, loaded->place,
                                                 wire::to_json(*plan), std::move(content), now);
  HUIJI_CHECK(fault_in(document).empty());

  save_document(transaction, caller.merchant_id, document);
  move_goods(transaction, caller.merchant_id, document);
  ledger::append(transaction, caller.merchant_id, posting_of(document));
  return receipt_of(document);
}

}  // namespace huiji::checkout
