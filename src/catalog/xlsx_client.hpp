// Workbooks (Office Open XML, ECMA-376 part 1, 18.3): the first sheet as texts, and back. Shared and inline
// strings, numbers without losing a digit of a barcode; formulas give their last value, dates their number.
// Refuses files that are no workbook, that unpack to more than we would hold in memory (a zip bomb), or that
// have too many rows.
#pragma once

#include <string>
#include <string_view>

#include "catalog/sheet.hpp"

namespace huiji::catalog {

bool looks_like_xlsx(std::string_view bytes);  // begins as a zip file does
inline constexpr std::size_t kMaxUnpackedBytes = std::size_t{160}
                                                 << 20;  // one part: 200,000 rows have 140 MB
Result<Sheet> read_xlsx(std::string_view bytes, std::size_t max_unpacked_bytes = kMaxUnpackedBytes);
std::string write_xlsx(const SheetOut& sheet);

}  // namespace huiji::catalog
