#include "wire/json.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace huiji::wire {

namespace json = boost::json;

namespace {

struct Reader {
  std::string path;
  std::string reason;

  bool fail(std::string why) {
    reason = std::move(why);
    return false;
  }
  bool read(const json::value& from, void* to, const TypeInfo& type, const FieldRule* rule);
  bool read_object(const json::value& from, void* to, const TypeInfo& type);
  bool read_list(const json::value& from, void* to, const TypeInfo& type, const FieldRule* rule);
  bool read_integer(const json::value& from, void* to, const TypeInfo& type, const FieldRule* rule);
  bool read_text(const json::value& from, void* to, const TypeInfo& type, const FieldRule* rule);
  bool read_field(const json::object& object, void* to, const Field& field, std::size_t& seen);
};

bool Reader::read_integer(const json::value& from, void* to, const TypeInfo& type, const FieldRule* rule) {
  std::int64_t number = 0;
  if (from.is_int64())
    number = from.get_int64();
  else
    return fail("expected a whole number");
  const std::int64_t low = std::max(type.minimum, rule ? rule->minimum : INT64_MIN);
  const std::int64_t high = std::min(type.maximum, rule ? rule->maximum : INT64_MAX);
  if (number < low || number > high)
    return fail("must be between " + std::to_string(low) + " and " + std::to_string(high));
  return type.read_integer(to, number) || fail("not a valid number");
}

bool Reader::read_text(const json::value& from, void* to, const TypeInfo& type, const FieldRule* rule) {
  if (!from.is_string()) return fail("expected text");
  const std::string_view text{from.get_string().data(), from.get_string().size()};
  if (rule && (text.size() < rule->min_length || text.size() > rule->max_length))
    return fail(text.size() < rule->min_length ? "too short" : "too long");
  if (text.find('\0') != std::string_view::npos) return fail("must not hold a NUL character");
  if (type.read_text(to, text)) return true;
  return fail(type.shape == Shape::enumeration ? "not one of the allowed values"
                                               : "not a valid " + std::string(type.format));
}

bool Reader::read_list(const json::value& from, void* to, const TypeInfo& type, const FieldRule* rule) {
  if (!from.is_array()) return fail("expected a list");
  const json::array& array = from.get_array();
  if (rule && (array.size() < rule->min_length || array.size() > rule->max_length))
    return fail(array.size() < rule->min_length ? "too few items" : "too many items");
  type.clear(to);
  const std::size_t depth = path.size();
  for (std::size_t i = 0; i < array.size(); ++i) {
    path += "/" + std::to_string(i);
    if (!read(array[i], type.emplace(to), type.inner(), nullptr)) return false;
    path.resize(depth);
  }
  return true;
}

bool Reader::read_field(const json::object& object, void* to, const Field& field, std::size_t& seen) {
  const std::size_t depth = path.size();
  path += "/";
  path += field.name;
  const TypeInfo& type = field.type();
  const json::value* found = object.if_contains(field.name);
  if (found) ++seen;
  if (!found && type.shape != Shape::optional) return fail("is missing");
  if (found && !read(*found, field.member(to), type, field.rule)) return false;
  path.resize(depth);
  return true;
}

bool Reader::read_object(const json::value& from, void* to, const TypeInfo& type) {
  if (!from.is_object()) return fail("expected an object");
  const json::object& object = from.get_object();
  std::size_t seen = 0;
  for (const Field& field : type.fields)
    if (!read_field(object, to, field, seen)) return false;
  if (seen == object.size()) return true;
  for (const auto& pair : object) {
    bool known = false;
    for (const Field& field : type.fields) known |= pair.key() == field.name;
    if (!known) {
      path += "/" + std::string(pair.key());
      return fail("is not a known field");
    }
  }
  return fail("a field stands there twice");
}

bool Reader::read(const json::value& from, void* to, const TypeInfo& type, const FieldRule* rule) {
  switch (type.shape) {
    case Shape::boolean:
      if (!from.is_bool()) return fail("expected true or false");
      return type.read_integer(to, from.get_bool());
    case Shape::integer:
      return read_integer(from, to, type, rule);
    case Shape::text:
    case Shape::enumeration:
      return read_text(from, to, type, rule);
    case Shape::optional:
      if (from.is_null()) return type.clear(to), true;
      return read(from, type.emplace(to), type.inner(), rule);
    case Shape::list:
      return read_list(from, to, type, rule);
    case Shape::object:
      return read_object(from, to, type);
    case Shape::json:
      static_cast<Json*>(to)->text = json::serialize(from);
      return true;
  }
  return false;
}

}  // namespace

Result<Done> read(std::string_view text, void* value, const TypeInfo& type) {
  alignas(16) unsigned char buffer[16 * 1024];
  json::monotonic_resource memory(buffer, sizeof buffer);
  boost::system::error_code error;
  const json::value document = json::parse({text.data(), text.size()}, error, &memory);
  if (error) return Refusal(not_json, {{"reason", error.message()}});
  Reader reader;
  if (reader.read(document, value, type, nullptr)) return Done{};
  return Refusal(bad_field, {{"path", reader.path.empty() ? "/" : reader.path}, {"reason", reader.reason}});
}

void write_json_text(std::string_view text, std::string& out) {
  static constexpr char kDigits[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

static void write_object(const void* value, const TypeInfo& type, std::string& out) {
  out += '{';
  bool first = true;
  for (const Field& field : type.fields) {
    const void* member = field.member(const_cast<void*>(value));
    const TypeInfo& inner = field.type();
    if (inner.shape == Shape::optional && !inner.value(member)) continue;
    if (!first) out += ',';
    first = false;
    out += '"';
    out += field.name;
    out += "\":";
    write(member, inner, out);
  }
  out += '}';
}

void write(const void* value, const TypeInfo& type, std::string& out) {
  switch (type.shape) {
    case Shape::boolean:
      out += type.write_integer(value) ? "true" : "false";
      return;
    case Shape::integer:
      out += std::to_string(type.write_integer(value));
      return;
    case Shape::text:
    case Shape::enumeration: {
      std::string text;
      type.write_text(value, text);
      write_json_text(text, out);
      return;
    }
    case Shape::optional:
      if (const void* inner = type.value(value))
        write(inner, type.inner(), out);
      else
        out += "null";
      return;
    case Shape::list: {
      out += '[';
      const std::size_t size = type.size(value);
      for (std::size_t i = 0; i < size; ++i) {
        if (i) out += ',';
        write(type.item(value, i), type.inner(), out);
      }
      out += ']';
      return;
    }
    case Shape::object:
      write_object(value, type, out);
      return;
    case Shape::json:
      out += static_cast<const Json*>(value)->text;
      return;
  }
}

}  // namespace huiji::wire
