// What members of the demo shop hold: packages of every kind, three tiers, and some members with a history of
// recharges, a count card, points over the year and adjustments, two of which wait for a second person. All
// of it by the flows that a till and the office use, so that the books agree.
#pragma once

#include "kernel/caller.hpp"
#include "platform/world.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::program {

struct DemoPeople {
  Caller owner;
  StaffId manager;
  StaffId cashier;
  std::vector<MemberId> members;  // in the order of their phone numbers
};

Result<Done> fill_value(db::Transaction& transaction, const wallet::Services& services, Random& random,
                        const DemoPeople& people, Instant now);

}  // namespace huiji::program
