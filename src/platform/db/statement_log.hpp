// Remembers which statements ran in this process, on which engine; see executed_statements().
// Connections call it once per statement that they prepared, not once per execution.
#pragma once

#include <string_view>

#include "platform/db/database.hpp"

namespace huiji::db {

void note_executed(Engine engine, std::string_view name, bool batch_text = false);

}  // namespace huiji::db
