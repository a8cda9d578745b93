// A refusal is an expected "no" with a reason: the family says what to do next, the code is stable, the
// texts (Chinese first) tell the person what to do. Codes are declared as inline constants in a room's
// <room>_errors.hpp; declaring one registers it for contract/errors.json. A text may hold {placeholders}
// that the refusal's details fill.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kernel/check.hpp"

namespace huiji {

// malformed 400: the request is wrong, repeating it is useless. unauthenticated 401: log in (again).
// forbidden 403: the right is missing. not_found 404. refused 409: a rule says no, show the person.
// too_large 413. limited 429: wait and repeat. retry 503: send the same request again. broken 500: a program
// error with an incident id; nothing was changed, a repeat may fail again, so set the request aside.
enum class Family {
  malformed,
  unauthenticated,
  forbidden,
  not_found,
  refused,
  too_large,
  limited,
  retry,
  broken
};

int http_status(Family family);
std::string_view family_name(Family family);  // as it stands in an error's body

struct ErrorCode {
  const char* code;  // "<room>.<what>", stable
  Family family;
  const char* zh;
  const char* en;
  const ErrorCode* next;  // registry: an intrusive list of every declared code

  ErrorCode(const char* code, Family family, const char* zh, const char* en);
  static const ErrorCode* first();
};

struct Detail {
  std::string name;
  std::string value;
};

struct Refusal {
  const ErrorCode* code = nullptr;
  std::vector<Detail> details;

  Refusal(const ErrorCode& code, std::vector<Detail> details = {})
      : code(&code), details(std::move(details)) {}
  std::string text(bool chinese) const;  // placeholders filled
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}
  Result(Refusal refusal) : content_(std::move(refusal)) {}
  Result(const ErrorCode& code) : content_(Refusal(code)) {}

  explicit operator bool() const { return content_.index() == 0; }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Refusal& refusal() const {
    HUIJI_CHECK(content_.index() == 1);
    return std::get<1>(content_);
  }

 private:
  T& value() {
    HUIJI_CHECK(content_.index() == 0);
    return *std::get_if<0>(&content_);
  }
  const T& value() const {
    HUIJI_CHECK(content_.index() == 0);
    return *std::get_if<0>(&content_);
  }
  std::variant<T, Refusal> content_;
};

struct Done {};  // Result<Done>: success without a value

}  // namespace huiji
