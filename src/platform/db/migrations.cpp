#include "platform/db/migrations.hpp"

#include <sodium.h>

#include "migrations_sql.hpp"

namespace huiji::db {

namespace {

struct Macro {
  std::string_view name;
  std::string_view sqlite;
  std::string_view postgres;
};

// Text is compared byte by byte on both engines, so that a keyset cursor means the same everywhere.
constexpr Macro kMacros[] = {
    {"i64", "INTEGER", "BIGINT"},    {"text", "TEXT", "TEXT COLLATE \"C\""},
    {"bool", "INTEGER", "SMALLINT"}, {"bytes", "BLOB", "BYTEA"},
    {"id", "BLOB", "UUID"},          {"strict", "STRICT", ""},
};

std::string_view expand(std::string_view name, Engine engine) {
  for (const Macro& macro : kMacros) {
    if (macro.name == name) return engine == Engine::sqlite ? macro.sqlite : macro.postgres;
  }
  throw BrokenProgram("unknown macro in a migration: {" + std::string(name) + "}");
}

}  // namespace

const std::string_view kCreateMigrationTable =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    "number {i64} NOT NULL PRIMARY KEY, name {text} NOT NULL, checksum {text} NOT NULL, "
    "applied_at {i64} NOT NULL) {strict}";

static constexpr std::string_view kSelect = "SELECT number, checksum FROM schema_migration ORDER BY number";
static constexpr std::string_view kInsert =
    "INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)";
const Statement kSelectMigrations{"platform.select_migrations", kSelect, kSelect};
const Statement kInsertMigration{"platform.insert_migration", kInsert, kInsert};

std::span<const Migration> embedded_migrations() { return kMigrations; }

std::string migration_checksum(const Migration& migration) {
  unsigned char hash[16];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(migration.sql.data()),
                     migration.sql.size(), nullptr, 0);
  char hex[2 * sizeof hash + 1];
  return sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
}

std::string migration_text(const Migration& migration, Engine engine) {
  std::string text;
  std::string_view rest = migration.sql;
  while (true) {
    const auto open = rest.find('{');
    text += rest.substr(0, open);
    if (open == rest.npos) return text;
    const auto close = rest.find('}', open);
    if (close == rest.npos) throw BrokenProgram("a macro in a migration is not closed");
    text += expand(rest.substr(open + 1, close - open - 1), engine);
    rest.remove_prefix(close + 1);
  }
}

const Migration* next_migration(std::span<const Migration> known, std::span<const AppliedMigration> applied) {
  if (applied.size() > known.size()) {
    throw Unavailable("the database is newer than this program: it knows migration " +
                      std::to_string(applied.back().number) + ", the program ends at " +
                      std::to_string(known.size()) + "; start the newer program");
  }
  for (std::size_t i = 0; i < applied.size(); ++i) {
    if (applied[i].number != known[i].number || applied[i].checksum != migration_checksum(known[i])) {
      throw Unavailable("migration " + std::string(known[i].name) +
                        " was changed after it was applied to this database");
    }
  }
  return applied.size() == known.size() ? nullptr : &known[applied.size()];
}

std::vector<AppliedMigration> applied_migrations(Transaction& transaction) {
  std::vector<AppliedMigration> applied;
  const Rows rows = transaction.query(kSelectMigrations, {});
  for (const auto row : rows) applied.push_back({static_cast<int>(row.integer(0)), row.text(1)});
  return applied;
}

void record_migration(Transaction& transaction, const Migration& migration, std::int64_t now_ms) {
  transaction.execute(kInsertMigration,
                      {migration.number, migration.name, migration_checksum(migration), now_ms});
}

}  // namespace huiji::db
