// The routes of a member's life. add_life_routes: PIN, code, tags, consent, history; add_change_routes:
// freeze, merge, close, which need the right change_member. Every change answers the member as he is then.
#pragma once

#include "members/services_store.hpp"
#include "platform/http/router.hpp"

namespace huiji::members {

void add_life_routes(http::Router& router, Services services);
void add_change_routes(http::Router& router, Services services);

}  // namespace huiji::members
