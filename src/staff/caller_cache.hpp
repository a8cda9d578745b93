// Remembers for three seconds who stands behind a pair of tokens, so that a busy till does not cost two
// reads a request. A change of people, sessions or tills in this process forgets everything at once: a
// revocation takes effect with the next request here, and within three seconds in other processes on the
// same database. The key is the tokens' keyed hash, never a token.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "kernel/caller.hpp"
#include "kernel/time.hpp"
#include "staff/staff_types.hpp"

namespace huiji::staff {

inline constexpr std::int64_t kCallerCache_ms = 3 * kSecond_ms;

// What the tokens of a request proved. A person's session that was opened at a till is only good there.
struct Identity {
  std::optional<TillId> till_id = {};
  std::optional<StaffId> staff_id = {};
  std::optional<SessionId> session_id = {};
  MerchantId merchant_id = {};
  ShopId shop_id = {};
  Role role = Role::cashier;
  Instant good_until = {};  // the session's end, or far away
};

class CallerCache {
 public:
  using Generation = std::uint64_t;

  std::optional<Identity> find(const std::string& key, Instant now);
  Generation generation();
  // Keeps it unless something was revoked since `read_at`.
  void keep(const std::string& key, const Identity& identity, Generation read_at, Instant now);
  void forget_all();

 private:
  struct Entry {
    Identity identity;
    Instant until;
  };
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
  Generation generation_ = 0;
};

}  // namespace huiji::staff
