#include "promotions/engine/region_order.hpp"

#include <algorithm>
#include <numeric>

namespace huiji::promotions {

std::vector<Money> spread(Money amount, const std::vector<Money>& weights, const std::vector<Money>& rooms) {
  std::vector<Money> parts(weights.size()), open = weights;
  for (std::size_t i = 0; i < open.size(); ++i)
    if (rooms[i].minor == 0) open[i] = {};
  while (amount.minor > 0) {
    Money sum;
    for (Money weight : open) sum += weight;
    if (sum.minor == 0) break;
    const std::vector<Money> more = allocate(amount, open);
    Money placed;
    bool full = false;
    for (std::size_t i = 0; i < more.size(); ++i) {
      const Money fits = std::min(more[i], rooms[i] - parts[i]);
      full |= fits < more[i];
      parts[i] += fits;
      placed += fits;
      if (parts[i] == rooms[i]) open[i] = {};
    }
    amount -= placed;
    if (!full) break;
  }
  return parts;
}

std::vector<Money> share_out(const Taken& taken, const std::vector<Money>& weights,
                             const std::vector<Money>& rooms) {
  if (taken.shares.empty()) return spread(taken.discount, weights, rooms);
  std::vector<Money> parts = weights;  // the shares, added up per item
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i] = std::min(parts[i], rooms[i]);
  return parts;
}

std::int64_t OrderState::room(std::size_t i) const {
  const Item& item = problem.item(static_cast<std::size_t>(items[i]));
  return std::max<std::int64_t>(left[i] - item.floor.minor, 0);
}

void OrderState::apply(const OrderCandidate& candidate, const std::vector<unsigned>& roles,
                       const std::vector<UnitRun>& runs) {
  if (candidate.extra) return give_extra(candidate, roles, runs);
  if (candidate.layer == pricing::Layer::delivery) return reduce_fee(candidate, view(candidate, roles));
  reduce(candidate, roles);
}

OrderView OrderState::view(const OrderCandidate& candidate, const std::vector<unsigned>& roles) const {
  OrderView view;
  view.limit = candidate.limit;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!(roles[i] & kScopeRole)) continue;
    view.entry.minor += entry[i];
    view.running.minor += left[i];
    view.units += problem.item(static_cast<std::size_t>(items[i])).units;
  }
  return view;
}

void OrderState::reduce(const OrderCandidate& candidate, const std::vector<unsigned>& roles) {
  const Reduction reduction = candidate.offer->reduction(view(candidate, roles));
  std::vector<Money> weights(left.size()), rooms(left.size());
  Money most;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!(roles[i] & kScopeRole)) continue;
    weights[i].minor = left[i];
    rooms[i].minor = room(i);
    most += rooms[i];
  }
  const Money amount = std::min(reduction.amount, most);
  if (amount.minor <= 0) return;
  Application application{candidate.promotion, reduction.times, amount, {}};
  const std::vector<Money> parts = spread(amount, weights, rooms);
  for (std::size_t i = 0; i < left.size(); ++i) {
    left[i] -= parts[i].minor;
    if (parts[i].minor) application.shares.push_back({items[i], parts[i], 0});
  }
  total -= amount.minor;
  applications.push_back(std::move(application));
}

void OrderState::reduce_fee(const OrderCandidate& candidate, const OrderView& goods) {
  OrderView fee = goods;
  fee.running = {problem.fee - delivery};
  const Reduction reduction = candidate.offer->reduction(fee);
  const Money amount = std::min(reduction.amount, fee.running);
  if (amount.minor <= 0) return;
  delivery += amount.minor;
  applications.push_back({candidate.promotion, reduction.times, amount, {}});
}

static void add_share(std::vector<Share>& shares, const Share& share) {
  for (Share& other : shares)
    if (other.item == share.item) {
      other.amount += share.amount;
      other.units += share.units;
      return;
    }
  shares.push_back(share);
}

// The units that save most first.
void OrderState::give_extra(const OrderCandidate& candidate, const std::vector<unsigned>& roles,
                            const std::vector<UnitRun>& runs) {
  given.resize(runs.size());
  const OrderView goods = view(candidate, roles);
  std::int64_t allowed = std::min(candidate.extra->allowed(goods.entry, goods.units), candidate.limit);
  std::vector<std::size_t> order(runs.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<std::int64_t> gain(runs.size());
  for (std::size_t r = 0; r < runs.size(); ++r)
    if (roles[static_cast<std::size_t>(runs[r].place)] & ~kScopeRole)
      gain[r] = runs[r].price.minor - candidate.extra->extra_price(runs[r].price).minor;
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return gain[a] > gain[b]; });
  Application application{candidate.promotion, 0, {}, {}};
  for (std::size_t r : order) {
    if (gain[r] <= 0 || allowed <= 0) break;
    const std::size_t i = static_cast<std::size_t>(runs[r].place);
    const std::int64_t useful = (room(i) + gain[r] - 1) / gain[r];  // more units find no room above the floor
    const std::int64_t units = std::min({runs[r].count - given[r], allowed, useful});
    const std::int64_t amount = std::min(gain[r] * units, room(i));
    if (amount <= 0) continue;
    given[r] += units;
    allowed -= units;
    left[i] -= amount;
    total -= amount;
    application.times += units;
    application.amount.minor += amount;
    add_share(application.shares, {items[i], {amount}, units});
  }
  std::sort(application.shares.begin(), application.shares.end(),
            [](const Share& a, const Share& b) { return a.item < b.item; });
  if (application.amount.minor > 0) applications.push_back(std::move(application));
}

}  // namespace huiji::promotions
