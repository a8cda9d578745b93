// The world that is put in: time and randomness. Production has the system's; the simulator and the tests
// have their own, so that a seed replays a day exactly.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "kernel/id.hpp"
#include "kernel/time.hpp"

namespace huiji {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;  // cryptographically strong in production

  template <class IdType>
  IdType new_id(Instant now) {
    std::array<std::uint8_t, 10> noise;
    fill(noise);
    return IdType{uuid_v7(now, noise)};
  }
};

Clock& system_clock();
Random& system_random();

// Minutes east of UTC of an IANA zone at an instant ("Asia/Shanghai" -> 480). Throws std::runtime_error for
// an unknown zone.
int utc_offset_minutes(const char* zone, Instant at);

}  // namespace huiji
