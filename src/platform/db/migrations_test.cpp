// Migrations: once, in order, under a lock, and what is refused.
#include "platform/db/migrations.hpp"

#include "platform/db/test_table.hpp"
#include "support/child.hpp"
#include "support/stores.hpp"

namespace huiji::db {
namespace {

constexpr Migration kOne{1, "0001_one",
                         "CREATE TABLE a (x {i64}, y {text}, z {bool}, b {bytes}, i {id}) {strict};"};
constexpr Migration kTwo{2, "0002_two", "CREATE TABLE b (x {i64}) {strict};"};
constexpr Migration kBoth[] = {kOne, kTwo};

AppliedMigration applied(const Migration& migration) {
  return {migration.number, migration_checksum(migration)};
}

TEST(Migrations, speak_each_engines_language) {
  EXPECT_EQ(migration_text(kOne, Engine::sqlite),
            "CREATE TABLE a (x INTEGER, y TEXT, z INTEGER, b BLOB, i BLOB) STRICT;");
  EXPECT_EQ(migration_text(kOne, Engine::postgres),
            "CREATE TABLE a (x BIGINT, y TEXT COLLATE \"C\", z SMALLINT, b BYTEA, i UUID) ;");
  EXPECT_THROW(migration_text({1, "", "CREATE {tabel}"}, Engine::sqlite), BrokenProgram);
  EXPECT_THROW(migration_text({1, "", "CREATE {i64"}, Engine::sqlite), BrokenProgram);
}

TEST(Migrations, are_due_in_order) {
  EXPECT_EQ(next_migration(kBoth, {})->number, 1);
  const AppliedMigration first[] = {applied(kOne)};
  EXPECT_EQ(next_migration(kBoth, first)->number, 2);
  const AppliedMigration all[] = {applied(kOne), applied(kTwo)};
  EXPECT_EQ(next_migration(kBoth, all), nullptr);
}

TEST(Migrations, refuse_a_newer_database_a_changed_file_and_a_gap) {
  const AppliedMigration newer[] = {applied(kOne), applied(kTwo), {3, "x"}};
  EXPECT_THROW(next_migration(kBoth, newer), Unavailable);
  const AppliedMigration changed[] = {{1, "another checksum"}};
  EXPECT_THROW(next_migration(kBoth, changed), Unavailable);
  const AppliedMigration gap[] = {applied(kTwo)};
  EXPECT_THROW(next_migration(kBoth, gap), Unavailable);
}

class Migrating : public testing::TestWithParam<Engine> {
 protected:
  ~Migrating() override { test::drop_place(place_); }
  void change(const std::string& sql) {
    const Statement statement{"test.change", sql, sql};
    open(place_)->run_write([&](Transaction& t) {
      t.execute(statement, {});
      return true;
    });
  }
  const std::string place_ = test::fresh_place(GetParam());
  const int known_ = static_cast<int>(embedded_migrations().size());
};
HUIJI_ON_EACH_ENGINE(Migrating);

TEST_P(Migrating, happens_once) {
  EXPECT_EQ(open(place_)->migrate(5), known_);
  EXPECT_EQ(open(place_)->migrate(6), 0);
  EXPECT_EQ(test_table::count_rows(*open(place_)), 0);
}

TEST_P(Migrating, happens_once_when_several_processes_start_together) {
  const auto work = [this](int report) {
    test::report_line(report, std::to_string(open(place_)->migrate(5)));
    return 0;
  };
  std::vector<std::unique_ptr<test::Child>> children;
  for (int i = 0; i < 4; ++i) children.push_back(std::make_unique<test::Child>(work));
  int total = 0;
  for (auto& child : children) {
    const auto lines = child->rest();
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(child->wait(), 0) << lines[0];
    total += std::atoi(lines[0].c_str());
  }
  EXPECT_EQ(total, known_);
}

TEST_P(Migrating, refuses_a_database_whose_past_differs) {
  open(place_)->migrate(5);
  change("UPDATE schema_migration SET checksum = 'x' WHERE number = 1");
  EXPECT_THROW(open(place_)->migrate(6), Unavailable);
}

TEST_P(Migrating, refuses_a_newer_database) {
  open(place_)->migrate(5);
  change("INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES (9999, 'later', 'x', 1)");
  EXPECT_THROW(open(place_)->migrate(6), Unavailable);
}

TEST_P(Migrating, leaves_nothing_when_it_fails) {
  // A table of the first migration is there already, so that it fails in the middle.
  change("CREATE TABLE lot (x INTEGER)");
  EXPECT_ANY_THROW(open(place_)->migrate(5));
  EXPECT_ANY_THROW(test_table::count_rows(*open(place_)));
  change("DROP TABLE lot");
  EXPECT_EQ(open(place_)->migrate(5), known_);
}

}  // namespace
}  // namespace huiji::db
