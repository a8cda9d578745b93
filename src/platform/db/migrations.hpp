// Numbered, forward-only migrations, embedded by the build from migrations/. The pure part of the runner:
// which are due, what their text is for an engine, and what is refused: a migration that changed after it
// was applied, and a database that knows more migrations than this program.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.hpp"

namespace huiji::db {

struct Migration {
  int number;             // 1, 2, …
  std::string_view name;  // "0001_shop"
  std::string_view sql;   // with macros
};

struct AppliedMigration {
  int number = 0;
  std::string checksum;
};

std::span<const Migration> embedded_migrations();

std::string migration_checksum(const Migration& migration);

// Replaces {i64} {text} {bool} {bytes} {id} {strict}; an unknown macro is a broken program.
std::string migration_text(const Migration& migration, Engine engine);

// The first migration that is not applied yet, or null when all are. Throws Unavailable for what is refused.
const Migration* next_migration(std::span<const Migration> known, std::span<const AppliedMigration> applied);

// Statements of the runner itself.
extern const std::string_view kCreateMigrationTable;  // with macros
extern const Statement kSelectMigrations;
extern const Statement kInsertMigration;

std::vector<AppliedMigration> applied_migrations(Transaction& transaction);
void record_migration(Transaction& transaction, const Migration& migration, std::int64_t now_ms);

}  // namespace huiji::db
