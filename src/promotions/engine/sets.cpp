#include "promotions/engine/sets.hpp"

#include <algorithm>

#include "promotions/engine/percentage.hpp"

namespace huiji::promotions {

// How many of the positions [0, end) are discounted, when the last ones of each set are.
static std::int64_t discounted_before(const SetRule& rule, std::int64_t end) {
  const std::int64_t in_last = end % rule.size - (rule.size - rule.discounted);
  return end / rule.size * rule.discounted + std::max<std::int64_t>(in_last, 0);
}

Percent most_of_sets(const SetRule& rule) {
  return {mul_div(rule.off.basis_points, rule.discounted, rule.size, Rounding::up)};
}

// Complete sets whose discounted units cost something: the others would save nothing.
static std::int64_t saving_sets(const SetRule& rule, std::span<const UnitRun> runs) {
  std::int64_t units = 0, priced = 0;
  for (const UnitRun& run : runs) {
    units += run.count;
    if (run.price.minor > 0) priced += run.count;
  }
  return std::min(units / rule.size, (priced + rule.discounted - 1) / rule.size);
}

void take_sets(const SetRule& rule, std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) {
  taken.sets = std::min({saving_sets(rule, runs), rule.max_sets, most_sets});
  taken.shares.clear();
  taken.consumed.assign(runs.size(), 0);
  const std::int64_t end = taken.sets * rule.size;
  Money affected;
  std::int64_t position = 0;
  for (std::size_t i = 0; i < runs.size() && position < end; ++i) {
    const std::int64_t next = std::min(position + runs[i].count, end);
    const std::int64_t cheap = discounted_before(rule, next) - discounted_before(rule, position);
    affected.minor += runs[i].price.minor * cheap;
    taken.consumed[i] = next - position;
    position = next;
  }
  taken.discount = off_of(affected, rule.off);
}

void take_singles(Money price, std::span<const UnitRun> runs, std::int64_t most_units, Taken& taken) {
  taken.sets = 0;
  taken.discount = {};
  taken.consumed.assign(runs.size(), 0);
  taken.shares.assign(runs.size(), {});
  for (std::size_t i = 0; i < runs.size() && runs[i].price > price; ++i) {
    const std::int64_t units = std::min(runs[i].count, most_units - taken.sets);
    taken.sets += units;
    taken.consumed[i] = units;
    taken.shares[i].minor = (runs[i].price - price).minor * units;
    taken.discount += taken.shares[i];
  }
}

}  // namespace huiji::promotions
