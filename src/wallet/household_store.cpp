#include "wallet/household_store.hpp"

#include "wallet_sql.hpp"

namespace huiji::wallet {

static db::Query held_query(MerchantId merchant_id, MemberId member_id) {
  return {&sql::points_held, {merchant_id, member_id, ledger::points_account(member_id)}};
}

static db::Query home_query(MerchantId merchant_id, MemberId member_id) {
  return {&sql::household_of_member, {merchant_id, member_id}};
}

std::vector<db::Query> points_queries(MerchantId merchant_id, MemberId member_id) {
  return {held_query(merchant_id, member_id), home_query(merchant_id, member_id)};
}

PointsHeld points_held(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  const db::Rows rows = ask(transaction, held_query(merchant_id, member_id));
  PointsHeld held;
  if (!rows[0].is_null(0)) held.pool = rows[0].text(0);
  if (!rows[0].is_null(1)) held.points = {-rows[0].integer(1)};
  return held;
}

std::string points_home(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  const db::Rows rows = ask(transaction, home_query(merchant_id, member_id));
  return rows.empty() ? ledger::points_account(member_id) : rows[0].text(2);
}

Points points_of_member(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  return points_held(transaction, merchant_id, member_id).points;
}

static HouseholdPlace place_from(const db::Rows::Row& row) {
  return {row.id<HouseholdId>(0), row.id<MemberId>(1), row.instant(3), row.is_null(4) ? "" : row.text(4),
          row.text(5)};
}

std::optional<HouseholdPlace> household_place(db::Transaction& transaction, MerchantId merchant_id,
                                              MemberId member_id) {
  const db::Rows rows = ask(transaction, home_query(merchant_id, member_id));
  if (rows.empty()) return std::nullopt;
  return place_from(rows[0]);
}

std::vector<HouseholdPlace> household_places(db::Transaction& transaction, MerchantId merchant_id,
                                             HouseholdId household_id) {
  std::vector<HouseholdPlace> places;
  for (const auto row : transaction.query(sql::household_members, {merchant_id, household_id}))
    places.push_back(place_from(row));
  return places;
}

std::string pool_account(HouseholdId household_id) {
  return ledger::points_account(MemberId{household_id.bytes});
}

}  // namespace huiji::wallet
