// Routes of value but coupons (coupons_api.hpp). A till acts for the person logged in at it; the office needs
// the right that a route names.
#pragma once

#include "platform/http/router.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

void add_routes(http::Router& router, Services services);

}  // namespace huiji::wallet
