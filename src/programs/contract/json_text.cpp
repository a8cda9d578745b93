#include "programs/contract/json_text.hpp"

#include <boost/json/serialize.hpp>

namespace huiji::contract {

namespace json = boost::json;

static void write(const json::value& value, std::size_t indent, std::string& out);

static void new_line(std::size_t indent, std::string& out) {
  out += '\n';
  out.append(indent, ' ');
}

static void write_object(const json::object& object, std::size_t indent, std::string& out) {
  out += '{';
  bool first = true;
  for (const auto& [key, value] : object) {
    if (!first) out += ',';
    first = false;
    new_line(indent + 2, out);
    out += json::serialize(json::string(key));
    out += ": ";
    write(value, indent + 2, out);
  }
  new_line(indent, out);
  out += '}';
}

static void write_array(const json::array& array, std::size_t indent, std::string& out) {
  out += '[';
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (i > 0) out += ',';
    new_line(indent + 2, out);
    write(array[i], indent + 2, out);
  }
  new_line(indent, out);
  out += ']';
}

static void write(const json::value& value, std::size_t indent, std::string& out) {
  if (value.is_object() && !value.get_object().empty())
    write_object(value.get_object(), indent, out);
  else if (value.is_array() && !value.get_array().empty())
    write_array(value.get_array(), indent, out);
  else
    out += json::serialize(value);
}

std::string pretty(const json::value& value) {
  std::string out;
  write(value, 0, out);
  out += '\n';
  return out;
}

}  // namespace huiji::contract
