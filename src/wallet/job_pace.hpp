// How many rows the next step of a job takes. A till's write waits for the step before it in the store's one
// writer, so a step aims at a few milliseconds: it is halved or doubled by what the last one took, whatever
// machine, database and job it is. Between two steps the caller rests as long as a step took, so that at
// least every second moment belongs to the tills.
#pragma once

#include <algorithm>
#include <cstdint>

namespace huiji::wallet {

class JobPace {
 public:
  // `most` rows a step, at least one.
  explicit JobPace(int most) : most_(std::max(1, most)), rows_(std::min(most_, kFirst)) {}

  int rows() const { return rows_; }
  void took(std::int64_t ms) {
    if (ms > kAim_ms)
      rows_ = std::max(std::min(most_, kLeast), rows_ / 2);
    else if (2 * ms <= kAim_ms)
      rows_ = std::min(most_, 2 * rows_);
  }

 private:
  static constexpr std::int64_t kAim_ms = 8;
  static constexpr int kFirst = 32, kLeast = 8;
  int most_;
  int rows_;
};

}  // namespace huiji::wallet
