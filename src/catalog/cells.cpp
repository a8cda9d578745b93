#include "catalog/cells.hpp"

#include <initializer_list>

#include "catalog/pinyin.hpp"

namespace huiji::catalog {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "3 5": nobody knows whether 3.5 or 35 was meant.
bool two_numbers(std::string_view text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i)
    if (text[i] == ' ' && is_digit(text[i - 1]) && is_digit(text[i + 1])) return true;
  return false;
}

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (std::string_view word : words)
    if (text == word) return true;
  return false;
}

// "1,234,567.5" without its commas; nothing when they don't stand between groups of three digits.
std::optional<std::string> without_commas(const std::string& text) {
  if (text.find(',') == std::string::npos) return text;
  const std::size_t end = std::min(text.find('.'), text.size());
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ',') {
      plain += text[i];
      continue;
    }
    if (i == 0 || i >= end || (end - i) % 4 != 0) return std::nullopt;
  }
  return plain;
}

std::string decimal_text(std::int64_t number, int places, int least_places) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  const auto width = static_cast<std::size_t>(places) + 1;
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  std::string decimals = digits.substr(digits.size() - static_cast<std::size_t>(places));
  digits.resize(digits.size() - decimals.size());
  while (decimals.size() > static_cast<std::size_t>(least_places) && decimals.back() == '0')
    decimals.pop_back();
  return (number < 0 ? "-" : "") + digits + (decimals.empty() ? "" : "." + decimals);
}

}  // namespace

std::optional<std::int64_t> parse_decimal(std::string_view text, int places) {
  if (two_numbers(text)) return std::nullopt;
  const std::optional<std::string> plain = without_commas(fold(text));
  if (!plain || plain->empty()) return std::nullopt;
  const std::size_t point = std::min(plain->find('.'), plain->size());
  if (point > 12 || (point == 0 && plain->size() < 2)) return std::nullopt;
  std::int64_t number = 0;
  for (std::size_t i = 0; i < point; ++i) {
    if (!is_digit((*plain)[i])) return std::nullopt;
    number = number * 10 + ((*plain)[i] - '0');
  }
  for (int place = 0; place < places; ++place) {
    const std::size_t at = point + 1 + static_cast<std::size_t>(place);
    if (at < plain->size() && !is_digit((*plain)[at])) return std::nullopt;
    number = number * 10 + (at < plain->size() ? (*plain)[at] - '0' : 0);
  }
  for (std::size_t at = point + 1 + static_cast<std::size_t>(places); at < plain->size(); ++at)
    if ((*plain)[at] != '0') return std::nullopt;
  return number;
}

std::optional<Money> parse_yuan(std::string_view text) {
  if (two_numbers(text)) return std::nullopt;
  std::string plain = fold(text);
  for (std::string_view sign : {"¥", "￥", "rmb", "cny"})
    if (plain.starts_with(sign)) plain.erase(0, sign.size());
  if (plain.ends_with("元")) plain.resize(plain.size() - std::string_view("元").size());
  if (const auto minor = parse_decimal(plain, 2); minor && *minor <= kMoneyLimit) return Money{*minor};
  return std::nullopt;
}

std::optional<Percent> parse_rate(std::string_view text) {
  std::string plain = fold(text);
  if (one_of(plain, {"免税", "零税率", "exempt"})) return Percent{0};
  const bool percent = plain.ends_with('%');
  if (percent) plain.pop_back();
  const auto as_percent = parse_decimal(plain, 2);
  const auto as_ratio = parse_decimal(plain, 4);
  if (!percent && as_ratio && *as_ratio < 10000) return Percent{*as_ratio};
  if (as_percent && *as_percent <= 10000) return Percent{*as_percent};
  return std::nullopt;
}

std::optional<Quantity> parse_stock(std::string_view text, UnitKind unit_kind) {
  const auto thousandths = parse_decimal(text, 3);
  if (!thousandths || *thousandths > kQuantityLimit) return std::nullopt;
  const Quantity quantity{*thousandths};
  if (unit_kind == UnitKind::piece && !is_whole(quantity)) return std::nullopt;
  return quantity;
}

std::optional<bool> parse_flag(std::string_view text) {
  const std::string plain = fold(text);
  if (one_of(plain, {"是", "y", "yes", "true", "1", "√", "可", "允许"})) return true;
  if (one_of(plain, {"否", "n", "no", "false", "0", "×", "不可", "不允许"})) return false;
  return std::nullopt;
}

std::optional<UnitKind> parse_unit_kind(std::string_view text) {
  const std::string plain = fold(text);
  if (one_of(plain, {"称重", "计重", "散称", "weight", "是"})) return UnitKind::weight;
  if (one_of(plain, {"计件", "普通", "标品", "piece", "否"})) return UnitKind::piece;
  return std::nullopt;
}

std::optional<ProductState> parse_state(std::string_view text) {
  const std::string plain = fold(text);
  if (one_of(plain, {"在售", "正常", "启用", "上架", "active"})) return ProductState::active;
  if (one_of(plain, {"停售", "停用", "下架", "淘汰", "retired"})) return ProductState::retired;
  return std::nullopt;
}

bool is_scientific(std::string_view text) {
  const std::string plain = fold(text);
  const std::size_t e = plain.find('e');
  if (e == std::string::npos || e == 0 || !is_digit(plain.back())) return false;
  for (std::size_t i = 0; i < plain.size(); ++i)
    if (i != e && !is_digit(plain[i]) && plain[i] != '.' &&
        !(i == e + 1 && (plain[i] == '+' || plain[i] == '-')))
      return false;
  return plain.find('.') != std::string::npos || plain.find('+') != std::string::npos;
}

std::string yuan_text(Money amount) { return decimal_text(amount.minor, 2, 2); }
std::string rate_text(Percent rate) { return decimal_text(rate.basis_points, 2, 0) + "%"; }
std::string quantity_text(Quantity quantity) { return decimal_text(quantity.thousandths, 3, 0); }

}  // namespace huiji::catalog
