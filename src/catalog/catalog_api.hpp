// The catalogue's routes: products, categories, import and export. Costs are zero for who may not see them.
#pragma once

#include "catalog/import_flow.hpp"
#include "platform/http/router.hpp"

namespace huiji::catalog {

// The program owns what is referred to.
struct Services {
  db::Store& store;
  Clock& clock;
  Random& random;
  MoveStock move_stock;  // of the inventory: opening stock of imported products
};

void add_routes(http::Router& router, Services services);

}  // namespace huiji::catalog
