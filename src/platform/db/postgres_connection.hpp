// One PostgreSQL connection in libpq's pipeline mode, used by one thread at a time. Commands are queued and
// go out together; their results are read at the next sync. After the first error nothing is sent any more
// until roll_back(), and the error is thrown again. Errors become ConstraintViolation, Conflict,
// ConnectionLost, Unavailable or BrokenProgram.
#pragma once

#include <libpq-fe.h>

#include <deque>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/db/database.hpp"

namespace huiji::db {

struct Conflict : Unavailable {  // another transaction was faster: run again
  using Unavailable::Unavailable;
};
struct ConnectionLost : Unavailable {  // connect and run again
  using Unavailable::Unavailable;
};

class PostgresConnection {
 public:
  explicit PostgresConnection(const std::string& address);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  void queue_control(const char* sql);  // BEGIN, SAVEPOINT, …
  void queue(const Statement& statement, const Values& parameters);
  void queue_batch(const Statement& statement, std::span<const Values> rows);
  Rows query(const Statement& statement, const Values& parameters);
  std::vector<Rows> query_all(std::span<const Query> queries);  // in one round trip
  std::int64_t execute_counted(const Statement& statement, const Values& parameters);
  bool only_reads(const Statement& statement) {
    return prepare(statement.postgres, statement.name).only_reads;
  }

  void sync();    // waits for all that is queued
  bool commit();  // false: the server did not confirm that the commit is as durable as asked for
  void roll_back() noexcept;
  void roll_back_later();  // sends it, reads the answer with the next sync
  bool failed() const { return error_ != nullptr; }
  bool lost() const { return gone_ || PQstatus(handle_) == CONNECTION_BAD; }

  void run_script(const std::string& sql);  // several statements, outside of the pipeline

 private:
  using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;
  struct Prepared {
    std::string text;  // the key in the cache
    std::string name;
    std::vector<Oid> types;  // of $1, $2, …
    bool only_reads = false;
    bool noted = false;
    bool arrays_tried = false;
    Prepared* arrays = nullptr;    // the form that takes all rows of a batch
    std::vector<std::size_t> key;  // in which they must differ then
  };

  Prepared& prepare(std::string_view sql, std::string_view name);
  Prepared* array_form(Prepared& prepared, const Statement& statement);
  void send(Prepared& prepared, const Statement& statement, const Values& parameters);
  void send_arrays(Prepared& prepared, const Statement& statement, std::span<const Values> rows);
  void queued(int sent, std::string_view name);
  void make_room();
  void send_sync();
  Answer receive();                                 // reads up to the last sync; the last command's result
  std::vector<Answer> receive(std::size_t wanted);  // the last commands' results, in order
  Answer next_result();
  void note_error(const PGresult* result, std::string_view name);
  [[noreturn]] void fail_lost();
  static void on_notice(void* self, const PGresult* notice);

  PGconn* handle_ = nullptr;
  bool gone_ = false;  // libpq may go on calling a connection sound that will never answer
  std::unordered_map<std::string_view, std::unique_ptr<Prepared>> prepared_;
  int names_ = 0;
  int queued_ = 0;  // commands since the last sync
  int syncs_ = 0;   // sent and not yet received
  int notices_ = 0;
  std::deque<std::string_view> in_flight_;  // names of the commands whose results are not read yet
  std::exception_ptr error_;
};

// A flow's view of it. The first error dooms the transaction, as on SQLite.
class PostgresTransaction : public Transaction {
 public:
  // `in_company`: other flows are in the same transaction, so the first write is preceded by a savepoint.
  PostgresTransaction(PostgresConnection& connection, const FaultHook& hook, bool in_company)
      : connection_(connection), hook_(hook), in_company_(in_company) {}
  Engine engine() const override { return Engine::postgres; }
  Rows query(const Statement& statement, Values parameters) override;
  void look_ahead(std::vector<Query> queries) override;
  void execute(const Statement& statement, Values parameters) override;
  void batch(const Statement& statement, std::vector<Values> rows) override;
  std::int64_t execute_counted(const Statement& statement, Values parameters) override;
  std::exception_ptr doomed() const { return doomed_; }
  void release();  // keeps what the flow wrote
  void undo();     // takes it back; its neighbours' work stays

 private:
  template <class Work>
  auto guarded(const Statement& statement, Work work);
  void before_write();
  const Rows* answer_to(const Statement& statement, const Values& parameters) const;

  struct Waiting {
    Query query;
    Rows rows;
  };

  PostgresConnection& connection_;
  const FaultHook& hook_;
  const bool in_company_;
  bool has_savepoint_ = false;
  std::vector<Waiting> waiting_;  // answers of look_ahead() that hold until the next write
  std::exception_ptr doomed_;
};

}  // namespace huiji::db
