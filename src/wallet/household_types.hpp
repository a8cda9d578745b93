// A household 家庭 as it travels: members whose points are one pool. Growth, tier and cards stay each
// member's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wallet/household_id.hpp"
#include "wire/type_info.hpp"

namespace huiji::wallet {

enum class HouseholdStep { join, leave };
BOOST_DESCRIBE_ENUM(HouseholdStep, join, leave)

// How the member agreed: proven by himself with PIN or code, or noted by who added him.
enum class HouseholdConsent { proven, noted };
BOOST_DESCRIBE_ENUM(HouseholdConsent, proven, noted)

// PUT /v1/household-changes/{operation_id}. Who joins a household that nobody is in opens it; its id is made
// by who asks. The joining member's points come into the pool; who leaves takes what is left of those he
// earned.
struct HouseholdChange {
  HouseholdId household_id;
  MemberId member_id;
  HouseholdStep step = HouseholdStep::join;
  std::string reason;                    // of a join without proof: how he agreed
  std::optional<std::string> pin = {};   // 支付密码 of the joining member
  std::optional<std::string> code = {};  // or his dynamic code
};
BOOST_DESCRIBE_STRUCT(HouseholdChange, (), (household_id, member_id, step, reason, pin, code))

struct HouseholdMember {
  MemberId member_id;
  std::string number;
  std::string phone_masked;
  Instant since;
  std::string added_by;
  HouseholdConsent consent = HouseholdConsent::proven;
  Points points;   // left of what he earned: his when he leaves
  Points pending;  // of it: may not be spent yet
};
BOOST_DESCRIBE_STRUCT(HouseholdMember, (),
                      (member_id, number, phone_masked, since, added_by, consent, points, pending))

struct Household {
  HouseholdId household_id;
  int most = 0;   // members
  Points points;  // of all; below zero: owed
  Points points_available;
  Points points_pending;
  std::vector<HouseholdMember> members;  // who joined first stands first
};
BOOST_DESCRIBE_STRUCT(Household, (), (household_id, most, points, points_available, points_pending, members))

// GET /v1/members/{member_id}/household
struct HouseholdOf {
  std::optional<Household> household = {};  // absent: he shares with nobody
};
BOOST_DESCRIBE_STRUCT(HouseholdOf, (), (household))

}  // namespace huiji::wallet

namespace huiji::wire {
template <>
struct Rules<wallet::HouseholdChange> {
  static constexpr FieldRule list[] = {{.field = "reason", .min_length = 1, .max_length = 240},
                                       {.field = "pin", .max_length = 12},
                                       {.field = "code", .max_length = 64}};
};
}  // namespace huiji::wire
