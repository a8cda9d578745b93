#include "wallet/member_holdings_store.hpp"

#include <algorithm>

#include "wallet/coupon_end_flow.hpp"
#include "wallet/coupon_store.hpp"
#include "wallet/credit_flow.hpp"
#include "wallet/household_store.hpp"
#include "wallet/operation_flow.hpp"
#include "wallet/stamp_store.hpp"
#include "wallet/stored_value.hpp"
#include "wallet/tier_flow.hpp"
#include "wallet/wallet_errors.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {
namespace {

using ledger::Currency;
using members::HoldingsChange;

// An account of one member, and what it is of the other.
struct Kind {
  std::string source;
  std::string target;
  Currency currency;
};
// Of a merge: the loser's accounts (one in a household is never merged), and the winner's. Points that wait
// come before those they may have become since. Stamps by programme.
std::vector<Kind> kinds_of(db::Transaction& transaction, MerchantId merchant_id, MemberId from, MemberId to) {
  const std::string target = points_home(transaction, merchant_id, to);
  std::vector<Kind> kinds = {{ledger::pending_account(from), ledger::pending_beside(target), Currency::PTS},
                             {ledger::points_account(from), target, Currency::PTS},
                             {ledger::growth_account(from), ledger::growth_account(to), Currency::GRW}};
  for (const StampAccount& stamps : stamp_accounts(transaction, merchant_id, from))
    kinds.push_back({stamps.account, ledger::stamps_account(to, stamps.promotion_id), Currency::STP});
  return kinds;
}

// Whose the lots are, when the account is a household's.
std::optional<Uuid> earner_in(const Kind& kind, MemberId member_id) {
  const bool own = kind.currency != Currency::PTS ||
                   ledger::holder_of(kind.target, ledger::kPointsPrefix) == member_id.bytes ||
                   ledger::holder_of(kind.target, ledger::kPendingPrefix) == member_id.bytes;
  return own ? std::nullopt : std::optional(member_id.bytes);
}

Caller caller_of(const HoldingsChange& change) {
  Caller caller;
  caller.merchant_id = change.merchant_id;
  caller.staff_id = change.staff_id;
  return caller;
}

std::int64_t lots_of(db::Transaction& transaction, MerchantId merchant_id, const std::string& account) {
  return ledger::open_amount(ledger::open_lots(transaction, merchant_id, account), Instant{INT64_MAX});
}

// One of the two owed: lots of the other pay for it, remembered as used by the merge.
void pay_debt(db::Transaction& transaction, const HoldingsChange& change, const std::string& account,
              std::int64_t balance, int& use_no) {
  const auto lots = ledger::open_lots(transaction, change.merchant_id, account);
  const std::int64_t excess =
      ledger::open_amount(lots, Instant{INT64_MAX}) - std::max<std::int64_t>(0, balance);
  if (excess <= 0) return;
  ledger::Taken taken = ledger::take(excess, lots, ledger::Order::expiry, Instant{INT64_MAX});
  for (ledger::LotUse& use : taken.uses) use.use_no = ++use_no;
  ledger::change_lots(transaction, change.merchant_id, taken.changes);
  ledger::add_uses(transaction, change.merchant_id, change.operation_id.bytes, taken.uses);
}

void move_kind(db::Transaction& transaction, const HoldingsChange& change, const Kind& kind, MemberId to,
               ledger::Posting& posting, int& use_no) {
  const std::string &source = kind.source, &target = kind.target;
  const std::int64_t amount = ledger::held(transaction, change.merchant_id, source, kind.currency);
  const std::int64_t has = ledger::held(transaction, change.merchant_id, target, kind.currency);
  const std::int64_t promised = ledger::reserved(transaction, change.merchant_id, source);
  transaction.execute(sql::merge_balance, {change.merchant_id, change.operation_id, source, amount});
  transaction.execute(sql::merge_lots, {change.merchant_id, change.operation_id, source});
  transaction.execute(sql::merge_lots_move, {change.merchant_id, source, target, earner_in(kind, to)});
  transaction.execute(sql::merge_allowances, {change.merchant_id, source, target, to});
  ledger::touch_holding(transaction, change.merchant_id, source, -promised);
  ledger::touch_holding(transaction, change.merchant_id, target, promised);
  pay_debt(transaction, change, target, amount + has, use_no);
  posting.move(source, target, kind.currency, amount);
}

// Lots whose part paid a debt of the merge get it back.
void restore_uses(db::Transaction& transaction, const HoldingsChange& change) {
  std::vector<ledger::LotChange> changes;
  std::vector<ledger::LotUse> uses;
  for (ledger::UsedLot& used :
       ledger::used_lots(transaction, change.merchant_id, change.operation_id.bytes)) {
    const std::int64_t back = used.use.amount - used.use.returned;
    if (back == 0) continue;
    changes.push_back({used.lot.lot_id, used.lot.remaining, used.lot.remaining + back});
    used.use.returned = used.use.amount;
    uses.push_back(used.use);
  }
  ledger::change_lots(transaction, change.merchant_id, changes);
  ledger::change_uses(transaction, change.merchant_id, change.operation_id.bytes, uses);
}

// After an un-merge each account's lots add up to what it holds; what was earned or spent meanwhile may have
// filled a debt that is now the other's.
void settle_lots(db::Transaction& transaction, const HoldingsChange& change, const std::string& account,
                 Currency currency, std::int64_t balance, Date expires_on, int n) {
  const std::int64_t wanted = std::max<std::int64_t>(0, balance);
  const std::int64_t held = lots_of(transaction, change.merchant_id, account);
  if (held > wanted) {
    const auto taken =
        ledger::take(held - wanted, ledger::open_lots(transaction, change.merchant_id, account),
                     ledger::Order::expiry, Instant{INT64_MAX});
    ledger::change_lots(transaction, change.merchant_id, taken.changes);
  } else if (held < wanted) {
    ledger::Lot lot;
    lot.lot_id = lot_of(change.operation_id.bytes, n);
    lot.source_id = change.operation_id.bytes;
    lot.amount = lot.remaining = wanted - held;
    lot.earned_at = change.now;
    lot.expires_on = expires_on;
    ledger::add_lot(transaction, change.merchant_id, account, currency, lot);
  }
}

void undo_kind(db::Transaction& transaction, const HoldingsChange& change, const Kind& kind, Date expires_on,
               std::int64_t& opened, ledger::Posting& posting, int& n) {
  const std::string &source = kind.source, &target = kind.target;
  const db::Rows before =
      transaction.query(sql::merge_balance_of, {change.merchant_id, change.operation_id, source});
  std::int64_t then = before.empty() ? 0 : before[0].integer(0);
  if (source.starts_with(ledger::kPointsPrefix)) then += opened;
  const std::int64_t left =
      transaction.query(sql::merge_lots_left, {change.merchant_id, change.operation_id, target})[0].integer(
          0);
  const std::int64_t back = then < 0 ? then + left : std::min(then, left);
  if (source.starts_with(ledger::kPendingPrefix)) opened = then - back;
  const std::int64_t now = ledger::held(transaction, change.merchant_id, target, kind.currency);
  transaction.execute(sql::merge_lots_back, {change.merchant_id, change.operation_id, source, target});
  ledger::touch_holding(transaction, change.merchant_id, source);
  ledger::touch_holding(transaction, change.merchant_id, target);
  settle_lots(transaction, change, source, kind.currency, back, expires_on, ++n);
  settle_lots(transaction, change, target, kind.currency, now - back, expires_on, ++n);
  posting.move(target, source, kind.currency, back);
}

void end_account(db::Transaction& transaction, const HoldingsChange& change, const std::string& account,
                 Currency currency, ledger::Posting& posting) {
  const std::int64_t amount = ledger::held(transaction, change.merchant_id, account, currency);
  std::vector<ledger::LotChange> changes;
  for (const ledger::Lot& lot : ledger::open_lots(transaction, change.merchant_id, account))
    changes.push_back({lot.lot_id, lot.remaining, 0});
  ledger::touch_holding(transaction, change.merchant_id, account);
  ledger::change_lots(transaction, change.merchant_id, changes);
  posting.move(account, "forfeited/" + to_text(posting.business_day).substr(0, 7), currency, amount);
}

// Paid memberships go with their months; who has two at once has the better tier while both run.
void move_memberships(db::Transaction& transaction, const HoldingsChange& change, MemberId from, MemberId to,
                      Draft& draft) {
  const std::string source = ledger::prepaid_membership_account(from);
  const std::string target = ledger::prepaid_membership_account(to);
  ledger::touch_holding(transaction, change.merchant_id, source);
  ledger::touch_holding(transaction, change.merchant_id, target);
  if (const auto member = members::find_member_facts(transaction, change.merchant_id, to))
    remember_earned_tier(transaction, draft.place, *member, change.now);
  transaction.execute(sql::merge_memberships, {change.merchant_id, change.operation_id, from});
  transaction.execute(sql::merge_memberships_move, {change.merchant_id, from, to});
  draft.posting.move(source, target, Currency::CNY,
                     ledger::held(transaction, change.merchant_id, source, Currency::CNY));
  settle_tier(transaction, draft.place, to, policy_now(transaction, change.merchant_id).policy);
}

void move_memberships_back(db::Transaction& transaction, const HoldingsChange& change, MemberId from,
                           MemberId to, Draft& draft) {
  const std::string source = ledger::prepaid_membership_account(from);
  const std::string target = ledger::prepaid_membership_account(to);
  ledger::touch_holding(transaction, change.merchant_id, source);
  ledger::touch_holding(transaction, change.merchant_id, target);
  const std::int64_t owed =
      transaction.query(sql::merge_memberships_owed, {change.merchant_id, change.operation_id})[0].integer(0);
  transaction.execute(sql::merge_memberships_back, {change.merchant_id, change.operation_id, from});
  draft.posting.move(target, source, Currency::CNY, owed);
  const ValuePolicy policy = policy_now(transaction, change.merchant_id).policy;
  settle_tier(transaction, draft.place, to, policy);
  settle_tier(transaction, draft.place, from, policy);
}

// Documents stand under the operation's id, or the id that follows from it for the undoing.
void finish(db::Transaction& transaction, const HoldingsChange& change, Draft& draft, MemberId member_id) {
  draft.account = ledger::points_account(member_id);
  draft.receipt.member_id = member_id;
  const std::string content = operation_content(draft.receipt.kind, change.operation_id.text());
  finish_operation(transaction, draft, content, "{}", change.now);
}

OperationId undoing(OperationId operation_id) {
  operation_id.bytes[9] ^= 0xFF;
  return operation_id;
}

}  // namespace

members::HeldValue MemberHoldings::held(db::Transaction& transaction, MerchantId merchant_id,
                                        MemberId member_id) {
  members::HeldValue value;
  for (const std::string& account : {ledger::points_account(member_id), ledger::pending_account(member_id)})
    value.points.count += ledger::held(transaction, merchant_id, account, Currency::PTS);
  value.growth = ledger::held(transaction, merchant_id, ledger::growth_account(member_id), Currency::GRW);
  for (const Card& card : cards_of(transaction, merchant_id, member_id)) {
    const std::int64_t amount = lots_of(transaction, merchant_id, account_of(card));
    if (card.kind == CardKind::count && card.state != CardState::closed) value.uses += amount;
    if (card.kind != CardKind::count) value.stored += Money{amount};
  }
  value.memberships = {
      ledger::held(transaction, merchant_id, ledger::prepaid_membership_account(member_id), Currency::CNY)};
  value.coupons = std::int64_t(coupons_of_member(transaction, merchant_id, member_id, 1000).size());
  return value;
}

Result<Done> MemberHoldings::move(db::Transaction& transaction, const HoldingsChange& change, MemberId from,
                                  MemberId to) {
  if (auto settled = check_settled(transaction, change.merchant_id, from); !settled) return settled;
  if (household_place(transaction, change.merchant_id, from)) return household_first;
  Draft draft =
      start_operation(transaction, caller_of(change), change.operation_id, OperationKind::merge, change.now);
  int use_no = 0;
  for (const Kind& kind : kinds_of(transaction, change.merchant_id, from, to))
    move_kind(transaction, change, kind, to, draft.posting, use_no);
  transaction.execute(sql::merge_cards, {change.merchant_id, change.operation_id, from});
  transaction.execute(sql::merge_cards_move, {change.merchant_id, from, to});
  move_memberships(transaction, change, from, to, draft);
  finish(transaction, change, draft, to);
  return Done{};
}

Result<Done> MemberHoldings::undo_move(db::Transaction& transaction, const HoldingsChange& change,
                                       MemberId from, MemberId to) {
  Draft draft = start_operation(transaction, caller_of(change), undoing(change.operation_id),
                                OperationKind::unmerge, change.now);
  const Date expires_on = end_of_month(
      draft.place.business_day, policy_now(transaction, change.merchant_id).policy.points_valid_months);
  restore_uses(transaction, change);
  int n = 120;
  std::int64_t opened = 0;  // of what waited at the merge
  for (const Kind& kind : kinds_of(transaction, change.merchant_id, from, to))
    undo_kind(transaction, change, kind, expires_on, opened, draft.posting, n);
  transaction.execute(sql::merge_cards_back, {change.merchant_id, change.operation_id, from});
  move_memberships_back(transaction, change, from, to, draft);
  finish(transaction, change, draft, to);
  return Done{};
}

Result<Done> MemberHoldings::forfeit(db::Transaction& transaction, const HoldingsChange& change,
                                     MemberId member_id) {
  if (auto settled = check_settled(transaction, change.merchant_id, member_id); !settled) return settled;
  if (household_place(transaction, change.merchant_id, member_id)) return household_first;
  Draft draft =
      start_operation(transaction, caller_of(change), change.operation_id, OperationKind::close, change.now);
  for (const std::string& account : {ledger::points_account(member_id), ledger::pending_account(member_id)})
    end_account(transaction, change, account, Currency::PTS, draft.posting);
  end_account(transaction, change, ledger::growth_account(member_id), Currency::GRW, draft.posting);
  for (const StampAccount& stamps : stamp_accounts(transaction, change.merchant_id, member_id))
    end_account(transaction, change, stamps.account, Currency::STP, draft.posting);
  finish(transaction, change, draft, member_id);
  int n = 0;
  for (const Coupon& coupon : coupons_of_member(transaction, change.merchant_id, member_id, 1000)) {
    const CouponWork work = coupon_work(transaction, caller_of(change), change.now);
    const OperationId each{lot_of(change.operation_id.bytes, ++n).bytes};
    auto ended = void_coupon(transaction, work, each, {coupon.code, "注销"});
    if (!ended) return ended.refusal();
  }
  return Done{};
}

}  // namespace huiji::wallet
