// Backup and restore of a PostgreSQL database, by pg_dump (custom format) and pg_restore.
#include <libpq-fe.h>

#include <charconv>
#include <filesystem>

#include "platform/db/child_process.hpp"
#include "platform/db/engines.hpp"
#include "platform/db/files.hpp"
#include "platform/db/migrations.hpp"
#include "platform/db/postgres_connection.hpp"

namespace huiji::db {

namespace {

// The address in the form of libpq's environment variables, password included.
Environment environment_of(const std::string& address, std::string& database) {
  char* error = nullptr;
  PQconninfoOption* options = PQconninfoParse(address.c_str(), &error);
  if (options == nullptr) {
    PQfreemem(error);  // may hold the password
    throw Unavailable("the database address cannot be read");
  }
  Environment environment;
  for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
    if (option->val == nullptr || option->envvar == nullptr) continue;
    environment.emplace_back(option->envvar, option->val);
    if (std::string_view(option->keyword) == "dbname") database = option->val;
  }
  PQconninfoFree(options);
  return environment;
}

std::string run_tool(const std::vector<std::string>& arguments, const Environment& environment) {
  const ChildOutcome outcome = run_child(arguments, environment);
  if (!outcome.succeeded) throw Unavailable(arguments[0] + " failed: " + outcome.errors);
  return outcome.output;
}

// The rows of schema_migration as pg_restore prints them: COPY …, a line per row with tabs, "\.".
std::vector<AppliedMigration> migrations_in(const std::string& script) {
  std::vector<AppliedMigration> applied;
  const auto copy = script.find("\nCOPY ");
  for (auto at = script.find('\n', copy + 1); copy != script.npos && at != script.npos;) {
    const auto end = script.find('\n', ++at);
    const std::string line = script.substr(at, end - at);
    if (line == "\\.") break;
    const auto name = line.find('\t'), checksum = line.find('\t', name + 1),
               last = line.find('\t', checksum + 1);
    AppliedMigration migration;
    std::from_chars(line.data(), line.data() + name, migration.number);
    migration.checksum = line.substr(checksum + 1, last - checksum - 1);
    applied.push_back(std::move(migration));
    at = end;
  }
  return applied;
}

void check_backup(const std::string& path) {
  if (!std::filesystem::exists(path)) throw Unavailable("there is no such backup: " + path);
  const auto applied = migrations_in(
      run_tool({"pg_restore", "--data-only", "--table=schema_migration", "--file=-", path}, {}));
  if (applied.empty()) throw Unavailable("the file is no backup of this program");
  next_migration(embedded_migrations(), applied);
}

bool holds_tables(PostgresConnection& connection) {
  static constexpr std::string_view kSql = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
  static constexpr Statement kCountTables{"platform.count_tables", kSql, kSql};
  return connection.query(kCountTables, {})[0].integer(0) > 0;
}

}  // namespace

void backup_postgres(const std::string& address, const std::string& to_path) {
  std::string database;
  const Environment environment = environment_of(address, database);
  const std::string partial = to_path + ".partial";
  create_private(partial);
  run_tool(
      {"pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=public", "--file=" + partial},
      environment);
  move_durably(partial, to_path);
}

// What was there before steps aside and is dropped only when the backup is in its place.
void restore_postgres(const std::string& from_path, const std::string& address, bool force) {
  check_backup(from_path);
  std::string database;
  const Environment environment = environment_of(address, database);
  PostgresConnection connection(address);
  if (!force && holds_tables(connection)) throw Unavailable("the target database already holds data");
  connection.run_script(
      "SET statement_timeout = 0; ALTER SCHEMA public RENAME TO before_restore; CREATE SCHEMA public");
  try {
    run_tool({"pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
              "--schema=public", "--dbname=" + database, from_path},
             environment);
  } catch (...) {
    connection.run_script("DROP SCHEMA public CASCADE; ALTER SCHEMA before_restore RENAME TO public");
    throw;
  }
  connection.run_script("DROP SCHEMA before_restore CASCADE");
}

}  // namespace huiji::db
