// Values in PostgreSQL's binary wire format. The server says what type each parameter and column has; a
// value of another kind is a broken program, as is a numeric result (sum without CAST(… AS BIGINT)).
#pragma once

#include <libpq-fe.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.hpp"

namespace huiji::db {

// The parameters of one execution, in the form that libpq takes them.
class PostgresParameters {
 public:
  void add(const Value& value, Oid type, std::string_view statement);
  // Column `column` of all rows as an array.
  void add_array(std::span<const Values> rows, std::size_t column, Oid array_type,
                 std::string_view statement);

  int count() const { return static_cast<int>(lengths_.size()); }
  const char* const* values();  // valid until the next add
  const int* lengths() const { return lengths_.data(); }
  const int* formats();

 private:
  std::string buffer_;
  std::vector<std::ptrdiff_t> offsets_;  // -1: NULL
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::vector<const char*> values_;
};

Value postgres_column(const PGresult* result, int row, int column, std::string_view statement);

std::string_view postgres_type_name(Oid type);  // of the types that parameters have; empty: unknown

}  // namespace huiji::db
