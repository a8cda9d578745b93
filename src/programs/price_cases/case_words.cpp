#include "programs/price_cases/case_words.hpp"

#include <algorithm>

#include "promotions/engine/kind.hpp"

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

static std::optional<int> parse_minutes(std::string_view text) {
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

// ---- rule KIND [name=value …] ----

namespace {

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    list.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

std::string read_scope(std::string_view value, std::vector<ProductId>& products,
                       std::vector<CategoryId>& categories) {
  for (const std::string& part : split_list(value)) {
    if (part.rfind("product:", 0) == 0) {
      products.push_back(product_id(part.substr(8)));
    } else if (part.rfind("category:", 0) == 0) {
      categories.push_back(category_id(part.substr(9)));
    } else {
      return "a scope is product:… or category:…, not " + part;
    }
  }
  return {};
}

std::string read_hours(std::string_view value, pricing::Schedule& schedule) {
  const auto from = parse_minutes(value.substr(0, std::min<std::size_t>(value.size(), 5)));
  const auto to = value.size() == 11 && value[5] == '-' ? parse_minutes(value.substr(6)) : std::nullopt;
  if (!from || !to) return "hours are like 17:00-21:30";
  schedule.from_minute = *from;
  schedule.to_minute = *to;
  return {};
}

std::string read_days(std::string_view value, pricing::Schedule& schedule) {
  static constexpr std::string_view kNames[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  for (const std::string& day : split_list(value)) {
    const auto found = std::find(std::begin(kNames), std::end(kNames), day);
    if (found == std::end(kNames)) return "days are mon,tue,…, not " + day;
    schedule.weekdays.push_back(static_cast<int>(found - std::begin(kNames)) + 1);
  }
  return {};
}

std::string read_date(std::string_view value, std::optional<Instant>& at) {
  at = parse_time(value, "00:00");
  return at ? "" : "a date is like 2025-10-01";
}

// A parameter of the kind, in the unit that its hint names: yuan, percent, count, flag.
std::string read_parameter(const promotions::Kind& kind, const std::string& name, std::string value,
                           std::string& json) {
  for (const promotions::ParameterHint& hint : kind.description.parameters) {
    if (hint.name != name) continue;
    json += (json.size() > 1 ? ",\"" : "\"") + name + "\":";
    if (hint.control == promotions::Control::flag) {
      json += value == "no" ? "false" : "true";
      return {};
    }
    const bool percent = hint.control == promotions::Control::percent;
    if (percent && !value.empty() && value.back() == '%') value.pop_back();
    const auto number = parse_decimal(value, hint.control == promotions::Control::count ? 0 : 2);
    if (!number) return "not a value for " + name + ": " + value;
    json += std::to_string(*number);
    return {};
  }
  return kind.description.kind + " has no parameter " + name;
}

std::string read_option(const promotions::Kind& kind, const std::string& word, pricing::Promotion& rule,
                        std::string& json) {
  const std::size_t equals = std::min(word.find('='), word.size());
  const std::string name = word.substr(0, equals), value = word.substr(std::min(equals + 1, word.size()));
  if (name == "scope") return read_scope(value, rule.scope.products, rule.scope.categories);
  if (name == "except")
    return read_scope(value, rule.scope.excluded_products, rule.scope.excluded_categories);
  if (name == "hours") return read_hours(value, rule.schedule);
  if (name == "days") return read_days(value, rule.schedule);
  if (name == "from") return read_date(value, rule.schedule.starts_at);
  if (name == "until") return read_date(value, rule.schedule.ends_at);
  if (word == "members") return rule.members_only = true, std::string{};
  if (word == "draft") return rule.state = pricing::PromotionState::draft, std::string{};
  if (name == "name") return rule.name = value, std::string{};
  return read_parameter(kind, name, value, json);
}

// A flag that is not written is off: parameters are complete on the wire.
void add_flags(const promotions::Kind& kind, const Words& words, std::string& json) {
  for (const promotions::ParameterHint& hint : kind.description.parameters) {
    if (hint.control != promotions::Control::flag) continue;
    const bool written = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return word == hint.name || word.rfind(hint.name + "=", 0) == 0;
    });
    if (!written) json += (json.size() > 1 ? ",\"" : "\"") + hint.name + "\":false";
  }
}

}  // namespace

std::string read_rule(const Words& words, Case& into) {
  if (words.size() < 2) return "rule needs a kind";
  const promotions::Kind* kind = promotions::find_kind(words[1]);
  if (!kind) return "no such kind: " + words[1];
  pricing::Promotion rule;
  const std::size_t number = into.rules.promotions.size() + 1;
  if (number > 99) return "too many rules";
  rule.promotion_id.bytes[15] = static_cast<std::uint8_t>(number);
  rule.kind = words[1];
  rule.name = words[1];
  rule.state = pricing::PromotionState::active;
  std::string json = "{";
  for (std::size_t i = 2; i < words.size(); ++i)
    if (std::string error = read_option(*kind, words[i], rule, json); !error.empty()) return error;
  add_flags(*kind, words, json);
  rule.parameters.text = json + "}";
  into.rule_labels.push_back(rule.name);
  into.rules.promotions.push_back(std::move(rule));
  return {};
}

// ---- scan NAME QUANTITY [kg] x PRICE [label A] [member P] [tax R%] [in CATEGORY,…] [fixed] ----

namespace {

// yoghurt-plain-a lies in the categories yoghurt-plain and yoghurt.
void add_categories(std::string_view name, std::vector<CategoryId>& categories) {
  for (std::size_t dash = name.rfind('-'); dash != std::string_view::npos && dash > 0;
       dash = name.rfind('-')) {
    name = name.substr(0, dash);
    categories.push_back(category_id(name));
  }
}

std::string read_money(const std::string& word, std::optional<Money>& money) {
  const auto amount = parse_decimal(word, 2);
  if (!amount || *amount > kMoneyLimit) return "not an amount: " + word;
  money = Money{*amount};
  return {};
}

std::string read_scan_option(const Words& words, std::size_t& at, pricing::BasketLine& line) {
  const std::string word = words[at];
  if (word == "fixed") return line.discountable = false, std::string{};
  if (++at >= words.size()) return word + " needs a value";
  const std::string& value = words[at];
  if (word == "label") return read_money(value, line.label_amount);
  if (word == "member") return read_money(value, line.member_price);
  if (word == "in") {
    for (const std::string& name : split_list(value)) line.categories.push_back(category_id(name));
    return {};
  }
  if (word == "tax" && value.back() == '%') {
    const auto rate = parse_decimal(std::string_view(value).substr(0, value.size() - 1), 2);
    if (!rate || *rate > 10000) return "not a rate: " + value;
    line.tax_rate = {*rate};
    return {};
  }
  return "unknown word: " + word;
}

}  // namespace

std::string read_scan(const Words& words, Case& into) {
  if (words.size() < 5) return "scan needs goods, a quantity, x and a price";
  pricing::BasketLine line;
  line.line = std::to_string(into.basket.lines.size() + 1);
  line.product_id = product_id(words[1]);
  line.tax_rate = {1300};
  add_categories(words[1], line.categories);
  const auto quantity = parse_decimal(words[2], 3);
  if (!quantity || *quantity == 0 || *quantity > kQuantityLimit) return "not a quantity: " + words[2];
  line.quantity = {*quantity};
  line.by_weight = words[3] == "kg";
  std::size_t at = line.by_weight ? 4 : 3;
  if (at + 1 >= words.size() || words[at] != "x") return "scan needs an x between quantity and price";
  std::optional<Money> price;
  if (std::string error = read_money(words[at + 1], price); !error.empty()) return error;
  line.unit_price = *price;
  for (at += 2; at < words.size(); ++at)
    if (std::string error = read_scan_option(words, at, line); !error.empty()) return error;
  into.product_names.push_back(words[1]);
  into.basket.lines.push_back(std::move(line));
  return {};
}

}  // namespace huiji::cases
