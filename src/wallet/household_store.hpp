// Households on disk, and the one place that says where a member's points are: his own account, or that of
// his household, which all its members earn into and spend from. Everything that names an account of points
// asks here (a sale reads the same row with its first look-up). Growth and tiers stay personal.
#pragma once

#include "ledger/ledger_store.hpp"
#include "wallet/household_id.hpp"

namespace huiji::wallet {

// For Transaction::look_ahead: what points_held and points_home will ask.
std::vector<db::Query> points_queries(MerchantId merchant_id, MemberId member_id);

struct PointsHeld {
  std::optional<std::string> pool;  // of his household
  Points points;                    // below zero: owed
};
// One look-up; `member_id` is no alias.
PointsHeld points_held(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);
// The account of the member's points; that of those that wait stands beside it (ledger::pending_beside).
std::string points_home(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);
// For the rooms below, which know no household.
Points points_of_member(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);

struct HouseholdPlace {
  HouseholdId household_id;
  MemberId member_id;
  Instant since;
  std::string added_by;  // name
  std::string consent;
};
std::optional<HouseholdPlace> household_place(db::Transaction& transaction, MerchantId merchant_id,
                                              MemberId member_id);
std::vector<HouseholdPlace> household_places(db::Transaction& transaction, MerchantId merchant_id,
                                             HouseholdId household_id);
std::string pool_account(HouseholdId household_id);

}  // namespace huiji::wallet
