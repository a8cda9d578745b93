// Structured logs: one line of JSON per event, {"at","level","event", fields…}. Fields are numbers and short
// texts of our own making (route patterns, codes, ids of incidents); personal data has no place here: a
// Private<T> does not convert to a Field, and nothing logs a body, a raw path, a query or a full address.
// Before open() lines of level warning and above go to the standard error.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace huiji::log {

enum class Level { debug, info, warning, error, off };

struct Field {
  std::string_view name;
  std::string_view text = {};
  std::int64_t number = 0;
  bool is_number = false;

  Field(std::string_view name, std::string_view text) : name(name), text(text) {}
  Field(std::string_view name, const char* text) : name(name), text(text) {}
  Field(std::string_view name, const std::string& text) : name(name), text(text) {}
  template <class Whole>
  requires std::is_integral_v<Whole> Field(std::string_view name, Whole number)
      : name(name), number(static_cast<std::int64_t>(number)), is_number(true) {}
};

// Empty file: standard error. A file is rotated at 16 MiB; four older ones are kept.
void open(Level level, const std::string& file);

void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});
inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::error, event, fields);
}

}  // namespace huiji::log
