#include "programs/price_cases/case_words.hpp"

#include <algorithm>

namespace huiji::cases {

Words split_words(std::string_view line) {
  Words words;
  std::size_t at = 0;
  while (at < line.size()) {
    const std::size_t start = line.find_first_not_of(" \t\r", at);
    if (start == std::string_view::npos) break;
    at = std::min(line.find_first_of(" \t\r", start), line.size());
    words.emplace_back(line.substr(start, at - start));
  }
  return words;
}

std::string join_words(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::optional<std::int64_t> parse_decimal(std::string_view text, int places) {
  std::int64_t number = 0;
  int decimals = -1;  // before the point
  if (text.empty() || text.size() > 14 || text[0] == '.') return std::nullopt;
  for (char c : text) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    if (decimals >= 0 && ++decimals > places) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  if (decimals == 0) return std::nullopt;  // "5."
  for (int i = std::max(decimals, 0); i < places; ++i) number *= 10;
  return number;
}

std::optional<int> parse_minutes(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = parse_decimal(text.substr(0, 2), 0), minutes = parse_decimal(text.substr(3), 0);
  if (!hours || !minutes || *hours > 24 || *minutes > 59) return std::nullopt;
  return static_cast<int>(*hours * 60 + *minutes);
}

std::optional<Instant> parse_time(std::string_view day, std::string_view time) {
  const auto date = parse_date(day);
  const auto minutes = parse_minutes(time);
  if (!date || !minutes) return std::nullopt;
  return Instant{date->days * kDay_ms + (*minutes - 480) * kMinute_ms};
}

static Uuid name_as_id(std::string_view name) {
  Uuid uuid{};
  for (std::size_t i = 0; i < uuid.size() && i < name.size(); ++i)
    uuid[i] = static_cast<std::uint8_t>(name[i]);
  return uuid;
}

ProductId product_id(std::string_view name) { return {name_as_id(name)}; }
CategoryId category_id(std::string_view name) { return {name_as_id(name)}; }
ShopId shop_id(std::string_view name) { return {name_as_id(name)}; }

std::vector<std::string> split_list(std::string_view text, char separator) {
  std::vector<std::string> list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    list.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

std::string read_goods(std::string_view value, char separator, std::vector<ProductId>& products,
                       std::vector<CategoryId>& categories) {
  for (const std::string& part : split_list(value, separator)) {
    if (part.rfind("product:", 0) == 0) {
      products.push_back(product_id(part.substr(8)));
    } else if (part.rfind("category:", 0) == 0) {
      categories.push_back(category_id(part.substr(9)));
    } else {
      return "goods are product:… or category:…, not " + part;
    }
  }
  return {};
}

std::string read_money(const std::string& word, std::optional<Money>& money) {
  const auto amount = parse_decimal(word, 2);
  if (!amount || *amount > kMoneyLimit) return "not an amount: " + word;
  money = Money{*amount};
  return {};
}

std::string read_percent(const std::string& word, std::optional<Percent>& percent) {
  if (word.empty() || word.back() != '%') return "a percentage is like 12.5%, not " + word;
  const auto points = parse_decimal(std::string_view(word).substr(0, word.size() - 1), 2);
  if (!points || *points > 10000) return "a percentage is like 12.5%, not " + word;
  percent = Percent{*points};
  return {};
}

const pricing::Promotion* find_rule(const Case& in, std::string_view label) {
  const auto found = std::find(in.rule_labels.begin(), in.rule_labels.end(), label);
  if (found == in.rule_labels.end()) return nullptr;
  return &in.rules.promotions[static_cast<std::size_t>(found - in.rule_labels.begin())];
}

}  // namespace huiji::cases
