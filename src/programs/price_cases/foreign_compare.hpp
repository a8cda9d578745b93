// Ours beside theirs, figure by figure, for every figure that a case names. Equal to the cent; where the case
// says that an odd cent is a matter of convention, each figure may differ by one cent, and the parts of an
// allocation must still add up to the same.
#pragma once

#include "programs/price_cases/foreign_run.hpp"

namespace huiji::foreign {

struct Verdict {
  bool passed = false;
  std::string text;  // one line: "pass S01  total 9000 = 9000"
};

Verdict judge(const Case& a_case);

struct Report {
  std::vector<Verdict> verdicts;
  std::size_t passed = 0, failed = 0;
  std::string last_line() const;  // "88 passed, 0 failed"
};

Report judge_all(const CaseFile& file);

}  // namespace huiji::foreign
