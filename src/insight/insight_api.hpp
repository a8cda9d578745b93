// The routes of the laboratory and of the checks at set-up. They need the right to write promotions, and to
// see costs, since both are full of them.
#pragma once

#include "insight/laboratory_runs_flow.hpp"
#include "platform/http/router.hpp"

namespace huiji::insight {

void add_routes(http::Router& router, Services services, LaboratoryRuns& runs);

}  // namespace huiji::insight
