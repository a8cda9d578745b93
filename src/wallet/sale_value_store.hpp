// What a sale spends and a return gives back of members' value, as checkout needs it: planned from what was
// read, saved with the document. Spent points come off the member's lots, earliest expiry first; a card pays
// from its oldest lot, principal and bonus pro rata. A return puts back into the lots they came from.
#pragma once

#include "kernel/money.hpp"
#include "kernel/result.hpp"
#include "ledger/lots_store.hpp"

namespace huiji::wallet {

// One tender paid with a card.
struct CardPayment {
  AllowanceId allowance_id;
  Money amount;
  Money listed;  // what it bought, at prices before discounts
};

// One tender that the member will owe.
struct Charge {
  AllowanceId allowance_id;
  Money amount;
};

struct Spending {
  Uuid sale_id{};
  TillId till_id;
  ShopId shop_id;
  std::optional<MemberId> member_id;
  std::string points_account;  // his own, or his household's
  Points points;
  std::vector<AllowanceId> point_allowances;
  std::vector<CardPayment> cards;
  std::vector<Charge> charges;  // on the member's credit account
  Instant now;
};

// How a tender was paid: the parts add up to it.
struct CardSplit {
  CardId card_id;
  Money principal;
  Money bonus;
  Money shortage;
};

struct Draw {
  ledger::Allowance allowance;
  std::int64_t amount = 0;
};

struct SpendingPlan {
  std::vector<CardSplit> cards;       // one for each payment
  std::vector<Draw> draws;            // of allowances that are still open
  std::vector<std::string> accounts;  // that are touched
  std::vector<ledger::LotChange> changes;
  std::vector<ledger::LotUse> uses;
  Money bonus_quoted;  // of the card payments, as the till was told: earns no points
};
// Refuses an allowance that is not this till's, of another account, or too small for what was spent. One that
// has ended meanwhile takes what is free; of stored value what nobody has is the till's shortage, points are
// owed. What was charged stands on the member's account in any case.
Result<SpendingPlan> plan_spending(db::Transaction& transaction, MerchantId merchant_id,
                                   const Spending& spending);
void save_spending(db::Transaction& transaction, MerchantId merchant_id, const Spending& spending,
                   const SpendingPlan& plan);

// What comes back of an earlier sale.
struct GivingBack {
  Uuid sale_id{};  // the sale
  std::optional<MemberId> member_id;
  Points points;
  std::string points_account;  // where his points are now
  Points balance;              // of it before
  std::vector<std::pair<CardId, Money>> cards;
  Uuid return_id{};
  Instant now;
  Date today;
};
struct GivingBackPlan {
  std::vector<CardSplit> cards;
  std::vector<std::string> accounts;
  std::vector<ledger::LotChange> changes;
  std::vector<ledger::LotUse> uses;                    // of the sale
  std::vector<ledger::Lot> renewals;                   // new lots, for expired ones and for what no lot gave
  std::vector<std::string> renewal_accounts;           // of each of them
  std::vector<std::pair<std::string, Points>> points;  // by account; more than one after a household changed
};
// A card that was paid out meanwhile opens again: what comes back can be spent, or paid out again. Points go
// back to the lots they came from, in whosever account these are now; what was owed, to the member's.
GivingBackPlan plan_giving_back(db::Transaction& transaction, MerchantId merchant_id, const GivingBack& back);
void save_giving_back(db::Transaction& transaction, MerchantId merchant_id, const GivingBack& back,
                      const GivingBackPlan& plan);

}  // namespace huiji::wallet
