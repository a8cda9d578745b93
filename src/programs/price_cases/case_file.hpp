// Golden cases that a shopkeeper can read (house.md, section 7): rules, scans, below the line what the
// customer pays. Several cases in a file are separated by a line of ====. The form is described in README.md.
// Refused with file line and reason: words it does not know, amounts that are not amounts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pricing/pricing_types.hpp"
#include "pricing/refund_types.hpp"

namespace huiji::cases {

struct Return {
  std::size_t line = 0;  // index into the basket's lines
  Quantity quantity;
};

struct Case {
  std::string title;  // the first comment
  int line = 0;       // where it starts in the file
  pricing::Rules rules;
  std::vector<std::string> rule_labels;  // beside rules.promotions: name=… or the kind
  pricing::Basket basket;
  std::vector<std::string> product_names;  // beside basket.lines
  std::vector<Return> returns;
  std::vector<std::string> expected;  // white space normalised
};

struct CaseFile {
  std::vector<Case> cases;
  std::string error;  // "line 7: …"; empty: the file is sound
};

CaseFile read_cases(std::string_view text);

}  // namespace huiji::cases
