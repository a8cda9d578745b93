#include "kernel/result.hpp"

namespace huiji {

static const ErrorCode*& registry() {
  static const ErrorCode* first = nullptr;
  return first;
}

ErrorCode::ErrorCode(const char* code, Family family, const char* zh, const char* en)
    : code(code), family(family), zh(zh), en(en), next(registry()) {
  registry() = this;
}

const ErrorCode* ErrorCode::first() { return registry(); }

int http_status(Family family) {
  switch (family) {
    case Family::malformed:
      return 400;
    case Family::unauthenticated:
      return 401;
    case Family::forbidden:
      return 403;
    case Family::not_found:
      return 404;
    case Family::refused:
      return 409;
    case Family::too_large:
      return 413;
    case Family::limited:
      return 429;
    case Family::retry:
      return 503;
    case Family::broken:
      return 500;
  }
  return 500;
}

std::string_view family_name(Family family) {
  switch (family) {
    case Family::malformed:
      return "malformed";
    case Family::unauthenticated:
      return "unauthenticated";
    case Family::forbidden:
      return "forbidden";
    case Family::not_found:
      return "not_found";
    case Family::refused:
      return "refused";
    case Family::too_large:
      return "too_large";
    case Family::limited:
      return "limited";
    case Family::retry:
      return "retry";
    case Family::broken:
      return "broken";
  }
  return "";
}

// One pass over the template, so that a value that looks like a placeholder is never expanded.
std::string Refusal::text(bool chinese) const {
  std::string_view rest = chinese ? code->zh : code->en;
  std::string text;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    const std::size_t close = open == rest.npos ? rest.npos : rest.find('}', open);
    if (close == rest.npos) break;
    text += rest.substr(0, open);
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    for (const Detail& detail : details)
      if (detail.name == name) text += detail.value;
    rest.remove_prefix(close + 1);
  }
  return text.append(rest);
}

}  // namespace huiji
