#include "promotions/engine/group_sets.hpp"

#include <algorithm>

namespace huiji::promotions {

SetCutter::SetCutter(std::span<const SetGroup> groups, std::span<const UnitRun> runs, std::int64_t most_sets,
                     Taken& taken)
    : groups_(groups), runs_(runs), most_sets_(most_sets), taken_(taken), units_(runs.size()) {
  taken.sets = 0;
  taken.discount = {};
  taken.consumed.assign(runs.size(), 0);
  taken.shares.clear();
}

bool SetCutter::fill(const SetGroup& group) {
  std::int64_t missing = group.count;
  for (std::size_t i = 0; i < runs_.size() && missing > 0; ++i) {
    if (!(runs_[i].roles & group.role)) continue;
    const std::int64_t units = std::min(runs_[i].count - taken_.consumed[i] - units_[i], missing);
    units_[i] += units;
    missing -= units;
  }
  return missing == 0;
}

// A set can be repeated as long as every run that it uses holds enough: then no run was emptied within it,
// and each group would take the same again.
bool SetCutter::next() {
  sets_ = most_sets_ - taken_.sets;
  if (sets_ <= 0) return false;
  std::fill(units_.begin(), units_.end(), 0);
  for (const SetGroup& group : groups_)
    if (!fill(group)) return false;
  price_ = {};
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    if (units_[i] == 0) continue;
    price_.minor += runs_[i].price.minor * units_[i];
    cheapest_ = runs_[i].price;  // the dearest come first
    sets_ = std::min(sets_, (runs_[i].count - taken_.consumed[i]) / units_[i]);
  }
  return true;
}

void SetCutter::take() {
  taken_.sets += sets_;
  for (std::size_t i = 0; i < runs_.size(); ++i) taken_.consumed[i] += units_[i] * sets_;
}

}  // namespace huiji::promotions
