#include <sqlite3.h>

#include <chrono>
#include <stdexcept>

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

std::vector<Prepared> prepare_all(sqlite3* database, const Floor& floor) {
  std::vector<Prepared> prepared;
  for (const RecordedWrite& write : floor.writes) {
    Prepared one;
    must(sqlite3_prepare_v2(database, write.statement->sqlite.data(),
                            static_cast<int>(write.statement->sqlite.size()), &one.statement, nullptr),
         database);
    for (std::size_t i = 1; i <= write.rows[0].size(); ++i)
      one.index.push_back(sqlite3_bind_parameter_index(one.statement, ("$" + std::to_string(i)).c_str()));
    prepared.push_back(std::move(one));
  }
  return prepared;
}

void write_one(sqlite3* database, Floor& floor, const std::vector<Prepared>& prepared) {
  const Marks fresh = fresh_marks(floor.marks, floor.done++);
  for (std::size_t w = 0; w < prepared.size(); ++w) {
    for (const db::Values& row : floor.writes[w].rows) {
      for (std::size_t i = 0; i < row.size(); ++i)
        bind(prepared[w].statement, prepared[w].index[i], remarked(row[i], floor.marks, fresh));
      must(sqlite3_step(prepared[w].statement), database);
      sqlite3_reset(prepared[w].statement);
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
  const std::vector<Prepared> prepared = prepare_all(database, floor);
  const auto start = Steady::now();
  const auto end = start + std::chrono::milliseconds(milliseconds);
  std::int64_t count = 0;
  while (Steady::now() < end) {
    must(sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), database);
    for (int i = 0; i < group; ++i) write_one(database, floor, prepared);
    must(sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr), database);
    count += group;
  }
  const double seconds = std::chrono::duration<double>(Steady::now() - start).count();
  for (const Prepared& one : prepared) sqlite3_finalize(one.statement);
  sqlite3_close(database);
  return static_cast<double>(count) / seconds;
}

}  // namespace huiji::bench
