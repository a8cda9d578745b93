// How often somebody may try a secret in vain. An attempt is counted before it is looked at, so that many at
// once gain nothing; each fifth one locks, for 15 minutes, then 30, 60, … up to four hours; a success clears.
// Fewer than five are forgotten a day after the last (china-retail.md 6.3: guides say five).
#pragma once

#include "kernel/time.hpp"

namespace huiji::members {

inline constexpr std::int64_t kTriesToLock = 5;
inline constexpr std::int64_t kLock_ms = 15 * kMinute_ms;

struct Tries {
  std::int64_t count = 0;
  Instant last_at;
  Instant locked_until;
  friend bool operator==(const Tries&, const Tries&) = default;
};

bool is_locked(const Tries& tries, Instant now);
Tries count_try(Tries tries, Instant now);
std::int64_t minutes_left(const Tries& tries, Instant now);  // rounded up, at least one

}  // namespace huiji::members
