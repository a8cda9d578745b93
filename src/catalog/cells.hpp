// What stands in the cells of an import, read exactly: yuan become 分 without floating point, percents basis
// points, quantities thousandths. A text that does not say its value exactly is nothing, never nearly
// something.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog_types.hpp"

namespace huiji::catalog {

// A decimal number >= 0 in units of 10^-places; more decimals only when they are zeros; at most 12 digits
// before the point. "1,234.50" is fine, "1,23" is not.
std::optional<std::int64_t> parse_decimal(std::string_view text, int places);

std::optional<Money> parse_yuan(std::string_view text);    // "3.5", "¥3.50", "3.50元"
std::optional<Percent> parse_rate(std::string_view text);  // "13%", "0.13", "13", "免税"
std::optional<Quantity> parse_stock(std::string_view text, UnitKind unit_kind);
std::optional<bool> parse_flag(std::string_view text);  // 是 否 yes no 1 0
std::optional<UnitKind> parse_unit_kind(std::string_view text);
std::optional<ProductState> parse_state(std::string_view text);
bool is_scientific(std::string_view text);  // "6.90123E+12": digits are gone

std::string yuan_text(Money amount);           // "3.50"
std::string rate_text(Percent rate);           // "13%", "1.5%"
std::string quantity_text(Quantity quantity);  // "2.5"

}  // namespace huiji::catalog
