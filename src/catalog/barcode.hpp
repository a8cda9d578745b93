// Barcodes as numbers: GS1 check digits, the form in which we keep a code, and which codes can name a
// product. A scanner, a spreadsheet and a package may show one article in several ways (UPC-A of 12 digits is
// EAN-13 with a leading 0; GTIN-14 with a leading 0 is the same again): canonical() maps them to one, and
// both the table and every look-up use it. Refused: anything but digits, other lengths, a wrong check digit,
// coupon numbers. Any country prefix is fine: imported goods are normal. Source: GS1 General
// Specifications 7.9 and 1.4, as noted in china-retail.md 3.1.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog_types.hpp"
#include "kernel/result.hpp"

namespace huiji::catalog {

bool all_digits(std::string_view text);  // and not empty

// The GS1 check digit ('0'…'9') of a body without it: from the right, weights 3, 1, 3, …
char check_digit(std::string_view body);
bool check_digit_right(std::string_view code);  // digits only, at least two

// What a number may stand for, by its length and prefix alone.
enum class CodeFamily {
  gtin,        // a trade item: GTIN-8, -12, -13, -14
  restricted,  // 02, 04, 20–29 of EAN-13: numbers inside a company (scale labels, own codes)
  coupon,      // 05, 98, 99
  plu,         // 4 to 6 digits: what a scale's key stands for
  unknown
};
CodeFamily family_of(std::string_view canonical);

// Digits only, spaces and hyphens of a printed code dropped, UPC-A and zero-led GTIN-14 as EAN-13. A text
// that is no such code comes back trimmed and otherwise unchanged, so that it can be shown and refused.
std::string canonical(std::string_view code);

// The canonical form of a code that may name a product sold in this unit, or why not.
Result<std::string> parse_barcode(std::string_view code, UnitKind unit_kind);

}  // namespace huiji::catalog
