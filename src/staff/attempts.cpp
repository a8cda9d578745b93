#include "staff/attempts.hpp"

#include <algorithm>
#include <vector>

namespace huiji::staff {

namespace {

constexpr int kPeerAttempts = 30;
constexpr std::size_t kMaxPeers = 10'000;
constexpr std::int64_t kLongestDoubling = 4;  // 15 min << 4 = 4 h

bool is_forgotten(const Failures& failures, Instant now) {
  if (failures.count < kFailuresToLock) return now >= failures.first_at + kLock_ms;
  return now >= failures.locked_until + kDay_ms;
}

}  // namespace

bool is_locked(const Failures& failures, Instant now) { return now < failures.locked_until; }

Failures count_attempt(Failures failures, Instant now) {
  if (failures.count == 0 || is_forgotten(failures, now)) failures = {0, now, {}};
  ++failures.count;
  if (failures.count % kFailuresToLock == 0) {
    const std::int64_t locks_before = failures.count / kFailuresToLock - 1;
    failures.locked_until = now + (kLock_ms << std::min(locks_before, kLongestDoubling));
  }
  return failures;
}

std::int64_t minutes_until(Instant then, Instant now) {
  return std::max<std::int64_t>(1, (then.ms - now.ms + kMinute_ms - 1) / kMinute_ms);
}

static std::vector<std::string_view> groups_of(std::string_view text) {
  std::vector<std::string_view> groups;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(':'), text.size());
    groups.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return groups;
}

std::string peer_network(std::string_view peer) {
  const bool is_version_6 =
      peer.find(':') != std::string_view::npos && peer.find('.') == std::string_view::npos;
  if (!is_version_6) return std::string(peer);
  const std::size_t gap = peer.find("::");  // stands for as many zero groups as make eight
  std::vector<std::string_view> groups = groups_of(peer.substr(0, gap));
  if (gap != std::string_view::npos) {
    const auto rest = groups_of(peer.substr(gap + 2));
    while (groups.size() + rest.size() < 8) groups.push_back("0");
    groups.insert(groups.end(), rest.begin(), rest.end());
  }
  std::string network;
  for (std::size_t i = 0; i < std::min<std::size_t>(4, groups.size()); ++i) network.append(groups[i]) += ':';
  return network;
}

std::optional<Instant> PeerLimits::take(std::string_view peer, Instant now) {
  std::lock_guard lock(mutex_);
  if (windows_.size() >= kMaxPeers) make_room(now);
  Window& window = windows_[peer_network(peer)];
  if (now >= window.until) window = {0, now + kLock_ms};
  if (window.attempts >= kPeerAttempts) return window.until;
  ++window.attempts;
  return std::nullopt;
}

void PeerLimits::give_back(std::string_view peer) {
  std::lock_guard lock(mutex_);
  const auto found = windows_.find(peer_network(peer));
  if (found != windows_.end() && found->second.attempts > 0) --found->second.attempts;
}

// Drops what is over; when nothing is, the one that ends first (rare: a flood from many networks).
void PeerLimits::make_room(Instant now) {
  std::erase_if(windows_, [&](const auto& entry) { return now >= entry.second.until; });
  if (windows_.size() < kMaxPeers) return;
  windows_.erase(std::min_element(windows_.begin(), windows_.end(), [](const auto& a, const auto& b) {
    return a.second.until < b.second.until;
  }));
}

}  // namespace huiji::staff
