#include "wallet/coupon_code.hpp"

namespace huiji::wallet {

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kPayload = kCouponCode_length - 2;

int value_of(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const std::size_t at = kAlphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// Times the generator x, modulo x^5 + x^2 + 1.
unsigned times_x(unsigned value) {
  value <<= 1;
  return value & 32u ? (value ^ 0b100101u) & 31u : value;
}

// Horner's rule: each character has a power of x of its own, all different within 31 places.
unsigned check_of(std::string_view payload) {
  unsigned sum = 0;
  for (char c : payload) sum = times_x(sum ^ static_cast<unsigned>(value_of(c)));
  return sum;
}

}  // namespace

std::string make_coupon_code(std::uint64_t random) {
  std::string code = "Q";
  for (std::size_t i = 0; i < kPayload; ++i) code += kAlphabet[(random >> (5 * i)) & 31];
  code += kAlphabet[check_of(std::string_view(code).substr(1))];
  return code;
}

std::string grouped_coupon_code(std::string_view code) {
  std::string text;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) text += '-';
    text += code[i];
  }
  return text;
}

std::optional<std::string> parse_coupon_code(std::string_view text) {
  std::string code;
  for (char c : text) {
    if (c == ' ' || c == '-') continue;
    if (code.size() == kCouponCode_length) return std::nullopt;
    const int value = value_of(c);
    if (value < 0) return std::nullopt;
    code += kAlphabet[static_cast<std::size_t>(value)];
  }
  if (code.size() != kCouponCode_length || code[0] != 'Q') return std::nullopt;
  const std::string_view payload = std::string_view(code).substr(1, kPayload);
  if (kAlphabet[check_of(payload)] != code.back()) return std::nullopt;
  return code;
}

}  // namespace huiji::wallet
