// What survives: a simulated crash at each step, a killed process, a PostgreSQL server that crashes, a
// commit that the server did not confirm.
#include <signal.h>

#include <atomic>
#include <thread>

#include "platform/db/test_table.hpp"
#include "support/child.hpp"
#include "support/postgres_cluster.hpp"
#include "support/stores.hpp"

namespace huiji::db {
namespace {

using namespace test_table;

struct Crash {};

using Crashes = test::EachEngine;
HUIJI_ON_EACH_ENGINE(Crashes);

Result<bool> write_three(Transaction& t) {
  if (!t.query(find, {"first", kMerchant}).empty()) return false;
  t.execute(insert, {kMerchant, "first", 1, 0});
  t.batch(insert, {{kMerchant, "second", 1, 0}, {kMerchant, "third", 1, 0}});
  return true;
}

// Crashes at the n-th step, starts again, repeats the request: done exactly once, whatever n was.
TEST_P(Crashes, at_any_step_leave_all_or_nothing_and_the_retry_completes_it) {
  int steps = 0;
  for (bool crashed = true; crashed; ++steps) {
    int countdown = steps;
    crashed = false;
    Options options;
    options.fault_hook = [&](Step, std::string_view) {
      if (countdown-- > 0) return;
      crashed = true;
      throw Crash{};
    };
    auto crashing = test::fresh_store_on_disk(GetParam(), options);
    try {
      EXPECT_TRUE(*crashing->write<bool>(write_three));
    } catch (const Crash&) {
    }
    crashing.reopen();
    const auto left = count_rows(*crashing);
    EXPECT_TRUE(left == 0 || left == 3) << left << " rows after a crash at step " << steps;
    EXPECT_EQ(*crashing->write<bool>(write_three), left == 0);
    EXPECT_EQ(count_rows(*crashing), 3);
  }
  EXPECT_GT(steps, 5);  // three statements at least, before the commit, after it
}

TEST_P(Crashes, between_commit_and_reply_are_seen_by_the_retry) {
  Options options;
  options.fault_hook = [](Step step, std::string_view) {
    if (step == Step::after_commit) throw Crash{};
  };
  auto crashing = test::fresh_store_on_disk(GetParam(), options);
  EXPECT_THROW((void)crashing->write<bool>(write_three), Crash);
  crashing.reopen();
  EXPECT_EQ(count_rows(*crashing), 3);
  EXPECT_FALSE(*crashing->write<bool>(write_three));
}

int write_until_killed(const std::string& address, int report) {
  auto store = open(address);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0;; ++i) {
        const std::string name = std::to_string(thread) + "-" + std::to_string(i);
        const auto outcome = store->write<bool>([&](Transaction& t) -> Result<bool> {
          t.batch(insert, {{kMerchant, name + "a", 1, 0}, {kMerchant, name + "b", 1, 0}});
          return true;
        });
        if (outcome) test::report_line(report, name);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  return 0;
}

TEST_P(Crashes, a_killed_process_had_written_all_that_it_acknowledged) {
  auto survivor = test::fresh_store_on_disk(GetParam());
  survivor->run_read([](Transaction&) {});
  for (int round = 0; round < 3; ++round) {
    std::vector<std::string> acknowledged;
    {
      test::Child child([&](int report) { return write_until_killed(survivor.address(), report); });
      acknowledged = child.lines(static_cast<std::size_t>(100 + 37 * round));
      child.kill();
      for (auto& line : child.rest()) acknowledged.push_back(line);
      EXPECT_EQ(child.wait(), -SIGKILL);
    }
    survivor.reopen();
    EXPECT_GE(acknowledged.size(), 100u);
    for (const std::string& name : acknowledged) {
      EXPECT_TRUE(holds(*survivor, name + "a") && holds(*survivor, name + "b")) << name;
    }
    EXPECT_EQ(count_rows(*survivor) % 2, 0);  // pairs, never a half
    const auto clear = [](Transaction& t) {
      static constexpr std::string_view sql = "DELETE FROM login_failure WHERE merchant_id = $1";
      static constexpr Statement remove{"test.remove", sql, sql};
      t.execute(remove, {kMerchant});
      return true;
    };
    survivor->run_write(clear);
  }
}

void nap() { std::this_thread::sleep_for(std::chrono::milliseconds(5)); }

// A PostgreSQL server of one's own, with a migrated database; a test that finds it stopped makes a new one.
class OwnServer : public testing::Test {
 protected:
  OwnServer() {
    const std::string folder = test::start_cluster(test::temporary_folder() + "/pg");
    address_ = test::database_address(folder, "postgres");
    store_ = open(address_);
    store_->migrate(0);
    sql("DELETE FROM login_failure");
  }
  std::string sql(const std::string& text) { return test::run_sql(address_, text); }
  // Killing one of its processes makes the whole server drop everybody and recover from its log.
  void crash_server() {
    const pid_t process =
        std::stoi(sql("SELECT pid FROM pg_stat_activity WHERE application_name = 'huiji' LIMIT 1"));
    ::kill(process, SIGKILL);
  }
  std::string address_;
  std::unique_ptr<Store> store_;
};

TEST_F(OwnServer, may_crash_during_writes) {
  constexpr int kThreads = 8, kEach = 150;
  std::atomic<int> done = 0, failed = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kEach; ++i) {
        const std::string name = std::to_string(thread) + "-" + std::to_string(i);
        // A till repeats what was not acknowledged.
        for (bool acknowledged = false; !acknowledged;) {
          try {
            acknowledged = static_cast<bool>(store_->write<bool>([&](Transaction& t) -> Result<bool> {
              const auto now = insert_unless_there(t, name);
              if (*now) t.execute(add, {kMerchant, "sum", 1});
              return now;
            }));
          } catch (const Unavailable&) {
            ++failed;
          }
        }
        ++done;
      }
    });
  }
  for (const int at : {200, 600}) {
    while (done < at) nap();
    crash_server();
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(count_rows(*store_), kThreads * kEach + 1);
  const auto sum = store_->read<Rows>([](Transaction& t) { return t.query(find, {"sum", kMerchant}); });
  EXPECT_EQ(sum[0].integer(2), kThreads * kEach);
  EXPECT_TRUE(store_->ready());
}

// A commit whose wait for the standby is cancelled is durable here only: it may not be acknowledged.
TEST_F(OwnServer, a_commit_that_is_not_replicated_is_not_acknowledged) {
  sql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
  sql("SELECT pg_reload_conf()");
  while (sql("SHOW synchronous_standby_names") != "nobody") nap();
  std::atomic<bool> acknowledged = false;
  std::atomic<int> runs = 0;
  std::thread writer([&] {
    acknowledged = static_cast<bool>(store_->write<bool>([&](Transaction& t) {
      ++runs;
      return insert_unless_there(t, "sale");
    }));
  });
  const std::string waiting = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
  for (int cancelled = 0; cancelled < 2; ++cancelled) {
    while (sql("SELECT count(*) " + waiting) == "0" || runs == cancelled) nap();
    EXPECT_FALSE(acknowledged);
    sql("SELECT pg_cancel_backend(pid) " + waiting);
    while (runs < cancelled + 2) nap();
  }
  EXPECT_FALSE(acknowledged);
  sql("ALTER SYSTEM RESET synchronous_standby_names");
  sql("SELECT pg_reload_conf()");
  writer.join();
  EXPECT_TRUE(acknowledged);
  EXPECT_GE(runs, 3);
  EXPECT_EQ(count_rows(*store_), 1);
}

TEST_F(OwnServer, that_stays_away_makes_a_write_unavailable) {
  const pid_t server = std::stoi(sql("SELECT (pg_read_file('postmaster.pid')::text)"));
  Options options;
  options.patience_ms = 300;
  store_ = open(address_, options);
  ::kill(server, SIGQUIT);
  // The signal takes effect a moment later; until then writes go through.
  const auto write_fails = [this] {
    try {
      (void)store_->write<bool>([](Transaction& t) { return insert_unless_there(t, "a"); });
      return false;
    } catch (const Unavailable&) {
      return true;
    }
  };
  bool unavailable = false;
  for (int tries = 0; tries < 1000 && !unavailable; ++tries) {
    unavailable = write_fails();
    if (!unavailable) nap();
  }
  EXPECT_TRUE(unavailable);
  EXPECT_THROW((void)count_rows(*store_), Unavailable);
  EXPECT_FALSE(store_->ready());
}

}  // namespace
}  // namespace huiji::db
