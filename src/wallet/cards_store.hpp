// Small looks at cards, packages and cash that several flows share.
#pragma once

#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

// Cash at a till, enough of it.
Result<Done> check_cash(const Place& place, Money amount, Money tendered);
Result<StoredPackage> package_on_sale(db::Transaction& transaction, MerchantId merchant_id,
                                      PackageId package_id, CardKind kind);
// Puts the card on the operation's receipt, and its account as the operation's.
void name_card(Draft& draft, const Card& card);
// The lot of a count card, also when nothing is left of it.
ledger::Lot only_lot(db::Transaction& transaction, MerchantId merchant_id, const Card& card);
// The package as it was when the card was bought.
Package package_of(db::Transaction& transaction, MerchantId merchant_id, const Card& card);

}  // namespace huiji::wallet
