// A household 家庭: members whose points are one pool. Its id stands where a member's would: the account
// `points/<household>` holds what all of them earned, `points-pending/<household>` what waits.
#pragma once

#include "kernel/id.hpp"

namespace huiji::wallet {

using HouseholdId = Id<struct household_tag>;

}  // namespace huiji::wallet
