// One database, two engines (SQLite in one file, PostgreSQL 15), one set of named statements.
//
// A Store runs flows. write() queues the flow to the store's one writer, which groups waiting flows into one
// durable commit (group commit): the call returns when the commit is on disk. A flow can be run again whole
// (a conflict, a lost connection, a neighbour in its group that failed), so it must have no effect outside
// its transaction, and a flow that is run again after it was committed must find its own work by its id.
// read() runs on a pooled connection in a read-only snapshot. A flow that returns a refusal, or throws, or
// met an error of the database (even one that it caught), leaves nothing behind. A flow may run on the
// thread of another caller, and never calls its own store.
//
// SQL stands in files, one statement each: src/<room>/sql/<name>.sql, or <name>.sqlite.sql and
// <name>.postgres.sql where the engines must differ. The build embeds them as constants
// huiji::<room>::sql::<name> in "<room>_sql.hpp". Placeholders are $1, $2, …; text never holds a NUL.
// batch() on PostgreSQL turns INSERT … VALUES ($1, …) into one statement over arrays by itself (with DO
// UPDATE when the rows differ in the key); any other hot statement may bring such a text as
// <name>.postgres_batch.sql, its parameters being arrays.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kernel/id.hpp"
#include "kernel/money.hpp"
#include "kernel/percent.hpp"
#include "kernel/points.hpp"
#include "kernel/quantity.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"

namespace huiji::db {

enum class Engine { sqlite, postgres };

struct Statement {
  std::string_view name;  // "<room>.<file name>"
  std::string_view sqlite;
  std::string_view postgres;
  std::string_view postgres_batch = {};  // optional: all rows of a batch() at once, a parameter is an array
};

struct Bytes {
  std::string data;  // a BLOB / BYTEA
  friend auto operator<=>(const Bytes&, const Bytes&) = default;
};

// What a column can hold: NULL, whole number, text, bytes, a 16-byte id.
class Value {
 public:
  using Content = std::variant<std::monostate, std::int64_t, std::string, Bytes, Uuid>;

  Value() = default;  // NULL
  Value(std::nullptr_t) {}
  template <std::integral Whole>
  Value(Whole number) : content_(static_cast<std::int64_t>(number)) {}
  Value(std::string text) : content_(std::move(text)) {}
  Value(std::string_view text) : content_(std::string(text)) {}
  Value(const char* text) : content_(std::string(text)) {}
  Value(Bytes bytes) : content_(std::move(bytes)) {}
  Value(const Uuid& uuid) : content_(uuid) {}
  template <class Tag>
  Value(const Id<Tag>& id) : content_(id.bytes) {}
  Value(Money money) : content_(money.minor) {}
  Value(Quantity quantity) : content_(quantity.thousandths) {}
  Value(Points points) : content_(points.count) {}
  Value(Percent percent) : content_(percent.basis_points) {}
  Value(Instant instant) : content_(instant.ms) {}
  Value(Date date) : content_(to_text(date)) {}
  template <class T>
  Value(const std::optional<T>& maybe) {
    if (maybe) *this = Value(*maybe);
  }

  const Content& content() const { return content_; }
  bool is_null() const { return content_.index() == 0; }

 private:
  Content content_;
};

using Values = std::vector<Value>;

// A materialised result. Columns are numbered from 0 in the order of the statement.
class Rows {
 public:
  class Row {
   public:
    explicit Row(const Values& values) : values_(&values) {}
    const Values& values() const { return *values_; }
    bool is_null(std::size_t column) const { return (*values_)[column].is_null(); }
    std::int64_t integer(std::size_t column) const;  // BrokenProgram when the column holds no number
    bool boolean(std::size_t column) const { return integer(column) != 0; }
    const std::string& text(std::size_t column) const;
    const std::string& bytes(std::size_t column) const;
    Uuid uuid(std::size_t column) const;
    template <class IdType>
    IdType id(std::size_t column) const {
      return IdType{uuid(column)};
    }
    template <class IdType>
    std::optional<IdType> id_or_none(std::size_t column) const {
      if (is_null(column)) return std::nullopt;
      return id<IdType>(column);
    }
    Money money(std::size_t column) const { return {integer(column)}; }
    Quantity quantity(std::size_t column) const { return {integer(column)}; }
    Points points(std::size_t column) const { return {integer(column)}; }
    Percent percent(std::size_t column) const { return {integer(column)}; }
    Instant instant(std::size_t column) const { return {integer(column)}; }
    Date date(std::size_t column) const;

   private:
    const Values* values_;
  };

  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  Row operator[](std::size_t i) const { return Row(rows_[i]); }
  auto begin() const { return Iterator{rows_.data()}; }
  auto end() const { return Iterator{rows_.data() + rows_.size()}; }
  void append(Values row) { rows_.push_back(std::move(row)); }

 private:
  struct Iterator {
    const Values* at;
    Row operator*() const { return Row(*at); }
    Iterator& operator++() { return ++at, *this; }
    friend bool operator==(Iterator, Iterator) = default;
  };
  std::vector<Values> rows_;
};

// A query to come: what look_ahead() takes.
struct Query {
  const Statement* statement = nullptr;  // only reads; outlives the flow, as the build's constants do
  Values parameters;
};

// One transaction's view of the database. Writes may be queued (PostgreSQL pipelines them) until the next
// query or the commit; an error of a queued write surfaces there and fails the whole flow.
class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual Engine engine() const = 0;
  virtual Rows query(const Statement& statement, Values parameters) = 0;
  // Says which queries will most likely follow. PostgreSQL answers them in one round trip, and query() then
  // takes the answer that waits; the flow's next write drops the answers, so nothing stale is ever read.
  // SQLite, which answers at once, does nothing. It changes no result, only how often the flow waits.
  virtual void look_ahead(std::vector<Query> queries) { (void)queries; }
  virtual void execute(const Statement& statement, Values parameters) = 0;
  // The same statement for many rows, in order: SQLite loops, PostgreSQL sends arrays or pipelines.
  virtual void batch(const Statement& statement, std::vector<Values> rows) = 0;
  // Rows that the statement changed; forces queued writes out.
  virtual std::int64_t execute_counted(const Statement& statement, Values parameters) = 0;
};

inline Rows ask(Transaction& transaction, Query query) {
  return transaction.query(*query.statement, std::move(query.parameters));
}

// The database refused: a uniqueness or check constraint. Flows that expect it look first; one that meets
// it by surprise is a broken program, unless another writer was faster, when running again helps.
struct ConstraintViolation : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// The world is broken: disk full, connection lost, server gone. The request may be sent again.
struct Unavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Store {
 public:
  virtual ~Store() = default;
  virtual Engine engine() const = 0;

  // Runs `flow` in a durable write transaction and returns what it returned.
  template <class T>
  Result<T> write(std::function<Result<T>(Transaction&)> flow) {
    std::optional<Result<T>> result;
    run_write([&](Transaction& transaction) {
      result.emplace(flow(transaction));
      return static_cast<bool>(*result);  // false: roll back
    });
    return std::move(*result);
  }
  template <class T>
  T read(std::function<T(Transaction&)> look) {
    std::optional<T> result;
    run_read([&](Transaction& transaction) { result.emplace(look(transaction)); });
    return std::move(*result);
  }

  // Applies the numbered migrations that are not applied yet, under a lock, each in one transaction.
  // Returns how many were applied. Refuses (Unavailable) a database that is newer than this program.
  virtual int migrate(std::int64_t now_ms) = 0;
  virtual bool ready() = 0;  // can it write right now?
  // A consistent copy while others write. SQLite: a database file; PostgreSQL: a logical dump.
  virtual void backup(const std::string& to_path) = 0;

  virtual void run_write(const std::function<bool(Transaction&)>& flow) = 0;
  virtual void run_read(const std::function<void(Transaction&)>& look) = 0;
};

// Where faults are put in by the simulator and the tests: called before each statement and around a commit.
// A hook that throws simulates a crash at that point.
enum class Step { before_statement, before_commit, after_commit };
using FaultHook = std::function<void(Step, std::string_view statement)>;

struct Options {
  int readers = 4;         // pooled read connections
  int group_limit = 64;    // flows in one commit
  int patience_ms = 5000;  // how long a call waits for a PostgreSQL server that went away
  FaultHook fault_hook = {};
};

// "sqlite:<path>", "sqlite::memory:" or "postgresql://…". Opens, does not migrate.
std::unique_ptr<Store> open(const std::string& address, Options options = {});

// Puts a backup() back. Refuses (Unavailable) a backup that is damaged or newer than this program, and,
// unless forced, a target that holds anything already; a forced SQLite target must not be in use.
void restore(const std::string& from_path, const std::string& address, bool force = false);

// Every statement that the build embedded (library sql_registry, which alone knows all rooms).
std::span<const Statement* const> all_statements();
// What was executed so far in this process, as "sqlite <name>", "postgres <name>" and, for a statement's
// own batch text, "postgres <name>.batch". At exit they are appended to the file that the environment
// variable HUIJI_STATEMENT_LOG names, so that a whole test run can prove that no statement went unrun.
std::vector<std::string> executed_statements();

}  // namespace huiji::db
