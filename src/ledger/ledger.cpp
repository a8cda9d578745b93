#include "ledger/ledger.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "kernel/check.hpp"

namespace huiji::ledger {

std::string_view to_text(Currency currency) { return currency == Currency::CNY ? "CNY" : "PTS"; }

void Posting::add(std::string account, Money amount) { add(std::move(account), Currency::CNY, amount.minor); }
void Posting::add(std::string account, Points amount) {
  add(std::move(account), Currency::PTS, amount.count);
}

void Posting::add(std::string account, Currency currency, std::int64_t amount) {
  auto same = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
    return entry.account == account && entry.currency == currency;
  });
  if (same == entries.end()) same = entries.insert(same, {std::move(account), currency, 0});
  HUIJI_CHECK(!__builtin_add_overflow(same->amount, amount, &same->amount));
  if (same->amount == 0) entries.erase(same);
}

bool balanced(const Posting& posting) {
  std::map<Currency, __int128> sums;
  for (const Entry& entry : posting.entries) sums[entry.currency] += entry.amount;
  return std::all_of(sums.begin(), sums.end(), [](const auto& sum) { return sum.second == 0; });
}

Posting reversal(const Posting& posting, PostingId posting_id, std::string reason) {
  Posting undone = posting;
  undone.posting_id = posting_id;
  undone.reason = std::move(reason);
  for (Entry& entry : undone.entries) entry.amount = -entry.amount;
  return undone;
}

std::string cash_account(TillId till_id) { return std::string(kCashPrefix) + till_id.text(); }
std::string revenue_account(TillId till_id) { return std::string(kRevenuePrefix) + till_id.text(); }
std::string vat_account(TillId till_id, Percent rate) {
  return std::string(kVatPrefix) + till_id.text() + "/" + std::to_string(rate.basis_points);
}
std::string points_account(MemberId member_id) { return std::string(kPointsPrefix) + member_id.text(); }
std::string points_issued_account(TillId till_id) {
  return std::string(kPointsIssuedPrefix) + till_id.text();
}

Lot earn(LotId lot_id, const Uuid& source_id, Points earned, Points balance_before, Instant earned_at,
         Date business_day, std::int64_t valid_months) {
  HUIJI_CHECK(earned.count > 0 && valid_months >= 0 && valid_months <= 1200);
  const Points owed{std::max<std::int64_t>(0, -balance_before.count)};
  const Points remaining{std::max<std::int64_t>(0, earned.count - owed.count)};
  return {lot_id, source_id, earned, remaining, earned_at, end_of_month(business_day, int(valid_months))};
}

ClawBack claw_back(Points points, const Uuid& source_id, std::vector<Lot> lots) {
  HUIJI_CHECK(points.count >= 0);
  std::sort(lots.begin(), lots.end(), [&](const Lot& a, const Lot& b) {
    const bool a_other = a.source_id != source_id, b_other = b.source_id != source_id;
    return std::tie(a_other, a.expires_on, a.earned_at, a.lot_id) <
           std::tie(b_other, b.expires_on, b.earned_at, b.lot_id);
  });
  ClawBack plan;
  plan.owed = points;
  for (const Lot& lot : lots) {
    const Points taken = std::min(lot.remaining, plan.owed);
    if (taken.count == 0) continue;
    plan.changes.push_back({lot.lot_id, lot.remaining, lot.remaining - taken});
    plan.owed -= taken;
  }
  return plan;
}

}  // namespace huiji::ledger
