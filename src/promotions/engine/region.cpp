#include "promotions/engine/region.hpp"

#include <algorithm>
#include <unordered_map>

#include "promotions/engine/region_order.hpp"

namespace huiji::promotions {

namespace {

struct LocalQuantity : LocalOffer {
  const QuantityCandidate* candidate = nullptr;
  std::int64_t most = 0;  // basis points
  bool alone = true;      // no other quantity offer wants its goods
};

// A state of the quantity layer.
struct Node {
  std::vector<UnitRun> runs;
  Amounts net;
  std::int64_t total = 0;     // of net
  Amounts possible;           // per offer: at most its discount on what is left; 0 when used
  std::vector<int> sequence;  // offers applied so far
  std::int64_t points = 0;    // that the member has left
};

class Region {
 public:
  Region(const Problem& problem, const std::vector<int>& items, const std::vector<int>& quantity,
         const std::vector<int>& order, std::int64_t below, Steps& steps);

  RegionChoice run() {
    try_prices(0);
    best_.lowest = lowest_;
    return std::move(best_);
  }

 private:
  const Item& item(std::size_t i) const { return problem_.item(static_cast<std::size_t>(items_[i])); }
  const ItemOptions& options(std::size_t i) const {
    return problem_.options[static_cast<std::size_t>(items_[i])];
  }
  template <class Local, class Candidate>
  Local local(const Candidate& candidate) const;
  void find_overlaps();
  void find_branches();
  bool stop(std::int64_t floor);

  bool discounted(std::size_t i) const;
  bool undecided(std::size_t i, std::size_t next) const { return place_[i] >= static_cast<int>(next); }
  unsigned role(const LocalOffer& offer, std::size_t i) const {
    return offer.skip && discounted(i) ? 0 : offer.roles[i];
  }
  unsigned possible_role(const LocalOffer& offer, std::size_t i, std::size_t next) const {
    return offer.skip && discounted(i) && !undecided(i, next) ? 0 : offer.roles[i];
  }

  void try_prices(std::size_t next);
  std::int64_t price_of(std::size_t i) const;
  std::int64_t open_rise(std::size_t next) const;
  void add_runs(std::vector<UnitRun>& runs, std::size_t i, std::int64_t amount) const;
  Node first_node(std::size_t next);
  std::int64_t possible_with_open(const LocalQuantity& offer, std::size_t next);

  std::int64_t least_total(const Node& node, std::size_t next) const;
  std::int64_t most_by_share(const Node& node, std::size_t next) const;
  std::int64_t bound(const Node& node, std::int64_t rise, std::size_t next) const;
  std::int64_t payable_at(const Amounts& rest, std::int64_t total) const;
  std::int64_t discount_outside(const Node& node, const std::vector<char>& inside, std::size_t next) const;
  Amounts least_outside(const Node& node, std::size_t next) const;

  void quantity_layer(const Node& node, std::int64_t floor);
  void try_sets(const Node& node, std::size_t offer, std::int64_t floor);
  bool group_taken(const Node& node, std::size_t offer) const;
  bool seen_cheaper(const Node& node);
  void show(const LocalQuantity& offer, const Node& node);
  std::int64_t take(const LocalQuantity& offer, const Node& node, std::int64_t most_sets);
  std::int64_t most_possible(const LocalQuantity& offer, const Node& node);
  Node apply(const Node& node, std::size_t offer, std::int64_t sets);
  void carry(Node& node, Application& application);
  void order_layer(const Node& node);

  const Problem& problem_;
  const std::vector<int>& items_;
  Steps& steps_;
  std::vector<LocalQuantity> quantity_;
  std::vector<LocalOrder> order_;
  std::vector<char> overlaps_;       // quantity x quantity
  std::vector<std::size_t> branch_;  // items whose unit price may pay off left out
  std::vector<int> place_;           // per item: its index in branch_, or -1

  std::unordered_map<std::string, std::int64_t> seen_;  // states of the quantity layer: their least total
  std::vector<UnitRun> scratch_runs_;
  std::vector<std::size_t> scratch_index_;
  Taken taken_;
  std::vector<int> unit_;  // per item: option or -1
  std::vector<Application> path_;
  RegionChoice best_;
  bool found_ = false;
  std::int64_t limit_;               // what a choice must stay below
  std::int64_t lowest_ = INT64_MAX;  // bound of what was cut
};

Region::Region(const Problem& problem, const std::vector<int>& items, const std::vector<int>& quantity,
               const std::vector<int>& order, std::int64_t below, Steps& steps)
    : problem_(problem), items_(items), steps_(steps), limit_(below) {
  for (int q : quantity) {
    const QuantityCandidate& candidate = problem.quantity[static_cast<std::size_t>(q)];
    quantity_.push_back(local<LocalQuantity>(candidate));
    quantity_.back().most = candidate.offer->most().basis_points;
  }
  for (int o : order) order_.push_back(local<LocalOrder>(problem.order[static_cast<std::size_t>(o)]));
  for (std::size_t i = 0; i < items.size(); ++i) unit_.push_back(options(i).list.empty() ? -1 : 0);
  find_overlaps();
  find_branches();
}

template <class Local, class Candidate>
Local Region::local(const Candidate& candidate) const {
  Local local;
  local.candidate = &candidate;
  local.skip = candidate.skip;
  local.roles.assign(items_.size(), 0);
  for (const Part& part : candidate.parts) {
    const auto at = std::lower_bound(items_.begin(), items_.end(), part.item);
    local.roles[static_cast<std::size_t>(at - items_.begin())] = part.roles;
  }
  return local;
}

void Region::find_overlaps() {
  const std::size_t n = quantity_.size();
  overlaps_.assign(n * n, 0);
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b) {
      bool overlap = quantity_[a].candidate->tied(*quantity_[b].candidate);
      for (std::size_t i = 0; i < items_.size() && !overlap; ++i)
        overlap = quantity_[a].roles[i] && quantity_[b].roles[i];
      overlaps_[a * n + b] = overlap;
      if (overlap && a != b) quantity_[a].alone = false;
    }
}

// Where leaving out a unit price can pay: under a threshold offer, where quantity offers compete, or where
// one skips goods with a lowered price.
void Region::find_branches() {
  place_.assign(items_.size(), -1);
  const bool compete = std::any_of(quantity_.begin(), quantity_.end(), [](const auto& q) {
    return !q.alone || q.skip || !q.candidate->offer->monotone();
  });
  bool floors = false;
  for (std::size_t i = 0; i < items_.size(); ++i) floors |= item(i).floor.minor > 0;
  if (order_.empty() && !compete && !(floors && !quantity_.empty())) return;
  for (std::size_t i = 0; i < items_.size(); ++i)
    if (options(i).list.size() > (options(i).must ? 1 : 0)) branch_.push_back(i);
  std::stable_sort(branch_.begin(), branch_.end(), [&](std::size_t a, std::size_t b) {
    return item(a).gross.minor - options(a).list[0].payable <
           item(b).gross.minor - options(b).list[0].payable;
  });
  for (std::size_t b = 0; b < branch_.size(); ++b) place_[branch_[b]] = static_cast<int>(b);
}

bool Region::stop(std::int64_t floor) {
  if (!(found_ || limit_ != INT64_MAX) || steps_.used <= steps_.limit) return false;
  lowest_ = std::min(lowest_, floor);
  return steps_.cut = true;
}

// ---- layer 1 ----

bool Region::discounted(std::size_t i) const {
  if (unit_[i] < 0) return false;
  const int source = options(i).list[static_cast<std::size_t>(unit_[i])].candidate;
  return problem_.unit[static_cast<std::size_t>(source)] != kMemberPrice;
}

std::int64_t Region::price_of(std::size_t i) const {
  return unit_[i] < 0 ? item(i).gross.minor : options(i).list[static_cast<std::size_t>(unit_[i])].payable;
}

// How much the items that are still open (branch_[next…]) could rise.
std::int64_t Region::open_rise(std::size_t next) const {
  std::int64_t rise = 0;
  for (std::size_t b = next; b < branch_.size(); ++b)
    rise += item(branch_[b]).gross.minor - price_of(branch_[b]);
  return rise;
}

// Looks at the unit prices as they are set, then at those where one more of branch_[next…] is dearer.
void Region::try_prices(std::size_t next) {
  steps_.used += static_cast<std::int64_t>(items_.size()) + 1;
  const Node node = first_node(next);
  seen_.clear();  // its amounts are of other unit prices
  const std::int64_t floor = bound(node, open_rise(next), next);
  if (floor >= limit_) return;
  quantity_layer(node, floor);
  for (std::size_t b = next; b < branch_.size(); ++b) {
    const std::size_t i = branch_[b];
    const int best = unit_[i], count = static_cast<int>(options(i).list.size());
    for (int dearer = best + 1; dearer <= count - (options(i).must ? 1 : 0); ++dearer) {
      if (floor >= limit_) return;
      if (stop(floor)) return;
      unit_[i] = dearer == count ? -1 : dearer;
      try_prices(b + 1);
      unit_[i] = best;
    }
  }
}

// An item's amount over its units: the same for all, some one 分 dearer when it does not divide.
void Region::add_runs(std::vector<UnitRun>& runs, std::size_t i, std::int64_t amount) const {
  const std::int64_t units = item(i).units, each = amount / units, dearer = amount % units;
  if (dearer) runs.push_back({items_[i], static_cast<int>(i), {each + 1}, dearer, 0});
  runs.push_back({items_[i], static_cast<int>(i), {each}, units - dearer, 0});
}

static void sort_runs(std::vector<UnitRun>& runs) {
  std::sort(runs.begin(), runs.end(), [](const UnitRun& a, const UnitRun& b) {
    return a.price != b.price ? a.price > b.price : a.item < b.item;
  });
}

Node Region::first_node(std::size_t next) {
  Node node;
  node.points = problem_.points;
  node.net.resize(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i) node.total += node.net[i] = price_of(i);
  node.possible.assign(quantity_.size(), 0);
  const bool extras = std::any_of(order_.begin(), order_.end(),
                                  [](const LocalOrder& o) { return o.candidate->extra != nullptr; });
  if (quantity_.empty() && !extras) return node;
  for (std::size_t i = 0; i < items_.size(); ++i) add_runs(node.runs, i, node.net[i]);
  sort_runs(node.runs);
  for (std::size_t q = 0; q < quantity_.size(); ++q)
    node.possible[q] = std::max(most_possible(quantity_[q], node), possible_with_open(quantity_[q], next));
  return node;
}

// Of an offer that skips goods with a lowered price: what it could take off when those still open lose
// theirs.
std::int64_t Region::possible_with_open(const LocalQuantity& offer, std::size_t next) {
  if (!offer.skip || next >= branch_.size()) return 0;
  scratch_runs_.clear();
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const unsigned roles = possible_role(offer, i, next);
    if (!roles) continue;
    const std::size_t before = scratch_runs_.size();
    add_runs(scratch_runs_, i, undecided(i, next) ? item(i).gross.minor : price_of(i));
    for (std::size_t r = before; r < scratch_runs_.size(); ++r) scratch_runs_[r].roles = roles;
  }
  sort_runs(scratch_runs_);
  if (!offer.candidate->offer->monotone()) {
    std::int64_t sum = 0;
    for (const UnitRun& run : scratch_runs_) sum += run.price.minor * run.count;
    return sum;
  }
  offer.candidate->offer->take(scratch_runs_, offer.candidate->most_sets(problem_.points), taken_);
  return taken_.discount.minor;
}

// ---- bounds ----

// No set gives more than its offer's share of the units in it, and a unit is in one set only.
std::int64_t Region::most_by_share(const Node& node, std::size_t next) const {
  std::vector<std::int64_t> share(items_.size());
  std::int64_t most = 0;
  for (std::size_t q = 0; q < quantity_.size(); ++q) {
    if (node.possible[q] == 0) continue;
    if (quantity_[q].skip && next < branch_.size()) return INT64_MAX;  // goods may still come in
    ++most;                                                            // its rounding
    for (std::size_t i = 0; i < share.size(); ++i)
      if (role(quantity_[q], i)) share[i] = std::max(share[i], quantity_[q].most);
  }
  __int128 parts = 0;
  for (const UnitRun& run : node.runs)
    parts += static_cast<__int128>(run.price.minor) * run.count * share[static_cast<std::size_t>(run.place)];
  return most + static_cast<std::int64_t>(parts / 10000) + 1;
}

std::int64_t Region::least_total(const Node& node, std::size_t next) const {
  std::int64_t discount = 0;
  int open = 0;
  for (std::int64_t possible : node.possible) {
    discount += possible;
    open += possible > 0;
  }
  if (open > 1) discount = std::min(discount, most_by_share(node, next));
  return std::max<std::int64_t>(node.total - discount, 0);
}

// The most that quantity offers may take from goods outside a scope. An item whose price is still open may
// rise and with it the discount, by no more.
std::int64_t Region::discount_outside(const Node& node, const std::vector<char>& inside,
                                      std::size_t next) const {
  std::int64_t most = 0;
  std::vector<char> may_rise(items_.size());
  for (std::size_t q = 0; q < quantity_.size(); ++q) {
    if (node.possible[q] == 0) continue;
    bool outside = false;
    for (std::size_t i = 0; i < items_.size() && !outside; ++i)
      outside = !inside[i] && possible_role(quantity_[q], i, next);
    if (!outside) continue;
    most += node.possible[q];
    for (std::size_t i = 0; i < items_.size(); ++i)
      may_rise[i] |= undecided(i, next) && possible_role(quantity_[q], i, next);
  }
  for (std::size_t i = 0; i < items_.size(); ++i)
    if (may_rise[i]) most += item(i).gross.minor - price_of(i);
  return most;
}

// The least amount outside each threshold offer's scope.
Amounts Region::least_outside(const Node& node, std::size_t next) const {
  Amounts rest(order_.size());
  std::vector<char> inside(items_.size());
  for (std::size_t o = 0; o < order_.size(); ++o) {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      inside[i] = (possible_role(order_[o], i, next) & kScopeRole) != 0;
      if (!inside[i]) rest[o] += node.net[i];
    }
    rest[o] -= discount_outside(node, inside, next);
    rest[o] = std::max<std::int64_t>(rest[o], 0);
  }
  return rest;
}

// What is left of a total after the threshold offers, each given as much in its scope as it could have.
std::int64_t Region::payable_at(const Amounts& rest, std::int64_t total) const {
  std::int64_t running = total, delivery = 0;
  for (std::size_t o = 0; o < order_.size(); ++o) {
    const OrderCandidate& candidate = *order_[o].candidate;
    const std::int64_t off =
        candidate.most(std::max<std::int64_t>(total - rest[o], 0), running, problem_.fee);
    if (candidate.layer == pricing::Layer::delivery)
      delivery += off;
    else
      running = std::max<std::int64_t>(running - off, 0);
  }
  return running - std::min(delivery, problem_.fee);
}

// The least payable when the total may end anywhere between the least and what is left to rise: only where a
// reduction steps up can a dearer total pay.
std::int64_t Region::bound(const Node& node, std::int64_t rise, std::size_t next) const {
  const std::int64_t least = least_total(node, next), top = node.total + rise;
  if (order_.empty()) return least;
  const Amounts rest = least_outside(node, next);
  std::int64_t bound = payable_at(rest, least);
  const std::int64_t most = top - payable_at(rest, top);
  for (std::size_t o = 0; o < order_.size(); ++o) {
    std::int64_t total = least;
    while (const auto step = order_[o].candidate->next_step(std::max<std::int64_t>(total - rest[o], 0))) {
      total = *step + rest[o];
      if (total > top || total - most >= bound) break;
      bound = std::min(bound, payable_at(rest, total));
    }
  }
  return bound;
}

// ---- layer 2 ----

// The units that are left for the offer, in scratch_runs_.
void Region::show(const LocalQuantity& offer, const Node& node) {
  scratch_runs_.clear();
  scratch_index_.clear();
  for (std::size_t r = 0; r < node.runs.size(); ++r) {
    if (node.runs[r].count == 0) continue;
    const unsigned roles = role(offer, static_cast<std::size_t>(node.runs[r].place));
    if (!roles) continue;
    scratch_runs_.push_back(node.runs[r]);
    scratch_runs_.back().roles = roles;
    scratch_index_.push_back(r);
  }
}

// What the offer would take; the details stay in taken_ and the scratch lists.
std::int64_t Region::take(const LocalQuantity& offer, const Node& node, std::int64_t most_sets) {
  show(offer, node);
  taken_.shares.clear();
  offer.candidate->offer->take(scratch_runs_, most_sets, taken_);
  return taken_.discount.minor;
}

std::int64_t Region::most_possible(const LocalQuantity& offer, const Node& node) {
  const std::int64_t alone = take(offer, node, offer.candidate->most_sets(node.points));
  if (offer.candidate->offer->monotone()) return alone;
  std::int64_t sum = 0;
  for (const UnitRun& run : scratch_runs_) sum += run.price.minor * run.count;
  return sum;
}

bool Region::group_taken(const Node& node, std::size_t offer) const {
  const int group = quantity_[offer].candidate->group;
  return group != 0 && std::any_of(node.sequence.begin(), node.sequence.end(), [&](int other) {
           return quantity_[static_cast<std::size_t>(other)].candidate->group == group;
         });
}

// Hands the discount in taken_ to the items, never below an item's floor.
void Region::carry(Node& node, Application& application) {
  std::vector<Money> weights(items_.size());
  Amounts units(items_.size());
  const bool own = !taken_.shares.empty();
  for (std::size_t r = 0; r < scratch_runs_.size(); ++r) {
    const std::size_t i = static_cast<std::size_t>(scratch_runs_[r].place);
    weights[i].minor += own ? taken_.shares[r].minor : scratch_runs_[r].price.minor * taken_.consumed[r];
    units[i] += taken_.consumed[r];
    node.runs[scratch_index_[r]].count -= taken_.consumed[r];
  }
  std::vector<Money> rooms(items_.size());
  for (std::size_t i = 0; i < rooms.size(); ++i)
    if (units[i] > 0) rooms[i].minor = std::max<std::int64_t>(node.net[i] - item(i).floor.minor, 0);
  const std::vector<Money> parts = share_out(taken_, weights, rooms);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (units[i] == 0) continue;
    application.shares.push_back({items_[i], parts[i], units[i]});
    application.amount += parts[i];
    node.net[i] -= parts[i].minor;
    node.total -= parts[i].minor;
  }
}

Node Region::apply(const Node& node, std::size_t offer, std::int64_t sets) {
  Node next = node;
  take(quantity_[offer], node, sets);
  Application application{quantity_[offer].candidate->promotion, taken_.sets, {}, {}};
  carry(next, application);
  next.sequence.push_back(static_cast<int>(offer));
  next.points -= quantity_[offer].candidate->points * taken_.sets;
  next.possible[offer] = 0;
  for (std::size_t other = 0; other < quantity_.size(); ++other)
    if (next.possible[other] && overlaps_[offer * quantity_.size() + other])
      next.possible[other] = group_taken(next, other) ? 0 : most_possible(quantity_[other], next);
  path_.push_back(std::move(application));
  return next;
}

// Whether the same units were left by the same offers before, for no more money: other orders of taking them
// come to the same. Threshold offers look at single goods, so that there the amounts must be equal too.
bool Region::seen_cheaper(const Node& node) {
  std::vector<std::int64_t> state;
  std::vector<int> used = node.sequence;
  std::sort(used.begin(), used.end());
  state.insert(state.end(), used.begin(), used.end());
  state.push_back(-1);
  state.push_back(node.points);
  for (const UnitRun& run : node.runs) state.push_back(run.count);
  if (!order_.empty()) state.insert(state.end(), node.net.begin(), node.net.end());
  std::string key(reinterpret_cast<const char*>(state.data()), state.size() * sizeof(std::int64_t));
  const auto [at, fresh] = seen_.try_emplace(std::move(key), node.total);
  if (!fresh && at->second <= node.total) return true;
  at->second = node.total;
  return false;
}

// `floor` is a bound that holds for everything below this node.
void Region::quantity_layer(const Node& node, std::int64_t floor) {
  floor = std::max(floor, bound(node, 0, branch_.size()));
  if (floor >= limit_) return;
  if (node.sequence.size() > 1 && seen_cheaper(node)) return;
  for (std::size_t q = 0; q < quantity_.size(); ++q) {
    if (node.possible[q] == 0) continue;
    try_sets(node, q, floor);
    if (floor >= limit_ || stop(floor)) return;
  }
  order_layer(node);
}

// All sets first. Fewer can only pay where somebody else wants the units or a threshold is near.
void Region::try_sets(const Node& node, std::size_t offer, std::int64_t floor) {
  const LocalQuantity& local = quantity_[offer];
  if (take(local, node, local.candidate->most_sets(node.points)) == 0) return;
  const std::int64_t most = taken_.sets;
  const bool fewer = !local.alone || !order_.empty();
  for (std::int64_t sets = most; sets >= (fewer ? 1 : most); --sets) {
    if (floor >= limit_ || stop(floor)) return;
    steps_.used += static_cast<std::int64_t>(node.runs.size()) + 1;
    quantity_layer(apply(node, offer, sets), floor);
    path_.pop_back();
  }
}

// ---- layers 3 and later ----

void Region::order_layer(const Node& node) {
  steps_.used += static_cast<std::int64_t>(items_.size()) + 1;
  OrderState state{problem_, items_, node.net, node.net, {}, node.total, 0, {}};
  const auto roles = [&](const LocalOrder& order, std::size_t i) { return role(order, i); };
  for (std::size_t o = 0; o < order_.size(); ++o) {
    if (o > 0 && order_[o].candidate->layer != order_[o - 1].candidate->layer) state.entry = state.left;
    std::vector<unsigned> now(items_.size());
    for (std::size_t i = 0; i < now.size(); ++i) now[i] = roles(order_[o], i);
    state.apply(*order_[o].candidate, now, node.runs);
  }
  const std::int64_t payable = state.total - state.delivery;
  if (payable >= limit_) return;
  limit_ = payable;
  found_ = true;
  best_.payable = payable;
  best_.unit = unit_;
  best_.quantity = path_;
  best_.order = std::move(state.applications);
}

}  // namespace

RegionChoice choose_region(const Problem& problem, const std::vector<int>& items,
                           const std::vector<int>& quantity, const std::vector<int>& order,
                           std::int64_t below, Steps& steps) {
  return Region(problem, items, quantity, order, below, steps).run();
}

}  // namespace huiji::promotions
