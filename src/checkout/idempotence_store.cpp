#include "checkout/idempotence_store.hpp"

#include "checkout/checkout_errors.hpp"
#include "checkout/stamps_of_sale_store.hpp"
#include "checkout/stored_basket_store.hpp"
#include "members/members_store.hpp"
#include "platform/crypto/content_hash.hpp"

namespace huiji::checkout {

std::string content_of(const Caller& caller, std::string_view kind, std::string_view json) {
  HUIJI_CHECK(caller.till_id);
  std::string text(kind);
  text += caller.till_id->text();
  text += json;
  return crypto::content_hash(text);
}

Receipt receipt_for(db::Transaction& transaction, const Services& services, MerchantId merchant_id,
                    const Document& document) {
  Receipt receipt = receipt_of(document);
  if (document.kind == SaleKind::sale)
    receipt.refund_basis = refund_basis(transaction, services.facts, merchant_id, document);
  if (document.member_id)
    receipt.member_phone_masked =
        members::phone_masked(transaction, services.keys, merchant_id, *document.member_id);
  show_stamps(transaction, merchant_id, receipt);
  return receipt;
}

Result<std::optional<Receipt>> earlier_receipt(db::Transaction& transaction, const Services& services,
                                               const Caller& caller, const Look& look, const Heading& heading,
                                               const std::string& content) {
  for (const Earlier& earlier : look.earlier)
    if (earlier.sale_id == heading.sale_id && earlier.content_hash != content)
      return Refusal(sale_id_reused, {{"number", earlier.number}});
  for (const Earlier& earlier : look.earlier)
    if (earlier.sale_id != heading.sale_id)
      return Refusal(sale_sequence_reused,
                     {{"sequence", std::to_string(heading.sequence)}, {"number", earlier.number}});
  if (look.earlier.empty()) return std::optional<Receipt>();
  const auto document = find_document(transaction, caller.merchant_id, heading.sale_id);
  HUIJI_CHECK(document);
  return std::optional(receipt_for(transaction, services, caller.merchant_id, *document));
}

}  // namespace huiji::checkout
