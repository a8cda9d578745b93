#include "wallet/sale_value_store.hpp"

#include <algorithm>
#include <map>

#include "ledger/ledger_store.hpp"
#include "members/merge_store.hpp"
#include "wallet/card_flow.hpp"
#include "wallet/stored_value.hpp"
#include "wallet/wallet_errors.hpp"
#include "wallet/wallet_store.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {
namespace {

struct Planner {
  db::Transaction& transaction;
  const MerchantId merchant_id;
  const Spending& spending;
  SpendingPlan plan = {};

  Result<ledger::Allowance> own_allowance(AllowanceId allowance_id, std::string_view prefix) {
    auto allowance = ledger::find_allowance(transaction, merchant_id, allowance_id);
    const bool right =
        allowance && allowance->till_id == spending.till_id && allowance->account.starts_with(prefix);
    if (!right) return allowance_unknown;
    return std::move(*allowance);
  }

  // A merge takes promises along and its undoing leaves them: what the till was promised for one of the two
  // pays for the other, because the goods have left.
  bool is_for_member(const ledger::Allowance& allowance, const std::string& account) {
    if (allowance.account == account || allowance.asked_for == spending.member_id->bytes) return true;
    auto holder = allowance.asked_for;
    if (!holder) holder = ledger::holder_of(allowance.account, ledger::kPointsPrefix);
    if (!holder) holder = ledger::holder_of(allowance.account, ledger::kReceivablePrefix);
    return holder && members::were_merged(transaction, merchant_id, MemberId{*holder}, *spending.member_id);
  }

  // Uses numbered through the whole document.
  void add(const ledger::Taken& taken, Money listed) {
    const std::int64_t whole = taken.paid + taken.bonus;
    std::int64_t so_far = 0;
    for (ledger::LotUse use : taken.uses) {
      const auto part = [&](std::int64_t amount) {
        return whole == 0 ? 0 : mul_div(listed.minor, amount, whole, Rounding::half_up);
      };
      use.listed = part(so_far + use.amount) - part(so_far);
      so_far += use.amount;
      use.use_no = int(plan.uses.size() + 1);
      plan.uses.push_back(use);
    }
    plan.changes.insert(plan.changes.end(), taken.changes.begin(), taken.changes.end());
  }

  Result<Done> add_points() {
    if (spending.points.count == 0) return Done{};
    HUIJI_CHECK(spending.member_id);
    const std::string& account = spending.points_account;
    std::int64_t wanted = spending.points.count;
    for (const AllowanceId allowance_id : spending.point_allowances) {
      auto allowance = own_allowance(allowance_id, ledger::kPointsPrefix);
      if (!allowance) return allowance.refusal();
      if (!is_for_member(*allowance, account)) return allowance_unknown;
      const std::int64_t part = std::min(wanted, allowance->amount - allowance->spent);
      wanted -= part;
      if (allowance->open) plan.draws.push_back({std::move(*allowance), part});
    }
    if (wanted > 0)
      return Refusal(too_little, {{"available", std::to_string(spending.points.count - wanted)}});
    const auto lots = ledger::open_lots(transaction, merchant_id, account);
    add(ledger::take(spending.points.count, lots, ledger::Order::expiry, spending.now), {});
    plan.accounts.push_back(account);
    return Done{};
  }

  // The goods have left: a hold that has ended meanwhile is owed all the same (verify names who owes more
  // than the limit).
  Result<Done> add_charge(const Charge& charge) {
    HUIJI_CHECK(spending.member_id);
    auto allowance = own_allowance(charge.allowance_id, ledger::kReceivablePrefix);
    if (!allowance) return allowance.refusal();
    const std::string account = ledger::receivable_account(*spending.member_id);
    if (!is_for_member(*allowance, account)) return allowance_unknown;
    const std::int64_t left = allowance->amount - allowance->spent;
    if (charge.amount.minor > left) return Refusal(too_little, {{"available", std::to_string(left)}});
    plan.accounts.push_back(account);
    if (allowance->open) plan.draws.push_back({std::move(*allowance), charge.amount.minor});
    return Done{};
  }

  // A card that belongs to some shops pays only there, whatever was promised.
  Result<Done> check_place(CardId card_id) {
    const auto card = find_card(transaction, merchant_id, card_id);
    HUIJI_CHECK(card);
    return check_shop(*card, spending.shop_id);
  }

  // What of a card's money may be taken for this payment: all that is open without what others were promised.
  std::int64_t free_for(const ledger::Allowance& allowance, const std::vector<ledger::Lot>& lots) {
    const std::int64_t others =
        ledger::reserved(transaction, merchant_id, allowance.account) - allowance.left();
    return std::max<std::int64_t>(0, ledger::open_amount(lots, spending.now) - others);
  }

  Result<Done> add_card(const CardPayment& payment) {
    auto allowance = own_allowance(payment.allowance_id, ledger::kStoredPrefix);
    if (!allowance) return allowance.refusal();
    if (payment.amount.minor > allowance->amount - allowance->spent)
      return Refusal(too_little, {{"available", std::to_string(allowance->amount - allowance->spent)}});
    const auto card_id = ledger::holder_of(allowance->account, ledger::kStoredPrefix);
    HUIJI_CHECK(card_id);
    if (auto here = check_place(CardId{*card_id}); !here) return here;
    if (std::find(plan.accounts.begin(), plan.accounts.end(), allowance->account) != plan.accounts.end())
      return allowance_unknown;  // one tender a card
    plan.bonus_quoted +=
        Money{mul_div(allowance->bonus, payment.amount.minor, allowance->amount, Rounding::down)};
    const auto lots = ledger::open_lots(transaction, merchant_id, allowance->account);
    const std::int64_t amount = std::min(payment.amount.minor, free_for(*allowance, lots));
    const ledger::Taken taken = ledger::take(amount, lots, ledger::Order::age, spending.now);
    HUIJI_CHECK(taken.missing == 0);
    plan.cards.push_back({CardId{*card_id}, {taken.paid}, {taken.bonus}, {payment.amount.minor - amount}});
    add(taken, payment.listed);
    plan.accounts.push_back(allowance->account);
    if (allowance->open) plan.draws.push_back({std::move(*allowance), payment.amount.minor});
    return Done{};
  }
};

}  // namespace

Result<SpendingPlan> plan_spending(db::Transaction& transaction, MerchantId merchant_id,
                                   const Spending& spending) {
  Planner planner{transaction, merchant_id, spending};
  if (auto done = planner.add_points(); !done) return done.refusal();
  for (const CardPayment& payment : spending.cards)
    if (auto done = planner.add_card(payment); !done) return done.refusal();
  for (const Charge& charge : spending.charges)
    if (auto done = planner.add_charge(charge); !done) return done.refusal();
  return std::move(planner.plan);
}

void save_spending(db::Transaction& transaction, MerchantId merchant_id, const Spending& spending,
                   const SpendingPlan& plan) {
  for (const std::string& account : plan.accounts) ledger::touch_holding(transaction, merchant_id, account);
  for (const Draw& draw : plan.draws)
    ledger::use_allowance(transaction, merchant_id, draw.allowance, draw.amount,
                          draw.allowance.kind == ledger::AllowanceKind::hold, spending.now);
  ledger::change_lots(transaction, merchant_id, plan.changes);
  ledger::add_uses(transaction, merchant_id, spending.sale_id, plan.uses);
}

namespace {

void add_back(const ledger::Restored& restored, GivingBackPlan& plan) {
  plan.changes.insert(plan.changes.end(), restored.changes.begin(), restored.changes.end());
  plan.uses.insert(plan.uses.end(), restored.uses.begin(), restored.uses.end());
}

// Points that were owed when they were spent, and that later ones have paid for since: as good as fresh ones.
// No document earned this lot, so it counts as one that came back.
ledger::Lot fresh_lot(db::Transaction& transaction, MerchantId merchant_id, const GivingBack& back,
                      std::int64_t amount) {
  ledger::Lot lot;
  lot.source_id = back.return_id;
  lot.amount = lot.remaining = amount;
  lot.renewed = true;
  lot.expires_on = end_of_month(back.today, policy_now(transaction, merchant_id).policy.points_valid_months);
  if (back.points_account != ledger::points_account(*back.member_id)) lot.earner = back.member_id->bytes;
  return lot;
}

struct Uses {
  std::vector<ledger::LotUse> uses;
  std::vector<ledger::Lot> lots;
  std::int64_t amount = 0;  // that comes back to them
};

// Which account's lots get how much: the last one used first. What was owed comes to the member's account.
std::map<std::string, Uses> uses_by_account(const std::vector<ledger::UsedLot>& used,
                                            const GivingBack& back) {
  std::map<std::string, Uses> accounts;
  std::int64_t left = back.points.count;
  for (auto one = used.rbegin(); one != used.rend(); ++one) {
    if (!one->account.starts_with(ledger::kPointsPrefix)) continue;
    const std::int64_t amount = std::min(one->use.amount - one->use.returned, left);
    if (amount == 0) continue;
    Uses& uses = accounts[one->account];
    uses.uses.push_back(one->use);
    uses.lots.push_back(one->lot);
    uses.amount += amount;
    left -= amount;
  }
  if (left > 0) accounts[back.points_account].amount += left;
  return accounts;
}

void give_points_back(db::Transaction& transaction, MerchantId merchant_id, const GivingBack& back,
                      const std::vector<ledger::UsedLot>& used, GivingBackPlan& plan) {
  HUIJI_CHECK(back.member_id);
  for (auto& [account, uses] : uses_by_account(used, back)) {
    const bool own = account == back.points_account;
    const std::int64_t balance =
        own ? back.balance.count : ledger::held(transaction, merchant_id, account, ledger::Currency::PTS);
    ledger::Restored restored = ledger::restore(uses.amount, ledger::into_lots(balance, uses.amount),
                                                std::move(uses.uses), std::move(uses.lots), back.today);
    add_back(restored, plan);
    if (restored.homeless > 0)
      restored.renewals.push_back(fresh_lot(transaction, merchant_id, back, restored.homeless));
    for (ledger::Lot& lot : restored.renewals) {
      if (!own && lot.source_id == back.return_id) lot.earner.reset();
      lot.lot_id = lot_of(back.return_id, 100 + int(plan.renewals.size()));
      lot.earned_at = back.now;
      plan.renewals.push_back(lot);
      plan.renewal_accounts.push_back(account);
    }
    plan.points.push_back({account, {uses.amount}});
    plan.accounts.push_back(account);
  }
}

// The sale's uses of an account, and their lots.
void pick(const std::vector<ledger::UsedLot>& used, const std::string& account,
          std::vector<ledger::LotUse>& uses, std::vector<ledger::Lot>& lots) {
  for (const ledger::UsedLot& one : used)
    if (one.account == account) {
      uses.push_back(one.use);
      lots.push_back(one.lot);
    }
}

}  // namespace

GivingBackPlan plan_giving_back(db::Transaction& transaction, MerchantId merchant_id,
                                const GivingBack& back) {
  GivingBackPlan plan;
  if (back.points.count == 0 && back.cards.empty()) return plan;
  const auto used = ledger::used_lots(transaction, merchant_id, back.sale_id);
  if (back.points.count > 0) give_points_back(transaction, merchant_id, back, used, plan);
  for (const auto& [card_id, amount] : back.cards) {
    const std::string account = ledger::stored_account(card_id);
    std::vector<ledger::LotUse> uses;
    std::vector<ledger::Lot> lots;
    pick(used, account, uses, lots);
    const ledger::Restored restored =
        ledger::restore(amount.minor, amount.minor, std::move(uses), std::move(lots), back.today);
    add_back(restored, plan);
    plan.cards.push_back({card_id, {restored.paid}, {restored.bonus}, {restored.unplaced}});
    plan.accounts.push_back(account);
  }
  return plan;
}

void save_giving_back(db::Transaction& transaction, MerchantId merchant_id, const GivingBack& back,
                      const GivingBackPlan& plan) {
  for (const std::string& account : plan.accounts) ledger::touch_holding(transaction, merchant_id, account);
  ledger::change_lots(transaction, merchant_id, plan.changes);
  ledger::change_uses(transaction, merchant_id, back.sale_id, plan.uses);
  for (const CardSplit& card : plan.cards) transaction.execute(sql::card_reopen, {merchant_id, card.card_id});
  for (std::size_t i = 0; i < plan.renewals.size(); ++i)
    ledger::add_lot(transaction, merchant_id, plan.renewal_accounts[i], ledger::Currency::PTS,
                    plan.renewals[i]);
}

}  // namespace huiji::wallet
