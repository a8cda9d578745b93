// JSON text to described values and back. Reading refuses: text that is not JSON, a missing or unknown
// field, a wrong type, a number outside its range, a text outside its length; the refusal names the place
// as a JSON pointer. Writing is canonical: fields in declaration order, no white space, absent optionals
// left out, so that equal values give equal bytes everywhere (native, WebAssembly).
#pragma once

#include <string>
#include <string_view>

#include "kernel/result.hpp"
#include "wire/type_info.hpp"

namespace huiji::wire {

inline const ErrorCode not_json{"wire.not_json", Family::malformed, "请求内容不是有效的 JSON：{reason}",
                                "The request body is not valid JSON: {reason}"};
inline const ErrorCode bad_field{"wire.bad_field", Family::malformed, "字段 {path} 有误：{reason}",
                                 "Field {path} is wrong: {reason}"};

Result<Done> read(std::string_view text, void* value, const TypeInfo& type);
void write(const void* value, const TypeInfo& type, std::string& out);
void write_json_text(std::string_view text, std::string& out);  // quoted and escaped

template <class T>
Result<T> from_json(std::string_view text) {
  T value{};
  if (auto done = read(text, &value, type_of<T>()); !done) return done.refusal();
  return value;
}

template <class T>
std::string to_json(const T& value) {
  std::string out;
  write(&value, type_of<T>(), out);
  return out;
}

}  // namespace huiji::wire
