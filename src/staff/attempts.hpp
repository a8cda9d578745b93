// Limits on log-in attempts. Per login: each fifth attempt without a success locks it, for 15 minutes, then
// 30, 60, … up to four hours; fewer than five are forgotten after 15 minutes, a lock's memory a day after its
// end. An attempt is counted before the password is looked at, so that many at once gain nothing. Per peer
// address (kept in memory): 30 attempts in 15 minutes; a success is given back. GB/T 22239 asks for limits
// and gives no numbers; five failures is what hardening guides use (china-retail.md 6.3).
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kernel/time.hpp"

namespace huiji::staff {

inline constexpr std::int64_t kFailuresToLock = 5;
inline constexpr std::int64_t kLock_ms = 15 * kMinute_ms;

struct Failures {
  std::int64_t count = 0;
  Instant first_at;
  Instant locked_until;
};

bool is_locked(const Failures& failures, Instant now);
Failures count_attempt(Failures failures, Instant now);
std::int64_t minutes_until(Instant then, Instant now);  // rounded up, at least one

class PeerLimits {
 public:
  // Counts an attempt; answers when to try again if there were too many.
  std::optional<Instant> take(std::string_view peer, Instant now);
  void give_back(std::string_view peer);

 private:
  struct Window {
    int attempts = 0;
    Instant until;
  };
  void make_room(Instant now);
  std::mutex mutex_;
  std::unordered_map<std::string, Window> windows_;
};

// Addresses that one subscriber holds together: an IPv4 address, an IPv6 /64.
std::string peer_network(std::string_view peer);

}  // namespace huiji::staff
