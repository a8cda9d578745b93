#include "staff/caller_cache.hpp"

#include <algorithm>

namespace huiji::staff {

static constexpr std::size_t kMaxEntries = 10'000;

std::optional<Identity> CallerCache::find(const std::string& key, Instant now) {
  std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) return std::nullopt;
  // A clock that was set back must not stretch the three seconds.
  const bool fresh = now < found->second.until && found->second.until <= now + kCallerCache_ms;
  if (!fresh) return entries_.erase(found), std::nullopt;
  return found->second.identity;
}

CallerCache::Generation CallerCache::generation() {
  std::lock_guard lock(mutex_);
  return generation_;
}

void CallerCache::keep(const std::string& key, const Identity& identity, Generation read_at, Instant now) {
  std::lock_guard lock(mutex_);
  if (read_at != generation_) return;
  if (entries_.size() >= kMaxEntries) entries_.clear();
  entries_[key] = {identity, std::min(now + kCallerCache_ms, identity.good_until)};
}

void CallerCache::forget_all() {
  std::lock_guard lock(mutex_);
  ++generation_;
  entries_.clear();
}

}  // namespace huiji::staff
