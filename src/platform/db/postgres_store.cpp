// PostgreSQL: one write connection, owned by the leader of the moment, and pooled read connections. A group
// is sent optimistically as one transaction; when anything in it fails, it is rolled back and its flows run
// one by one. Conflicts and lost connections make a flow run again, a bounded number of times; a commit
// that was not confirmed, too (its flow then finds its own work by its id).
#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>

#include "platform/db/engines.hpp"
#include "platform/db/group_commit.hpp"
#include "platform/db/migrations.hpp"
#include "platform/db/pool.hpp"
#include "platform/db/postgres_connection.hpp"

namespace huiji::db {

namespace {

constexpr int kAttempts = 8;
constexpr int kLongestPause_ms = 1600;
constexpr const char* kBeginWrite = "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE";
constexpr const char* kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
// A flow that runs again may find its work done and write nothing. Its commit must still prove that the
// first one is as durable as asked for: this writes a record to the log, whose flush (and replication, where
// that is synchronous) comes after everything before it.
constexpr const char* kLeaveMark = "SELECT pg_logical_emit_message(true, 'huiji', '')";
// Any number that no other program on this database uses for an advisory lock.
constexpr const char* kLockMigrations =
    "SET lock_timeout = 0; SET statement_timeout = 0; SELECT pg_advisory_lock(4853112026)";

// Pauses grow: 50, 100, 200, … ms for a server that is away, 4, 8, … ms for a conflict.
class Patience {
 public:
  explicit Patience(int limit_ms) : left_ms_(limit_ms) {}
  // False: tried often or long enough.
  bool pause(bool connected) {
    if (++attempts_ >= kAttempts || left_ms_ <= 0) return false;
    const int pause_ms = std::min({kLongestPause_ms, (connected ? 2 : 25) << attempts_, left_ms_});
    left_ms_ -= pause_ms;
    std::this_thread::sleep_for(std::chrono::milliseconds(pause_ms));
    return true;
  }
  int attempts() const { return attempts_; }

 private:
  int left_ms_;
  int attempts_ = 0;
};

// Wraps what a fault hook threw around a commit: a simulated crash is never healed by running again.
struct Crash {
  std::exception_ptr error;
};

class PostgresStore : public Store {
 public:
  PostgresStore(const std::string& address, Options options)
      : address_(address),
        options_(std::move(options)),
        writer_(std::make_unique<PostgresConnection>(address_)),
        readers_(options_.readers, [this] { return std::make_unique<PostgresConnection>(address_); }),
        group_(options_.group_limit, [this](std::span<WriteJob* const> jobs) { commit_group(jobs); }) {}

  Engine engine() const override { return Engine::postgres; }

  void run_write(const Flow& flow) override {
    InsideStore::refuse_nesting(this);
    group_.run(flow);
  }
  void run_read(const std::function<void(Transaction&)>& look) override;
  int migrate(std::int64_t now_ms) override;
  bool ready() override;
  void backup(const std::string& to_path) override { backup_postgres(address_, to_path); }

 private:
  enum class Outcome { settled, again };

  PostgresConnection& writer();
  void run_flow(WriteJob& job, PostgresTransaction& transaction, bool& keep);
  void call_hook(Step step);
  void commit_group(std::span<WriteJob* const> jobs) noexcept;
  bool commit_together(std::span<WriteJob* const> jobs);
  bool run_together(std::span<WriteJob* const> jobs);
  void commit_alone(WriteJob& job);
  Outcome attempt_alone(WriteJob& job, int attempt);
  bool run_alone(WriteJob& job);
  bool commit(PostgresConnection& connection);
  void look_at(PostgresConnection& connection, const std::function<void(Transaction&)>& look);
  std::exception_ptr look_once(const std::function<void(Transaction&)>& look);

  const std::string address_;
  const Options options_;
  std::unique_ptr<PostgresConnection> writer_;
  bool unconfirmed_ = false;     // the outcome of the last commit is not known
  bool server_is_down_ = false;  // the last flow gave up: the next one fails at once
  Pool<PostgresConnection> readers_;
  GroupCommit group_;
};

PostgresConnection& PostgresStore::writer() {
  if (writer_ && (writer_->lost() || writer_->failed())) writer_.reset();
  if (!writer_) writer_ = std::make_unique<PostgresConnection>(address_);
  server_is_down_ = false;
  return *writer_;
}

void PostgresStore::call_hook(Step step) {
  if (!options_.fault_hook) return;
  try {
    options_.fault_hook(step, {});
  } catch (...) {
    throw Crash{std::current_exception()};
  }
}

// What the flow itself threw stays with it; the connection knows whether the database failed.
void PostgresStore::run_flow(WriteJob& job, PostgresTransaction& transaction, bool& keep) {
  try {
    keep = job.flow(transaction);
  } catch (...) {
    job.error = std::current_exception();
  }
  if (transaction.doomed()) job.error = transaction.doomed();
  keep = keep && !job.error;
}

// False: not confirmed.
bool PostgresStore::commit(PostgresConnection& connection) {
  call_hook(Step::before_commit);
  if (unconfirmed_) connection.queue_control(kLeaveMark);
  unconfirmed_ = true;
  if (!connection.commit()) return false;
  unconfirmed_ = false;
  call_hook(Step::after_commit);
  return true;
}

// True: the whole group is settled. False: something of the database failed.
bool PostgresStore::run_together(std::span<WriteJob* const> jobs) {
  PostgresConnection& connection = writer();
  connection.queue_control(kBeginWrite);
  for (WriteJob* job : jobs) {
    PostgresTransaction transaction(connection, options_.fault_hook, true);
    bool keep = false;
    run_flow(*job, transaction, keep);
    if (connection.failed() || connection.lost()) return false;
    keep ? transaction.release() : transaction.undo();
  }
  return commit(connection);
}

bool PostgresStore::commit_together(std::span<WriteJob* const> jobs) {
  try {
    if (run_together(jobs)) return true;
  } catch (const Crash& crash) {
    for (WriteJob* job : jobs) job->error = crash.error;
    writer_->roll_back();
    return true;
  } catch (const std::exception&) {  // each flow gets its own answer when it runs alone
  }
  if (writer_) writer_->roll_back();
  return false;
}

void PostgresStore::commit_group(std::span<WriteJob* const> jobs) noexcept {
  InsideStore inside(this);
  if (jobs.size() > 1 && commit_together(jobs)) return;
  std::exception_ptr down;  // once it is clear that the server is away, nobody else waits for it
  for (WriteJob* job : jobs) {
    job->error = down;
    if (!down) commit_alone(*job);
    if (server_is_down_) down = job->error;
  }
}

// True: confirmed (or nothing to confirm).
bool PostgresStore::run_alone(WriteJob& job) {
  PostgresConnection& connection = writer();
  connection.queue_control(kBeginWrite);
  PostgresTransaction transaction(connection, options_.fault_hook, false);
  bool keep = false;
  run_flow(job, transaction, keep);
  if (connection.failed() || connection.lost()) std::rethrow_exception(job.error);
  if (!keep) {
    connection.roll_back_later();
    return true;
  }
  return commit(connection);
}

PostgresStore::Outcome PostgresStore::attempt_alone(WriteJob& job, int attempt) {
  try {
    if (run_alone(job)) return Outcome::settled;
    throw Conflict("PostgreSQL: the commit was not confirmed");
  } catch (const Crash& crash) {
    job.error = crash.error;
  } catch (const ConstraintViolation&) {
    // Another server may have been faster: the flow then finds that out when it looks again.
    job.error = std::current_exception();
    writer_->roll_back();
    return attempt == 0 ? Outcome::again : Outcome::settled;
  } catch (const Conflict&) {
    job.error = std::current_exception();
    writer_->roll_back();
    return Outcome::again;
  } catch (const ConnectionLost&) {
    job.error = std::current_exception();
    writer_.reset();
    return server_is_down_ ? Outcome::settled : Outcome::again;
  } catch (...) {
    job.error = std::current_exception();
  }
  if (writer_) writer_->roll_back();
  return Outcome::settled;
}

void PostgresStore::commit_alone(WriteJob& job) {
  Patience patience(options_.patience_ms);
  do {
    job.error = nullptr;
    if (attempt_alone(job, patience.attempts()) == Outcome::settled) return;
  } while (patience.pause(writer_ != nullptr));
  server_is_down_ = writer_ == nullptr;
}

void PostgresStore::look_at(PostgresConnection& connection, const std::function<void(Transaction&)>& look) {
  connection.queue_control(kBeginRead);
  PostgresTransaction transaction(connection, options_.fault_hook, false);
  try {
    look(transaction);
  } catch (...) {
    connection.roll_back();
    throw;
  }
  connection.roll_back_later();
}

// Why the connection was lost or another transaction was faster, when a new attempt may help.
std::exception_ptr PostgresStore::look_once(const std::function<void(Transaction&)>& look) {
  try {
    Pool<PostgresConnection>::Lease reader(readers_);
    try {
      look_at(*reader, look);
    } catch (...) {
      if ((*reader).lost() || (*reader).failed()) reader.drop();
      throw;
    }
    return nullptr;
  } catch (const ConnectionLost&) {
    return std::current_exception();
  } catch (const Conflict&) {
    return std::current_exception();
  }
}

void PostgresStore::run_read(const std::function<void(Transaction&)>& look) {
  InsideStore::refuse_nesting(this);
  InsideStore inside(this);
  Patience patience(options_.patience_ms);
  while (const std::exception_ptr error = look_once(look)) {
    if (!patience.pause(false)) std::rethrow_exception(error);
  }
}

bool PostgresStore::ready() {
  static constexpr std::string_view kSql = "SELECT CASE WHEN pg_is_in_recovery() THEN 0 ELSE 1 END";
  static constexpr Statement kIsPrimary{"platform.is_primary", kSql, kSql};
  try {
    // A connection of its own: those in the pool may date from before a restart.
    PostgresConnection connection(address_);
    return connection.query(kIsPrimary, {})[0].boolean(0);
  } catch (const Unavailable&) {
    return false;
  }
}

bool migrate_once(PostgresConnection& connection, std::int64_t now_ms) {
  static const Migration bookkeeping{0, "bookkeeping", kCreateMigrationTable};
  const FaultHook no_faults;
  connection.run_script("BEGIN; " + migration_text(bookkeeping, Engine::postgres));
  PostgresTransaction transaction(connection, no_faults, false);
  const Migration* next = next_migration(embedded_migrations(), applied_migrations(transaction));
  if (next) {
    connection.run_script(migration_text(*next, Engine::postgres));
    record_migration(transaction, *next, now_ms);
  }
  if (!connection.commit()) throw Unavailable("PostgreSQL: the migration was not confirmed");
  return next != nullptr;
}

int PostgresStore::migrate(std::int64_t now_ms) {
  InsideStore::refuse_nesting(this);
  // The lock and, after an error, the transaction go with this connection.
  PostgresConnection connection(address_);
  connection.run_script(kLockMigrations);
  int applied = 0;
  while (migrate_once(connection, now_ms)) ++applied;
  return applied;
}

}  // namespace

std::unique_ptr<Store> open_postgres(const std::string& address, Options options) {
  return std::make_unique<PostgresStore>(address, std::move(options));
}

}  // namespace huiji::db
