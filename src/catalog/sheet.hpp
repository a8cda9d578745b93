// A table of texts, as a spreadsheet shows it: what CSV and XLSX files are turned into and made from. Rows
// keep the number that the spreadsheet shows; empty rows are left out. CSV is RFC 4180 with comma, tab or
// semicolon, any line end, with or without a byte order mark; a quotation mark without its partner refuses
// the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"

namespace huiji::catalog {

struct SheetRow {
  int number = 0;  // from 1
  std::vector<std::string> cells;
};
using Sheet = std::vector<SheetRow>;

bool is_utf8(std::string_view bytes);  // well-formed: RFC 3629

Result<Sheet> parse_csv(std::string_view utf8);

// How a cell is meant, for the writers: digits that are no number (barcodes) keep every digit.
enum class CellKind { text, number, digits };
struct SheetOut {
  std::vector<CellKind> kinds;                 // of the columns
  std::vector<std::vector<std::string>> rows;  // the heading first
};
// With a byte order mark, so that Excel reads it as UTF-8; long digits are led by a tab and formula-like
// texts by an apostrophe, so that it shows them as they are. clean_cell takes both away again.
std::string write_csv(const SheetOut& sheet);

// White space around, Excel's ="…" and a leading apostrophe are how a text was protected, not what it is.
std::string clean_cell(std::string_view cell);

// A number of a workbook as plain decimal digits: the exponent written out, rounded to the 15 digits that a
// spreadsheet shows ("3.7999999999999998" is 3.8, "6.901234567892E+12" is 6901234567892).
std::string plain_number(std::string_view number);

}  // namespace huiji::catalog
