// SQLite: one write connection, owned by the leader of the moment, and pooled read connections, each of
// which reads its own snapshot of the write-ahead log. A database in memory has the write connection only.
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>

#include "platform/db/engines.hpp"
#include "platform/db/files.hpp"
#include "platform/db/group_commit.hpp"
#include "platform/db/migrations.hpp"
#include "platform/db/pool.hpp"
#include "platform/db/sqlite_connection.hpp"

namespace huiji::db {

namespace {

constexpr unsigned long kLeastFreeBytes = 32ul << 20;  // below this the shop should hear about it

class SqliteStore : public Store {
 public:
  SqliteStore(const std::string& path, Options options)
      : path_(path),
        in_memory_(path == ":memory:"),
        options_(std::move(options)),
        writer_(path, SqliteConnection::Mode::write),
        readers_(options_.readers,
                 [this] { return std::make_unique<SqliteConnection>(path_, SqliteConnection::Mode::read); }),
        group_(options_.group_limit, [this](std::span<WriteJob* const> jobs) { commit_group(jobs); }) {}

  Engine engine() const override { return Engine::sqlite; }

  void run_write(const Flow& flow) override {
    InsideStore::refuse_nesting(this);
    group_.run(flow);
  }

  void run_read(const std::function<void(Transaction&)>& look) override {
    InsideStore::refuse_nesting(this);
    if (in_memory_) {
      std::lock_guard lock(writer_mutex_);
      return look_at(writer_, look);
    }
    Pool<SqliteConnection>::Lease reader(readers_);
    look_at(*reader, look);
  }

  int migrate(std::int64_t now_ms) override;
  bool ready() override;
  void backup(const std::string& to_path) override;

 private:
  void look_at(SqliteConnection& connection, const std::function<void(Transaction&)>& look);
  void commit_group(std::span<WriteJob* const> jobs) noexcept;
  void run_job(WriteJob& job, bool in_company);
  void commit_jobs(std::span<WriteJob* const> jobs);
  bool migrate_once(std::int64_t now_ms);

  const std::string path_;
  const bool in_memory_;
  const Options options_;
  std::mutex writer_mutex_;
  SqliteConnection writer_;
  Pool<SqliteConnection> readers_;
  GroupCommit group_;
};

void SqliteStore::look_at(SqliteConnection& connection, const std::function<void(Transaction&)>& look) {
  InsideStore inside(this);
  connection.run("BEGIN");
  try {
    SqliteTransaction transaction(connection, options_.fault_hook);
    look(transaction);
  } catch (...) {
    connection.roll_back();
    throw;
  }
  connection.roll_back();
}

// Each flow of a group stands in a savepoint of its own, so that one that is refused or fails leaves
// nothing and its neighbours go on. A lone flow needs none.
void SqliteStore::run_job(WriteJob& job, bool in_company) {
  if (in_company) writer_.run("SAVEPOINT flow");
  bool keep = false;
  try {
    SqliteTransaction transaction(writer_, options_.fault_hook);
    keep = job.flow(transaction);
    job.error = transaction.doomed();
  } catch (...) {
    job.error = std::current_exception();
  }
  // A full disk or a broken one makes SQLite roll back the whole transaction by itself.
  if (!writer_.in_transaction()) throw Unavailable("SQLite gave up the transaction");
  if (keep && !job.error) {
    if (in_company) writer_.run("RELEASE flow");
  } else if (in_company) {
    writer_.run("ROLLBACK TO flow");
    writer_.run("RELEASE flow");
  } else {
    writer_.roll_back();
  }
}

void SqliteStore::commit_jobs(std::span<WriteJob* const> jobs) {
  InsideStore inside(this);
  writer_.run("BEGIN IMMEDIATE");
  for (WriteJob* job : jobs) run_job(*job, jobs.size() > 1);
  if (!writer_.in_transaction()) return;
  if (options_.fault_hook) options_.fault_hook(Step::before_commit, {});
  writer_.run("COMMIT");
  if (options_.fault_hook) options_.fault_hook(Step::after_commit, {});
}

void SqliteStore::commit_group(std::span<WriteJob* const> jobs) noexcept {
  std::lock_guard lock(writer_mutex_);
  try {
    commit_jobs(jobs);
  } catch (...) {
    // Not committed, or not known to be: nobody in the group may be told that it is, and a refusal may
    // rest on what a neighbour wrote.
    writer_.roll_back();
    for (WriteJob* job : jobs) {
      if (!job->error) job->error = std::current_exception();
    }
  }
}

bool SqliteStore::migrate_once(std::int64_t now_ms) {
  writer_.run("BEGIN EXCLUSIVE");
  try {
    static const Migration bookkeeping{0, "bookkeeping", kCreateMigrationTable};
    writer_.run_script(migration_text(bookkeeping, Engine::sqlite));
    const FaultHook no_faults;
    SqliteTransaction transaction(writer_, no_faults);
    const Migration* next = next_migration(embedded_migrations(), applied_migrations(transaction));
    if (next) {
      writer_.run_script(migration_text(*next, Engine::sqlite));
      record_migration(transaction, *next, now_ms);
    }
    writer_.run("COMMIT");
    return next != nullptr;
  } catch (...) {
    writer_.roll_back();
    throw;
  }
}

int SqliteStore::migrate(std::int64_t now_ms) {
  InsideStore::refuse_nesting(this);
  std::lock_guard lock(writer_mutex_);
  int applied = 0;
  while (migrate_once(now_ms)) ++applied;
  return applied;
}

bool SqliteStore::ready() {
  try {
    struct statvfs disk {};
    if (!in_memory_ && ::statvfs(path_.c_str(), &disk) != 0) return false;
    if (!in_memory_ && disk.f_bavail * disk.f_frsize < kLeastFreeBytes) return false;
    run_write([](Transaction&) { return false; });
    return true;
  } catch (const Unavailable&) {
    return false;
  }
}

void SqliteStore::backup(const std::string& to_path) {
  const std::string partial = to_path + ".partial";
  std::filesystem::remove(partial);
  if (in_memory_) {
    std::lock_guard lock(writer_mutex_);
    copy_sqlite(writer_, partial);
  } else {
    // In one step: the copy is the reader's snapshot, and writers never wait for a reader.
    Pool<SqliteConnection>::Lease reader(readers_);
    copy_sqlite(*reader, partial);
  }
  move_durably(partial, to_path);
}

}  // namespace

std::unique_ptr<Store> open_sqlite(const std::string& path, Options options) {
  return std::make_unique<SqliteStore>(path, std::move(options));
}

}  // namespace huiji::db
