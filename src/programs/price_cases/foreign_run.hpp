// Runs a foreign case: shelf prices first, then cart promotions by priority, or the exclusive one alone, each
// staged through our engine (foreign_stage.hpp) on what the ones before have left. FOREIGN_CASES.md says what
// each action means and which way roundings go. A case that can't be run ends with its problem in words.
#pragma once

#include "programs/price_cases/foreign_case.hpp"

namespace huiji::foreign {

struct LineOutcome {
  std::string sku;
  Money discount;
  std::vector<Money> units;  // discount of each
};

struct Outcome {
  std::string problem;
  std::vector<Amount> figures;  // by the names that a case may expect
  std::vector<LineOutcome> lines;
  std::vector<Money> parts;  // of an allocation
  bool coupon_accepted = false;
};

Outcome run(const Case& a_case);

}  // namespace huiji::foreign
