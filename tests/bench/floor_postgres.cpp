#include <libpq-fe.h>

#include <chrono>
#include <map>
#include <stdexcept>
#include <thread>

#include "floor.hpp"

namespace huiji::bench {

namespace {

using Steady = std::chrono::steady_clock;

std::string as_text(const db::Value& value) {
  const auto& content = value.content();
  if (const auto* number = std::get_if<std::int64_t>(&content)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&content)) return *text;
  if (const auto* uuid = std::get_if<Uuid>(&content)) return uuid_to_text(*uuid);
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex = "\\x";
  for (unsigned char byte : std::get<db::Bytes>(content).data)
    hex += kDigits[byte >> 4], hex += kDigits[byte & 15];
  return hex;
}

// INSERT … VALUES ($1, $2) … for many rows: the parenthesis is repeated with numbers that go on.
std::string multi_row(std::string_view sql, std::size_t columns, std::size_t rows) {
  const std::size_t values = sql.find("VALUES");
  const std::size_t open = sql.find('(', values);
  std::size_t close = open;
  for (int depth = 0; close < sql.size(); ++close) {
    depth += sql[close] == '(' ? 1 : sql[close] == ')' ? -1 : 0;
    if (depth == 0) break;
  }
  const std::string_view row = sql.substr(open, close - open + 1);
  std::string text(sql.substr(0, open));
  for (std::size_t r = 0; r < rows; ++r) {
    if (r) text += ", ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += row[i];
      if (row[i] != '$') continue;
      std::size_t number = 0;
      while (i + 1 < row.size() && row[i + 1] >= '0' && row[i + 1] <= '9')
        number = number * 10 + static_cast<std::size_t>(row[++i] - '0');
      text += std::to_string(number + r * columns);
    }
  }
  return text + std::string(sql.substr(close + 1));
}

class Client {
 public:
  explicit Client(const std::string& address) : connection_(PQconnectdb(address.c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_));
    PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
  }
  ~Client() { PQfinish(connection_); }

  // Every shape (statement and number of rows) that the recordings have, prepared once.
  void prepare(const Floor& floor) {
    for (const RecordedCheckout& checkout : floor.checkouts)
      for (const RecordedWrite& write : checkout.writes) prepare(write);
    if (!PQenterPipelineMode(connection_)) throw std::runtime_error("no pipeline");
  }

  // One transaction: everything up to one sync.
  void commit(const Floor& floor, std::int64_t first, int count) {
    for (std::int64_t nth = first; nth < first + count; ++nth) {
      const RecordedCheckout& recorded = floor.recorded(nth);
      const Marks fresh = fresh_marks(recorded.marks, nth);
      for (const RecordedWrite& write : recorded.writes) send(write, recorded.marks, fresh);
    }
    PQpipelineSync(connection_);
    while (true) {
      PGresult* result = PQgetResult(connection_);
      if (!result) continue;
      const ExecStatusType status = PQresultStatus(result);
      const std::string error = status == PGRES_FATAL_ERROR ? PQresultErrorMessage(result) : "";
      PQclear(result);
      if (!error.empty()) throw std::runtime_error(error);
      if (status == PGRES_PIPELINE_SYNC) return;
    }
  }

 private:
  static bool is_insert(const RecordedWrite& write) {
    return write.statement->postgres.find("VALUES") != std::string_view::npos;
  }

  std::string& name_of(const RecordedWrite& write) {
    return names_[{write.statement, is_insert(write) ? write.rows.size() : 1}];
  }

  void prepare(const RecordedWrite& write) {
    std::string& name = name_of(write);
    if (!name.empty()) return;
    name = "w" + std::to_string(names_.size());
    const std::size_t columns = write.rows[0].size();
    const std::string sql = is_insert(write)
                                ? multi_row(write.statement->postgres, columns, write.rows.size())
                                : std::string(write.statement->postgres);
    PGresult* result = PQprepare(connection_, name.c_str(), sql.c_str(), 0, nullptr);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
      throw std::runtime_error(PQerrorMessage(connection_) + sql);
    PQclear(result);
  }

  void send(const RecordedWrite& write, const Marks& recorded, const Marks& fresh) {
    const std::string& name = name_of(write);
    if (is_insert(write)) return send_rows(name, write.rows, recorded, fresh);
    for (const db::Values& row : write.rows) send_rows(name, {&row, 1}, recorded, fresh);
  }

  void send_rows(const std::string& name, std::span<const db::Values> rows, const Marks& recorded,
                 const Marks& fresh) {
    std::vector<std::string> texts;
    std::vector<const char*> pointers;
    std::vector<bool> nulls;
    for (const db::Values& row : rows)
      for (const db::Value& value : row) {
        nulls.push_back(value.is_null());
        texts.push_back(value.is_null() ? "" : as_text(remarked(value, recorded, fresh)));
      }
    for (std::size_t i = 0; i < texts.size(); ++i) pointers.push_back(nulls[i] ? nullptr : texts[i].c_str());
    if (!PQsendQueryPrepared(connection_, name.c_str(), static_cast<int>(pointers.size()), pointers.data(),
                             nullptr, nullptr, 0))
      throw std::runtime_error(PQerrorMessage(connection_));
  }

  PGconn* connection_;
  std::map<std::pair<const db::Statement*, std::size_t>, std::string> names_;
};

}  // namespace

double run_postgres_floor(Floor& floor, const std::string& address, int group, int milliseconds) {
  Client client(address);
  client.prepare(floor);
  const auto start = Steady::now();
  const auto end = start + std::chrono::milliseconds(milliseconds);
  std::int64_t count = 0;
  while (Steady::now() < end) {
    client.commit(floor, floor.done, group);
    floor.done += group;
    count += group;
  }
  return static_cast<double>(count) / std::chrono::duration<double>(Steady::now() - start).count();
}

double run_postgres_floor_parallel(Floor& floor, const std::string& address, int connections,
                                   int milliseconds) {
  std::vector<std::thread> threads;
  std::vector<std::int64_t> counts(static_cast<std::size_t>(connections));
  const std::int64_t base = floor.done;
  const auto start = Steady::now();
  const auto end = start + std::chrono::milliseconds(milliseconds);
  for (int c = 0; c < connections; ++c) {
    threads.emplace_back([&, c] {
      Client client(address);
      client.prepare(floor);
      std::int64_t& done = counts[static_cast<std::size_t>(c)];
      while (Steady::now() < end) client.commit(floor, base + c * 1'000'000 + done, 1), ++done;
    });
  }
  for (std::thread& thread : threads) thread.join();
  floor.done = base + connections * 1'000'000;
  std::int64_t count = 0;
  for (std::int64_t one : counts) count += one;
  return static_cast<double>(count) / std::chrono::duration<double>(Steady::now() - start).count();
}

}  // namespace huiji::bench
