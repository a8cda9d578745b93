// What a scanner sent (扫码): the engine reads it in one call and says in a second one, when the till has
// found the product, what line it makes. Between the two the till only looks up a number.
#pragma once

#include "catalog/scanned_line.hpp"

namespace huiji::engine {

struct CodeScan {
  std::string text;
  Instant now;
  int utc_offset_minutes = 480;
  std::optional<std::vector<catalog::LabelGrammar>> grammars;  // the shop's own; absent: the usual ones
};
BOOST_DESCRIBE_STRUCT(CodeScan, (), (text, now, utc_offset_minutes, grammars))

inline Result<catalog::ScannedCode> read_code(const CodeScan& scan) {
  const Date today = business_day(scan.now, scan.utc_offset_minutes, 0);
  return catalog::read_code(scan.text, scan.grammars ? *scan.grammars : catalog::default_grammars(), today);
}

// Handed to the exports as a call, never as catalog::line_of itself: clang 14 lowers a pointer to a function
// whose result type it has not needed yet with the wrong signature.
inline Result<catalog::ScannedLine> line_of(const catalog::LineQuestion& question) {
  return catalog::line_of(question);
}

}  // namespace huiji::engine
