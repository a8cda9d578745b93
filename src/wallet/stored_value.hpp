// The arithmetic of cards, pure: what a recharge makes, what a card is worth when it goes back, what a use of
// a count card earns. Sources: product.md 4.13, 4.14; china-retail.md 6.4 (法释〔2025〕4号 articles 18 to 20,
// 单用途商业预付卡管理办法).
#pragma once

#include "kernel/result.hpp"
#include "ledger/lots.hpp"
#include "wallet/wallet_types.hpp"

namespace huiji::wallet {

// The lots of a recharge: the first holds what was paid and the first instalment of the bonus, the others an
// instalment each, a month apart. Ids follow from the operation's.
std::vector<ledger::Lot> recharge_lots(const OperationId& operation_id, Money paid, Money bonus,
                                       int instalments, Instant now, Date business_day);

// The same day of a later month, or its last day.
Date months_later(Date day, int months);

// The n-th lot id that follows from an operation.
LotId lot_of(const Uuid& operation, int n);

Result<Done> check_package(const Package& package);
Result<Done> check_policy(const ValuePolicy& policy);

// A lot, and what was bought with it at the prices before discounts.
struct CardLot {
  ledger::Lot lot;
  Money listed;
};
CashOutQuote quote_of(const std::vector<CardLot>& lots, int utc_offset_minutes);

// Revenue of the first `used` uses of a card that cost `price` for `paid_uses` uses: equal parts, odd 分 to
// the first ones; free uses come last and earn nothing.
Money revenue_of_uses(Money price, std::int64_t paid_uses, std::int64_t used);

}  // namespace huiji::wallet
