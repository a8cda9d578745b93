// Routes of credit accounts 挂账.
#pragma once

#include "platform/http/router.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

void add_credit_routes(http::Router& router, Services services);

}  // namespace huiji::wallet
