// The world as tests want it: a clock that stands until it is moved, and randomness from a seed.
#pragma once

#include <cstdint>

#include "platform/world.hpp"

namespace huiji::test {

class FakeClock : public Clock {
 public:
  explicit FakeClock(Instant at = {1'760'000'000'000}) : at_(at) {}  // 2025-10-09T08:53:20Z
  Instant now() override { return at_; }
  void set(Instant at) { at_ = at; }
  void advance(std::int64_t ms) { at_ = at_ + ms; }

 private:
  Instant at_;
};

// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same bytes everywhere.
class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : state_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override;
  std::uint64_t next();
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

 private:
  std::uint64_t state_;
};

}  // namespace huiji::test
