#include "platform/db/postgres_connection.hpp"

#include <algorithm>
#include <set>

#include "platform/db/array_insert.hpp"
#include "platform/db/postgres_values.hpp"
#include "platform/db/statement_log.hpp"

namespace huiji::db {

namespace {

constexpr int kQueueLimit = 1000;  // commands before their results are read

// Before the address in the list: the address may say otherwise. A dead server is noticed in seconds.
constexpr const char* kConnectNames[] = {
    "connect_timeout",  "target_session_attrs", "keepalives_idle", "keepalives_interval", "keepalives_count",
    "tcp_user_timeout", "application_name",     "dbname",          "client_encoding",     nullptr};
constexpr const char* kSessionSettings =
    "SET synchronous_commit = on; SET client_min_messages = warning; SET lock_timeout = '10s'; "
    "SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'";

// Classes of appendix A of the PostgreSQL manual.
std::exception_ptr error_of(std::string_view state, const std::string& message) {
  const std::string_view family = state.substr(0, 2);
  if (family == "23") return std::make_exception_ptr(ConstraintViolation(message));
  if (state == "40001" || state == "40P01" || state == "55P03") {
    return std::make_exception_ptr(Conflict(message));
  }
  // 57P: the server shuts down, crashed, or starts. 25P03: it lost patience with an idle transaction.
  if (family == "08" || state.starts_with("57P") || state == "25P03") {
    return std::make_exception_ptr(ConnectionLost(message));
  }
  if (family == "53" || family == "58" || state == "57014" || family == "XX") {
    return std::make_exception_ptr(Unavailable(message));
  }
  return std::make_exception_ptr(BrokenProgram(message));
}

// Do the rows differ in these columns?
bool differ_in(std::span<const std::size_t> key, std::span<const Values> rows) {
  if (key.empty()) return true;
  const auto before = [key](const Values* a, const Values* b) {
    for (const std::size_t column : key) {
      const auto &left = (*a)[column].content(), &right = (*b)[column].content();
      if (left < right) return true;
      if (right < left) return false;
    }
    return false;
  };
  std::set<const Values*, decltype(before)> seen(before);
  for (const Values& row : rows) {
    if (!seen.insert(&row).second) return false;
  }
  return true;
}

void check_count(const Statement& statement, std::size_t expected, std::size_t got) {
  if (expected == got) return;
  throw BrokenProgram(std::string(statement.name) + " takes " + std::to_string(expected) +
                      " parameters, got " + std::to_string(got));
}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& address) {
  const char* values[] = {"5",     "read-write",    "10",   "5",    "3", "20000",
                          "huiji", address.c_str(), "UTF8", nullptr};
  handle_ = PQconnectdbParams(kConnectNames, values, 1);
  try {
    if (lost()) fail_lost();
    PQsetNoticeReceiver(handle_, on_notice, this);
    PQenterPipelineMode(handle_);
    run_script(kSessionSettings);
  } catch (...) {
    PQfinish(handle_);
    throw;
  }
}

PostgresConnection::~PostgresConnection() { PQfinish(handle_); }

void PostgresConnection::on_notice(void* self, const PGresult*) {
  ++static_cast<PostgresConnection*>(self)->notices_;
}

void PostgresConnection::fail_lost() {
  gone_ = true;
  std::string message = handle_ ? PQerrorMessage(handle_) : "out of memory";
  while (!message.empty() && message.back() == '\n') message.pop_back();
  throw ConnectionLost("PostgreSQL: " + message);
}

void PostgresConnection::run_script(const std::string& sql) {
  sync();
  PQexitPipelineMode(handle_);
  const Answer answer(PQexec(handle_, sql.c_str()), PQclear);
  PQenterPipelineMode(handle_);
  if (lost()) fail_lost();
  const auto status = PQresultStatus(answer.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  note_error(answer.get(), "script");
  std::rethrow_exception(std::exchange(error_, nullptr));
}

void PostgresConnection::queued(int sent, std::string_view name) {
  if (sent == 0) fail_lost();
  in_flight_.push_back(name);
  ++queued_;
}

// Called before something is sent. Results that nobody reads would fill the buffers of both sides.
void PostgresConnection::make_room() {
  if (error_) std::rethrow_exception(error_);
  if (queued_ >= kQueueLimit) sync();
}

void PostgresConnection::queue_control(const char* sql) {
  make_room();
  queued(PQsendQueryParams(handle_, sql, 0, nullptr, nullptr, nullptr, nullptr, 1), sql);
}

PostgresConnection::Prepared& PostgresConnection::prepare(std::string_view sql, std::string_view name) {
  if (const auto found = prepared_.find(sql); found != prepared_.end()) return *found->second;
  make_room();
  auto prepared = std::make_unique<Prepared>();
  prepared->text = sql;
  prepared->name = "s" + std::to_string(++names_);
  prepared->only_reads = begins_with_select(sql);
  queued(PQsendPrepare(handle_, prepared->name.c_str(), prepared->text.c_str(), 0, nullptr), name);
  queued(PQsendDescribePrepared(handle_, prepared->name.c_str()), name);
  send_sync();
  const Answer description = receive();
  for (int i = 0; i < PQnparams(description.get()); ++i) {
    prepared->types.push_back(PQparamtype(description.get(), i));
  }
  const std::string_view key = prepared->text;
  return *prepared_.emplace(key, std::move(prepared)).first->second;
}

void PostgresConnection::send(Prepared& prepared, const Statement& statement, const Values& parameters) {
  make_room();
  check_count(statement, prepared.types.size(), parameters.size());
  PostgresParameters encoded;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    encoded.add(parameters[i], prepared.types[i], statement.name);
  }
  if (!std::exchange(prepared.noted, true)) note_executed(Engine::postgres, statement.name);
  queued(PQsendQueryPrepared(handle_, prepared.name.c_str(), encoded.count(), encoded.values(),
                             encoded.lengths(), encoded.formats(), 1),
         statement.name);
}

void PostgresConnection::queue(const Statement& statement, const Values& parameters) {
  send(prepare(statement.postgres, statement.name), statement, parameters);
}

PostgresConnection::Prepared* PostgresConnection::array_form(Prepared& prepared, const Statement& statement) {
  if (std::exchange(prepared.arrays_tried, true)) return prepared.arrays;
  if (!statement.postgres_batch.empty()) {
    prepared.arrays = &prepare(statement.postgres_batch, statement.name);
    return prepared.arrays;
  }
  std::vector<std::string_view> types;
  for (const Oid type : prepared.types) types.push_back(postgres_type_name(type));
  if (const auto insert = insert_over_arrays(statement.postgres, types)) {
    prepared.arrays = &prepare(insert->sql, statement.name);
    prepared.key = insert->key;
  }
  return prepared.arrays;
}

void PostgresConnection::send_arrays(Prepared& arrays, const Statement& statement,
                                     std::span<const Values> rows) {
  make_room();
  PostgresParameters encoded;
  for (const Values& row : rows) check_count(statement, arrays.types.size(), row.size());
  for (std::size_t i = 0; i < arrays.types.size(); ++i) {
    encoded.add_array(rows, i, arrays.types[i], statement.name);
  }
  const bool own_text = !statement.postgres_batch.empty();
  if (!std::exchange(arrays.noted, true)) note_executed(Engine::postgres, statement.name, own_text);
  queued(PQsendQueryPrepared(handle_, arrays.name.c_str(), encoded.count(), encoded.values(),
                             encoded.lengths(), encoded.formats(), 1),
         statement.name);
}

void PostgresConnection::queue_batch(const Statement& statement, std::span<const Values> rows) {
  if (rows.empty()) return;
  Prepared& prepared = prepare(statement.postgres, statement.name);
  Prepared* arrays = rows.size() > 1 ? array_form(prepared, statement) : nullptr;
  if (arrays && differ_in(prepared.key, rows)) return send_arrays(*arrays, statement, rows);
  for (const Values& row : rows) send(prepared, statement, row);
}

static Rows rows_of(const PGresult* answer, const Statement& statement) {
  const int count = PQntuples(answer), columns = PQnfields(answer);
  Rows rows;
  for (int i = 0; i < count; ++i) {
    Values row;
    row.reserve(static_cast<std::size_t>(columns));
    for (int j = 0; j < columns; ++j) row.push_back(postgres_column(answer, i, j, statement.name));
    rows.append(std::move(row));
  }
  return rows;
}

Rows PostgresConnection::query(const Statement& statement, const Values& parameters) {
  queue(statement, parameters);
  send_sync();
  return rows_of(receive().get(), statement);
}

std::vector<Rows> PostgresConnection::query_all(std::span<const Query> queries) {
  for (const Query& query : queries) prepare(query.statement->postgres, query.statement->name);
  for (const Query& query : queries) queue(*query.statement, query.parameters);
  send_sync();
  const std::vector<Answer> answers = receive(queries.size());
  std::vector<Rows> rows;
  for (std::size_t i = 0; i < queries.size(); ++i)
    rows.push_back(rows_of(answers[i].get(), *queries[i].statement));
  return rows;
}

std::int64_t PostgresConnection::execute_counted(const Statement& statement, const Values& parameters) {
  queue(statement, parameters);
  send_sync();
  const std::string count = PQcmdTuples(receive().get());
  return count.empty() ? 0 : std::stoll(count);
}

void PostgresConnection::send_sync() {
  if (PQpipelineSync(handle_) == 0) fail_lost();
  ++syncs_;
  queued_ = 0;
}

void PostgresConnection::note_error(const PGresult* result, std::string_view name) {
  if (error_) return;
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const char* text = primary ? primary : PQresultErrorMessage(result);
  const std::string message = "PostgreSQL: " + std::string(name) + ": " + (state ? state : "") + " " + text;
  // Without a state it is libpq that speaks: the connection broke.
  error_ = state ? error_of(state, message) : std::make_exception_ptr(ConnectionLost(message));
}

// The next result, past the nulls that stand between commands.
PostgresConnection::Answer PostgresConnection::next_result() {
  // One null ends each command. Many in a row mean that libpq waits for nothing more while we wait for a
  // sync: the server said good-bye in the middle, and no byte has told libpq yet that the connection is
  // closed.
  constexpr int kNullsInARow = 16;
  for (int nulls = 0; nulls < kNullsInARow; ++nulls) {
    Answer answer(PQgetResult(handle_), PQclear);
    if (answer) return answer;
    if (lost()) fail_lost();
  }
  fail_lost();
}

PostgresConnection::Answer PostgresConnection::receive() { return std::move(receive(1).back()); }

std::vector<PostgresConnection::Answer> PostgresConnection::receive(std::size_t wanted) {
  std::deque<Answer> last;
  for (std::size_t i = 0; i < wanted; ++i) last.emplace_back(nullptr, PQclear);
  while (syncs_ > 0) {
    Answer answer = next_result();
    const auto status = PQresultStatus(answer.get());
    if (status == PGRES_PIPELINE_SYNC) {
      --syncs_;
      continue;
    }
    // Each command has one result, in order.
    const std::string_view name = in_flight_.empty() ? "connection" : in_flight_.front();
    if (!in_flight_.empty()) in_flight_.pop_front();
    switch (status) {
      case PGRES_FATAL_ERROR:
        note_error(answer.get(), name);
        break;
      case PGRES_PIPELINE_ABORTED:
        break;
      default:
        last.push_back(std::move(answer));
        last.pop_front();
    }
    // A connection that broke answers with errors for ever and never comes to the sync.
    if (lost()) fail_lost();
  }
  if (error_) std::rethrow_exception(error_);
  return {std::make_move_iterator(last.begin()), std::make_move_iterator(last.end())};
}

void PostgresConnection::sync() {
  if (queued_ > 0) send_sync();
  if (syncs_ > 0) receive();
  if (error_) std::rethrow_exception(error_);
}

bool PostgresConnection::commit() {
  // A warning with the commit ("canceling wait for synchronous replication …") means that the commit may
  // be lost with this server. An aborted transaction answers COMMIT with ROLLBACK.
  const int notices = notices_;
  queue_control("COMMIT");
  send_sync();
  const Answer answer = receive();
  return std::string_view(PQcmdStatus(answer.get())) == "COMMIT" && notices_ == notices;
}

void PostgresConnection::roll_back() noexcept {
  try {
    if (lost()) return;
    if (queued_ > 0) send_sync();
    try {
      if (syncs_ > 0) receive();
    } catch (const std::exception&) {  // known already, or of no more interest
    }
    error_ = nullptr;
    queue_control("ROLLBACK");
    sync();
  } catch (...) {  // the connection broke, and the transaction with it
    error_ = std::current_exception();
  }
}

void PostgresConnection::roll_back_later() {
  queue_control("ROLLBACK");
  send_sync();
  if (PQflush(handle_) < 0) fail_lost();
}

template <class Work>
auto PostgresTransaction::guarded(const Statement& statement, Work work) {
  if (doomed_) std::rethrow_exception(doomed_);
  if (hook_) hook_(Step::before_statement, statement.name);
  try {
    return work();
  } catch (...) {
    doomed_ = std::current_exception();
    throw;
  }
}

void PostgresTransaction::before_write() {
  waiting_.clear();
  if (!in_company_ || has_savepoint_) return;
  connection_.queue_control("SAVEPOINT flow");
  has_savepoint_ = true;
}

void PostgresTransaction::release() {
  if (has_savepoint_) connection_.queue_control("RELEASE flow");
}

void PostgresTransaction::undo() {
  if (!has_savepoint_) return;
  connection_.queue_control("ROLLBACK TO flow");
  connection_.queue_control("RELEASE flow");
}

const Rows* PostgresTransaction::answer_to(const Statement& statement, const Values& parameters) const {
  const auto same = [](const Value& a, const Value& b) { return a.content() == b.content(); };
  for (const auto& [query, rows] : waiting_)
    if (query.statement == &statement && std::ranges::equal(query.parameters, parameters, same)) return &rows;
  return nullptr;
}

void PostgresTransaction::look_ahead(std::vector<Query> queries) {
  std::erase_if(queries, [&](const Query& query) { return answer_to(*query.statement, query.parameters); });
  if (queries.empty()) return;
  guarded(*queries[0].statement, [&] {
    for (const Query& query : queries)
      if (!connection_.only_reads(*query.statement))
        throw BrokenProgram(std::string(query.statement->name) + " writes: it can't be looked at ahead");
    std::vector<Rows> answers = connection_.query_all(queries);
    for (std::size_t i = 0; i < queries.size(); ++i)
      waiting_.push_back({std::move(queries[i]), std::move(answers[i])});
  });
}

Rows PostgresTransaction::query(const Statement& statement, Values parameters) {
  return guarded(statement, [&] {
    if (const Rows* answer = answer_to(statement, parameters)) return *answer;
    if (!connection_.only_reads(statement)) before_write();
    return connection_.query(statement, parameters);
  });
}

void PostgresTransaction::execute(const Statement& statement, Values parameters) {
  guarded(statement, [&] {
    before_write();
    connection_.queue(statement, parameters);
  });
}

void PostgresTransaction::batch(const Statement& statement, std::vector<Values> rows) {
  guarded(statement, [&] {
    before_write();
    connection_.queue_batch(statement, rows);
  });
}

std::int64_t PostgresTransaction::execute_counted(const Statement& statement, Values parameters) {
  return guarded(statement, [&] {
    before_write();
    return connection_.execute_counted(statement, parameters);
  });
}

}  // namespace huiji::db
