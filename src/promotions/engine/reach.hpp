// How much of a threshold offer's scope a total could hold: a function from a region's total to the most that
// may be in scope, never too little. Usually every 分 of the total that is not surely outside. Where the
// offer skips goods with a lowered price, goods come into scope only when their price is given up, which
// costs: then the best use of the money decides, as if goods could be taken in part.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace huiji::promotions {

class Reach {
 public:
  // Everything above `rest`, the least amount outside, but never more than `most`.
  static Reach above(std::int64_t rest, std::int64_t most = INT64_MAX);
  // `inside` is in scope in any case; each of `openings` brings `amount` more for `cost`.
  struct Opening {
    std::int64_t cost = 0;
    std::int64_t amount = 0;
  };
  static Reach opened(std::int64_t inside, std::vector<Opening> openings);

  std::int64_t entry(std::int64_t total, std::int64_t least) const;
  // The least total at which the entry may be reached; nothing when it cannot.
  std::optional<std::int64_t> total_for(std::int64_t entry, std::int64_t least) const;

 private:
  bool opens_ = false;
  std::int64_t rest_ = 0, most_ = 0, inside_ = 0;
  std::vector<Opening> openings_;  // cheapest per 分 first
};

}  // namespace huiji::promotions
