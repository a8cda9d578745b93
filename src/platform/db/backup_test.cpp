// Backup while the shop writes; restore, and what it refuses.
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "platform/db/child_process.hpp"
#include "platform/db/test_table.hpp"
#include "support/stores.hpp"

namespace huiji::db {
namespace {

using namespace test_table;

class Backup : public testing::TestWithParam<Engine> {
 protected:
  ~Backup() override { test::drop_place(target_); }
  void write_pair(const std::string& name) {
    (void)store_->write<Done>([&](Transaction& t) -> Result<Done> {
      t.batch(insert, {{kMerchant, name + "a", 1, 0}, {kMerchant, name + "b", 1, 0}});
      return Done{};
    });
  }
  test::FreshStore store_ = test::fresh_store_on_disk(GetParam());
  const std::string target_ = test::fresh_place(GetParam());
  const std::string file_ = test::temporary_folder() + "/shop.backup";
};
HUIJI_ON_EACH_ENGINE(Backup);

TEST_P(Backup, is_one_moment_while_others_write) {
  std::atomic<bool> stop = false;
  std::atomic<int> written = 0;
  std::vector<std::thread> writers;
  for (int thread = 0; thread < 3; ++thread) {
    writers.emplace_back([&, thread] {
      for (int i = 0; !stop; ++i, ++written) write_pair(std::to_string(thread) + "-" + std::to_string(i));
    });
  }
  while (written < 50) std::this_thread::yield();
  store_->backup(file_);
  stop = true;
  for (auto& writer : writers) writer.join();

  EXPECT_FALSE(std::filesystem::exists(file_ + ".partial"));
  EXPECT_EQ(std::filesystem::status(file_).permissions(), std::filesystem::perms(0600));
  restore(file_, target_);
  auto copy = open(target_);
  EXPECT_EQ(copy->migrate(1), 0);
  const auto rows = count_rows(*copy);
  EXPECT_EQ(rows % 2, 0);
  EXPECT_GE(rows, 100);
  EXPECT_LE(rows, count_rows(*store_));
  // The copy is a shop: it can be written and backed up again.
  EXPECT_TRUE(*copy->write<bool>([](Transaction& t) { return insert_unless_there(t, "new"); }));
  copy->backup(file_);
}

TEST_P(Backup, does_not_replace_a_shop_unless_forced) {
  write_pair("old");
  store_->backup(file_);
  {
    auto target = open(target_);
    target->migrate(1);
    (void)target->write<bool>([](Transaction& t) { return insert_unless_there(t, "precious"); });
  }
  EXPECT_THROW(restore(file_, target_), Unavailable);
  EXPECT_TRUE(holds(*open(target_), "precious"));
  restore(file_, target_, true);
  auto target = open(target_);
  EXPECT_FALSE(holds(*target, "precious"));
  EXPECT_EQ(count_rows(*target), 2);
  EXPECT_EQ(target->migrate(1), 0);
}

TEST_P(Backup, that_is_damaged_or_foreign_is_refused_and_the_target_stays) {
  for (int i = 0; i < 200; ++i) write_pair(std::to_string(i));
  store_->backup(file_);
  {
    auto target = open(target_);
    target->migrate(1);
    (void)target->write<bool>([](Transaction& t) { return insert_unless_there(t, "precious"); });
  }
  EXPECT_THROW(restore(file_ + ".none", target_, true), Unavailable);
  const std::string foreign = test::temporary_folder() + "/letter.txt";
  std::ofstream(foreign) << "Dear shop, " << std::string(5000, 'x');
  EXPECT_THROW(restore(foreign, target_, true), Unavailable);
  // Cut in half, as by a full disk.
  std::filesystem::resize_file(file_, std::filesystem::file_size(file_) / 2);
  EXPECT_THROW(restore(file_, target_, true), Unavailable);
  EXPECT_TRUE(holds(*open(target_), "precious"));
  EXPECT_EQ(count_rows(*open(target_)), 1);
}

TEST_P(Backup, of_a_newer_program_is_refused) {
  (void)store_->write<Done>([](Transaction& t) -> Result<Done> {
    static constexpr std::string_view sql =
        "INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES (9999, 'later', 'x', 1)";
    static constexpr Statement later{"test.later", sql, sql};
    t.execute(later, {});
    return Done{};
  });
  store_->backup(file_);
  EXPECT_THROW(restore(file_, target_), Unavailable);
  (void)store_->write<Done>([](Transaction& t) -> Result<Done> {
    static constexpr std::string_view sql = "DELETE FROM schema_migration WHERE number = 9999";
    static constexpr Statement undo{"test.undo", sql, sql};
    t.execute(undo, {});
    return Done{};
  });
}

TEST(BackupOfMemory, works) {
  auto store = test::fresh_store(Engine::sqlite);
  ASSERT_TRUE(store->write<bool>([](Transaction& t) { return insert_unless_there(t, "a"); }));
  const std::string file = test::temporary_folder() + "/memory.backup";
  store->backup(file);
  const std::string target = test::fresh_place(Engine::sqlite);
  restore(file, target);
  EXPECT_EQ(count_rows(*open(target)), 1);
  test::drop_place(target);
}

TEST(Restore, refuses_a_sqlite_file_that_is_in_use) {
  auto running = test::fresh_store_on_disk(Engine::sqlite);
  ASSERT_TRUE(running->write<bool>([](Transaction& t) { return insert_unless_there(t, "a"); }));
  const std::string file = test::temporary_folder() + "/running.backup";
  running->backup(file);
  EXPECT_THROW(restore(file, running.address(), true), Unavailable);
  EXPECT_TRUE(*running->write<bool>([](Transaction& t) { return insert_unless_there(t, "b"); }));
  EXPECT_EQ(count_rows(*running), 2);
}

TEST(ChildProcess, gives_what_the_program_wrote) {
  const auto good = run_child({"sh", "-c", "echo $GREETING; echo bad >&2"}, {{"GREETING", "你好"}});
  EXPECT_TRUE(good.succeeded);
  EXPECT_EQ(good.output, "你好\n");
  EXPECT_EQ(good.errors, "bad\n");
  EXPECT_FALSE(run_child({"false"}, {}).succeeded);
  EXPECT_THROW(run_child({"no-such-program-here"}, {}), Unavailable);
}

}  // namespace
}  // namespace huiji::db
