#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <unordered_map>

#include "floor.hpp"

namespace huiji::bench {

namespace {

using Steady = std::chrono::steady_clock;

void must(int code, sqlite3* database) {
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    throw std::runtime_error(sqlite3_errmsg(database));
}

struct Prepared {
  sqlite3_stmt* statement = nullptr;
  std::vector<int> index;  // of $1, $2, …
};

void bind(sqlite3_stmt* statement, int index, const db::Value& value) {
  const auto& content = value.content();
  if (const auto* number = std::get_if<std::int64_t>(&content))
    sqlite3_bind_int64(statement, index, *number);
  else if (const auto* text = std::get_if<std::string>(&content))
    sqlite3_bind_text(statement, index, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
  else if (const auto* bytes = std::get_if<db::Bytes>(&content))
    sqlite3_bind_blob(statement, index, bytes->data.data(), static_cast<int>(bytes->data.size()),
                      SQLITE_TRANSIENT);
  else if (const auto* uuid = std::get_if<Uuid>(&content))
    sqlite3_bind_blob(statement, index, uuid->data(), 16, SQLITE_TRANSIENT);
  else
    sqlite3_bind_null(statement, index);
}

class PreparedStatements {
 public:
  explicit PreparedStatements(sqlite3* database) : database_(database) {}
  ~PreparedStatements() {
    for (auto& [statement, prepared] : prepared_) sqlite3_finalize(prepared.statement);
  }
  Prepared& of(const RecordedWrite& write) {
    Prepared& one = prepared_[write.statement];
    if (one.statement) return one;
    const std::string_view sql = write.statement->sqlite;
    must(sqlite3_prepare_v2(database_, sql.data(), static_cast<int>(sql.size()), &one.statement, nullptr),
         database_);
    for (std::size_t i = 1; i <= write.rows[0].size(); ++i)
      one.index.push_back(sqlite3_bind_parameter_index(one.statement, ("$" + std::to_string(i)).c_str()));
    return one;
  }

 private:
  sqlite3* database_;
  std::unordered_map<const db::Statement*, Prepared> prepared_;
};

void write_one(sqlite3* database, Floor& floor, PreparedStatements& statements) {
  const std::int64_t nth = floor.done++;
  const RecordedCheckout& recorded = floor.recorded(nth);
  const Marks fresh = fresh_marks(recorded.marks, nth);
  for (const RecordedWrite& write : recorded.writes) {
    Prepared& prepared = statements.of(write);
    for (const db::Values& row : write.rows) {
      for (std::size_t i = 0; i < row.size(); ++i)
        bind(prepared.statement, prepared.index[i], remarked(row[i], recorded.marks, fresh));
      must(sqlite3_step(prepared.statement), database);
      sqlite3_reset(prepared.statement);
    }
  }
}

}  // namespace

double run_sqlite_floor(Floor& floor, const std::string& path, int group, int milliseconds) {
  sqlite3* database = nullptr;
  must(sqlite3_open(path.c_str(), &database), database);
  for (const char* setting :
       {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA cache_size=-65536"})
    must(sqlite3_exec(database, setting, nullptr, nullptr, nullptr), database);
  auto statements = std::make_unique<PreparedStatements>(database);
  const auto start = Steady::now();
  const auto end = start + std::chrono::milliseconds(milliseconds);
  std::int64_t count = 0;
  while (Steady::now() < end) {
    must(sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), database);
    for (int i = 0; i < group; ++i) write_one(database, floor, *statements);
    must(sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr), database);
    count += group;
  }
  const double seconds = std::chrono::duration<double>(Steady::now() - start).count();
  statements.reset();
  sqlite3_close(database);
  return static_cast<double>(count) / seconds;
}

}  // namespace huiji::bench
