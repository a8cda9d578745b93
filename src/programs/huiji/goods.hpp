// What the program ties together around the catalogue: opening stock of imported goods goes to the inventory,
// and a command on this machine acts with every right of the catalogue.
#pragma once

#include "catalog/import_flow.hpp"
#include "programs/huiji/first_shop.hpp"

namespace huiji::program {

// Writes the opening stock of new products as stock moves.
catalog::MoveStock opening_stock();

// Who acts when a command is run: nobody logged in, the merchant's first shop.
Caller command_caller(db::Store& store, const Merchant& merchant);

}  // namespace huiji::program
