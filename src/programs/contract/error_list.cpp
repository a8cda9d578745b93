#include "programs/contract/error_list.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <map>

#include "all_errors.hpp"  // generated: every src/**/*_errors.hpp, whose constants register themselves
#include "platform/http/http_errors.hpp"

namespace huiji::contract {

namespace json = boost::json;

// Any byte beyond ASCII that begins a character of the CJK range (UTF-8 E3 to E9).
static bool holds_chinese(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xE9) return true;
  return false;
}

ErrorList error_list() {
  ErrorList list;
  std::map<std::string, const ErrorCode*> sorted;
  for (const ErrorCode* code = ErrorCode::first(); code; code = code->next) {
    const auto [_, is_new] = sorted.emplace(code->code, code);
    if (!is_new) list.problems.push_back(std::string(code->code) + " is declared twice");
    if (!holds_chinese(code->zh)) list.problems.push_back(std::string(code->code) + " has no Chinese text");
    if (std::string_view(code->en).empty() || holds_chinese(code->en))
      list.problems.push_back(std::string(code->code) + " has no English text");
  }
  json::array document;
  for (const auto& [name, code] : sorted)
    document.push_back({{"code", name},
                        {"family", family_name(code->family)},
                        {"status", http::status_of(*code)},
                        {"zh", code->zh},
                        {"en", code->en}});
  list.document = std::move(document);
  return list;
}

}  // namespace huiji::contract
