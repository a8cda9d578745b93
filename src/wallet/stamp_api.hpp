// Routes of stamp programmes 印花.
#pragma once

#include "platform/http/router.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

void add_stamp_routes(http::Router& router, Services services);

}  // namespace huiji::wallet
