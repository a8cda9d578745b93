// SQLite's plan of a statement, a line a step, for tests that promise a way to the rows. PostgreSQL has the
// same indexes; its planner chooses by numbers that a test does not have.
#pragma once

#include "support/stores.hpp"

namespace huiji::test {

inline std::string plan_of(db::Store& store, const db::Statement& statement, std::size_t parameters) {
  const std::string text = "EXPLAIN QUERY PLAN " + std::string(statement.sqlite);
  const db::Statement explain{"test.explain", text, text};
  std::string plan;
  store.read<Done>([&](db::Transaction& transaction) {
    for (const auto row : transaction.query(explain, db::Values(parameters))) plan += row.text(3) + "\n";
    return Done{};
  });
  return plan;
}

}  // namespace huiji::test
