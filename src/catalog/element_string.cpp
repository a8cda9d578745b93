#include "catalog/element_string.hpp"

#include "catalog/barcode.hpp"
#include "catalog/scan_errors.hpp"

namespace huiji::catalog {
namespace {

enum class Characters { digits, text };

struct AiRule {
  std::string_view prefix;
  std::size_t ai_length;
  std::size_t shortest, longest;
  Characters characters = Characters::digits;
  bool predefined = false;  // its length is known to every reader: no separator follows
  char last_decimal = '9';  // of AIs whose fourth digit counts decimals
};

constexpr auto kText = Characters::text;
constexpr auto kDigits = Characters::digits;
constexpr AiRule kRules[] = {
    {"00", 2, 18, 18, kDigits, true},
    {"01", 2, 14, 14, kDigits, true},
    {"02", 2, 14, 14, kDigits, true},
    {"03", 2, 14, 14, kDigits, true},
    {"10", 2, 1, 20, kText},
    {"11", 2, 6, 6, kDigits, true},
    {"12", 2, 6, 6, kDigits, true},
    {"13", 2, 6, 6, kDigits, true},
    {"15", 2, 6, 6, kDigits, true},
    {"16", 2, 6, 6, kDigits, true},
    {"17", 2, 6, 6, kDigits, true},
    {"20", 2, 2, 2, kDigits, true},
    {"21", 2, 1, 20, kText},
    {"22", 2, 1, 20, kText},
    {"235", 3, 1, 28, kText},
    {"240", 3, 1, 30, kText},
    {"241", 3, 1, 30, kText},
    {"242", 3, 1, 6},
    {"243", 3, 1, 20, kText},
    {"250", 3, 1, 30, kText},
    {"251", 3, 1, 30, kText},
    {"254", 3, 1, 20, kText},
    {"30", 2, 1, 8},
    {"31", 4, 6, 6, kDigits, true, '5'},
    {"32", 4, 6, 6, kDigits, true, '5'},
    {"33", 4, 6, 6, kDigits, true, '5'},
    {"34", 4, 6, 6, kDigits, true, '5'},
    {"35", 4, 6, 6, kDigits, true, '5'},
    {"36", 4, 6, 6, kDigits, true, '5'},
    {"37", 2, 1, 8},
    {"390", 4, 1, 15},
    {"391", 4, 4, 18},
    {"392", 4, 1, 15},
    {"393", 4, 4, 18},
    {"394", 4, 4, 4, kDigits, false, '3'},
    {"395", 4, 6, 6, kDigits, false, '6'},
    {"400", 3, 1, 30, kText},
    {"401", 3, 1, 30, kText},
    {"402", 3, 17, 17},
    {"403", 3, 1, 30, kText},
    {"410", 3, 13, 13, kDigits, true},
    {"411", 3, 13, 13, kDigits, true},
    {"412", 3, 13, 13, kDigits, true},
    {"413", 3, 13, 13, kDigits, true},
    {"414", 3, 13, 13, kDigits, true},
    {"415", 3, 13, 13, kDigits, true},
    {"416", 3, 13, 13, kDigits, true},
    {"417", 3, 13, 13, kDigits, true},
    {"420", 3, 1, 20, kText},
    {"422", 3, 3, 3},
    {"7002", 4, 1, 30, kText},
    {"7003", 4, 10, 10},
    {"7004", 4, 1, 4},
    {"7006", 4, 6, 6},
    {"7007", 4, 6, 12},
    {"8005", 4, 6, 6},
    {"8008", 4, 8, 12},
    {"8020", 4, 1, 25, kText},
    {"8200", 4, 1, 70, kText},
    {"90", 2, 1, 30, kText},
    {"91", 2, 1, 90, kText},
    {"92", 2, 1, 90, kText},
    {"93", 2, 1, 90, kText},
    {"94", 2, 1, 90, kText},
    {"95", 2, 1, 90, kText},
    {"96", 2, 1, 90, kText},
    {"97", 2, 1, 90, kText},
    {"98", 2, 1, 90, kText},
    {"99", 2, 1, 90, kText},
};

Refusal refuse(const ErrorCode& code, std::string_view ai) {
  return Refusal(code, {{"ai", std::string(ai)}});
}

// The rule of the AI that the text begins with. No prefix of the table begins another one.
const AiRule* rule_at(std::string_view text) {
  for (const AiRule& rule : kRules) {
    if (!text.starts_with(rule.prefix) || text.size() < rule.ai_length) continue;
    const std::string_view ai = text.substr(0, rule.ai_length);
    return all_digits(ai) && (rule.ai_length < 4 || ai.back() <= rule.last_decimal) ? &rule : nullptr;
  }
  return nullptr;
}

const AiRule* rule_of(std::string_view ai) {
  const AiRule* rule = rule_at(ai);
  return rule && rule->ai_length == ai.size() ? rule : nullptr;
}

// What a refusal may show: the next few characters, those that can be printed.
std::string start_of(std::string_view text) {
  std::string shown;
  for (char c : text.substr(0, 4))
    if (c > 0x20 && c < 0x7f) shown += c;
  return shown;
}

bool characters_right(std::string_view value, Characters characters) {
  if (characters == Characters::digits) return all_digits(value);
  for (char c : value)
    if (c < 0x20 || c > 0x7e) return false;
  return true;
}

// Where the value of a rule ends in the text that begins with it.
std::size_t value_end(std::string_view text, const AiRule& rule) {
  if (rule.predefined) return std::min(rule.longest, text.size());
  return std::min(text.find(kGroupSeparator), text.size());
}

// The end of a bracketed value: before the next "(AI)" of a known AI; a value may hold brackets itself.
std::size_t bracketed_end(std::string_view text) {
  for (std::size_t open = text.find('('); open != text.npos; open = text.find('(', open + 1)) {
    const std::size_t close = text.find(')', open);
    if (close != text.npos && is_known_ai(text.substr(open + 1, close - open - 1))) return open;
  }
  return text.size();
}

}  // namespace

bool is_known_ai(std::string_view ai) { return rule_of(ai) != nullptr; }

Result<Done> check_element(const CodeElement& element) {
  const AiRule* rule = rule_of(element.ai);
  if (!rule) return refuse(scan_unknown_ai, start_of(element.ai));
  const std::string_view value = element.value;
  if (value.size() < rule->shortest) return refuse(scan_truncated, element.ai);
  if (value.size() > rule->longest || !characters_right(value, rule->characters))
    return refuse(scan_value, element.ai);
  const bool numbered = element.ai == "00" || element.ai == "01" || element.ai == "02" || element.ai == "03";
  if (numbered && !check_digit_right(value)) return Refusal(scan_check_digit, {{"code", element.value}});
  return Done{};
}

Result<Done> add_element(std::vector<CodeElement>& elements, CodeElement element) {
  if (auto done = check_element(element); !done) return done.refusal();
  for (const CodeElement& before : elements) {
    if (before.ai != element.ai) continue;
    if (before.value != element.value) return refuse(scan_twice, element.ai);
    return Done{};
  }
  elements.push_back(std::move(element));
  return Done{};
}

Result<std::vector<CodeElement>> parse_element_string(std::string_view text) {
  std::vector<CodeElement> elements;
  while (!text.empty()) {
    if (text[0] == kGroupSeparator) {
      text.remove_prefix(1);
      continue;
    }
    const AiRule* rule = rule_at(text);
    if (!rule) return refuse(scan_unknown_ai, start_of(text));
    CodeElement element{std::string(text.substr(0, rule->ai_length)), {}};
    text.remove_prefix(rule->ai_length);
    const std::size_t end = value_end(text, *rule);
    element.value = text.substr(0, end);
    text.remove_prefix(end);
    if (auto done = add_element(elements, std::move(element)); !done) return done.refusal();
  }
  return elements;
}

Result<std::vector<CodeElement>> parse_bracketed(std::string_view text) {
  std::vector<CodeElement> elements;
  while (!text.empty()) {
    const std::size_t close = text[0] == '(' ? text.find(')') : text.npos;
    if (close == text.npos) return refuse(scan_unknown_ai, start_of(text));
    CodeElement element{std::string(text.substr(1, close - 1)), {}};
    text.remove_prefix(close + 1);
    const std::size_t end = bracketed_end(text);
    element.value = text.substr(0, end);
    text.remove_prefix(end);
    if (auto done = add_element(elements, std::move(element)); !done) return done.refusal();
  }
  return elements;
}

}  // namespace huiji::catalog
