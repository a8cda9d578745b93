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
    case Family::malformed: return 400;
    case Family::unauthenticated: return 401;
    case Family::forbidden: return 403;
    case Family::not_found: return 404;
    case Family::refused: return 409;
    case Family::too_large: return 413;
    case Family::limited: return 429;
    case Family::retry: return 503;
  }
  return 500;
}

std::string Refusal::text(bool chinese) const {
  std::string text = chinese ? code->zh : code->en;
  for (const Detail& detail : details) {
    const std::string mark = "{" + detail.name + "}";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.replace(at, mark.size(), detail.value);
      at += detail.value.size();
    }
  }
  return text;
}

}  // namespace huiji
