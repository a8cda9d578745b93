#include "catalog/scan_code.hpp"

#include "catalog/barcode.hpp"
#include "catalog/digital_link.hpp"
#include "catalog/scan_errors.hpp"

namespace huiji::catalog {
namespace {

constexpr std::int64_t kLargestAmount = 100'000'000;  // 分, as a product's price
constexpr std::string_view kYuanNumber = "156";       // ISO 4217

std::int64_t number_of(std::string_view digits) {
  std::int64_t number = 0;
  for (char c : digits) number = number * 10 + (c - '0');
  return number;
}

// Digits with `decimals` places in units of 10^-wanted, half up when they are finer. At most 15 digits.
std::int64_t scaled(std::string_view digits, int decimals, int wanted) {
  std::int64_t factor = 1, divisor = 1;
  for (int i = decimals; i < wanted; ++i) factor *= 10;
  for (int i = wanted; i < decimals; ++i) divisor *= 10;
  return mul_div(number_of(digits), factor, divisor, Rounding::half_up);
}

Refusal wrong_value(const CodeElement& element) { return Refusal(scan_value, {{"ai", element.ai}}); }

// ---- one element at a time ----

class Reader {
 public:
  explicit Reader(Date today) : today_(today) {}

  Result<Done> take(const CodeElement& element) {
    const std::string& ai = element.ai;
    if (ai.size() == 2) return take_short(element);
    if (ai == "7003") return take_expiry_time(element);
    if (ai == "8005") return take_money(code_.unit_price, element.value, 2);
    if (ai.starts_with("310")) return take_weight(element);
    if (ai.starts_with("392")) return take_money(code_.amount, element.value, decimals(element));
    if (ai.starts_with("393")) return take_foreign(element);
    if (ai.starts_with("394")) return take_percent(element);
    if (ai.starts_with("395")) return take_money(code_.unit_price, element.value, decimals(element));
    return Done{};  // read, and of no use at a till
  }

  ScannedCode& code() { return code_; }

 private:
  static int decimals(const CodeElement& element) { return element.ai.back() - '0'; }

  Result<Done> take_short(const CodeElement& element) {
    const std::string &ai = element.ai, &value = element.value;
    if (ai == "01" || (ai == "02" && !code_.gtin)) code_.gtin = item_number(value);
    if (ai == "10") code_.batch = value;
    if (ai == "21") code_.serial = value;
    if (ai == "30" || ai == "37") return take_count(element);
    if (ai == "11") return take_date(code_.production, value);
    if (ai == "15") return take_date(code_.best_before, value);
    if (ai == "16") return take_date(code_.sell_by, value);
    if (ai == "17") return take_date(code_.expiry, value);
    std::optional<Date> unused;
    if (ai == "12" || ai == "13") return take_date(unused, value);
    return Done{};
  }

  // Fourteen digits as the catalogue keeps them; a GTIN-8 was padded with six zeros.
  static std::string item_number(const std::string& gtin) {
    return gtin.starts_with("000000") ? gtin.substr(6) : canonical(gtin);
  }

  Result<Done> take_date(std::optional<Date>& to, std::string_view digits) {
    to = read_gs1_date(digits, today_);
    if (!to) return Refusal(scan_date, {{"value", std::string(digits)}});
    return Done{};
  }

  Result<Done> take_expiry_time(const CodeElement& element) {
    const std::string_view value = element.value;
    const auto hour = number_of(value.substr(6, 2)), minute = number_of(value.substr(8, 2));
    if (hour > 23 || minute > 59) return Refusal(scan_date, {{"value", element.value}});
    std::optional<Date> day;
    if (auto done = take_date(day, value.substr(0, 6)); !done) return done.refusal();
    if (code_.expiry && *code_.expiry < *day) return Done{};
    code_.expiry = day;
    code_.expiry_minute = static_cast<int>(hour * 60 + minute);
    return Done{};
  }

  Result<Done> take_count(const CodeElement& element) {
    const std::int64_t count = number_of(element.value);
    if (count == 0) return scan_no_measure;
    if (count > kQuantityLimit / 1000) return scan_too_large;
    code_.pieces = pieces(count);
    return Done{};
  }

  Result<Done> take_weight(const CodeElement& element) {
    const Quantity weight{scaled(element.value, decimals(element), 3)};
    if (weight.thousandths == 0) return scan_no_measure;
    code_.weight = weight;
    return Done{};
  }

  Result<Done> take_money(std::optional<Money>& to, std::string_view digits, int decimals) {
    const Money amount{scaled(digits, decimals, 2)};
    if (amount.minor == 0) return scan_no_measure;
    if (amount.minor > kLargestAmount) return scan_too_large;
    to = amount;
    return Done{};
  }

  Result<Done> take_foreign(const CodeElement& element) {
    const std::string_view value = element.value;
    if (value.substr(0, 3) != kYuanNumber) return scan_currency;
    return take_money(code_.amount, value.substr(3), decimals(element));
  }

  Result<Done> take_percent(const CodeElement& element) {
    const Percent off{scaled(element.value, decimals(element), 2)};
    if (off.basis_points > 10000) return wrong_value(element);
    code_.markdown_percent = off;
    return Done{};
  }

  Date today_;
  ScannedCode code_;
};

Result<ScannedCode> from_elements(Result<std::vector<CodeElement>> elements, Date today) {
  if (!elements) return elements.refusal();
  Reader reader(today);
  for (const CodeElement& element : *elements)
    if (auto done = reader.take(element); !done) return done.refusal();
  if (!reader.code().gtin) return scan_not_goods;  // a pallet, a place, a coupon
  reader.code().elements = std::move(*elements);
  return std::move(reader.code());
}

ScannedCode from_label(LabelFacts facts) {
  ScannedCode code;
  code.kind = CodeKind::label;
  code.plu = std::move(facts.plu);
  code.grammar = std::move(facts.grammar);
  code.amount = facts.amount;
  code.weight = facts.weight;
  code.pieces = facts.pieces;
  code.serial = std::move(facts.serial);
  code.markdown_price = facts.markdown_price;
  code.markdown_percent = facts.markdown_percent;
  return code;
}

// ---- which kind of code it is ----

// "]d2" and the like: which symbology the scanner saw.
std::string_view without_symbology(std::string_view text, bool& is_gs1) {
  if (text.size() < 3 || text[0] != ']') return text;
  const std::string_view id = text.substr(0, 3);
  is_gs1 = id == "]d2" || id == "]Q3" || id == "]C1" || id == "]e0";
  return text.substr(3);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t start = text.find_first_not_of(kBlank);
  if (start == text.npos) return {};
  return text.substr(start, text.find_last_not_of(kBlank) - start + 1);
}

// A scanner that sends neither symbology nor separator: an AI 01 or 02 with a sound number says enough.
bool begins_with_item(std::string_view text) {
  return text.size() >= 16 && (text.starts_with("01") || text.starts_with("02")) &&
         check_digit_right(text.substr(2, 14));
}

Result<ScannedCode> read_number(const std::string& digits, std::span<const LabelGrammar> grammars) {
  auto label = decode_label(digits, grammars);
  if (!label) return label.refusal();
  if (*label) return from_label(std::move(**label));
  ScannedCode code;
  if (digits.size() == 8 && digits[0] == '0')
    if (const auto upc_a = expand_upc_e(digits)) code.gtin = canonical(*upc_a);
  if (code.gtin) return code;
  if (family_of(digits) == CodeFamily::unknown || family_of(digits) == CodeFamily::plu) return scan_not_goods;
  if (check_digit_right(digits))
    code.gtin = digits;
  else if (const auto upc_a = expand_upc_e(digits))
    code.gtin = canonical(*upc_a);
  if (!code.gtin) return Refusal(scan_check_digit, {{"code", digits}});
  if (family_of(*code.gtin) == CodeFamily::coupon) return scan_not_goods;
  return code;
}

}  // namespace

Result<ScannedCode> read_code(std::string_view text, std::span<const LabelGrammar> grammars, Date today) {
  text = trimmed(text);
  if (text.empty() || text.size() > kMaxCodeBytes) return scan_not_goods;
  bool is_gs1 = false;
  text = without_symbology(text, is_gs1);
  if (is_web_address(text)) return from_elements(parse_digital_link(text), today);
  if (text.starts_with('(')) return from_elements(parse_bracketed(text), today);
  if (is_gs1 || text.find(kGroupSeparator) != text.npos || begins_with_item(text))
    return from_elements(parse_element_string(text), today);
  const std::string digits = canonical(text);
  if (!all_digits(digits)) return scan_not_goods;
  return read_number(digits, grammars);
}

std::optional<std::string> expand_upc_e(std::string_view code) {
  if (code.size() != 8 || !all_digits(code) || code[0] > '1') return std::nullopt;
  const std::string_view six = code.substr(1, 6);
  std::string body(1, code[0]);
  const char last = six[5];
  if (last <= '2')
    body.append(six.substr(0, 2)).append(1, last).append("0000").append(six.substr(2, 3));
  else if (last == '3')
    body.append(six.substr(0, 3)).append("00000").append(six.substr(3, 2));
  else if (last == '4')
    body.append(six.substr(0, 4)).append("00000").append(six.substr(4, 1));
  else
    body.append(six.substr(0, 5)).append("0000").append(1, last);
  if (check_digit(body) != code[7]) return std::nullopt;
  return body + code[7];
}

std::optional<Date> read_gs1_date(std::string_view digits, Date today) {
  if (digits.size() != 6 || !all_digits(digits)) return std::nullopt;
  const int this_year = to_civil(today).year;
  int year = this_year - this_year % 100 + static_cast<int>(number_of(digits.substr(0, 2)));
  if (year - this_year > 50) year -= 100;
  if (year - this_year < -49) year += 100;
  const int month = static_cast<int>(number_of(digits.substr(2, 2)));
  const int day = static_cast<int>(number_of(digits.substr(4, 2)));
  if (month < 1 || month > 12 || day > 31) return std::nullopt;
  if (day == 0) return end_of_month(from_civil({year, month, 1}), 0);
  const Date date = from_civil({year, month, day});
  if (to_civil(date).month != month) return std::nullopt;  // 31 April
  return date;
}

}  // namespace huiji::catalog
