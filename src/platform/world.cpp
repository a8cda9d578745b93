#include "platform/world.hpp"

#include <sodium.h>

#include <chrono>
#include <stdexcept>

namespace huiji {

namespace {

class SystemClock : public Clock {
 public:
  Instant now() override {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
  }
};

class SystemRandom : public Random {
 public:
  SystemRandom() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium found no source of randomness");
  }
  void fill(std::span<std::uint8_t> bytes) override { randombytes_buf(bytes.data(), bytes.size()); }
};

}  // namespace

Clock& system_clock() {
  static SystemClock clock;
  return clock;
}

Random& system_random() {
  static SystemRandom random;
  return random;
}

}  // namespace huiji
