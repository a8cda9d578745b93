// Which amounts open prices can add up to. Giving up a unit price lifts an item by one of a few amounts, so a
// threshold that lacks 1.05 is often reached only by adding 1.38: the search (engine/region) takes the least
// sum that suffices instead of the amount that is lacking. Sums above kMost are not told apart. Items come in
// the order in which the search decides on them, so that a suffix of them is what is still open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace huiji::promotions {

class RiseSums {
 public:
  static constexpr std::int64_t kMost = 4095;

  // Per item the amounts by which it may rise, beside none.
  explicit RiseSums(const std::vector<std::vector<std::int64_t>>& rises);

  // The least sum of rises of the items from `next` on, with up to `slack` beside it in any part, that is
  // not below `need`; `need` itself where that is not known.
  std::int64_t least(std::size_t next, std::int64_t need, std::int64_t slack) const;

 private:
  static constexpr std::size_t kWords = (kMost + 1) / 64;

  // The first sum from `from` on; kMost + 1 when there is none up to there.
  std::int64_t first_from(std::size_t next, std::int64_t from) const;

  std::vector<std::uint64_t> sums_;  // kWords per suffix
};

}  // namespace huiji::promotions
