#include "auditor.hpp"

namespace huiji::sim {

namespace {

constexpr db::Statement kPoints = statement(
    "sim.points", "SELECT account, amount FROM balance WHERE merchant_id = $1 AND currency = 'PTS'");
constexpr db::Statement kExpired = statement("sim.expired",
                                             "SELECT entry.account, entry.amount, posting.source_id, "
                                             "posting.business_day FROM entry JOIN posting ON "
                                             "posting.merchant_id = entry.merchant_id AND "
                                             "posting.posting_id = entry.posting_id WHERE "
                                             "entry.merchant_id = $1 AND posting.reason = 'expiry' AND "
                                             "entry.currency = 'PTS'");
constexpr db::Statement kLots = statement("sim.lots",
                                          "SELECT lot_id, account, amount, remaining, expires_on FROM lot "
                                          "WHERE merchant_id = $1 AND currency = 'PTS'");
constexpr db::Statement kNotices =
    statement("sim.notices",
              "SELECT lot_id, min(noticed_on) FROM expiry_notice WHERE merchant_id = $1 GROUP BY lot_id");

bool is_members(const std::string& account) { return account.rfind("points/", 0) == 0; }

// P6. What a sale's goods still with the customer earn: whole points of what he keeps, without the share that
// bonus money paid (product.md 4.9, 4.10).
std::int64_t earned_by(const RungUp& sale, std::int64_t kept) {
  const std::int64_t payable = sale.priced.payable.minor;
  std::int64_t bonus = 0;
  if (sale.request.facts && sale.request.facts->bonus_tender) bonus = sale.request.facts->bonus_tender->minor;
  if (payable == 0) return 0;
  return static_cast<std::int64_t>(static_cast<__int128>(kept) * kPointsPerYuan * (payable - bonus) /
                                   (static_cast<__int128>(payable) * 100));
}

// What one sale and its returns mean for the member's points.
std::int64_t points_of(const std::string& id, const BookedSale& booked, Findings& wrong) {
  const std::int64_t spent = booked.sale.priced.points_spent.value_or(Points{}).count;
  if (booked.receipt->points_spent.value_or(Points{}).count != spent)
    wrong.push_back("sale " + id + " spent other points than the till counted");
  std::int64_t kept = booked.sale.priced.payable.minor, back = 0, earned = earned_by(booked.sale, kept);
  if (booked.receipt->points.count != earned)
    wrong.push_back("sale " + id + " earned " + std::to_string(booked.receipt->points.count) +
                    " points, not " + std::to_string(earned));
  for (const BookedReturn& returned : booked.returns) {
    kept -= returned.request.refund.minor;
    earned -= returned.receipt.points.count;
    back += returned.receipt.points_spent.value_or(Points{}).count;
    if (earned != earned_by(booked.sale, kept))
      wrong.push_back("after a refund of " + id + " the member keeps " + std::to_string(earned) +
                      " points of the sale, not " + std::to_string(earned_by(booked.sale, kept)));
  }
  if (back > spent) wrong.push_back("more spent points came back than were spent for " + id);  // P7
  if (all_came_back(booked) && (back != spent || earned != 0))
    wrong.push_back("all of " + id + " came back, its points did not");
  return earned_by(booked.sale, kept) - spent + back;
}

}  // namespace

// P6, P7, P8, P10: each member's balance is what all documents together say.
void Auditor::compare_points(db::Transaction& tx, Findings& wrong) const {
  std::map<std::string, std::int64_t> expected;
  const auto account_of = [&](MemberId member) { return "points/" + owner(member).text(); };
  for (const auto& [id, booked] : sales_)
    if (booked.sale.member_id && booked.receipt)
      expected[account_of(*booked.sale.member_id)] += points_of(id, booked, wrong);
  for (const BookedOperation& operation : operations_) {
    if (!operation.receipt.member_id) continue;
    const std::string account = account_of(*operation.receipt.member_id);
    if (operation.receipt.kind == wallet::OperationKind::adjust_points) expected[account] += operation.change;
    if (operation.receipt.kind == wallet::OperationKind::donate_points) expected[account] -= operation.change;
  }
  for (const auto row : tx.query(kExpired, {shop_.merchant_id}))
    if (is_members(row.text(0)))
      expected["points/" + owner(*MemberId::parse(row.text(0).substr(7))).text()] -= row.integer(1);
  for (const auto row : tx.query(kPoints, {shop_.merchant_id}))
    if (is_members(row.text(0))) expected[row.text(0)] += row.integer(1);  // a credit is negative
  for (const auto& [account, amount] : expected)
    if (amount != 0) wrong.push_back(account + " is off by " + std::to_string(-amount));
}

// P9: lots add up to the balance at each moment, none goes below zero, none expires before its day, without a
// notice old enough, twice, or by more than it held.
void Auditor::compare_points_law(db::Transaction& tx, Findings& wrong) const {
  struct SeenLot {
    std::int64_t amount = 0, remaining = 0;
    Date expires_on;
  };
  std::map<std::string, SeenLot> lots;
  std::map<std::string, std::int64_t> in_lots;
  std::map<std::string, Date> noticed;
  for (const auto row : tx.query(kLots, {shop_.merchant_id})) {
    lots[row.id<LotId>(0).text()] = {row.integer(2), row.integer(3), row.date(4)};
    if (is_members(row.text(1))) in_lots[row.text(1)] += row.integer(3);
    if (row.integer(3) < 0 || row.integer(3) > row.integer(2))
      wrong.push_back("lot " + row.id<LotId>(0).text() + " holds " + std::to_string(row.integer(3)));
  }
  for (const auto row : tx.query(kNotices, {shop_.merchant_id}))
    noticed[row.id<LotId>(0).text()] = row.date(1);
  for (const auto row : tx.query(kPoints, {shop_.merchant_id})) {
    if (!is_members(row.text(0))) continue;
    const std::int64_t held = std::max<std::int64_t>(0, -row.integer(1));
    if (in_lots[row.text(0)] != held)
      wrong.push_back("lots of " + row.text(0) + " hold " + std::to_string(in_lots[row.text(0)]) + ", not " +
                      std::to_string(held));
  }
  std::map<std::string, int> times;
  for (const auto row : tx.query(kExpired, {shop_.merchant_id})) {
    if (!is_members(row.text(0))) continue;
    const std::string lot = LotId{row.uuid(2)}.text();
    if (!lots.count(lot)) {
      wrong.push_back("a lot that is none expired: " + lot);
      continue;
    }
    if (++times[lot] > 1) wrong.push_back("lot " + lot + " expired twice");
    if (row.integer(1) <= 0 || row.integer(1) > lots[lot].amount)
      wrong.push_back("lot " + lot + " expired with " + std::to_string(row.integer(1)));
    if (row.date(3) <= lots[lot].expires_on) wrong.push_back("lot " + lot + " expired before its day");
    if (!noticed.count(lot) || row.date(3).days - noticed[lot].days < kNotice_days)
      wrong.push_back("lot " + lot + " expired without a notice old enough");
  }
}

}  // namespace huiji::sim
