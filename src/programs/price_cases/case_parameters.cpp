// Parameters of promotion kinds in the words of a case file, by what their hints say.
#include <algorithm>

#include "programs/price_cases/case_words.hpp"
#include "wire/json.hpp"

namespace huiji::cases {

using promotions::Control;
using promotions::ParameterHint;

namespace {

std::string quoted(std::string_view text) {
  std::string json;
  wire::write_json_text(text, json);
  return json;
}

std::optional<std::string> number(std::string_view text, int places) {
  const auto value = parse_decimal(text, places);
  return value ? std::optional(std::to_string(*value)) : std::nullopt;
}

// "200%" or "x2"
std::optional<std::string> multiple(std::string_view text) {
  if (text.starts_with('x')) return number(text.substr(1), 2);
  return text.ends_with('%') ? number(text.substr(0, text.size() - 1), 0) : std::nullopt;
}

std::optional<std::string> goods(std::string_view text, char separator) {
  promotions::GoodsSet set;
  if (!read_goods(text, separator, set.products, set.categories).empty()) return std::nullopt;
  return wire::to_json(set);
}

// A cell, or a parameter of its own; `separator` stands between goods.
std::optional<std::string> cell(Control control, std::string_view text, char separator, const Case& in) {
  switch (control) {
    case Control::money:
      return number(text, 2);
    case Control::percent:
      return number(text.ends_with('%') ? text.substr(0, text.size() - 1) : text, 2);
    case Control::count:
    case Control::points:
      return number(text, 0);
    case Control::flag:
      return text == "no" ? "false" : "true";
    case Control::minute:
      if (const auto minutes = parse_minutes(text)) return std::to_string(*minutes);
      return std::nullopt;
    case Control::multiple:
      return multiple(text);
    case Control::choice:
    case Control::text:
      return quoted(text);
    case Control::goods:
      return goods(text, separator);
    case Control::promotion:
      if (const auto* rule = find_rule(in, text)) return quoted(rule->promotion_id.text());
      return std::nullopt;
    case Control::table:
      break;
  }
  return std::nullopt;
}

// "100:10", "19:00:20%", "product:a+category:b*2": the last : (behind goods the *) stands between two cells.
std::optional<std::string> row(const ParameterHint& hint, std::string_view text, const Case& in) {
  const bool has_goods = hint.columns[0].control == Control::goods;
  const std::size_t split = hint.columns.size() < 2 ? text.npos : text.rfind(has_goods ? '*' : ':');
  const std::string_view cells[] = {text.substr(0, split),
                                    split == text.npos ? std::string_view() : text.substr(split + 1)};
  std::string json = "{";
  for (std::size_t i = 0; i < hint.columns.size() && i < 2; ++i) {
    if (cells[i].empty() && !hint.columns[i].required) continue;
    const auto value = cell(hint.columns[i].control, cells[i], '+', in);
    if (!value) return std::nullopt;
    json += (json.size() > 1 ? ",\"" : "\"") + hint.columns[i].name + "\":" + *value;
  }
  return json + "}";
}

std::optional<std::string> table(const ParameterHint& hint, std::string_view text, const Case& in) {
  std::string json = "[";
  for (const std::string& part : split_list(text)) {
    const auto value = row(hint, part, in);
    if (!value) return std::nullopt;
    json += (json.size() > 1 ? "," : "") + *value;
  }
  return json + "]";
}

}  // namespace

std::string read_parameter(const ParameterHint& hint, const std::string& value, const Case& in,
                           std::string& json) {
  const auto written =
      hint.control == Control::table ? table(hint, value, in) : cell(hint.control, value, ',', in);
  if (!written) return "not a value for " + hint.name + ": " + value;
  json += (json.size() > 1 ? ",\"" : "\"") + hint.name + "\":" + *written;
  return {};
}

}  // namespace huiji::cases
