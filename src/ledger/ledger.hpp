// The double-entry book, pure. A posting is a set of entries that add up to zero in each currency; debit is
// positive, credit negative. Nothing is ever changed: a correction is a reversal, a new posting. The ledger
// knows no member and no sale: an account is a text path (ARCHITECTURE.md lists them), a posting names its
// source by id. What an account holds lies in lots (lots.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/id.hpp"
#include "kernel/money.hpp"
#include "kernel/percent.hpp"
#include "kernel/points.hpp"
#include "kernel/time.hpp"

namespace huiji::ledger {

enum class Currency { CNY, PTS, GRW, USE, CPN, STP };  // 分, points, growth, uses of a card, coupons, stamps
std::string_view to_text(Currency currency);

struct Entry {
  std::string account;
  Currency currency = Currency::CNY;
  std::int64_t amount = 0;
};

struct Posting {
  PostingId posting_id;
  std::string reason;  // 'sale', 'return', …: one posting per source and reason
  Uuid source_id{};
  Date business_day;
  Instant effective_at;
  Instant recorded_at;
  std::vector<Entry> entries;
  std::optional<StaffId> staff_id = {};  // who did it, when a person did
  std::optional<std::string> note = {};  // why, in the person's words

  // Adds to the entry of that account; entries of zero are never kept.
  void add(std::string account, Money amount);
  void add(std::string account, Points amount);
  void add(std::string account, Currency currency, std::int64_t amount);
  // From one account to another: debits `from`, credits `to`.
  void move(const std::string& from, const std::string& to, Currency currency, std::int64_t amount);
};

bool balanced(const Posting& posting);
// The posting that undoes `posting`: every entry with the opposite sign.
Posting reversal(const Posting& posting, PostingId posting_id, std::string reason);

// Accounts. A holder's balance is the credit balance of his account; what stands against it is named per till
// (or person, or month), so that two tills never write the same balance row.
std::string cash_account(TillId till_id);
std::string revenue_account(TillId till_id);
std::string vat_account(TillId till_id, Percent rate);
std::string points_account(MemberId member_id);
std::string pending_account(MemberId member_id);  // points that may not be spent yet
// The account of the same holder for points that wait.
std::string pending_beside(const std::string& points_account);
std::string points_issued_account(TillId till_id);
std::string points_spent_account(TillId till_id);
std::string growth_account(MemberId member_id);
std::string growth_issued_account(TillId till_id);
std::string stored_account(CardId card_id);  // of lots and holdings: both parts together
std::string principal_account(CardId card_id);
std::string bonus_account(CardId card_id);
std::string bonus_cost_account(TillId till_id);  // what bonuses cost the shop
std::string uses_account(CardId card_id);
std::string uses_sold_account(TillId till_id);
std::string prepaid_uses_account(CardId card_id);                          // paid for, not yet earned: 分
std::string prepaid_membership_account(MemberId member_id);                // months that are not over: 分
std::string stamps_account(MemberId member_id, PromotionId promotion_id);  // 印花 of one programme
std::string stamps_issued_account(TillId till_id);
std::string receivable_account(MemberId member_id);  // 应收: what a credit customer owes, a debit
std::string written_off_account(StaffId staff_id);   // receivables, by hand
std::string coupon_cost_account(PromotionId promotion_id, TillId till_id);  // kept from refunds: a credit
std::string shortage_account(TillId till_id);  // value that a late sale had promised and nobody has

// Whose account it is: the id behind its prefix; none of an account of another kind.
std::optional<Uuid> holder_of(std::string_view account, std::string_view prefix);

inline constexpr std::string_view kCashPrefix = "cash/";
inline constexpr std::string_view kRevenuePrefix = "revenue/";
inline constexpr std::string_view kVatPrefix = "vat/";
inline constexpr std::string_view kPointsPrefix = "points/";
inline constexpr std::string_view kPendingPrefix = "points-pending/";
inline constexpr std::string_view kPointsIssuedPrefix = "points-issued/";
inline constexpr std::string_view kPointsSpentPrefix = "points-spent/";
inline constexpr std::string_view kGrowthPrefix = "growth/";
inline constexpr std::string_view kStoredPrefix = "stored/";
inline constexpr std::string_view kUsesPrefix = "uses/";
inline constexpr std::string_view kPrepaidMembershipPrefix = "prepaid-membership/";
inline constexpr std::string_view kStampsPrefix = "stamps/";
inline constexpr std::string_view kReceivablePrefix = "receivable/";

}  // namespace huiji::ledger
