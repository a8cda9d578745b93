// One function for whatever a scanner sends: EAN, UPC and case codes, UPC-E, in-store labels, GS1 element
// strings with or without a symbology identifier (]d2 ]Q3 ]C1 ]e0), GS1 Digital Link addresses. The answer
// names a trade item (gtin, in the form of barcode.hpp) or a PLU, and what else the code says. All numbers
// are exact; only a weight finer than a gram or a price finer than a 分 is rounded, half up. Dates are
// YYMMDD: DD = 00 is the month's last day, and the century is the one that lies within -49 and +50 years of
// today. Refused: wrong check digits, broken-off codes, unknown AIs, days that do not exist, prices not in
// yuan.
#pragma once

#include <span>

#include "catalog/element_string.hpp"
#include "catalog/label_grammar.hpp"

namespace huiji::catalog {

enum class CodeKind { item, label };  // a trade item's number, an in-store label
BOOST_DESCRIBE_ENUM(CodeKind, item, label)

struct ScannedCode {
  CodeKind kind = CodeKind::item;
  std::optional<std::string> gtin;
  std::optional<std::string> plu;      // as printed, with leading zeros
  std::optional<std::string> grammar;  // of the label
  std::optional<Money> amount;         // for all of it
  std::optional<Money> unit_price;     // as printed; the shop's price decides
  std::optional<Quantity> weight;      // kilograms
  std::optional<Quantity> pieces;
  std::optional<std::string> batch;
  std::optional<std::string> serial;
  std::optional<Date> production;
  std::optional<Date> best_before;      // AI 15, 保质期至
  std::optional<Date> sell_by;          // AI 16
  std::optional<Date> expiry;           // AI 17, 7003
  std::optional<int> expiry_minute;     // of that day, AI 7003
  std::optional<Money> markdown_price;  // per piece or kilogram
  std::optional<Percent> markdown_percent;
  std::vector<CodeElement> elements;  // as read, for the journal
};
BOOST_DESCRIBE_STRUCT(ScannedCode, (),
                      (kind, gtin, plu, grammar, amount, unit_price, weight, pieces, batch, serial,
                       production, best_before, sell_by, expiry, expiry_minute, markdown_price,
                       markdown_percent, elements))

inline constexpr std::size_t kMaxCodeBytes = 2048;

Result<ScannedCode> read_code(std::string_view text, std::span<const LabelGrammar> grammars, Date today);

// UPC-A of 12 digits for a UPC-E of 8 (number system 0 or 1, with its check digit); none when it is none.
std::optional<std::string> expand_upc_e(std::string_view code);

// YYMMDD, or none when there is no such day.
std::optional<Date> read_gs1_date(std::string_view digits, Date today);

}  // namespace huiji::catalog
