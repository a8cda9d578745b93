// The staff room's routes: log-in, sessions, people, tills. The program also gives
// router.authenticate_with([services](auto& request, auto access) { return authenticate(services, request,
// access); }).
#pragma once

#include "staff/staff_flow.hpp"

namespace huiji::staff {

void add_routes(http::Router& router, Services services);

}  // namespace huiji::staff
