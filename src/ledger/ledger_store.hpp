// The book on disk. append() writes a balanced posting, its entries and the balances that follow from them in
// one go; it refuses nothing and reads nothing: an unbalanced posting is a broken program. Balances are kept
// by addition (ON CONFLICT … amount + excluded), so that two writers never lose an entry; verify recomputes
// them. There is no update and no delete of a posting or an entry.
#pragma once

#include "ledger/ledger.hpp"
#include "ledger/lots_store.hpp"

namespace huiji::ledger {

void append(db::Transaction& transaction, MerchantId merchant_id, const Posting& posting);
// Many at once, for batch work: each row of a balance is written once.
void append_all(db::Transaction& transaction, MerchantId merchant_id, const std::vector<Posting>& postings);

// Writes the row of a balance without changing it: whoever moves an account's lots away meets there whoever
// books on it at the same time.
void touch_balance(db::Transaction& transaction, MerchantId merchant_id, const std::string& account,
                   Currency currency);
db::Query balance_query(MerchantId merchant_id, std::string_view account, Currency currency);
std::int64_t balance(db::Transaction& transaction, MerchantId merchant_id, std::string_view account,
                     Currency currency);
// What the account's owner holds: the credit balance.
std::int64_t held(db::Transaction& transaction, MerchantId merchant_id, std::string_view account,
                  Currency currency);
// Below zero when points are owed.
Points points_balance(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);

struct NextExpiry {
  Date on;
  Points points;  // that expire on that day
};
std::optional<NextExpiry> next_expiry(db::Transaction& transaction, MerchantId merchant_id,
                                      const std::string& account);

// What the book says about one business day, for comparison with the documents.
struct DayBook {
  Money cash;        // of sales and returns
  Money value_cash;  // of recharges, cash-outs and the like
  Money revenue;     // of sales and returns: credit, without tax
  Money tax;
  Points points_earned;      // of sales
  Points points_taken_back;  // of returns
};
DayBook day_book(db::Transaction& transaction, MerchantId merchant_id, Date business_day);

}  // namespace huiji::ledger
