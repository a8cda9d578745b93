// Backup and restore of a SQLite file.
#include <filesystem>

#include "platform/db/engines.hpp"
#include "platform/db/files.hpp"
#include "platform/db/migrations.hpp"
#include "platform/db/sqlite_connection.hpp"

namespace huiji::db {

namespace {

void refuse(const std::string& why) { throw Unavailable(why); }

std::string first_text(SqliteConnection& connection, std::string_view sql) {
  const Statement statement{"platform.pragma", sql, sql};
  const Rows rows = connection.query(statement, {});
  return rows.empty() ? "" : rows[0].text(0);
}

bool has_tables(SqliteConnection& connection) {
  return !first_text(connection, "SELECT name FROM sqlite_schema LIMIT 1").empty();
}

// A backup is believed only after SQLite has read all of it and this program knows its migrations.
void check_backup(const std::string& path) {
  SqliteConnection backup(path, SqliteConnection::Mode::write);
  const std::string verdict = first_text(backup, "PRAGMA integrity_check");
  if (verdict != "ok") refuse("the backup is damaged: " + verdict);
  if (first_text(backup, "SELECT name FROM sqlite_schema WHERE name = 'schema_migration'").empty()) {
    refuse("the file is no backup of this program");
  }
  const FaultHook no_faults;
  SqliteTransaction transaction(backup, no_faults);
  next_migration(embedded_migrations(), applied_migrations(transaction));
}

// Nobody may have the target open, and unless forced it holds nothing.
void check_target(const std::string& path, bool force) {
  if (!std::filesystem::exists(path)) return;
  if (!force && std::filesystem::file_size(path) == 0) return;
  SqliteConnection target(path, SqliteConnection::Mode::write);
  if (!force && has_tables(target)) refuse("the target already holds data: " + path);
  sqlite3_busy_timeout(target.handle(), 0);
  target.run_script(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA wal_checkpoint(TRUNCATE); BEGIN EXCLUSIVE; COMMIT");
}

}  // namespace

void copy_sqlite(SqliteConnection& from, const std::string& to_path) {
  SqliteConnection to(to_path, SqliteConnection::Mode::write);
  sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (backup == nullptr) fail_sqlite(SQLITE_ERROR, sqlite3_errmsg(to.handle()));
  sqlite3_backup_step(backup, -1);
  const int code = sqlite3_backup_finish(backup);
  if (code != SQLITE_OK) fail_sqlite(code, "SQLite: the backup failed: " + std::string(sqlite3_errstr(code)));
}

void restore_sqlite(const std::string& from_path, const std::string& path, bool force) {
  if (!std::filesystem::exists(from_path)) refuse("there is no such backup: " + from_path);
  check_target(path, force);
  const std::string partial = path + ".partial";
  copy_durably(from_path, partial);
  try {
    check_backup(partial);
  } catch (...) {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(partial + end);
    throw;
  }
  for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(path + end);
  move_durably(partial, path);
}

}  // namespace huiji::db
