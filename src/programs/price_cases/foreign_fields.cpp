#include "programs/price_cases/foreign_fields.hpp"

#include <charconv>

namespace huiji::foreign {

namespace json = boost::json;

static const json::object kNothing;

static std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// digits x 10^exponent as a whole number; nothing when it is none or does not fit.
static std::optional<std::int64_t> shifted(std::int64_t digits, std::int64_t exponent) {
  for (; exponent > 0 && digits != 0; --exponent)
    if (__builtin_mul_overflow(digits, 10, &digits)) return std::nullopt;
  for (; exponent < 0 && digits != 0; ++exponent) {
    if (digits % 10 != 0) return std::nullopt;
    digits /= 10;
  }
  return digits;
}

static std::optional<std::int64_t> decimal_in(std::string_view text, int places) {
  std::int64_t exponent = places;
  if (const auto e = text.find_first_of("eE"); e != std::string_view::npos) {
    const auto power = number_in(text.substr(e + 1 + (text.substr(e + 1).starts_with('+') ? 1 : 0)));
    if (!power || *power > 1000 || *power < -1000) return std::nullopt;
    exponent += *power;
    text = text.substr(0, e);
  }
  std::string digits(text);
  if (const auto point = digits.find('.'); point != std::string::npos) {
    if (point == 0 || point + 1 == digits.size() || digits[point + 1] == '-') return std::nullopt;
    exponent -= static_cast<std::int64_t>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  const auto number = number_in(digits);
  if (!number) return std::nullopt;
  return shifted(*number, exponent);
}

std::optional<std::int64_t> decimal(const json::value& value, int places) {
  if (value.is_string()) return decimal_in(value.get_string(), places);
  if (!value.is_number()) return std::nullopt;
  return decimal_in(json::serialize(value), places);  // the shortest text that means this number
}

Fields::Fields(const json::value& value, std::string where, std::string& problem)
    : object_(value.is_object() ? &value.get_object() : &kNothing),
      where_(std::move(where)),
      problem_(problem) {
  if (!value.is_object()) fail("is not an object");
}

void Fields::fail(const std::string& what) {
  if (problem_.empty()) problem_ = where_ + ": " + what;
}

bool Fields::has(const char* name) const {
  const json::value* value = object_->if_contains(name);
  return value && !value->is_null();
}

const json::value* Fields::any(const char* name) {
  read_.insert(name);
  const json::value* value = object_->if_contains(name);
  return value && !value->is_null() ? value : nullptr;
}

const json::value* Fields::need(const char* name) {
  const json::value* value = any(name);
  if (!value) fail(std::string(name) + " is missing");
  return value;
}

std::optional<std::int64_t> Fields::maybe_whole(const char* name, std::int64_t least, std::int64_t most) {
  const json::value* value = any(name);
  if (!value) return std::nullopt;
  const auto number = decimal(*value, 0);
  if (number && *number >= least && *number <= most) return number;
  fail(std::string(name) + " is not a whole number from " + std::to_string(least) + " to " +
       std::to_string(most));
  return std::nullopt;
}

std::int64_t Fields::whole(const char* name, std::int64_t least, std::int64_t most) {
  if (!need(name)) return least;
  return maybe_whole(name, least, most).value_or(least);
}

std::int64_t Fields::whole_or(const char* name, std::int64_t otherwise, std::int64_t least,
                              std::int64_t most) {
  return maybe_whole(name, least, most).value_or(otherwise);
}

Money Fields::money(const char* name) { return {whole(name, 0, kMostCents)}; }

std::optional<Money> Fields::maybe_money(const char* name) {
  const auto cents = maybe_whole(name, 0, kMostCents);
  return cents ? std::optional(Money{*cents}) : std::nullopt;
}

Percent Fields::percent(const char* name) {
  const json::value* value = need(name);
  if (!value) return {};
  const auto points = decimal(*value, 2);
  if (points && *points >= 0 && *points <= 10000) return {*points};
  fail(std::string(name) + " is not a percentage from 0 to 100 with at most two decimals");
  return {};
}

Quantity Fields::quantity(const char* name) {
  const json::value* value = need(name);
  if (!value) return {};
  const auto thousandths = decimal(*value, 3);
  if (thousandths && *thousandths >= 0 && *thousandths <= pieces(kMostPieces).thousandths)
    return {*thousandths};
  fail(std::string(name) + " is not a quantity from 0 to " + std::to_string(kMostPieces) +
       ", with at most three decimals");
  return {};
}

bool Fields::flag(const char* name) {
  const json::value* value = any(name);
  if (!value) return false;
  if (value->is_bool()) return value->get_bool();
  fail(std::string(name) + " is neither true nor false");
  return false;
}

std::string Fields::word(const char* name) {
  const json::value* value = need(name);
  if (!value) return {};
  return maybe_word(name).value_or("");
}

std::optional<std::string> Fields::maybe_word(const char* name) {
  const json::value* value = any(name);
  if (!value) return std::nullopt;
  if (value->is_string()) return std::string(value->get_string());
  fail(std::string(name) + " is not a text");
  return std::nullopt;
}

std::vector<std::string> Fields::words(const char* name) {
  const json::value* value = any(name);
  if (!value) return {};
  if (value->is_string()) return {std::string(value->get_string())};
  std::vector<std::string> found;
  if (value->is_array())
    for (const json::value& one : value->get_array())
      if (one.is_string()) found.emplace_back(one.get_string());
  if (!value->is_array() || found.size() != value->get_array().size() || found.empty())
    fail(std::string(name) + " is neither a text nor a list of texts");
  return found;
}

const json::array* Fields::list(const char* name) {
  const json::value* value = any(name);
  if (!value) return nullptr;
  if (value->is_array()) return &value->get_array();
  fail(std::string(name) + " is not a list");
  return nullptr;
}

void Fields::ignore(std::initializer_list<const char*> names) {
  for (const char* name : names) read_.insert(name);
}

void Fields::done() {
  for (const auto& member : *object_)
    if (!read_.contains(std::string_view(member.key()))) fail("unknown key " + std::string(member.key()));
}

}  // namespace huiji::foreign
