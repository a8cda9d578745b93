#include "platform/db/postgres_values.hpp"

#include <limits>

namespace huiji::db {

namespace {

// Numbers of pg_type; they never change (src/include/catalog/pg_type.dat).
constexpr Oid kBool = 16, kBytea = 17, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25;
constexpr Oid kVarchar = 1043, kNumeric = 1700, kUuid = 2950;

struct ArrayType {
  Oid array;
  Oid element;
};
constexpr ArrayType kArrays[] = {{1000, kBool}, {1001, kBytea}, {1005, kInt2},    {1007, kInt4},
                                 {1009, kText}, {1016, kInt8},  {1015, kVarchar}, {2951, kUuid}};

[[noreturn]] void refuse(std::string_view statement, const std::string& what) {
  throw BrokenProgram("PostgreSQL: " + std::string(statement) + ": " + what);
}

void put_integer(std::string& out, std::int64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out += static_cast<char>(static_cast<std::uint64_t>(number) >> shift);
  }
}

std::int64_t get_integer(const char* data, int bytes) {
  std::uint64_t number = (data[0] & 0x80) ? ~std::uint64_t{0} : 0;
  for (int i = 0; i < bytes; ++i) number = (number << 8) | static_cast<std::uint8_t>(data[i]);
  return static_cast<std::int64_t>(number);
}

int integer_size(Oid type) {
  return type == kInt8 ? 8 : type == kInt4 ? 4 : type == kInt2 ? 2 : type == kBool ? 1 : 0;
}

bool fits(std::int64_t number, Oid type) {
  if (type == kInt4) return number == static_cast<std::int32_t>(number);
  if (type == kInt2) return number == static_cast<std::int16_t>(number);
  if (type == kBool) return number == 0 || number == 1;
  return true;
}

// False: a value of this kind does not go into that type.
bool put(std::string& out, const Value::Content& content, Oid type) {
  if (const auto* number = std::get_if<std::int64_t>(&content)) {
    const int size = integer_size(type);
    if (size == 0 || !fits(*number, type)) return false;
    put_integer(out, *number, size);
  } else if (const auto* text = std::get_if<std::string>(&content)) {
    if (type != kText && type != kVarchar && type != kName) return false;
    if (text->find('\0') != text->npos) return false;
    out += *text;
  } else if (const auto* bytes = std::get_if<Bytes>(&content)) {
    if (type != kBytea) return false;
    out += bytes->data;
  } else if (const auto* uuid = std::get_if<Uuid>(&content)) {
    if (type != kUuid && type != kBytea) return false;
    out.append(reinterpret_cast<const char*>(uuid->data()), uuid->size());
  }
  return true;
}

std::string_view kind_of(const Value::Content& content) {
  constexpr std::string_view kinds[] = {"NULL", "a number", "a text", "bytes", "an id"};
  return kinds[content.index()];
}

[[noreturn]] void refuse_parameter(std::string_view statement, std::size_t number, Oid type,
                                   const Value& value) {
  refuse(statement, "$" + std::to_string(number) + " has type " + std::string(postgres_type_name(type)) +
                        " (" + std::to_string(type) +
                        ") and does not take this value: " + std::string(kind_of(value.content())));
}

}  // namespace

std::string_view postgres_type_name(Oid type) {
  switch (type) {
    case kBool:
      return "bool";
    case kBytea:
      return "bytea";
    case kInt2:
      return "int2";
    case kInt4:
      return "int4";
    case kInt8:
      return "int8";
    case kText:
      return "text";
    case kVarchar:
      return "varchar";
    case kUuid:
      return "uuid";
    default:
      return {};
  }
}

void PostgresParameters::add(const Value& value, Oid type, std::string_view statement) {
  const auto from = buffer_.size();
  if (!put(buffer_, value.content(), type)) refuse_parameter(statement, lengths_.size() + 1, type, value);
  offsets_.push_back(value.is_null() ? -1 : static_cast<std::ptrdiff_t>(from));
  lengths_.push_back(static_cast<int>(buffer_.size() - from));
}

void PostgresParameters::add_array(std::span<const Values> rows, std::size_t column, Oid array_type,
                                   std::string_view statement) {
  Oid element = 0;
  for (const ArrayType& type : kArrays) {
    if (type.array == array_type) element = type.element;
  }
  if (element == 0) refuse(statement, "$" + std::to_string(column + 1) + " is no array");
  const auto from = buffer_.size();
  // Dimensions, "may hold NULL", type of the elements, length, lower bound (array_recv in arrayfuncs.c).
  for (const std::int64_t field : {std::int64_t{1}, std::int64_t{1}, std::int64_t{element},
                                   static_cast<std::int64_t>(rows.size()), std::int64_t{1}}) {
    put_integer(buffer_, field, 4);
  }
  std::string item;
  for (const Values& row : rows) {
    const Value& value = row[column];
    item.clear();
    if (!put(item, value.content(), element)) refuse_parameter(statement, column + 1, element, value);
    put_integer(buffer_, value.is_null() ? -1 : static_cast<std::int64_t>(item.size()), 4);
    buffer_ += item;
  }
  offsets_.push_back(static_cast<std::ptrdiff_t>(from));
  lengths_.push_back(static_cast<int>(buffer_.size() - from));
}

const char* const* PostgresParameters::values() {
  values_.clear();
  for (const auto offset : offsets_) values_.push_back(offset < 0 ? nullptr : buffer_.data() + offset);
  return values_.data();
}

const int* PostgresParameters::formats() {
  formats_.assign(lengths_.size(), 1);  // binary
  return formats_.data();
}

Value postgres_column(const PGresult* result, int row, int column, std::string_view statement) {
  if (PQgetisnull(result, row, column)) return {};
  const char* data = PQgetvalue(result, row, column);
  const int size = PQgetlength(result, row, column);
  const Oid type = PQftype(result, column);
  if (const int bytes = integer_size(type)) return get_integer(data, bytes);
  const auto length = static_cast<std::size_t>(size);
  if (type == kText || type == kVarchar || type == kName) return std::string(data, length);
  if (type == kBytea) return Bytes{std::string(data, length)};
  if (type == kUuid && length == 16) {
    Uuid uuid{};
    std::copy_n(data, 16, reinterpret_cast<char*>(uuid.data()));
    return uuid;
  }
  if (type == kNumeric)
    refuse(statement, "column " + std::to_string(column) + " is numeric: CAST(… AS BIGINT)");
  refuse(statement, "column " + std::to_string(column) + " has type " + std::to_string(type));
}

}  // namespace huiji::db
