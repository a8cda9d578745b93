#include "platform/db/database.hpp"

#include "kernel/check.hpp"
#include "platform/db/engines.hpp"

namespace huiji::db {

template <class Type>
static const Type& hold(const Values& values, std::size_t column, const char* kind) {
  HUIJI_CHECK(column < values.size());
  if (const auto* content = std::get_if<Type>(&values[column].content())) return *content;
  throw BrokenProgram("column " + std::to_string(column) + " holds no " + kind);
}

std::int64_t Rows::Row::integer(std::size_t column) const {
  return hold<std::int64_t>(*values_, column, "number");
}

const std::string& Rows::Row::text(std::size_t column) const {
  return hold<std::string>(*values_, column, "text");
}

const std::string& Rows::Row::bytes(std::size_t column) const {
  return hold<Bytes>(*values_, column, "bytes").data;
}

Uuid Rows::Row::uuid(std::size_t column) const {
  HUIJI_CHECK(column < values_->size());
  if (const auto* uuid = std::get_if<Uuid>(&(*values_)[column].content())) return *uuid;
  const std::string& data = hold<Bytes>(*values_, column, "id").data;  // SQLite knows only bytes
  Uuid uuid{};
  HUIJI_CHECK(data.size() == uuid.size());
  std::copy(data.begin(), data.end(), uuid.begin());
  return uuid;
}

Date Rows::Row::date(std::size_t column) const {
  const auto date = parse_date(text(column));
  HUIJI_CHECK(date.has_value());
  return *date;
}

static constexpr std::string_view kSqlitePrefix = "sqlite:";

static bool is_postgres(const std::string& address) {
  return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

[[noreturn]] static void refuse_address() {
  throw Unavailable("a database address is sqlite:<path>, sqlite::memory: or postgresql://…");
}

std::unique_ptr<Store> open(const std::string& address, Options options) {
  if (address.starts_with(kSqlitePrefix) && address.size() > kSqlitePrefix.size()) {
    return open_sqlite(address.substr(kSqlitePrefix.size()), std::move(options));
  }
  if (is_postgres(address)) return open_postgres(address, std::move(options));
  refuse_address();
}

void restore(const std::string& from_path, const std::string& address, bool force) {
  if (address.starts_with(kSqlitePrefix) && address.size() > kSqlitePrefix.size()) {
    return restore_sqlite(from_path, address.substr(kSqlitePrefix.size()), force);
  }
  if (is_postgres(address)) return restore_postgres(from_path, address, force);
  refuse_address();
}

}  // namespace huiji::db
