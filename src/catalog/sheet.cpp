#include "catalog/sheet.hpp"

#include <algorithm>

#include "catalog/catalog.hpp"
#include "catalog/catalog_errors.hpp"
#include "kernel/limits.hpp"

namespace huiji::catalog {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kShownDigits = 15;
constexpr std::size_t kLongDigits = 12;  // from here on Excel shows an exponent

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

// The one of , tab ; that the heading holds most often outside quotation marks.
char separator_of(std::string_view text) {
  constexpr std::string_view candidates = ",\t;";
  std::size_t counts[3] = {};
  bool quoted = false;
  for (char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    if (const std::size_t i = candidates.find(c); i != std::string_view::npos) ++counts[i];
  }
  return candidates[static_cast<std::size_t>(std::max_element(counts, counts + 3) - counts)];
}

// Reads one record after the other; a line break inside quotation marks belongs to its cell.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), separator_(separator_of(text)) {}

  bool done() const { return at_ >= text_.size(); }
  bool balanced() const { return balanced_; }
  std::vector<std::string> record() {
    std::vector<std::string> cells(1);
    while (!done()) {
      const char c = text_[at_];
      if (c == '\n' || c == '\r') break;
      if (c == separator_) {
        cells.emplace_back();
        ++at_;
      } else if (c == '"' && cells.back().empty()) {
        quoted(cells.back());
      } else {
        cells.back() += c;
        ++at_;
      }
    }
    end_of_line();
    return cells;
  }

 private:
  void quoted(std::string& cell) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (++at_ >= text_.size() || text_[at_] != '"') return;
      }
      cell += text_[at_];
    }
    balanced_ = false;
  }
  void end_of_line() {
    if (!done() && text_[at_] == '\r') ++at_;
    if (!done() && text_[at_] == '\n') ++at_;
  }
  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  bool balanced_ = true;
};

bool empty_row(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const std::string& cell) { return clean_cell(cell).empty(); });
}

bool needs_quotes(std::string_view cell) {
  return cell.find_first_of(",;\t\"\r\n") != std::string_view::npos;
}

void write_cell(std::string& out, std::string_view cell, CellKind kind) {
  std::string text(cell);
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  if (kind == CellKind::digits && digits && (text.size() >= kLongDigits || text[0] == '0'))
    text.insert(0, 1, '\t');
  else if (kind != CellKind::number && !text.empty() &&
           std::string_view("=+-@'").find(text[0]) != std::string_view::npos)
    text.insert(0, 1, '\'');
  if (!needs_quotes(text)) {
    out += text;
    return;
  }
  out += '"';
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// A decimal number taken apart: digits without leading zeros, and where its point stands among them.
struct Decimal {
  bool negative = false;
  std::string digits;
  long point = 0;
};

bool take_apart(std::string_view text, Decimal& decimal) {
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) decimal.negative = text[at++] == '-';
  bool point = false, any = false;
  for (; at < text.size() && (text[at] == '.' || (text[at] >= '0' && text[at] <= '9')); ++at) {
    if (text[at] == '.') {
      if (point) return false;
      point = true;
      continue;
    }
    any = true;
    if (decimal.digits.empty() && text[at] == '0') {
      if (point) --decimal.point;
      continue;
    }
    decimal.digits += text[at];
    if (!point) ++decimal.point;
  }
  if (!any) return false;
  if (at == text.size()) return true;
  if (text[at] != 'E' && text[at] != 'e') return false;
  const std::string exponent(text.substr(at + 1));
  const std::string_view numeral =
      std::string_view(exponent).substr(exponent.find_first_of("+-") == 0 ? 1 : 0);
  if (numeral.empty() || numeral.size() > 3 ||
      numeral.find_first_not_of("0123456789") != std::string_view::npos)
    return false;
  decimal.point += std::stol(exponent);
  return true;
}

void round_digits(Decimal& decimal) {
  if (decimal.digits.size() > kShownDigits) {
    const bool up = decimal.digits[kShownDigits] >= '5';
    decimal.digits.resize(kShownDigits);
    std::size_t i = kShownDigits;
    while (up && i > 0 && decimal.digits[i - 1] == '9') decimal.digits[--i] = '0';
    if (up && i > 0) ++decimal.digits[i - 1];
    if (up && i == 0) decimal.digits.insert(0, 1, '1'), ++decimal.point;
  }
  while (!decimal.digits.empty() && decimal.digits.back() == '0') decimal.digits.pop_back();
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto byte = [&](std::size_t at) -> unsigned {
      return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
    };
    const unsigned lead = byte(i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xF0 && lead <= 0xF4  ? 4
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                                                             : 0;
    if (length == 0) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((byte(i + k) & 0xC0) != 0x80) return false;
    const unsigned second = byte(i + 1);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
        (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F))
      return false;
    i += length;
  }
  return true;
}

Result<Sheet> parse_csv(std::string_view utf8) {
  Reader reader(without_mark(utf8));
  Sheet sheet;
  for (int number = 1; !reader.done(); ++number) {
    std::vector<std::string> cells = reader.record();
    if (!reader.balanced()) return Refusal(import_quotes, {{"row", std::to_string(number)}});
    if (empty_row(cells)) continue;
    if (sheet.size() > kMaxImportRows)
      return Refusal(import_too_large, {{"limit_zh", std::to_string(kMaxImportRows) + " 行"},
                                        {"limit_en", std::to_string(kMaxImportRows) + " rows"}});
    sheet.push_back({number, std::move(cells)});
  }
  return sheet;
}

std::string write_csv(const SheetOut& sheet) {
  std::string out(kByteOrderMark);
  for (const auto& row : sheet.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      write_cell(out, row[i], sheet.kinds[i]);
    }
    out += "\r\n";
  }
  return out;
}

std::string clean_cell(std::string_view cell) {
  std::string text = trimmed(cell);
  if (text.size() >= 3 && text.starts_with("=\"") && text.ends_with("\""))
    text = trimmed(std::string_view(text).substr(2, text.size() - 3));
  if (text.starts_with("'")) text.erase(0, 1);
  return text;
}

std::string plain_number(std::string_view number) {
  Decimal decimal;
  if (!take_apart(number, decimal)) return std::string(number);
  round_digits(decimal);
  if (decimal.digits.empty()) return "0";
  std::string text;
  const long count = static_cast<long>(decimal.digits.size());
  if (decimal.point > 30 || decimal.point < -30) return std::string(number);
  if (decimal.point <= 0) {
    text = "0." + std::string(static_cast<std::size_t>(-decimal.point), '0') + decimal.digits;
  } else if (decimal.point >= count) {
    text = decimal.digits + std::string(static_cast<std::size_t>(decimal.point - count), '0');
  } else {
    text = decimal.digits;
    text.insert(static_cast<std::size_t>(decimal.point), 1, '.');
  }
  return (decimal.negative ? "-" : "") + text;
}

}  // namespace huiji::catalog
