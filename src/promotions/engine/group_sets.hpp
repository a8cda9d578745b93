// Sets made of several groups of goods (组合套餐, N 件一口价): each group takes the dearest of its units that
// are still free, in the order of the groups. The sets get no dearer from one to the next, so an offer stops
// at the first that saves nothing. Alike sets come together, so that a thousand bottles are one step.
#pragma once

#include "promotions/engine/offer.hpp"

namespace huiji::promotions {

struct SetGroup {
  unsigned role = kScopeRole;  // bit of the units that it takes
  std::int64_t count = 1;
};

class SetCutter {
 public:
  // Counts what it takes in `taken`, which it empties first.
  SetCutter(std::span<const SetGroup> groups, std::span<const UnitRun> runs, std::int64_t most_sets,
            Taken& taken);
  bool next();                                  // finds the next alike sets; false when none is complete
  std::int64_t sets() const { return sets_; }   // how many are alike
  Money price() const { return price_; }        // of one
  Money cheapest() const { return cheapest_; }  // unit of one
  void take();                                  // uses them up

 private:
  bool fill(const SetGroup& group);

  std::span<const SetGroup> groups_;
  std::span<const UnitRun> runs_;
  std::int64_t most_sets_, sets_ = 0;
  Taken& taken_;
  Money price_, cheapest_;
  std::vector<std::int64_t> units_;  // of one set, beside the runs
};

}  // namespace huiji::promotions
