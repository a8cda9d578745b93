// The routes of quotas: the owner's settings, what tills hold, and a till's own leases.
#pragma once

#include "promotions/promotions_api.hpp"

namespace huiji::promotions {

void add_quota_routes(http::Router& router, const Services& services);

}  // namespace huiji::promotions
