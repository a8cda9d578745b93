// The promotions' routes: list, write, and the description of the kinds that draws the office's form. Whoever
// is logged in may read them, they hang in the shop's window; writing needs the right edit_promotions.
#pragma once

#include "platform/db/database.hpp"
#include "platform/http/router.hpp"
#include "platform/world.hpp"

namespace huiji::promotions {

// The program owns what is referred to.
struct Services {
  db::Store& store;
  Clock& clock;
};

void add_routes(http::Router& router, Services services);

}  // namespace huiji::promotions
