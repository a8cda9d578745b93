// What both engines promise alike: values, refusals, errors, snapshots.
#include "platform/db/database.hpp"

#include <gtest/gtest.h>
//
#include <rapidcheck/gtest.h>

#include <map>
#include <thread>

#include "platform/db/test_table.hpp"
#include "support/stores.hpp"

namespace huiji::db {
namespace {

using namespace test_table;

inline const ErrorCode no{"test.no", Family::refused, "不行", "no"};

using Database = test::EachEngine;
HUIJI_ON_EACH_ENGINE(Database);

TEST_P(Database, returns_what_the_flow_returned) {
  const auto outcome = store->write<int>([](Transaction& t) -> Result<int> {
    t.execute(insert, {kMerchant, "小王", 3, std::int64_t{1} << 50});
    return 7;
  });
  ASSERT_TRUE(outcome);
  EXPECT_EQ(*outcome, 7);
  const auto rows = store->read<Rows>([](Transaction& t) { return t.query(find, {"小王", kMerchant}); });
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].id<MerchantId>(0), kMerchant);
  EXPECT_EQ(rows[0].text(1), "小王");
  EXPECT_EQ(rows[0].integer(2), 3);
  EXPECT_EQ(rows[0].integer(3), std::int64_t{1} << 50);
  EXPECT_THROW(rows[0].text(2), BrokenProgram);
  EXPECT_THROW(rows[0].integer(1), BrokenProgram);
  EXPECT_THROW(rows[0].integer(4), BrokenProgram);
}

constexpr Statement create_sample{
    "test.create_sample",
    "CREATE TABLE sample (id BLOB, word TEXT, data BLOB, yes INTEGER, number INTEGER) STRICT",
    "CREATE TABLE sample (id UUID, word TEXT, data BYTEA, yes SMALLINT, number BIGINT)"};
HUIJI_SAME_SQL(insert_sample, "INSERT INTO sample (number, id, word, data, yes) VALUES ($5, $1, $2, $3, $4)");
HUIJI_SAME_SQL(select_sample, "SELECT id, word, data, yes, number FROM sample");

struct Sample {
  std::optional<StaffId> id;
  std::optional<std::string> word;
  std::optional<Bytes> data;
  std::optional<bool> yes;
  std::optional<std::int64_t> number;
};

// Through single rows and through a batch; the flow refuses, so that the next case finds an empty table.
bool comes_back(Store& store, const Sample& sample) {
  const Values values{sample.id, sample.word, sample.data, sample.yes, sample.number};
  bool same = true;
  const auto outcome = store.write<Done>([&](Transaction& t) -> Result<Done> {
    t.execute(insert_sample, values);
    t.batch(insert_sample, {values, values});
    const auto rows = t.query(select_sample, {});
    same = rows.size() == 3u;
    for (const auto row : rows) {
      same = same && row.id_or_none<StaffId>(0) == sample.id;
      same = same && (sample.word ? row.text(1) == *sample.word : row.is_null(1));
      same = same && (sample.data ? row.bytes(2) == sample.data->data : row.is_null(2));
      same = same && (sample.yes ? row.boolean(3) == *sample.yes : row.is_null(3));
      same = same && (sample.number ? row.integer(4) == *sample.number : row.is_null(4));
    }
    return no;
  });
  return same && !outcome;
}

TEST_P(Database, values_come_back_as_they_went) {
  const std::string place = test::fresh_place(GetParam());
  {
    auto samples = open(place);
    ASSERT_TRUE(samples->write<Done>([](Transaction& t) -> Result<Done> {
      t.execute(create_sample, {});
      return Done{};
    }));
    using Maybe = std::optional<std::int64_t>;
    for (const Maybe number : {Maybe(), Maybe(INT64_MIN), Maybe(INT64_MAX), Maybe(0), Maybe(-1)}) {
      EXPECT_TRUE(comes_back(*samples, {StaffId{}, "", Bytes{}, number == 0, number}));
    }
    EXPECT_TRUE(comes_back(*samples,
                           {{}, "惠记 🛒 'quoted' \\ {a,b}", Bytes{std::string("\0\\\xff", 3)}, {}, {}}));
    const auto property = [&](std::array<std::uint8_t, 16> id, std::string word, const std::string& data,
                              std::int64_t number) {
      for (char& c : word) c = static_cast<char>('!' + (c & 63));  // UTF-8 without NUL
      RC_ASSERT(comes_back(*samples, {StaffId{id}, word, Bytes{data}, data.empty(), number}));
    };
    EXPECT_TRUE(rc::check(property));
  }
  test::drop_place(place);
}

TEST_P(Database, a_refused_flow_leaves_nothing) {
  const auto outcome = store->write<int>([](Transaction& t) -> Result<int> {
    t.execute(insert, {kMerchant, "a", 1, 0});
    return no;
  });
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.refusal().code, &no);
  EXPECT_EQ(count_rows(*store), 0);
}

TEST_P(Database, a_flow_that_throws_leaves_nothing) {
  const auto flow = [](Transaction& t) -> Result<int> {
    t.execute(insert, {kMerchant, "a", 1, 0});
    throw std::runtime_error("the printer is on fire");
  };
  EXPECT_THROW((void)store->write<int>(flow), std::runtime_error);
  EXPECT_EQ(count_rows(*store), 0);
}

TEST_P(Database, a_flow_that_hides_an_error_of_the_database_leaves_nothing) {
  const auto flow = [](Transaction& t) -> Result<int> {
    t.execute(insert, {kMerchant, "a", 1, 0});
    try {
      t.execute_counted(insert, {kMerchant, "a", 1, 0});
    } catch (const ConstraintViolation&) {
    }
    return 1;
  };
  EXPECT_THROW((void)store->write<int>(flow), ConstraintViolation);
  EXPECT_EQ(count_rows(*store), 0);
}

TEST_P(Database, a_constraint_refuses_even_when_the_write_was_queued) {
  const auto flow = [](Transaction& t) -> Result<int> {
    t.execute(insert, {kMerchant, "a", 1, 0});
    t.execute(insert, {kMerchant, "a", 1, 0});
    return 1;
  };
  EXPECT_THROW((void)store->write<int>(flow), ConstraintViolation);
  EXPECT_EQ(count_rows(*store), 0);
  // The store is as good as before.
  EXPECT_TRUE(store->write<bool>([](Transaction& t) { return insert_unless_there(t, "a"); }));
  EXPECT_EQ(count_rows(*store), 1);
}

TEST_P(Database, what_is_wrong_with_a_statement_is_a_broken_program) {
  const auto run = [&](const Statement& statement, const Values& values) {
    return store->read<Rows>([&](Transaction& t) { return t.query(statement, values); });
  };
  static constexpr Statement nonsense{"test.nonsense", "SELEKT 1", "SELEKT 1"};
  static constexpr Statement two{"test.two", "SELECT 1; SELECT 2", "SELECT 1; SELECT 2"};
  EXPECT_THROW(run(nonsense, {}), BrokenProgram);
  EXPECT_THROW(run(two, {}), BrokenProgram);
  EXPECT_THROW(run(count, {}), BrokenProgram);
  EXPECT_THROW(run(count, {kMerchant, 1}), BrokenProgram);
  EXPECT_THROW(run(find, {std::string("a\0b", 3), kMerchant}), BrokenProgram);
  EXPECT_EQ(run(count, {kMerchant})[0].integer(0), 0);
}

TEST_P(Database, counts_the_rows_that_a_statement_changed) {
  const auto outcome = store->write<Done>([](Transaction& t) -> Result<Done> {
    t.execute(insert, {kMerchant, "a", 1, 0});
    EXPECT_EQ(t.execute_counted(set_failures, {kMerchant, "a", 9}), 1);
    EXPECT_EQ(t.execute_counted(set_failures, {kMerchant, "b", 9}), 0);
    EXPECT_EQ(t.query(list, {kMerchant})[0].integer(1), 9);
    return Done{};
  });
  EXPECT_TRUE(outcome);
}

std::vector<Values> many(int size, const std::string& prefix) {
  std::vector<Values> rows;
  for (int i = 0; i < size; ++i) rows.push_back({kMerchant, prefix + std::to_string(i), i, 0});
  return rows;
}

TEST_P(Database, what_was_looked_at_ahead_is_never_stale) {
  const auto outcome = store->write<Done>([](Transaction& t) -> Result<Done> {
    t.execute(insert, {kMerchant, "a", 1, 0});
    t.look_ahead({{&find, {"a", kMerchant}}, {&total, {kMerchant}}, {&find, {"b", kMerchant}}});
    EXPECT_EQ(t.query(find, {"a", kMerchant})[0].integer(2), 1);
    EXPECT_TRUE(t.query(find, {"b", kMerchant}).empty());
    EXPECT_EQ(t.query(total, {kMerchant})[0].integer(0), 1);
    EXPECT_EQ(t.query(find, {"a", kMerchant})[0].integer(2), 1) << "an answer may be taken twice";
    t.execute(set_failures, {kMerchant, "a", 5});
    EXPECT_EQ(t.query(find, {"a", kMerchant})[0].integer(2), 5);
    t.look_ahead({{&find, {"a", kMerchant}}});
    t.batch(insert, {{kMerchant, "b", 2, 0}, {kMerchant, "c", 3, 0}});
    EXPECT_EQ(t.query(total, {kMerchant})[0].integer(0), 10);
    t.look_ahead({{&total, {kMerchant}}});
    EXPECT_EQ(t.execute_counted(set_failures, {kMerchant, "b", 4}), 1);
    EXPECT_EQ(t.query(total, {kMerchant})[0].integer(0), 12);
    return Done{};
  });
  EXPECT_TRUE(outcome);
}

// Step (what, key) of a random flow; what a query says is compared with the sums that the test keeps.
void step(Transaction& t, int what, int key, std::map<std::string, int>& sums) {
  const std::string login(1, char('a' + key));
  if (what == 0) t.look_ahead({{&find, {login, kMerchant}}, {&total, {kMerchant}}});
  if (what == 1) {
    t.execute(add, {kMerchant, login, key + 1});
    sums[login] += key + 1;
  }
  if (what == 2) {
    const Rows rows = t.query(find, {login, kMerchant});
    RC_ASSERT((rows.empty() ? 0 : int(rows[0].integer(2))) == sums[login]);
  }
  if (what == 3) RC_ASSERT(t.query(total, {kMerchant})[0].integer(0) == sums["a"] + sums["b"] + sums["c"]);
}

TEST_P(Database, looking_ahead_changes_no_answer) {
  const auto property = [&](const std::vector<std::pair<unsigned, unsigned>>& steps) {
    const auto outcome = store->write<int>([&](Transaction& t) -> Result<int> {
      std::map<std::string, int> sums;
      for (const auto& [what, key] : steps) step(t, int(what % 4), int(key % 3), sums);
      return no;  // the next case finds an empty table
    });
    RC_ASSERT(!outcome);
  };
  EXPECT_TRUE(rc::check(property));
}

TEST_P(Database, a_batch_is_as_if_each_row_were_executed) {
  const auto outcome = store->write<Done>([](Transaction& t) -> Result<Done> {
    t.batch(insert, {});
    t.batch(insert, many(1, "one"));
    t.batch(insert, many(2500, "row"));
    t.batch(insert_once, {{kMerchant, "row1", 5}, {kMerchant, "new", 5}, {kMerchant, "new", 6}});
    // The same row twice, in order: an upsert in one statement would refuse.
    t.batch(add, {{kMerchant, "sum", 2}, {kMerchant, "sum", 3}, {kMerchant, "row0", 70}});
    t.batch(add, {{kMerchant, "sum", 10}, {kMerchant, "row0", 5}});
    t.batch(set_failures, {{kMerchant, "one0", 4}, {kMerchant, "one0", 5}});
    return Done{};
  });
  ASSERT_TRUE(outcome);
  EXPECT_EQ(count_rows(*store), 2503);
  const auto failures = [&](const char* login) {
    return store->read<std::int64_t>([&](Transaction& t) {
      return t.query(find, {login, kMerchant})[0].integer(2);
    });
  };
  EXPECT_EQ(failures("row1"), 1);
  EXPECT_EQ(failures("new"), 5);
  EXPECT_EQ(failures("sum"), 15);
  EXPECT_EQ(failures("row0"), 75);
  EXPECT_EQ(failures("one0"), 5);
}

TEST_P(Database, a_batch_with_a_bad_row_leaves_nothing) {
  const auto flow = [](Transaction& t) -> Result<Done> {
    auto rows = many(30, "row");
    rows.push_back(rows.front());
    t.batch(insert, std::move(rows));
    return Done{};
  };
  EXPECT_THROW((void)store->write<Done>(flow), ConstraintViolation);
  EXPECT_EQ(count_rows(*store), 0);
}

TEST_P(Database, a_batch_text_of_its_own_takes_arrays) {
  static constexpr std::string_view arrays =
      "INSERT INTO login_failure (merchant_id, login, failures, first_at, locked_until) "
      "SELECT m, l, f, a, 99 FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[]) AS r(m, l, f, "
      "a)";
  static constexpr Statement both{"test.insert_by_arrays", insert.sqlite, insert.postgres, arrays};
  ASSERT_TRUE(store->write<Done>([](Transaction& t) -> Result<Done> {
    t.batch(both, many(3, "row"));
    return Done{};
  }));
  EXPECT_EQ(count_rows(*store), 3);
  const auto seen = executed_statements();
  const auto noted = [&](const char* entry) { return std::count(seen.begin(), seen.end(), entry); };
  EXPECT_EQ(noted("postgres test.insert_by_arrays.batch"), GetParam() == Engine::postgres ? 1 : 0);
}

TEST_P(Database, notes_what_was_executed) {
  (void)count_rows(*store);
  const auto seen = executed_statements();
  const std::string entry = GetParam() == Engine::sqlite ? "sqlite test.count" : "postgres test.count";
  EXPECT_EQ(std::count(seen.begin(), seen.end(), entry), 1);
}

TEST_P(Database, a_flow_does_not_call_its_own_store) {
  const auto nested = [&](Transaction&) -> Result<int> {
    (void)count_rows(*store);
    return 1;
  };
  EXPECT_THROW((void)store->write<int>(nested), BrokenProgram);
}

TEST_P(Database, a_read_sees_one_moment) {
  auto on_disk = test::fresh_store_on_disk(GetParam());
  on_disk->run_read([&](Transaction& t) {
    EXPECT_EQ(t.query(count, {kMerchant})[0].integer(0), 0);
    std::thread writer([&] {
      EXPECT_TRUE(on_disk->write<bool>([](Transaction& w) { return insert_unless_there(w, "a"); }));
    });
    writer.join();
    EXPECT_EQ(t.query(count, {kMerchant})[0].integer(0), 0);
  });
  EXPECT_EQ(count_rows(*on_disk), 1);
}

TEST_P(Database, a_read_cannot_write) {
  auto on_disk = test::fresh_store_on_disk(GetParam());
  const auto look = [](Transaction& t) {
    t.execute(insert, {kMerchant, "a", 1, 0});
    (void)t.query(count, {kMerchant});
  };
  EXPECT_ANY_THROW(on_disk->run_read(look));
  EXPECT_EQ(count_rows(*on_disk), 0);
}

TEST_P(Database, is_ready) { EXPECT_TRUE(store->ready()); }

TEST(Open, refuses_an_address_that_it_does_not_know) {
  for (const char* address : {"", "sqlite:", "mysql://x", "sqlite:/no/such/folder/shop.db"}) {
    EXPECT_THROW((void)open(address), Unavailable) << address;
  }
  EXPECT_THROW((void)open("postgresql:///shop?host=/no/such/folder"), Unavailable);
}

TEST(Postgres, a_look_ahead_that_fails_dooms_the_flow) {
  auto store = test::fresh_store(Engine::postgres);
  for (const Statement& statement : {insert, Statement{"test.wrong", "SELECT x", "SELECT x"}}) {
    const auto flow = [&](Transaction& t) -> Result<Done> {
      t.execute(insert, {kMerchant, "a", 1, 0});
      try {
        t.look_ahead({{&statement, {}}});
      } catch (const BrokenProgram&) {
      }
      return Done{};
    };
    EXPECT_THROW(store->write<Done>(flow), BrokenProgram);
    EXPECT_FALSE(holds(*store, "a"));
  }
}

TEST(Postgres, a_sum_without_cast_is_a_broken_program) {
  auto store = test::fresh_store(Engine::postgres);
  static constexpr std::string_view sql =
      "SELECT sum(failures) + 1 FROM login_failure WHERE merchant_id = $1";
  static constexpr Statement sum{"test.sum_without_cast", sql, sql};
  const auto look = [](Transaction& t) {
    t.execute(insert, {kMerchant, "a", 1, 0});
    (void)t.query(sum, {kMerchant});
    return true;
  };
  EXPECT_THROW(store->run_write(look), BrokenProgram);
}

}  // namespace
}  // namespace huiji::db
