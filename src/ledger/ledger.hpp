// The double-entry book, pure. A posting is a set of entries that add up to zero in each currency; debit is
// positive, credit negative. Nothing is ever changed: a correction is a reversal, a new posting. The ledger
// knows no member and no sale: an account is a text path (ARCHITECTURE.md lists them), a posting names its
// source by id. Points are held in lots that expire (product.md 4.10, 4.11); a balance may fall below zero
// ("points owed"), then no lot has anything left and later earnings fill the debt first. So at all times the
// remaining points of an account's lots add up to its balance, or to zero while points are owed.
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

enum class Currency { CNY, PTS };
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

  // Adds to the entry of that account; entries of zero are never kept.
  void add(std::string account, Money amount);
  void add(std::string account, Points amount);

 private:
  void add(std::string account, Currency currency, std::int64_t amount);
};

bool balanced(const Posting& posting);
// The posting that undoes `posting`: every entry with the opposite sign.
Posting reversal(const Posting& posting, PostingId posting_id, std::string reason);

std::string cash_account(TillId till_id);
std::string revenue_account(TillId till_id);
std::string vat_account(TillId till_id, Percent rate);
std::string points_account(MemberId member_id);
std::string points_issued_account(TillId till_id);

inline constexpr std::string_view kCashPrefix = "cash/";
inline constexpr std::string_view kRevenuePrefix = "revenue/";
inline constexpr std::string_view kVatPrefix = "vat/";
inline constexpr std::string_view kPointsPrefix = "points/";
inline constexpr std::string_view kPointsIssuedPrefix = "points-issued/";

struct Lot {
  LotId lot_id;
  Uuid source_id{};  // the sale that earned it
  Points amount;
  Points remaining;
  Instant earned_at;
  Date expires_on;
};

// A lot of freshly earned points: it first fills what is owed. Expires at the end of the calendar month of
// the business day plus the shop's months. `earned` > 0.
Lot earn(LotId lot_id, const Uuid& source_id, Points earned, Points balance_before, Instant earned_at,
         Date business_day, std::int64_t valid_months);

struct LotChange {
  LotId lot_id;
  Points before;  // remaining
  Points after;
};

// Takes points back: from the lot of that source first, then from the others, earliest expiry, earliest
// earned, lowest id first. What no lot can give stays owed.
struct ClawBack {
  std::vector<LotChange> changes;
  Points owed;
};
ClawBack claw_back(Points points, const Uuid& source_id, std::vector<Lot> lots);

}  // namespace huiji::ledger
