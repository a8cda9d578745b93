// Routes of paid memberships 付费会员.
#pragma once

#include "platform/http/router.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

void add_membership_routes(http::Router& router, Services services);

}  // namespace huiji::wallet
