// The members room's routes. Everything that leaves is masked; a phone comes in clear only to register or to
// find, and appears in no refusal. The office needs the right view_members; a till finds single members for
// the person logged in at it, and loads, with its device token alone, what it needs to work offline.
//
// Points come from the ledger, by functions that the program gives. A till's copy of the points is as old as
// the page it loaded: it refreshes them when it looks a member up and from each receipt, so that a checkout
// writes no member row. Nothing is decided by that copy.
#pragma once

#include "members/services_store.hpp"
#include "platform/http/router.hpp"

namespace huiji::members {

void add_routes(http::Router& router, Services services);

}  // namespace huiji::members
