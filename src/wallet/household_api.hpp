// Routes of households. Who may change a member's life may put him into a household and take him out.
#pragma once

#include "platform/http/router.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

void add_household_routes(http::Router& router, const Services& services);

}  // namespace huiji::wallet
