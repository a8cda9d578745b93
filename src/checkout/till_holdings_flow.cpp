#include "checkout/till_holdings_flow.hpp"

#include <algorithm>
#include <map>

#include "checkout/checkout_errors.hpp"
#include "checkout_sql.hpp"
#include "ledger/lots_store.hpp"
#include "members/members_store.hpp"
#include "promotions/promotions_store.hpp"
#include "promotions/quota_flow.hpp"
#include "wallet/allowance_flow.hpp"
#include "wallet/cards_store.hpp"

namespace huiji::checkout {
namespace {

constexpr int kMostLeases = 2000;

using ByTill = std::map<TillId, std::vector<TillHolding>>;

std::string member_number(db::Transaction& transaction, MerchantId merchant_id, const Uuid& member_id) {
  const auto member = members::find_member_facts(transaction, merchant_id, MemberId{member_id});
  return member ? member->number : "";
}

void name_account(db::Transaction& transaction, MerchantId merchant_id, const std::string& account,
                  TillHolding& holding) {
  if (const auto member = ledger::holder_of(account, ledger::kPointsPrefix)) {
    holding.kind = HeldKind::points;
    holding.of = member_number(transaction, merchant_id, *member);
  } else if (const auto debtor = ledger::holder_of(account, ledger::kReceivablePrefix)) {
    holding.kind = HeldKind::credit;
    holding.of = member_number(transaction, merchant_id, *debtor);
  } else if (const auto card_id = ledger::holder_of(account, ledger::kStoredPrefix)) {
    holding.kind = HeldKind::stored_value;
    if (const auto card = wallet::find_card(transaction, merchant_id, CardId{*card_id}))
      holding.of = card->number;
  }
}

void add_allowances(db::Transaction& transaction, MerchantId merchant_id, ByTill& tills) {
  for (const auto row : transaction.query(sql::till_leases, {merchant_id, kMostLeases})) {
    TillHolding holding;
    holding.lease_id = row.id<AllowanceId>(0);
    name_account(transaction, merchant_id, row.text(2), holding);
    holding.amount = row.integer(3);
    holding.used = row.integer(4);
    holding.since = row.instant(5);
    holding.until = row.instant(6);
    tills[row.id<TillId>(1)].push_back(std::move(holding));
  }
}

void add_quotas(db::Transaction& transaction, MerchantId merchant_id, ByTill& tills) {
  for (const promotions::QuotaLeaseView& lease : promotions::open_quota_leases(transaction, merchant_id)) {
    const auto promotion = promotions::find_promotion(transaction, merchant_id, lease.promotion_id);
    const std::string name = promotion ? promotion->promotion.name : "";
    const auto add = [&](HeldKind kind, std::int64_t amount, std::int64_t used) {
      tills[lease.till_id].push_back(
          {lease.lease_id, kind, name, amount, used, lease.opened_at, lease.deadline});
    };
    if (lease.times) add(HeldKind::promotion_times, *lease.times, lease.used_times);
    if (lease.budget) add(HeldKind::promotion_budget, lease.budget->minor, lease.used_amount.minor);
  }
}

// Of one lease, whatever it is of. One that is over already changes nothing.
Result<Done> end_lease(db::Transaction& transaction, const Caller& caller, TillId till_id,
                       AllowanceId lease_id, const std::string& reason, Instant now) {
  if (const auto allowance = ledger::find_allowance(transaction, caller.merchant_id, lease_id)) {
    if (allowance->till_id != till_id || allowance->kind != ledger::AllowanceKind::lease)
      return till_lease_unknown;
    if (!allowance->open) return Done{};
    const auto freed = wallet::release_allowance(transaction, caller, lease_id, now);
    if (!freed) return freed.refusal();
    transaction.execute(sql::till_lease_ended, {caller.merchant_id, lease_id, caller.staff_id, reason});
    return Done{};
  }
  const auto quota = promotions::find_quota_lease(transaction, caller.merchant_id, lease_id);
  if (!quota || quota->till_id != till_id) return till_lease_unknown;
  if (!quota->open) return Done{};
  const auto ended = promotions::give_up_quota(transaction, caller, lease_id, {reason}, now);
  if (!ended) return ended.refusal();
  return Done{};
}

}  // namespace

TillHoldingsList till_holdings(db::Transaction& transaction, MerchantId merchant_id) {
  ByTill held;
  add_allowances(transaction, merchant_id, held);
  add_quotas(transaction, merchant_id, held);
  TillHoldingsList list;
  for (const auto row : transaction.query(sql::till_reports, {merchant_id})) {
    const auto found = held.find(row.id<TillId>(0));
    if (found == held.end()) continue;
    TillHoldings till{found->first, row.text(1), {}, std::move(found->second)};
    if (!row.is_null(2)) till.last_report = row.instant(2);
    list.tills.push_back(std::move(till));
  }
  return list;
}

Result<TillHoldingsList> give_till_up(db::Transaction& transaction, const Caller& caller, TillId till_id,
                                      const TillGivenUp& wanted, Instant now) {
  std::vector<AllowanceId> lease_ids = wanted.lease_ids;
  std::sort(lease_ids.begin(), lease_ids.end());
  lease_ids.erase(std::unique(lease_ids.begin(), lease_ids.end()), lease_ids.end());
  for (const AllowanceId lease_id : lease_ids)
    if (auto done = end_lease(transaction, caller, till_id, lease_id, wanted.reason, now); !done)
      return done.refusal();
  return till_holdings(transaction, caller.merchant_id);
}

}  // namespace huiji::checkout
