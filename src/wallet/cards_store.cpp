#include "wallet/cards_store.hpp"

#include "wallet/wallet_errors.hpp"

namespace huiji::wallet {

Result<Done> check_cash(const Place& place, Money amount, Money tendered) {
  if (!place.till_id) return till_needed;
  if (tendered < amount) return cash_short;
  return Done{};
}

Result<StoredPackage> package_on_sale(db::Transaction& transaction, MerchantId merchant_id,
                                      PackageId package_id, CardKind kind) {
  auto package = find_package(transaction, merchant_id, package_id);
  if (!package || package->package.kind != kind) return package_unknown;
  if (!package->package.on_sale) return Refusal(package_off_sale, {{"name", package->package.name}});
  return std::move(*package);
}

void name_card(Draft& draft, const Card& card) {
  draft.receipt.card_id = card.card_id;
  draft.receipt.card_number = card.number;
  draft.receipt.member_id = card.member_id;
  draft.account = account_of(card);
}

ledger::Lot only_lot(db::Transaction& transaction, MerchantId merchant_id, const Card& card) {
  const auto lots = ledger::lots_with_uses(transaction, merchant_id, account_of(card));
  HUIJI_CHECK(lots.size() == 1);
  return lots[0].lot;
}

Package package_of(db::Transaction& transaction, MerchantId merchant_id, const Card& card) {
  HUIJI_CHECK(card.package_id && card.package_version);
  auto package = find_package(transaction, merchant_id, *card.package_id, card.package_version);
  HUIJI_CHECK(package);
  return std::move(package->package);
}

}  // namespace huiji::wallet
