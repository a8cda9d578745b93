#include "platform/http/language.hpp"

namespace huiji::http {

static std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "0.85" -> 850; anything odd counts as 0.
static int thousandths(std::string_view weight) {
  if (weight.empty() || (weight[0] != '0' && weight[0] != '1')) return 0;
  int value = (weight[0] - '0') * 1000, unit = 100;
  for (std::size_t i = 2; i < weight.size() && unit > 0; ++i, unit /= 10) {
    if (weight[i] < '0' || weight[i] > '9') return 0;
    value += (weight[i] - '0') * unit;
  }
  return value;
}

bool wants_chinese(std::string_view accept_language) {
  int chinese = 0, english = 0;
  while (!accept_language.empty()) {
    const std::size_t comma = accept_language.find(',');
    std::string_view item = trim(accept_language.substr(0, comma));
    accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size() : comma + 1);
    int weight = 1000;
    if (const std::size_t mark = item.find(';'); mark != std::string_view::npos) {
      std::string_view parameter = trim(item.substr(mark + 1));
      if (parameter.substr(0, 2) == "q=") weight = thousandths(parameter.substr(2));
      item = trim(item.substr(0, mark));
    }
    const std::string_view tag = item.substr(0, 2);
    const bool whole = item.size() == 2 || (item.size() > 2 && item[2] == '-');
    if (whole && tag == "zh" && weight > chinese) chinese = weight;
    if (whole && tag == "en" && weight > english) english = weight;
  }
  return chinese >= english;
}

}  // namespace huiji::http
