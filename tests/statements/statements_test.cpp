// Every embedded SQL statement of every room: both engines can prepare and explain it, none walks through a
// whole table, and, when this program ends a whole test run (HUIJI_STATEMENT_LOG names what the others
// executed), each was executed on both engines.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "support/stores.hpp"

namespace huiji {
namespace {

constexpr std::string_view kExplain = "statements.explain";  // not the statement's name: it is not executed

// EXPLAIN needs a value for each parameter; NULL fits every type.
std::size_t count_parameters(std::string_view sql) {
  std::size_t most = 0;
  for (auto at = sql.find('$'); at != sql.npos; at = sql.find('$', at + 1)) {
    std::size_t number = 0;
    for (auto i = at + 1; i < sql.size() && std::isdigit(static_cast<unsigned char>(sql[i])); ++i) {
      number = number * 10 + static_cast<std::size_t>(sql[i] - '0');
    }
    most = std::max(most, number);
  }
  return most;
}

std::string explain(db::Transaction& transaction, std::string_view sql) {
  const std::string text = "EXPLAIN " + std::string(sql);
  const db::Statement statement{kExplain, text, text};
  try {
    return transaction.query(statement, db::Values(count_parameters(sql))).empty() ? "has no plan" : "";
  } catch (const std::exception& error) {
    return error.what();
  }
}

class Statements : public test::EachEngine {
 protected:
  void expect_plan(std::string_view name, std::string_view sql) {
    store->run_write([&](db::Transaction& transaction) {
      EXPECT_EQ(explain(transaction, sql), "") << name << "\n" << sql;
      return false;
    });
  }
};
HUIJI_ON_EACH_ENGINE(Statements);

TEST_P(Statements, can_be_prepared_and_explained) {
  ASSERT_FALSE(db::all_statements().empty());
  for (const db::Statement* statement : db::all_statements()) {
    expect_plan(statement->name, GetParam() == db::Engine::sqlite ? statement->sqlite : statement->postgres);
    if (GetParam() == db::Engine::postgres && !statement->postgres_batch.empty()) {
      expect_plan(statement->name, statement->postgres_batch);
    }
  }
}

// The table that a line of SQLite's plan walks through from end to end; empty: none.
std::string scanned_table(const std::string& step) {
  if (!step.starts_with("SCAN ")) return "";
  return step.substr(5, step.find(' ', 5) - 5);
}

// Names that the plan itself makes: sub-selects may be called like a table.
std::set<std::string> made_names(const db::Rows& plan) {
  std::set<std::string> names;
  for (const auto row : plan) {
    for (const std::string start : {"CO-ROUTINE ", "MATERIALIZE "}) {
      if (row.text(3).starts_with(start)) names.insert(row.text(3).substr(start.size()));
    }
  }
  return names;
}

// merchant_id is first in every key, so no statement walks through a whole table, but for that of merchants.
TEST(StatementPlans, never_scan_a_table) {
  static constexpr std::string_view list = "SELECT name FROM sqlite_schema WHERE type = 'table'";
  static constexpr db::Statement list_tables{"statements.list_tables", list, list};
  auto store = test::fresh_store(db::Engine::sqlite);
  store->run_read([&](db::Transaction& transaction) {
    std::set<std::string> tables;
    for (const auto row : transaction.query(list_tables, {})) tables.insert(row.text(0));
    tables.erase("merchant");
    for (const db::Statement* statement : db::all_statements()) {
      const std::string text = "EXPLAIN QUERY PLAN " + std::string(statement->sqlite);
      const db::Statement explained{kExplain, text, text};
      const auto plan = transaction.query(explained, db::Values(count_parameters(statement->sqlite)));
      const auto made = made_names(plan);
      for (const auto row : plan) {
        const std::string table = scanned_table(row.text(3));
        EXPECT_FALSE(tables.contains(table) && !made.contains(table))
            << statement->name << ": " << row.text(3);
      }
    }
  });
}

class EveryStatement : public testing::Test {
 public:
  void TestBody() override {
    std::ifstream file(std::getenv("HUIJI_STATEMENT_LOG"));
    std::set<std::string> executed;
    for (std::string line; std::getline(file, line);) executed.insert(line);
    for (const db::Statement* statement : db::all_statements()) {
      const std::string name(statement->name);
      for (const std::string engine : {"sqlite ", "postgres "}) {
        EXPECT_TRUE(executed.contains(engine + name)) << "no test executes " << engine << name;
      }
      if (statement->postgres_batch.empty()) continue;
      EXPECT_TRUE(executed.contains("postgres " + name + ".batch"))
          << "no test executes the batch text of " << name;
    }
  }
};

}  // namespace
}  // namespace huiji

int main(int argument_count, char** arguments) {
  testing::InitGoogleTest(&argument_count, arguments);
  if (std::getenv("HUIJI_STATEMENT_LOG") != nullptr) {
    testing::RegisterTest("EveryStatement", "was_executed_on_both_engines", nullptr, nullptr, __FILE__,
                          __LINE__, []() -> huiji::EveryStatement* { return new huiji::EveryStatement; });
  }
  return RUN_ALL_TESTS();
}
