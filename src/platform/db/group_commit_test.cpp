// The writer's queue by itself, and groups with a bad flow in them on both engines.
#include "platform/db/group_commit.hpp"

#include <atomic>
#include <numeric>
#include <set>
#include <thread>

#include "platform/db/test_table.hpp"
#include "support/stores.hpp"

namespace huiji::db {
namespace {

using namespace test_table;

void wait_until(const std::function<bool()>& condition) {
  while (!condition()) std::this_thread::yield();
}

TEST(GroupCommit, takes_what_has_queued_up_and_never_more_than_the_limit) {
  std::vector<std::size_t> sizes;
  std::atomic<bool> go = false;
  GroupCommit group(10, [&](std::span<WriteJob* const> jobs) {
    wait_until([&] { return go.load(); });
    sizes.push_back(jobs.size());
  });
  const Flow flow = [](Transaction&) { return true; };
  std::vector<std::thread> threads;
  for (int i = 0; i < 26; ++i) {
    threads.emplace_back([&] { group.run(flow); });
    if (i == 0) wait_until([&] { return group.queued() == 1; });
  }
  wait_until([&] { return group.queued() == 26; });
  go = true;
  for (auto& thread : threads) thread.join();
  ASSERT_FALSE(sizes.empty());
  // The first leader took whoever was there when it began; the rest went in full groups.
  EXPECT_LE(*std::max_element(sizes.begin(), sizes.end()), 10u);
  EXPECT_EQ(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}), 26u);
  EXPECT_LE(sizes.size(), 4u);
  EXPECT_EQ(group.queued(), 0u);
}

TEST(GroupCommit, an_error_reaches_the_caller_whose_flow_it_was) {
  GroupCommit group(8, [](std::span<WriteJob* const> jobs) {
    for (WriteJob* job : jobs) job->error = std::make_exception_ptr(Unavailable("full"));
  });
  EXPECT_THROW(group.run([](Transaction&) { return true; }), Unavailable);
}

// Runs `flows` so that they stand in as few groups as the limit allows: a first flow holds the writer until
// all have had time to queue.
class Company {
 public:
  explicit Company(Store& store) : store_(store) {}
  void add(Flow flow) { flows_.push_back(std::move(flow)); }
  std::vector<std::exception_ptr> run() {
    std::vector<std::exception_ptr> errors(flows_.size());
    std::atomic<std::size_t> started = 0;
    std::vector<std::thread> threads;
    std::thread holder([&] {
      const auto hold = [&](Transaction&) {
        wait_until([&] { return started == flows_.size(); });
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return false;
      };
      try {
        store_.run_write(hold);
      } catch (const Unavailable&) {  // it came late, and shared the fate of a group that failed
      }
    });
    for (std::size_t i = 0; i < flows_.size(); ++i) {
      threads.emplace_back([&, i] {
        ++started;
        try {
          store_.run_write(flows_[i]);
        } catch (...) {
          errors[i] = std::current_exception();
        }
      });
    }
    for (auto& thread : threads) thread.join();
    holder.join();
    return errors;
  }

 private:
  Store& store_;
  std::vector<Flow> flows_;
};

template <class Error>
bool is(const std::exception_ptr& error) {
  try {
    if (error) std::rethrow_exception(error);
  } catch (const Error&) {
    return true;
  } catch (...) {
  }
  return false;
}

using Groups = test::EachEngine;
HUIJI_ON_EACH_ENGINE(Groups);

std::string login(int i) { return "flow" + std::to_string(i); }

Flow good(int i) {
  return [i](Transaction& t) { return *insert_unless_there(t, login(i)) || true; };
}

// One of 50 is bad, in each way that a flow can be bad.
void expect_only_one_is_lost(Store& store, Flow bad, const std::function<void(std::exception_ptr)>& check) {
  Company company(store);
  for (int i = 0; i < 50; ++i) company.add(i == 25 ? bad : good(i));
  const auto errors = company.run();
  for (int i = 0; i < 50; ++i) {
    if (i == 25) {
      check(errors[static_cast<std::size_t>(i)]);
    } else {
      EXPECT_EQ(errors[static_cast<std::size_t>(i)], nullptr);
    }
    EXPECT_EQ(holds(store, login(i)), i != 25) << i;
  }
  EXPECT_EQ(count_rows(store), 49);
}

TEST_P(Groups, a_refused_flow_is_taken_out) {
  const Flow bad = [](Transaction& t) {
    t.execute(insert, {kMerchant, login(25), 1, 0});
    return false;
  };
  expect_only_one_is_lost(*store, bad, [](std::exception_ptr error) { EXPECT_EQ(error, nullptr); });
}

TEST_P(Groups, a_flow_that_throws_is_taken_out) {
  const Flow bad = [](Transaction& t) -> bool {
    t.execute(insert, {kMerchant, login(25), 1, 0});
    throw std::out_of_range("oops");
  };
  expect_only_one_is_lost(*store, bad, [](auto error) { EXPECT_TRUE(is<std::out_of_range>(error)); });
}

TEST_P(Groups, a_flow_that_breaks_a_constraint_is_taken_out) {
  const Flow bad = [](Transaction& t) {
    t.batch(insert, {{kMerchant, login(25), 1, 0}, {kMerchant, login(25), 1, 0}});
    return true;
  };
  expect_only_one_is_lost(*store, bad, [](auto error) { EXPECT_TRUE(is<ConstraintViolation>(error)); });
}

TEST_P(Groups, a_flow_with_a_broken_statement_is_taken_out) {
  static constexpr Statement nonsense{"test.nonsense", "DELETE FORM x", "DELETE FORM x"};
  const Flow bad = [](Transaction& t) {
    t.execute(insert, {kMerchant, login(25), 1, 0});
    t.execute(nonsense, {});
    return true;
  };
  expect_only_one_is_lost(*store, bad, [](auto error) { EXPECT_TRUE(is<BrokenProgram>(error)); });
}

// A neighbour's row is seen within the group, so a doubled request finds the first one's work.
TEST_P(Groups, the_same_request_twice_in_a_group_is_done_once) {
  Company company(*store);
  std::atomic<int> inserted = 0;
  for (int i = 0; i < 20; ++i) {
    company.add([&inserted, done = std::make_shared<bool>(false)](Transaction& t) {
      const bool now = *insert_unless_there(t, "one");
      // A flow may run again: what it did counts once.
      if (now && !std::exchange(*done, true)) ++inserted;
      return true;
    });
  }
  for (const auto& error : company.run()) EXPECT_EQ(error, nullptr);
  EXPECT_EQ(inserted, 1);
  EXPECT_EQ(count_rows(*store), 1);
}

TEST_P(Groups, when_the_commit_fails_nobody_is_told_that_it_did_not) {
  std::atomic<bool> fail = true;
  Options options;
  options.fault_hook = [&](Step step, std::string_view) {
    if (step == Step::before_commit && fail) throw Unavailable("disk full");
  };
  auto failing = test::fresh_store(GetParam(), options);
  Company company(*failing);
  for (int i = 0; i < 30; ++i) company.add(good(i));
  for (const auto& error : company.run()) EXPECT_TRUE(is<Unavailable>(error));
  fail = false;
  EXPECT_EQ(count_rows(*failing), 0);
  for (const auto& error : company.run()) EXPECT_EQ(error, nullptr);
  EXPECT_EQ(count_rows(*failing), 30);
}

TEST_P(Groups, concurrent_flows_do_not_lose_each_others_work) {
  auto on_disk = test::fresh_store_on_disk(GetParam());
  constexpr int kThreads = 32, kFlows = 500;
  std::atomic<int> next = 0;
  std::mutex mutex;
  std::multiset<std::int64_t> seen;
  const auto work = [&] {
    while (next++ < kFlows) {
      const auto outcome = on_disk->write<std::int64_t>([](Transaction& t) -> Result<std::int64_t> {
        const auto rows = t.query(find, {"counter", kMerchant});
        const std::int64_t value = rows.empty() ? 1 : rows[0].integer(2) + 1;
        if (rows.empty()) t.execute(insert, {kMerchant, "counter", value, 0});
        if (!rows.empty()) t.execute(set_failures, {kMerchant, "counter", value});
        return value;
      });
      std::lock_guard lock(mutex);
      seen.insert(*outcome);
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(work);
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(seen.size(), 500u);
  EXPECT_EQ(std::set<std::int64_t>(seen.begin(), seen.end()).size(), 500u);
  EXPECT_EQ(*seen.rbegin(), 500);
}

// A second server, or a command while the server runs.
TEST_P(Groups, two_stores_write_to_one_database) {
  auto first = test::fresh_store_on_disk(GetParam());
  auto second = open(first.address());
  const auto add_many = [](Store& store) {
    for (int i = 0; i < 60; ++i) {
      store.run_write([](Transaction& t) {
        t.execute(add, {kMerchant, "sum", 1});
        return true;
      });
    }
  };
  std::thread other([&] { add_many(*second); });
  add_many(*first);
  other.join();
  EXPECT_EQ(
      first->read<std::int64_t>([](Transaction& t) { return t.query(total, {kMerchant})[0].integer(0); }),
      120);
}

}  // namespace
}  // namespace huiji::db
