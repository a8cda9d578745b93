// Records the writes of one real checkout, so that the floor writes exactly the same rows with bare hands.
#pragma once

#include <string>
#include <vector>

#include "platform/db/database.hpp"

namespace huiji::bench {

struct RecordedWrite {
  const db::Statement* statement;
  std::vector<db::Values> rows;
};

class RecordingTransaction : public db::Transaction {
 public:
  explicit RecordingTransaction(db::Transaction& inner) : inner_(inner) {}
  std::vector<RecordedWrite> writes;

  db::Engine engine() const override { return inner_.engine(); }
  db::Rows query(const db::Statement& statement, db::Values parameters) override {
    return inner_.query(statement, std::move(parameters));
  }
  void look_ahead(std::vector<db::Query> queries) override { inner_.look_ahead(std::move(queries)); }
  void execute(const db::Statement& statement, db::Values parameters) override {
    writes.push_back({&statement, {parameters}});
    inner_.execute(statement, std::move(parameters));
  }
  void batch(const db::Statement& statement, std::vector<db::Values> rows) override {
    if (!rows.empty()) writes.push_back({&statement, rows});
    inner_.batch(statement, std::move(rows));
  }
  std::int64_t execute_counted(const db::Statement& statement, db::Values parameters) override {
    writes.push_back({&statement, {parameters}});
    return inner_.execute_counted(statement, std::move(parameters));
  }

 private:
  db::Transaction& inner_;
};

// What makes one checkout differ from the next: its id, its sequence and its number.
struct Marks {
  Uuid sale;
  std::int64_t sequence = 0;
  std::string number;
};

// The recorded value with the marks of checkout `nth` in place of the recorded ones.
inline db::Value remarked(const db::Value& value, const Marks& recorded, const Marks& fresh) {
  if (const auto* uuid = std::get_if<Uuid>(&value.content()); uuid && *uuid == recorded.sale)
    return fresh.sale;
  if (const auto* number = std::get_if<std::int64_t>(&value.content());
      number && *number == recorded.sequence)
    return fresh.sequence;
  if (const auto* text = std::get_if<std::string>(&value.content()); text && *text == recorded.number)
    return fresh.number;
  return value;
}

inline Marks fresh_marks(const Marks& recorded, std::int64_t nth) {
  Marks fresh = recorded;
  const std::int64_t n = 2'000'000'000'000 + nth;
  for (std::size_t i = 0; i < 8; ++i) fresh.sale[8 + i] = static_cast<std::uint8_t>(n >> (8 * (7 - i)));
  fresh.sequence = n;
  fresh.number = "floor-" + std::to_string(n);
  return fresh;
}

inline std::size_t row_count(const std::vector<RecordedWrite>& writes) {
  std::size_t count = 0;
  for (const RecordedWrite& write : writes) count += write.rows.size();
  return count;
}

}  // namespace huiji::bench
