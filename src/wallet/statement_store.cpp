#include "wallet/statement_store.hpp"

#include <charconv>

#include "members/members_store.hpp"
#include "platform/world.hpp"
#include "wallet/household_store.hpp"
#include "wallet/membership_flow.hpp"
#include "wallet/stamp_store.hpp"
#include "wallet/tiers.hpp"
#include "wallet/wallet_errors.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {
namespace {

using ledger::Currency;

constexpr int kPage = 50;

void add_tier(const ValuePolicy& policy, Wallet& wallet) {
  for (const TierRule& rule : policy.tiers)
    if (rule.growth > wallet.growth && rank_of(policy, rule.tier) > rank_of(policy, wallet.tier)) {
      wallet.next_tier = rule.tier;
      wallet.growth_to_next = rule.growth - wallet.growth;
      return;
    }
}

void add_points(db::Transaction& transaction, MerchantId merchant_id, Instant now, Wallet& wallet) {
  const auto place = household_place(transaction, merchant_id, wallet.member_id);
  const std::string points =
      place ? pool_account(place->household_id) : ledger::points_account(wallet.member_id);
  if (place)
    wallet.household = WalletHousehold{
        place->household_id, int(household_places(transaction, merchant_id, place->household_id).size())};
  wallet.points = {ledger::held(transaction, merchant_id, points, Currency::PTS)};
  wallet.points_available = {available(transaction, merchant_id, points, now)};
  const std::string pending = ledger::pending_beside(points);
  wallet.points_pending = {ledger::held(transaction, merchant_id, pending, Currency::PTS)};
  if (wallet.points_pending.count > 0) {
    const db::Rows first = transaction.query(sql::pending_first, {merchant_id, pending});
    const std::string zone = members::merchant_zone(transaction, merchant_id);
    const Instant at = first[0].instant(0);
    wallet.points_open_on = business_day(at, utc_offset_minutes(zone.c_str(), at), 0);
  }
  if (const auto next = ledger::next_expiry(transaction, merchant_id, points)) {
    wallet.points_expire_on = next->on;
    wallet.points_expiring = next->points;
  }
}

struct Cursor {
  Instant at{INT64_MAX};
  Uuid posting{};
};

// "<ms>.<posting id>"; anything else starts from the newest.
Cursor cursor_of(const std::string& text) {
  Cursor cursor;
  const std::size_t dot = text.find('.');
  if (dot == text.npos) return cursor;
  std::int64_t ms = 0;
  const auto read = std::from_chars(text.data(), text.data() + dot, ms);
  const auto posting = uuid_from_text(std::string_view(text).substr(dot + 1));
  if (read.ec != std::errc() || !posting) return cursor;
  return {{ms}, *posting};
}

struct Part {
  std::string account;
  Currency currency;
  Asset asset;
};

// Of a member in a household: the pool, and what he had alone before.
std::vector<Part> parts_of_points(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  const std::string home = points_home(transaction, merchant_id, member_id);
  std::vector<Part> parts;
  for (const std::string& account : {home, ledger::points_account(member_id)}) {
    if (!parts.empty() && account == home) break;
    parts.push_back({account, Currency::PTS, Asset::points});
    parts.push_back({ledger::pending_beside(account), Currency::PTS, Asset::pending_points});
  }
  return parts;
}

std::vector<Part> parts_of(db::Transaction& transaction, MerchantId merchant_id, StatementOf what,
                           const Uuid& id) {
  switch (what) {
    case StatementOf::points:
      return parts_of_points(transaction, merchant_id, {id});
    case StatementOf::growth:
      return {{ledger::growth_account({id}), Currency::GRW, Asset::growth}};
    case StatementOf::receivable:
      return {{ledger::receivable_account({id}), Currency::CNY, Asset::receivable}};
    case StatementOf::card:
      return {{ledger::principal_account({id}), Currency::CNY, Asset::principal},
              {ledger::bonus_account({id}), Currency::CNY, Asset::bonus},
              {ledger::uses_account({id}), Currency::USE, Asset::uses}};
  }
  HUIJI_CHECK(false);
}

struct Line {
  StatementLine line;
  Uuid posting;
};

// The newest lines of one account below the cursor, each with the balance after it.
void add_lines(db::Transaction& transaction, MerchantId merchant_id, const Part& part, const Cursor& cursor,
               std::vector<Line>& lines) {
  const std::int64_t newer =
      transaction.query(sql::statement_newer, {merchant_id, part.account, cursor.at, cursor.posting})[0]
          .integer(0);
  std::int64_t after = ledger::held(transaction, merchant_id, part.account, part.currency) + newer;
  for (const auto row : transaction.query(
           sql::statement_page, {merchant_id, part.account, cursor.at, cursor.posting, kPage + 1})) {
    Line line;
    line.line.at = row.instant(0);
    line.line.business_day = row.date(1);
    line.line.reason = row.text(2);
    line.line.asset = part.asset;
    line.line.change = -row.integer(3);
    line.line.after = after;
    line.line.source_id = uuid_to_text(row.uuid(4));
    line.posting = row.uuid(5);
    if (!row.is_null(6)) line.line.staff_name = row.text(6);
    if (!row.is_null(7)) line.line.note = row.text(7);
    if (!row.is_null(8)) line.line.number = row.text(8);
    line.line.member_id = row.id_or_none<MemberId>(9);
    if (!row.is_null(10)) line.line.member_number = row.text(10);
    after -= line.line.change;
    lines.push_back(std::move(line));
  }
}

}  // namespace

Result<Wallet> wallet_of(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                         Instant now) {
  const auto member = members::find_member_facts(transaction, merchant_id, member_id);
  if (!member) return member_unknown;
  Wallet wallet;
  wallet.member_id = member->member_id;
  wallet.tier = member->tier;
  add_points(transaction, merchant_id, now, wallet);
  wallet.growth =
      ledger::held(transaction, merchant_id, ledger::growth_account(member->member_id), Currency::GRW);
  const ValuePolicy policy = policy_now(transaction, merchant_id).policy;
  add_tier(policy, wallet);
  Caller caller;
  caller.merchant_id = merchant_id;
  wallet.membership =
      standing_of(transaction, merchant_id, *member, policy, place_of(transaction, caller, now).today);
  wallet.stamps = stamp_cards(transaction, merchant_id, member->member_id);
  for (const Card& card : cards_of(transaction, merchant_id, member->member_id))
    wallet.cards.push_back(view_of(transaction, merchant_id, card, now));
  return wallet;
}

Statement statement_of(db::Transaction& transaction, MerchantId merchant_id, StatementOf what, const Uuid& id,
                       const std::string& cursor_text) {
  const Cursor cursor = cursor_of(cursor_text);
  std::vector<Line> lines;
  for (const Part& part : parts_of(transaction, merchant_id, what, id))
    add_lines(transaction, merchant_id, part, cursor, lines);
  // Both entries of one posting stand together: a page is cut between postings.
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.line.at, a.posting) > std::tie(b.line.at, b.posting);
  });
  std::size_t end = std::min(lines.size(), std::size_t(kPage));
  while (end > 0 && end < lines.size() && lines[end].posting == lines[end - 1].posting) ++end;
  Statement statement;
  for (std::size_t i = 0; i < end; ++i) statement.lines.push_back(lines[i].line);
  if (end < lines.size())
    statement.next = std::to_string(lines[end - 1].line.at.ms) + "." + uuid_to_text(lines[end - 1].posting);
  return statement;
}

Liability liability(db::Transaction& transaction, MerchantId merchant_id, Date today) {
  Liability sum;
  for (const auto row : transaction.query(sql::liability_sums, {merchant_id})) {
    const std::string& what = row.text(0);
    const std::int64_t amount = row.integer(1);
    if (what == "points") sum.points = {amount}, sum.points_owed = {row.integer(2)};
    if (what == "pending") sum.points_pending = {amount};
    if (what == "principal") sum.principal = {amount};
    if (what == "bonus") sum.bonus = {amount};
    if (what == "uses") sum.uses = amount;
    if (what == "prepaid") sum.prepaid_uses = {amount};
    if (what == "memberships") sum.prepaid_memberships = {amount};
    if (what == "cards") sum.cards = amount;
    if (what == "receivables") sum.receivables = {amount}, sum.receivables_in_credit = {row.integer(2)};
    if (what == "debtors") sum.debtors = amount;
  }
  for (const auto row :
       transaction.query(sql::liability_expiring, {merchant_id, today, end_of_month(today, 12)}))
    sum.expiring.push_back({row.date(0), row.points(1)});
  return sum;
}

}  // namespace huiji::wallet
