// rule KIND [name=value …]: a promotion in the words of a case file.
#include <algorithm>

#include "programs/price_cases/case_words.hpp"

namespace huiji::cases {

namespace {

struct Option {
  std::string word, name, value;  // name=value, or a bare word
};

Option split_option(const std::string& word) {
  const std::size_t equals = std::min(word.find('='), word.size());
  return {word, word.substr(0, equals), word.substr(std::min(equals + 1, word.size()))};
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

template <class Whole>
std::string read_whole(const Option& option, std::optional<Whole>& into) {
  const auto number = parse_decimal(option.value, 0);
  if (!number || *number > 1'000'000) return "not a whole number for " + option.name + ": " + option.value;
  into = static_cast<Whole>(*number);
  return {};
}

// Each reader says whether the option is one of its own; an error goes to `error`.
bool read_when(const Option& option, pricing::Promotion& rule, std::string& error) {
  if (option.name == "hours") return error = read_hours(option.value, rule.schedule), true;
  if (option.name == "days") return error = read_days(option.value, rule.schedule), true;
  if (option.name == "from") return error = read_date(option.value, rule.schedule.starts_at), true;
  if (option.name == "until") return error = read_date(option.value, rule.schedule.ends_at), true;
  return false;
}

bool read_audience(const Option& option, pricing::Promotion& rule) {
  if (option.word == "members") return rule.members_only = true;
  pricing::Audience audience = rule.audience.value_or(pricing::Audience{});
  if (option.name == "tiers") {
    audience.tiers = split_list(option.value);
  } else if (option.name == "tags") {
    audience.tags = split_list(option.value);
  } else if (option.name == "channels") {
    audience.channels = split_list(option.value);
  } else if (option.name == "shops") {
    for (const std::string& name : split_list(option.value)) audience.shops.push_back(shop_id(name));
  } else {
    return false;
  }
  rule.audience = std::move(audience);
  return true;
}

bool read_terms(const Option& option, pricing::Promotion& rule, std::string& error) {
  pricing::Terms terms = rule.terms.value_or(pricing::Terms{});
  if (option.word == "coupon") {
    terms.by_coupon = true;
  } else if (option.word == "mandatory") {
    terms.mandatory = true;
  } else if (option.word == "skip_discounted") {
    terms.skip_discounted = true;
  } else if (option.word == "reprice") {
    terms.on_break = pricing::OnBreak::reprice;
  } else if (option.name == "group") {
    error = read_whole(option, terms.exclusive_group);
  } else {
    return false;
  }
  rule.terms = terms;
  return true;
}

bool read_limits(const Option& option, pricing::Promotion& rule, std::string& error) {
  pricing::Limits limits = rule.limits.value_or(pricing::Limits{});
  if (option.name == "limit") {
    error = read_whole(option, limits.per_order);
  } else if (option.name == "per_member") {
    error = read_whole(option, limits.per_member);
  } else if (option.name == "per_member_day") {
    error = read_whole(option, limits.per_member_day);
  } else if (option.name == "per_day") {
    error = read_whole(option, limits.per_day);
  } else if (option.name == "in_total") {
    error = read_whole(option, limits.total);
  } else if (option.name == "budget") {
    error = read_money(option.value, limits.budget);
  } else {
    return false;
  }
  rule.limits = limits;
  return true;
}

bool read_funder(const Option& option, pricing::Promotion& rule, std::string& error) {
  if (option.name != "supplier" && option.name != "share") return false;
  pricing::Funder funder = rule.funder.value_or(pricing::Funder{});
  funder.kind = pricing::FunderKind::supplier;
  if (option.name == "supplier") {
    funder.name = option.value;
  } else {
    std::optional<Percent> share;
    error = read_percent(option.value, share);
    funder.share = share.value_or(funder.share);
  }
  rule.funder = std::move(funder);
  return true;
}

bool read_common(const Option& option, pricing::Promotion& rule, std::string& error) {
  pricing::Scope& scope = rule.scope;
  if (option.name == "scope")
    return error = read_goods(option.value, ',', scope.products, scope.categories), true;
  if (option.name == "except")
    return error = read_goods(option.value, ',', scope.excluded_products, scope.excluded_categories), true;
  if (option.word == "draft") return rule.state = pricing::PromotionState::draft, true;
  if (option.name == "name") return rule.name = option.value, true;
  return read_when(option, rule, error) || read_audience(option, rule) || read_terms(option, rule, error) ||
         read_limits(option, rule, error) || read_funder(option, rule, error);
}

std::string read_own(const promotions::Kind& kind, const Option& option, const Case& in, std::string& json) {
  for (const promotions::ParameterHint& hint : kind.description.parameters)
    if (hint.name == option.name) return read_parameter(hint, option.value, in, json);
  return kind.description.kind + " has no parameter " + option.name;
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
  std::string json = "{", error;
  for (std::size_t i = 2; i < words.size() && error.empty(); ++i) {
    const Option option = split_option(words[i]);
    if (!read_common(option, rule, error)) error = read_own(*kind, option, into, json);
  }
  if (!error.empty()) return error;
  add_flags(*kind, words, json);
  rule.parameters.text = json + "}";
  into.rule_labels.push_back(rule.name);
  into.rules.promotions.push_back(std::move(rule));
  return {};
}

}  // namespace huiji::cases
