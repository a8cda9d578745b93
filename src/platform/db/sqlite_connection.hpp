// One SQLite connection with its cache of prepared statements. Used by one thread at a time. Errors become
// ConstraintViolation, Unavailable or BrokenProgram; text with a NUL and columns with floats are refused.
#pragma once

#include <sqlite3.h>

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/db/database.hpp"

namespace huiji::db {

class SqliteConnection {
 public:
  enum class Mode { write, read };
  SqliteConnection(const std::string& path, Mode mode);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  void run(std::string_view control);       // BEGIN, COMMIT, … : cached, not noted as executed
  void run_script(const std::string& sql);  // several statements, not cached
  Rows query(const Statement& statement, const Values& parameters);
  void execute(const Statement& statement, const Values& parameters);
  std::int64_t changes() const { return sqlite3_changes64(handle_); }
  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  void roll_back() noexcept;  // whatever is open
  sqlite3* handle() { return handle_; }

 private:
  struct Prepared {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> positions;  // of $1, $2, …: SQLite numbers names by first appearance
    std::string text;            // the key in the cache
    bool noted = false;
    ~Prepared() { sqlite3_finalize(handle); }
  };

  void configure(Mode mode);
  Prepared& prepare(std::string_view sql);
  void find_positions(Prepared& prepared);
  Prepared& start(const Statement& statement, const Values& parameters);
  bool step(Prepared& prepared, std::string_view name);  // is there a row?
  [[noreturn]] void fail(int code, std::string_view what);

  sqlite3* handle_ = nullptr;
  std::unordered_map<std::string_view, std::unique_ptr<Prepared>> prepared_;
};

[[noreturn]] void fail_sqlite(int code, const std::string& message);

// A flow's view of it. The first error of the database dooms the transaction: it is thrown again by every
// later call, and `doomed` tells the store not to commit.
class SqliteTransaction : public Transaction {
 public:
  SqliteTransaction(SqliteConnection& connection, const FaultHook& hook)
      : connection_(connection), hook_(hook) {}
  Engine engine() const override { return Engine::sqlite; }
  Rows query(const Statement& statement, Values parameters) override;
  void execute(const Statement& statement, Values parameters) override;
  void batch(const Statement& statement, std::vector<Values> rows) override;
  std::int64_t execute_counted(const Statement& statement, Values parameters) override;
  std::exception_ptr doomed() const { return doomed_; }

 private:
  template <class Work>
  auto guarded(const Statement& statement, Work work);

  SqliteConnection& connection_;
  const FaultHook& hook_;
  std::exception_ptr doomed_;
};

}  // namespace huiji::db
