#include "catalog/barcode.hpp"

#include "catalog/catalog_errors.hpp"

namespace huiji::catalog {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool gtin_length(std::size_t length) { return length == 8 || length == 12 || length == 13 || length == 14; }

Refusal refuse(const ErrorCode& code, std::string_view barcode) {
  return Refusal(code, {{"barcode", std::string(barcode)}});
}

Result<std::string> parse_plu(const std::string& code) {
  if (code.size() > 6) return refuse(barcode_label, code);
  if (code.size() < 4)
    return Refusal(barcode_length, {{"barcode", code}, {"length", std::to_string(code.size())}});
  return code;
}

// Without the spaces and hyphens of print, when nothing but digits is left; else only trimmed.
std::string as_written(std::string_view code) {
  std::string digits;
  for (char c : code)
    if (c != ' ' && c != '-' && c != '\t') digits += c;
  if (all_digits(digits)) return digits;
  const std::size_t start = code.find_first_not_of(" \t");
  if (start == std::string_view::npos) return {};
  return std::string(code.substr(start, code.find_last_not_of(" \t") - start + 1));
}

}  // namespace

bool all_digits(std::string_view text) {
  for (char c : text)
    if (!is_digit(c)) return false;
  return !text.empty();
}

char check_digit(std::string_view body) {
  int sum = 0;
  int weight = 3;
  for (std::size_t i = body.size(); i-- > 0; weight = 4 - weight) sum += weight * (body[i] - '0');
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

bool check_digit_right(std::string_view code) {
  return all_digits(code) && code.size() >= 2 && check_digit(code.substr(0, code.size() - 1)) == code.back();
}

CodeFamily family_of(std::string_view canonical) {
  if (!all_digits(canonical)) return CodeFamily::unknown;
  if (canonical.size() >= 4 && canonical.size() <= 6) return CodeFamily::plu;
  if (canonical.size() == 8 || canonical.size() == 14) return CodeFamily::gtin;
  if (canonical.size() != 13) return CodeFamily::unknown;
  const std::string_view prefix = canonical.substr(0, 2);
  if (prefix == "02" || prefix == "04" || prefix[0] == '2') return CodeFamily::restricted;
  if (prefix == "05" || prefix == "98" || prefix == "99") return CodeFamily::coupon;
  return CodeFamily::gtin;
}

std::string canonical(std::string_view code) {
  std::string digits = as_written(code);
  if (digits.size() == 12 && all_digits(digits)) return "0" + digits;
  if (digits.size() == 14 && digits[0] == '0' && all_digits(digits)) return digits.substr(1);
  return digits;
}

Result<std::string> parse_barcode(std::string_view code, UnitKind unit_kind) {
  const std::string written = as_written(code);
  if (!all_digits(written)) return refuse(barcode_not_digits, written);
  if (!gtin_length(written.size())) {
    if (unit_kind == UnitKind::weight) return parse_plu(written);
    if (family_of(written) == CodeFamily::plu) return refuse(barcode_plu_piece, written);
    return Refusal(barcode_length, {{"barcode", written}, {"length", std::to_string(written.size())}});
  }
  const char expected = check_digit(std::string_view(written).substr(0, written.size() - 1));
  if (expected != written.back())
    return Refusal(barcode_check_digit, {{"barcode", written}, {"expected", std::string(1, expected)}});
  const std::string digits = canonical(written);
  const CodeFamily family = family_of(digits);
  if (family == CodeFamily::coupon) return refuse(barcode_coupon, digits);
  if (family == CodeFamily::restricted && unit_kind == UnitKind::weight) return refuse(barcode_label, digits);
  return digits;
}

}  // namespace huiji::catalog
