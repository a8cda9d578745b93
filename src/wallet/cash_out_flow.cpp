#include "wallet/cash_out_flow.hpp"

#include "wallet/card_flow.hpp"
#include "wallet/cards_store.hpp"
#include "wallet/stored_value.hpp"
#include "wallet/wallet_errors.hpp"

namespace huiji::wallet {
namespace {

using ledger::Currency;

std::vector<CardLot> card_lots(db::Transaction& transaction, MerchantId merchant_id, const Card& card) {
  std::vector<CardLot> lots;
  for (const auto& [lot, listed] : ledger::lots_with_uses(transaction, merchant_id, account_of(card)))
    lots.push_back({lot, {listed}});
  return lots;
}

CashOutQuote quote_of_count_card(db::Transaction& transaction, MerchantId merchant_id, const Card& card) {
  const ledger::Lot lot = only_lot(transaction, merchant_id, card);
  const Package package = package_of(transaction, merchant_id, card);
  CashOutQuote quote;
  quote.uses_left = lot.remaining;
  quote.payable_shop_cause =
      card.state == CardState::closed
          ? Money{}
          : package.price - revenue_of_uses(package.price, package.uses, lot.amount - lot.remaining);
  quote.payable_customer_cause = quote.payable_shop_cause;
  return quote;
}

void empty_lots(db::Transaction& transaction, Draft& draft, const Card& card) {
  const MerchantId merchant_id = draft.place.merchant_id;
  std::vector<ledger::LotChange> changes;
  std::vector<ledger::LotUse> uses;
  for (const ledger::Lot& lot : ledger::open_lots(transaction, merchant_id, account_of(card))) {
    changes.push_back({lot.lot_id, lot.remaining, 0});
    uses.push_back({lot.lot_id, int(uses.size() + 1), lot.remaining, 0, 0});
  }
  ledger::touch_holding(transaction, merchant_id, account_of(card));
  ledger::change_lots(transaction, merchant_id, changes);
  ledger::add_uses(transaction, merchant_id, draft.receipt.operation_id.bytes, uses);
}

// What is left in the card's accounts goes: the paid part to the customer (less what the law lets the shop
// keep), the bonus back to where it came from.
void post_cash_out(db::Transaction& transaction, Draft& draft, const Card& card, Money paid_out) {
  const MerchantId merchant_id = draft.place.merchant_id;
  const TillId till_id = *draft.place.till_id;
  const auto credit = [&](const std::string& account, Currency currency) {
    return ledger::held(transaction, merchant_id, account, currency);
  };
  const bool count = card.kind == CardKind::count;
  const std::string paid_account =
      count ? ledger::prepaid_uses_account(card.card_id) : ledger::principal_account(card.card_id);
  const std::int64_t kept = credit(paid_account, Currency::CNY) - paid_out.minor;
  draft.posting.move(paid_account, ledger::cash_account(till_id), Currency::CNY, paid_out.minor);
  draft.posting.move(paid_account, "kept-value/" + till_id.text(), Currency::CNY, kept);
  if (count) {
    const std::string uses = ledger::uses_account(card.card_id);
    draft.posting.move(uses, ledger::uses_sold_account(till_id), Currency::USE, credit(uses, Currency::USE));
  } else {
    const std::string bonus = ledger::bonus_account(card.card_id);
    draft.posting.move(bonus, ledger::bonus_cost_account(till_id), Currency::CNY,
                       credit(bonus, Currency::CNY));
  }
}

Result<Done> decide_cash_out(db::Transaction& transaction, Draft& draft, const CashOutRequest& request) {
  const MerchantId merchant_id = draft.place.merchant_id;
  if (!draft.place.till_id) return till_needed;
  const auto quoted = quote(transaction, merchant_id, request.card_id, draft.receipt.happened_at);
  if (!quoted) return quoted.refusal();
  auto card = find_card(transaction, merchant_id, request.card_id);
  if (card->state == CardState::closed)
    return Refusal(card_not_active, {{"number", card->number}, {"state", state_name(card->state)}});
  if (quoted->reserved.minor > 0)
    return Refusal(reserved_now, {{"amount", std::to_string(quoted->reserved.minor)}});
  const Money payable =
      request.cause == ReturnCause::shop ? quoted->payable_shop_cause : quoted->payable_customer_cause;
  if (payable != request.amount) return Refusal(quote_differs, {{"computed", std::to_string(payable.minor)}});
  name_card(draft, *card);
  post_cash_out(transaction, draft, *card, payable);
  empty_lots(transaction, draft, *card);
  card->state = CardState::closed;
  change_card(transaction, merchant_id, *card);
  draft.receipt.cash = -payable;
  draft.receipt.note = request.reason;
  return Done{};
}

}  // namespace

Result<CashOutQuote> quote(db::Transaction& transaction, MerchantId merchant_id, CardId card_id,
                           Instant now) {
  const auto card = find_card(transaction, merchant_id, card_id);
  if (!card) return card_unknown;
  Caller caller;
  caller.merchant_id = merchant_id;
  const Place place = place_of(transaction, caller, now);
  CashOutQuote quote = card->kind == CardKind::count
                           ? quote_of_count_card(transaction, merchant_id, *card)
                           : quote_of(card_lots(transaction, merchant_id, *card), place.utc_offset_minutes);
  quote.card_id = card->card_id;
  quote.number = card->number;
  quote.reserved = {ledger::reserved(transaction, merchant_id, account_of(*card))};
  return quote;
}

Result<OperationReceipt> cash_out(db::Transaction& transaction, const Caller& caller,
                                  OperationId operation_id, const CashOutRequest& request, Instant now) {
  return run_operation(transaction, caller, operation_id, OperationKind::cash_out, request, now,
                       [&](Draft& draft) { return decide_cash_out(transaction, draft, request); });
}

}  // namespace huiji::wallet
