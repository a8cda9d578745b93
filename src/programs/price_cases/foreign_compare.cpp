#include "programs/price_cases/foreign_compare.hpp"

#include <algorithm>

#include "kernel/check.hpp"

namespace huiji::foreign {

namespace {

class Comparison {
 public:
  explicit Comparison(bool convention) : convention_(convention) {}

  void number(const std::string& name, Money ours, Money theirs) {
    const std::int64_t apart = std::abs(ours.minor - theirs.minor);
    const char* sign = apart == 0 ? " = " : convention_ && apart == 1 ? " ~ " : " != ";
    note(name, std::to_string(ours.minor) + sign + std::to_string(theirs.minor),
         apart <= (convention_ ? 1 : 0));
  }

  void list(const std::string& name, const std::vector<Money>& ours, const std::vector<Money>& theirs,
            bool any_parts) {
    bool near = ours.size() == theirs.size();
    for (std::size_t i = 0; near && i < ours.size(); ++i)
      near = std::abs(ours[i].minor - theirs[i].minor) <= 1;
    const bool same = ours == theirs;
    const bool good = same || (convention_ && (any_parts || (near && sum(ours) == sum(theirs))));
    note(name, text(ours) + (same ? " = " : good ? " ~ " : " != ") + text(theirs), good);
  }

  void missing(const std::string& name) { note(name, "is not in the cart", false); }

  void word(const std::string& name, const char* ours, const char* theirs, bool same) {
    note(name, std::string(ours) + (same ? " = " : " != ") + theirs, same);
  }

  bool passed() const { return passed_; }
  const std::string& said() const { return said_; }

  static Money sum(const std::vector<Money>& amounts) {
    Money all;
    for (Money amount : amounts) all += amount;
    return all;
  }

 private:
  void note(const std::string& name, const std::string& what, bool good) {
    said_ += (said_.empty() ? "" : "; ") + name + " " + what;
    passed_ &= good;
  }

  static std::string text(const std::vector<Money>& amounts) {
    std::string all = "[";
    for (Money amount : amounts) all += (all.size() > 1 ? " " : "") + std::to_string(amount.minor);
    return all + "]";
  }

  bool convention_;
  bool passed_ = true;
  std::string said_;
};

const LineOutcome* line_of(const Outcome& outcome, const std::string& sku) {
  for (const LineOutcome& line : outcome.lines)
    if (line.sku == sku) return &line;
  return nullptr;
}

void compare_lines(const Expected& expected, const Outcome& outcome, Comparison& comparison) {
  for (const Amount& line : expected.lines) {
    const LineOutcome* ours = line_of(outcome, line.name);
    if (!ours)
      comparison.missing(line.name);
    else
      comparison.number(line.name, ours->discount, line.amount);
  }
  for (const Amounts& units : expected.units) {
    const LineOutcome* ours = line_of(outcome, units.name);
    if (!ours)
      comparison.missing(units.name);
    else
      comparison.list(units.name + " by unit", ours->units, units.amounts, false);
  }
}

// With no weight at all even giving nothing is a convention: then ours need only add up to the amount.
void compare_parts(const Allocation& allocation, const Expected& expected, const Outcome& outcome,
                   Comparison& comparison) {
  const bool none = std::all_of(allocation.weights.begin(), allocation.weights.end(),
                                [](Money weight) { return weight.minor == 0; });
  const bool whole = Comparison::sum(outcome.parts) == allocation.amount;
  comparison.list("parts", outcome.parts, *expected.parts, none && whole);
}

Verdict compare(const Case& a_case, const Outcome& outcome) {
  if (!outcome.problem.empty()) return {false, "FAIL " + a_case.id + "  " + outcome.problem};
  Comparison comparison(a_case.convention);
  const Expected& expected = a_case.expected;
  for (const Amount& figure : expected.figures)
    for (const Amount& ours : outcome.figures)
      if (ours.name == figure.name) comparison.number(figure.name, ours.amount, figure.amount);
  compare_lines(expected, outcome, comparison);
  if (expected.coupon_accepted) {
    const auto word = [](bool accepted) { return accepted ? "accepted" : "rejected"; };
    comparison.word("coupon", word(outcome.coupon_accepted), word(*expected.coupon_accepted),
                    outcome.coupon_accepted == *expected.coupon_accepted);
  }
  if (a_case.allocation) compare_parts(*a_case.allocation, expected, outcome, comparison);
  const bool passed = comparison.passed() && !comparison.said().empty();
  const std::string said = comparison.said().empty() ? "nothing is expected" : comparison.said();
  return {passed, (passed ? "pass " : "FAIL ") + a_case.id + "  " + said};
}

}  // namespace

Verdict judge(const Case& a_case) {
  try {
    return compare(a_case, run(a_case));
  } catch (const BrokenProgram& broken) {  // the other cases go on
    return {false, "FAIL " + a_case.id + "  broken: " + broken.what()};
  }
}

std::string Report::last_line() const {
  return std::to_string(passed) + " passed, " + std::to_string(failed) + " failed";
}

Report judge_all(const CaseFile& file) {
  Report report;
  for (const Case& one : file.cases) {
    report.verdicts.push_back(judge(one));
    ++(report.verdicts.back().passed ? report.passed : report.failed);
  }
  return report;
}

}  // namespace huiji::foreign
