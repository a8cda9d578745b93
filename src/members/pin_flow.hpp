// Setting the PIN. At a till the customer's phone is asked for by its last four digits, and either the old
// PIN is typed or a manager stands there logged in; wrong answers count as wrong PINs. In the office the
// right change_member is enough. The history tells that it happened, never what was typed.
#pragma once

#include "kernel/caller.hpp"
#include "members/life_types.hpp"
#include "members/services_store.hpp"

namespace huiji::members {

Result<Done> set_pin(const Services& services, const Caller& caller, MemberId member_id,
                     const PinChange& change);
// Forgotten: he sets a new one at a till, with a manager. Ends a lock.
Result<Done> remove_pin(const Services& services, const Caller& caller, MemberId member_id,
                        const PinRemoval& removal);

}  // namespace huiji::members
