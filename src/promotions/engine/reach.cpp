#include "promotions/engine/reach.hpp"

#include <algorithm>

namespace huiji::promotions {

Reach Reach::above(std::int64_t rest, std::int64_t most) {
  Reach reach;
  reach.rest_ = rest;
  reach.most_ = most;
  return reach;
}

Reach Reach::opened(std::int64_t inside, std::vector<Opening> openings) {
  Reach reach;
  reach.opens_ = true;
  reach.inside_ = inside;
  reach.openings_ = std::move(openings);
  std::stable_sort(reach.openings_.begin(), reach.openings_.end(), [](const Opening& a, const Opening& b) {
    return static_cast<__int128>(a.cost) * b.amount < static_cast<__int128>(b.cost) * a.amount;
  });
  return reach;
}

std::int64_t Reach::entry(std::int64_t total, std::int64_t least) const {
  if (!opens_) return std::clamp<std::int64_t>(total - rest_, 0, most_);
  std::int64_t money = total - least, amount = inside_;
  for (const Opening& opening : openings_) {
    if (money >= opening.cost) {
      money -= opening.cost;
      amount += opening.amount;
      continue;
    }
    const __int128 part = static_cast<__int128>(opening.amount) * money + opening.cost - 1;
    return amount + static_cast<std::int64_t>(part / opening.cost);
  }
  return amount;
}

std::optional<std::int64_t> Reach::total_for(std::int64_t entry, std::int64_t least) const {
  if (!opens_) return entry > most_ ? std::nullopt : std::optional(entry + rest_);
  std::int64_t lacking = entry - inside_, money = 0;
  const std::int64_t wanted = entry;
  for (const Opening& opening : openings_) {
    if (lacking <= 0) break;
    if (lacking < opening.amount) {
      money += static_cast<std::int64_t>(static_cast<__int128>(opening.cost) * lacking / opening.amount);
      lacking = 0;
      break;
    }
    lacking -= opening.amount;
    money += opening.cost;
  }
  if (lacking > 0) return std::nullopt;
  while (this->entry(least + money, least) < wanted) ++money;  // a part is rounded down
  return least + money;
}

}  // namespace huiji::promotions
