#include "platform/db/sqlite_connection.hpp"

#include <charconv>

#include "platform/db/files.hpp"
#include "platform/db/statement_log.hpp"

namespace huiji::db {

void fail_sqlite(int code, const std::string& message) {
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      throw ConstraintViolation(message);
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_MISUSE:
    case SQLITE_TOOBIG:
      throw BrokenProgram(message);
    default:  // busy, full, I/O error, cannot open, read-only, corrupt, no memory, …
      throw Unavailable(message);
  }
}

void SqliteConnection::fail(int code, std::string_view what) {
  std::string message = "SQLite: " + std::string(what) + ": ";
  message += handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
  fail_sqlite(code, message);
}

SqliteConnection::SqliteConnection(const std::string& path, Mode mode) {
  // The files beside it (-wal, -shm) get the rights of the database.
  if (mode == Mode::write && path != ":memory:") create_private(path);
  constexpr int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE;
  const int code = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
  try {
    if (code != SQLITE_OK) fail(code, "cannot open " + path);
    configure(mode);
  } catch (...) {
    prepared_.clear();
    sqlite3_close(handle_);
    throw;
  }
}

void SqliteConnection::configure(Mode mode) {
  sqlite3_busy_timeout(handle_, 10'000);  // another process: a second server, a command
  // A checkpoint each 32 MB: hot pages (levels, balances) are written back once for many commits.
  if (mode == Mode::write)
    run_script(
        "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864");
  // Savepoints keep their page copies in memory: beyond 64 KB they would go through a temporary file.
  run_script("PRAGMA temp_store = MEMORY");
  run_script("PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA secure_delete = FAST");
  // Debian's SQLite is built with SECURE_DELETE; personal fields are sealed, so FAST is enough.
  if (mode == Mode::read) run_script("PRAGMA query_only = ON");
}

SqliteConnection::~SqliteConnection() {
  prepared_.clear();
  sqlite3_close(handle_);
}

SqliteConnection::Prepared& SqliteConnection::prepare(std::string_view sql) {
  if (const auto found = prepared_.find(sql); found != prepared_.end()) return *found->second;
  auto prepared = std::make_unique<Prepared>();
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared->handle, &rest);
  if (code != SQLITE_OK) fail(code, sql);
  if (prepared->handle == nullptr) throw BrokenProgram("SQLite: not a statement: " + std::string(sql));
  const auto left = sql.substr(static_cast<std::size_t>(rest - sql.data()));
  if (left.find_first_not_of(" \t\r\n;") != left.npos) {
    throw BrokenProgram("SQLite: more than one statement: " + std::string(sql));
  }
  find_positions(*prepared);
  prepared->text = sql;
  const std::string_view key = prepared->text;
  return *prepared_.emplace(key, std::move(prepared)).first->second;
}

void SqliteConnection::find_positions(Prepared& prepared) {
  const int count = sqlite3_bind_parameter_count(prepared.handle);
  for (int position = 1; position <= count; ++position) {
    const char* name = sqlite3_bind_parameter_name(prepared.handle, position);
    std::size_t number = 0;
    const std::string_view text = name ? name : "";
    if (text.size() > 1) std::from_chars(text.data() + 1, text.data() + text.size(), number);
    if (text.substr(0, 1) != "$" || number == 0 || number > 999) {
      throw BrokenProgram("SQLite: a placeholder is not of the form $1: " +
                          std::string(sqlite3_sql(prepared.handle)));
    }
    if (prepared.positions.size() < number) prepared.positions.resize(number);
    prepared.positions[number - 1] = position;
  }
}

static int bind(sqlite3_stmt* statement, int position, const Value& value) {
  const Value::Content& content = value.content();
  if (const auto* number = std::get_if<std::int64_t>(&content)) {
    return sqlite3_bind_int64(statement, position, *number);
  }
  if (const auto* text = std::get_if<std::string>(&content)) {
    if (text->find('\0') != text->npos) throw BrokenProgram("SQLite: a text holds a NUL");
    return sqlite3_bind_text64(statement, position, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  if (const auto* bytes = std::get_if<Bytes>(&content)) {
    return sqlite3_bind_blob64(statement, position, bytes->data.data(), bytes->data.size(), SQLITE_STATIC);
  }
  if (const auto* uuid = std::get_if<Uuid>(&content)) {
    return sqlite3_bind_blob64(statement, position, uuid->data(), uuid->size(), SQLITE_STATIC);
  }
  return sqlite3_bind_null(statement, position);
}

SqliteConnection::Prepared& SqliteConnection::start(const Statement& statement, const Values& parameters) {
  Prepared& prepared = prepare(statement.sqlite);
  if (prepared.positions.size() != parameters.size()) {
    throw BrokenProgram(std::string(statement.name) + " takes " + std::to_string(prepared.positions.size()) +
                        " parameters, got " + std::to_string(parameters.size()));
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (prepared.positions[i] == 0) continue;
    const int code = bind(prepared.handle, prepared.positions[i], parameters[i]);
    if (code != SQLITE_OK) fail(code, statement.name);
  }
  if (!prepared.noted) note_executed(Engine::sqlite, statement.name);
  prepared.noted = true;
  return prepared;
}

bool SqliteConnection::step(Prepared& prepared, std::string_view name) {
  const int code = sqlite3_step(prepared.handle);
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(prepared.handle);  // keeps the connection's error message
  if (code != SQLITE_DONE) fail(code, name);
  return false;
}

static Value column(sqlite3_stmt* statement, int index, std::string_view name) {
  switch (sqlite3_column_type(statement, index)) {
    case SQLITE_NULL:
      return {};
    case SQLITE_INTEGER:
      return sqlite3_column_int64(statement, index);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, index));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
    }
    case SQLITE_BLOB: {
      const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, index));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, index));
      return Bytes{size == 0 ? std::string() : std::string(data, size)};
    }
    default:
      throw BrokenProgram(std::string(name) + ": column " + std::to_string(index) + " is a float");
  }
}

Rows SqliteConnection::query(const Statement& statement, const Values& parameters) {
  Prepared& prepared = start(statement, parameters);
  Rows rows;
  const int columns = sqlite3_column_count(prepared.handle);
  while (step(prepared, statement.name)) {
    Values row;
    row.reserve(static_cast<std::size_t>(columns));
    try {
      for (int i = 0; i < columns; ++i) row.push_back(column(prepared.handle, i, statement.name));
    } catch (...) {
      sqlite3_reset(prepared.handle);
      throw;
    }
    rows.append(std::move(row));
  }
  return rows;
}

void SqliteConnection::execute(const Statement& statement, const Values& parameters) {
  Prepared& prepared = start(statement, parameters);
  while (step(prepared, statement.name)) {
  }
}

void SqliteConnection::run(std::string_view control) {
  Prepared& prepared = prepare(control);
  while (step(prepared, control)) {
  }
}

void SqliteConnection::run_script(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, sql.substr(0, 80));
}

void SqliteConnection::roll_back() noexcept {
  // Cannot fail in a way that matters: what is not committed is gone with the connection at the latest.
  if (in_transaction()) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

template <class Work>
auto SqliteTransaction::guarded(const Statement& statement, Work work) {
  if (doomed_) std::rethrow_exception(doomed_);
  if (hook_) hook_(Step::before_statement, statement.name);
  try {
    return work();
  } catch (...) {
    doomed_ = std::current_exception();
    throw;
  }
}

Rows SqliteTransaction::query(const Statement& statement, Values parameters) {
  return guarded(statement, [&] { return connection_.query(statement, parameters); });
}

void SqliteTransaction::execute(const Statement& statement, Values parameters) {
  guarded(statement, [&] { connection_.execute(statement, parameters); });
}

void SqliteTransaction::batch(const Statement& statement, std::vector<Values> rows) {
  for (const Values& row : rows) guarded(statement, [&] { connection_.execute(statement, row); });
}

std::int64_t SqliteTransaction::execute_counted(const Statement& statement, Values parameters) {
  return guarded(statement, [&] {
    connection_.execute(statement, parameters);
    return connection_.changes();
  });
}

}  // namespace huiji::db
