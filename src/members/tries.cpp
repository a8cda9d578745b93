#include "members/tries.hpp"

#include <algorithm>

namespace huiji::members {

namespace {
constexpr std::int64_t kLongestDoubling = 4;  // 15 min << 4 = 4 h
}

bool is_locked(const Tries& tries, Instant now) { return now < tries.locked_until; }

Tries count_try(Tries tries, Instant now) {
  if (now >= std::max(tries.last_at, tries.locked_until) + kDay_ms) tries = {};
  ++tries.count;
  tries.last_at = now;
  if (tries.count % kTriesToLock == 0)
    tries.locked_until = now + (kLock_ms << std::min(tries.count / kTriesToLock - 1, kLongestDoubling));
  return tries;
}

std::int64_t minutes_left(const Tries& tries, Instant now) {
  return std::max<std::int64_t>(1, (tries.locked_until.ms - now.ms + kMinute_ms - 1) / kMinute_ms);
}

}  // namespace huiji::members
