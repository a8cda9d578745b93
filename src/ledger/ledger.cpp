#include "ledger/ledger.hpp"

#include <algorithm>
#include <map>

#include "kernel/check.hpp"

namespace huiji::ledger {

std::string_view to_text(Currency currency) {
  switch (currency) {
    case Currency::CNY:
      return "CNY";
    case Currency::PTS:
      return "PTS";
    case Currency::GRW:
      return "GRW";
    case Currency::USE:
      return "USE";
    case Currency::CPN:
      return "CPN";
    case Currency::STP:
      return "STP";
  }
  HUIJI_CHECK(false);
}

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

void Posting::move(const std::string& from, const std::string& to, Currency currency, std::int64_t amount) {
  add(from, currency, amount);
  add(to, currency, -amount);
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

std::optional<Uuid> holder_of(std::string_view account, std::string_view prefix) {
  if (!account.starts_with(prefix)) return std::nullopt;
  return uuid_from_text(account.substr(prefix.size()));
}

std::string cash_account(TillId till_id) { return std::string(kCashPrefix) + till_id.text(); }
std::string revenue_account(TillId till_id) { return std::string(kRevenuePrefix) + till_id.text(); }
std::string vat_account(TillId till_id, Percent rate) {
  return std::string(kVatPrefix) + till_id.text() + "/" + std::to_string(rate.basis_points);
}
std::string points_account(MemberId member_id) { return std::string(kPointsPrefix) + member_id.text(); }
std::string pending_account(MemberId member_id) { return std::string(kPendingPrefix) + member_id.text(); }
std::string pending_beside(const std::string& points_account) {
  HUIJI_CHECK(points_account.starts_with(kPointsPrefix));
  return std::string(kPendingPrefix) + points_account.substr(kPointsPrefix.size());
}
std::string points_issued_account(TillId till_id) {
  return std::string(kPointsIssuedPrefix) + till_id.text();
}
std::string points_spent_account(TillId till_id) { return std::string(kPointsSpentPrefix) + till_id.text(); }
std::string growth_account(MemberId member_id) { return std::string(kGrowthPrefix) + member_id.text(); }
std::string growth_issued_account(TillId till_id) { return "growth-issued/" + till_id.text(); }
std::string stored_account(CardId card_id) { return std::string(kStoredPrefix) + card_id.text(); }
std::string principal_account(CardId card_id) { return stored_account(card_id) + "/principal"; }
std::string bonus_account(CardId card_id) { return stored_account(card_id) + "/bonus"; }
std::string bonus_cost_account(TillId till_id) { return "bonus-cost/" + till_id.text(); }
std::string uses_account(CardId card_id) { return std::string(kUsesPrefix) + card_id.text(); }
std::string uses_sold_account(TillId till_id) { return "uses-sold/" + till_id.text(); }
std::string prepaid_uses_account(CardId card_id) { return "prepaid-uses/" + card_id.text(); }
std::string prepaid_membership_account(MemberId member_id) {
  return std::string(kPrepaidMembershipPrefix) + member_id.text();
}
std::string stamps_account(MemberId member_id, PromotionId promotion_id) {
  return std::string(kStampsPrefix) + member_id.text() + "/" + promotion_id.text();
}
std::string stamps_issued_account(TillId till_id) { return "stamps-issued/" + till_id.text(); }
std::string receivable_account(MemberId member_id) {
  return std::string(kReceivablePrefix) + member_id.text();
}
std::string written_off_account(StaffId staff_id) { return "written-off/" + staff_id.text(); }
std::string coupon_cost_account(PromotionId promotion_id, TillId till_id) {
  return "coupon-cost/" + promotion_id.text() + "/" + till_id.text();
}
std::string shortage_account(TillId till_id) { return "shortage/" + till_id.text(); }

}  // namespace huiji::ledger
