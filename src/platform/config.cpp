#include "platform/config.hpp"

#include <toml++/toml.h>
#include <charconv>
#include <cstdlib>

namespace huiji::config {

namespace {

using wire::FieldRule;
using wire::Shape;
using wire::TypeInfo;

struct Reader {
  const std::string& file;

  Result<Done> read_table(const toml::table& table, void* object, const TypeInfo& type,
                          const std::string& path);
  Result<Done> read_value(const toml::node& node, void* to, const wire::Field& field,
                          const std::string& path);
};

Refusal bad(const std::string& key, std::string reason) {
  return Refusal(bad_value, {{"key", key}, {"reason", std::move(reason)}});
}

std::string joined(std::span<const char* const> names) {
  std::string list;
  for (const char* name : names) list += (list.empty() ? "" : ", ") + std::string(name);
  return list;
}

Result<Done> set_number(std::int64_t number, void* to, const wire::Field& field, const std::string& path) {
  const TypeInfo& type = field.type();
  const std::int64_t low = std::max(type.minimum, field.rule ? field.rule->minimum : INT64_MIN);
  const std::int64_t high = std::min(type.maximum, field.rule ? field.rule->maximum : INT64_MAX);
  if (number < low || number > high || !type.read_integer(to, number))
    return bad(path, std::to_string(low) + " … " + std::to_string(high));
  return Done{};
}

Result<Done> set_text(std::string_view text, void* to, const wire::Field& field, const std::string& path) {
  const TypeInfo& type = field.type();
  if (type.shape == Shape::integer) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return bad(path, "123");
    return set_number(number, to, field, path);
  }
  if (!type.read_text(to, text))
    return bad(path, type.shape == Shape::enumeration ? joined(type.names) : "text");
  return Done{};
}

Result<Done> Reader::read_value(const toml::node& node, void* to, const wire::Field& field,
                                const std::string& path) {
  const Shape shape = field.type().shape;
  if (shape == Shape::object) {
    if (!node.is_table()) return bad(path, "[" + path + "]");
    return read_table(*node.as_table(), to, field.type(), path + ".");
  }
  if (shape == Shape::integer) {
    if (!node.is_integer()) return bad(path, "123");
    return set_number(node.as_integer()->get(), to, field, path);
  }
  if (!node.is_string()) return bad(path, "\"…\"");
  return set_text(node.as_string()->get(), to, field, path);
}

Result<Done> Reader::read_table(const toml::table& table, void* object, const TypeInfo& type,
                                const std::string& path) {
  for (const auto& [key, node] : table) {
    const wire::Field* field = nullptr;
    std::string known;
    for (const wire::Field& candidate : type.fields) {
      if (key.str() == candidate.name) field = &candidate;
      known += (known.empty() ? "" : ", ") + path + candidate.name;
    }
    const std::string name = path + std::string(key.str());
    if (!field) return Refusal(unknown_key, {{"file", file}, {"key", name}, {"known", known}});
    if (auto done = read_value(node, field->member(object), *field, name); !done) return done;
  }
  return Done{};
}

Result<Done> read_environment(const Environment& environment, void* object, const TypeInfo& type,
                              const std::string& prefix) {
  for (const wire::Field& field : type.fields) {
    std::string name = prefix + field.name;
    for (char& c : name)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    void* to = field.member(object);
    if (field.type().shape == Shape::object) {
      if (auto done = read_environment(environment, to, field.type(), name + "_"); !done) return done;
    } else if (const auto text = environment(name)) {
      if (auto done = set_text(*text, to, field, name); !done) return done;
    }
  }
  return Done{};
}

Result<Done> read_file(const std::string& file, Settings& settings) {
  try {
    const toml::table table = toml::parse_file(file);
    return Reader{file}.read_table(table, &settings, wire::type_of<Settings>(), "");
  } catch (const toml::parse_error& error) {
    const auto line = error.source().begin.line;
    if (line == 0) return Refusal(no_file, {{"file", file}});
    return Refusal(
        not_toml,
        {{"file", file}, {"line", std::to_string(line)}, {"reason", std::string(error.description())}});
  }
}

}  // namespace

Environment system_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (!value) return std::nullopt;
    return value;
  };
}

Result<Settings> read_settings(const std::string& file, const Environment& environment) {
  Settings settings;
  if (!file.empty())
    if (auto done = read_file(file, settings); !done) return done.refusal();
  if (auto done = read_environment(environment, &settings, wire::type_of<Settings>(), "HUIJI_"); !done)
    return done.refusal();
  return settings;
}

std::string database_address(const Settings& settings) {
  return settings.database.empty() ? "sqlite:" + settings.data + "/huiji.db" : settings.database;
}

std::string secrets_file(const Settings& settings) { return settings.data + "/secret.key"; }

}  // namespace huiji::config
