// The routes of the checkout: commit and return, receipts, day totals, the tills' snapshot. No rule lives
// here.
#pragma once

#include "checkout/services_store.hpp"
#include "platform/http/router.hpp"

namespace huiji::checkout {

void add_routes(http::Router& router, Services services);

}  // namespace huiji::checkout
