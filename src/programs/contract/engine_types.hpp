// What crosses the WebAssembly boundary: the browser's types come from the same document as the API's.
#pragma once

#include "programs/contract/schema.hpp"

namespace huiji::contract {

void add_engine_types(Components& components);

}  // namespace huiji::contract
