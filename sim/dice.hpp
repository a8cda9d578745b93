// The simulator's only source of chance: SplitMix64 (Steele, Lea, Flood 2014). One seed, one day.
#pragma once

#include <cstdint>
#include <span>

#include "platform/world.hpp"

namespace huiji::sim {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::int64_t below(std::int64_t limit) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(limit));
  }
  std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
  bool chance(int per_mille) { return below(1000) < per_mille; }
  template <class Container>
  auto& pick(Container& from) {
    return from[static_cast<std::size_t>(below(static_cast<std::int64_t>(from.size())))];
  }

 private:
  std::uint64_t state_;
};

class DiceRandom : public Random {
 public:
  explicit DiceRandom(std::uint64_t seed) : dice_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(dice_.next());
  }

 private:
  Dice dice_;
};

class SetClock : public Clock {
 public:
  explicit SetClock(Instant start) : now_(start) {}
  Instant now() override { return now_; }
  void advance(std::int64_t ms) { now_ = now_ + ms; }

 private:
  Instant now_;
};

}  // namespace huiji::sim
