#include "promotions/engine/region.hpp"

#include <algorithm>

namespace huiji::promotions {

namespace {

using Amounts = std::vector<std::int64_t>;  // 分 per item of the region

struct LocalOffer {            // an offer seen from the region
  std::vector<char> in_scope;  // per item of the region
};

struct LocalQuantity : LocalOffer {
  const QuantityCandidate* candidate = nullptr;
  std::int64_t most = 0;  // basis points
};

struct LocalOrder : LocalOffer {
  const OrderCandidate* candidate = nullptr;
};

// A state of the quantity layer.
struct Node {
  std::vector<UnitRun> runs;  // item: index in the region
  Amounts net;
  std::int64_t total = 0;     // of net
  Amounts alone;              // per offer: its discount on what is left; 0 when used
  std::vector<int> sequence;  // offers applied so far
};

class Region {
 public:
  Region(const Problem& problem, const std::vector<int>& items, const std::vector<int>& quantity,
         const std::vector<int>& order, std::int64_t below, Steps& steps);

  RegionChoice run() {
    try_prices(0);
    return std::move(best_);
  }

 private:
  const Item& item(std::size_t i) const { return problem_.goods->items[static_cast<std::size_t>(items_[i])]; }
  const std::vector<UnitOption>& options(std::size_t i) const {
    return problem_.options[static_cast<std::size_t>(items_[i])];
  }
  template <class Local, class Candidate>
  Local local(const Candidate& candidate) const;
  void find_overlaps();
  bool stop();

  void try_prices(std::size_t next);
  std::int64_t price_of(std::size_t i) const;
  std::int64_t open_rise(std::size_t next) const;
  Node first_node();

  std::int64_t least_total(const Node& node) const;
  std::int64_t most_by_share(const Node& node) const;
  std::int64_t bound(const Node& node, std::int64_t rise) const;
  std::int64_t reductions(const Amounts& least_rest, std::int64_t total) const;

  void quantity_layer(const Node& node, std::int64_t floor);
  bool canonical(const Node& node, std::size_t offer) const;
  std::int64_t take(const LocalQuantity& offer, const Node& node);
  Node apply(const Node& node, std::size_t offer);
  void order_layer(const Node& node);

  const Problem& problem_;
  const std::vector<int>& items_;
  Steps& steps_;
  std::vector<LocalQuantity> quantity_;
  std::vector<LocalOrder> order_;
  std::vector<char> overlaps_;       // quantity x quantity
  std::vector<std::size_t> branch_;  // items whose unit price may pay off left out

  std::vector<UnitRun> scratch_runs_;
  std::vector<std::size_t> scratch_index_;
  Taken taken_;
  std::vector<int> unit_;  // per item: option or -1
  std::vector<Application> path_;
  RegionChoice best_;
  bool found_ = false;
  std::int64_t limit_;  // what a choice must stay below
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
  for (std::size_t i = 0; i < items.size(); ++i) unit_.push_back(options(i).empty() ? -1 : 0);
  find_overlaps();
}

template <class Local, class Candidate>
Local Region::local(const Candidate& candidate) const {
  Local local;
  local.candidate = &candidate;
  local.in_scope.assign(items_.size(), 0);
  for (int item : candidate.items) {
    const auto at = std::lower_bound(items_.begin(), items_.end(), item);
    local.in_scope[static_cast<std::size_t>(at - items_.begin())] = 1;
  }
  return local;
}

// Also finds where leaving out a unit price can pay: under an order offer, or where quantity offers compete.
void Region::find_overlaps() {
  const std::size_t n = quantity_.size();
  overlaps_.assign(n * n, 0);
  bool compete = false;
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b)
      for (std::size_t i = 0; i < items_.size() && !overlaps_[a * n + b]; ++i)
        if (quantity_[a].in_scope[i] && quantity_[b].in_scope[i]) {
          overlaps_[a * n + b] = 1;
          compete |= a != b;
        }
  if (order_.empty() && !compete) return;
  for (std::size_t i = 0; i < items_.size(); ++i)
    if (!options(i).empty()) branch_.push_back(i);
  std::stable_sort(branch_.begin(), branch_.end(), [&](std::size_t a, std::size_t b) {
    return item(a).gross.minor - options(a)[0].payable < item(b).gross.minor - options(b)[0].payable;
  });
}

bool Region::stop() {
  if (!(found_ || limit_ != INT64_MAX) || steps_.used <= steps_.limit) return false;
  return steps_.cut = true;
}

// ---- layer 1 ----

std::int64_t Region::price_of(std::size_t i) const {
  return unit_[i] < 0 ? item(i).gross.minor : options(i)[static_cast<std::size_t>(unit_[i])].payable;
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
  const Node node = first_node();
  const std::int64_t floor = bound(node, open_rise(next));
  if (floor >= limit_) return;
  quantity_layer(node, floor);
  for (std::size_t b = next; b < branch_.size(); ++b) {
    const std::size_t i = branch_[b];
    const int best = unit_[i], count = static_cast<int>(options(i).size());
    for (int dearer = best + 1; dearer <= count; ++dearer) {
      if (floor >= limit_) return;
      if (stop()) return;
      unit_[i] = dearer == count ? -1 : dearer;
      try_prices(b + 1);
      unit_[i] = best;
    }
  }
}

// An item's amount over its units: the same for all, some one 分 dearer when it does not divide.
Node Region::first_node() {
  Node node;
  node.net.resize(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i) node.total += node.net[i] = price_of(i);
  node.alone.assign(quantity_.size(), 0);
  if (quantity_.empty()) return node;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const std::int64_t units = item(i).units, each = node.net[i] / units, dearer = node.net[i] % units;
    if (dearer) node.runs.push_back({static_cast<int>(i), {each + 1}, dearer});
    node.runs.push_back({static_cast<int>(i), {each}, units - dearer});
  }
  std::sort(node.runs.begin(), node.runs.end(), [](const UnitRun& a, const UnitRun& b) {
    return a.price != b.price ? a.price > b.price : a.item < b.item;
  });
  for (std::size_t q = 0; q < quantity_.size(); ++q) node.alone[q] = take(quantity_[q], node);
  return node;
}

// ---- bounds ----

// No set gives more than its offer's share of the units in it, and a unit is in one set only.
std::int64_t Region::most_by_share(const Node& node) const {
  std::vector<std::int64_t> share(items_.size());
  std::int64_t most = 0;
  for (std::size_t q = 0; q < quantity_.size(); ++q) {
    if (node.alone[q] == 0) continue;
    ++most;  // its rounding
    for (std::size_t i = 0; i < share.size(); ++i)
      if (quantity_[q].in_scope[i]) share[i] = std::max(share[i], quantity_[q].most);
  }
  __int128 parts = 0;
  for (const UnitRun& run : node.runs)
    parts += static_cast<__int128>(run.price.minor) * run.count * share[static_cast<std::size_t>(run.item)];
  return most + static_cast<std::int64_t>(parts / 10000) + 1;
}

std::int64_t Region::least_total(const Node& node) const {
  std::int64_t discount = 0;
  int open = 0;
  for (std::int64_t alone : node.alone) {
    discount += alone;
    open += alone > 0;
  }
  if (open > 1) discount = std::min(discount, most_by_share(node));
  return node.total - discount;
}

std::int64_t Region::reductions(const Amounts& least_rest, std::int64_t total) const {
  std::int64_t sum = 0;
  for (std::size_t o = 0; o < order_.size(); ++o)
    sum += order_[o]
               .candidate->offer->reduction({std::max<std::int64_t>(total - least_rest[o], 0)})
               .amount.minor;
  return sum;
}

// The least payable when the total may end anywhere between the least and what is left to rise: only where a
// reduction steps up can a dearer total pay.
std::int64_t Region::bound(const Node& node, std::int64_t rise) const {
  const std::int64_t least = least_total(node), top = node.total + rise;
  if (order_.empty()) return least;
  Amounts rest(order_.size());  // least amount outside each order offer's scope
  for (std::size_t o = 0; o < order_.size(); ++o) {
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (!order_[o].in_scope[i]) rest[o] += node.net[i];
    for (std::size_t q = 0; q < quantity_.size(); ++q)
      for (std::size_t i = 0; i < items_.size(); ++i)
        if (!order_[o].in_scope[i] && quantity_[q].in_scope[i]) {
          rest[o] -= node.alone[q];
          break;
        }
  }
  std::int64_t bound = least - reductions(rest, least);
  const std::int64_t most = reductions(rest, top);
  for (std::size_t o = 0; o < order_.size(); ++o) {
    std::int64_t total = least;
    while (const auto step =
               order_[o].candidate->offer->next_step({std::max<std::int64_t>(total - rest[o], 0)})) {
      total = step->minor + rest[o];
      if (total > top || total - most >= bound) break;
      bound = std::min(bound, total - reductions(rest, total));
    }
  }
  return bound;
}

// ---- layer 2 ----

// What the offer would take of the units that are left; the details stay in taken_ and the scratch lists.
std::int64_t Region::take(const LocalQuantity& offer, const Node& node) {
  scratch_runs_.clear();
  scratch_index_.clear();
  for (std::size_t r = 0; r < node.runs.size(); ++r) {
    if (node.runs[r].count == 0 || !offer.in_scope[static_cast<std::size_t>(node.runs[r].item)]) continue;
    scratch_runs_.push_back(node.runs[r]);
    scratch_index_.push_back(r);
  }
  offer.candidate->offer->take(scratch_runs_, taken_);
  return taken_.discount.minor;
}

// Of the orders that differ only by swapping independent offers, one is enough: refuse an offer that could
// have come before a later one of the sequence without changing anything.
bool Region::canonical(const Node& node, std::size_t offer) const {
  for (std::size_t at = node.sequence.size(); at-- > 0;) {
    const std::size_t other = static_cast<std::size_t>(node.sequence[at]);
    if (overlaps_[other * quantity_.size() + offer]) return true;
    if (other > offer) return false;
  }
  return true;
}

Node Region::apply(const Node& node, std::size_t offer) {
  Node next = node;
  const std::int64_t discount = take(quantity_[offer], node);
  Application application{quantity_[offer].candidate->promotion, taken_.sets, {discount}, {}};
  std::vector<Money> weights(items_.size());
  Amounts units(items_.size());
  for (std::size_t r = 0; r < scratch_runs_.size(); ++r) {
    const std::size_t i = static_cast<std::size_t>(scratch_runs_[r].item);
    weights[i].minor += scratch_runs_[r].price.minor * taken_.consumed[r];
    units[i] += taken_.consumed[r];
    next.runs[scratch_index_[r]].count -= taken_.consumed[r];
  }
  const std::vector<Money> parts = allocate({discount}, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (units[i] == 0) continue;
    application.shares.push_back({items_[i], parts[i], units[i]});
    next.net[i] -= parts[i].minor;
  }
  next.total -= discount;
  next.sequence.push_back(static_cast<int>(offer));
  next.alone[offer] = 0;
  for (std::size_t other = 0; other < quantity_.size(); ++other)
    if (next.alone[other] && overlaps_[offer * quantity_.size() + other])
      next.alone[other] = take(quantity_[other], next);
  path_.push_back(std::move(application));
  return next;
}

// `floor` is a bound that holds for everything below this node.
void Region::quantity_layer(const Node& node, std::int64_t floor) {
  floor = std::max(floor, bound(node, 0));
  if (floor >= limit_) return;
  for (std::size_t q = 0; q < quantity_.size(); ++q) {
    if (node.alone[q] == 0 || !canonical(node, q)) continue;
    if (stop()) return;
    steps_.used += static_cast<std::int64_t>(node.runs.size()) + 1;
    quantity_layer(apply(node, q), floor);
    path_.pop_back();
    if (floor >= limit_) return;
  }
  order_layer(node);
}

// ---- layer 3 ----

// Thresholds look at the amount at the layer's entry; an earlier group can only leave less to take from.
void Region::order_layer(const Node& node) {
  steps_.used += static_cast<std::int64_t>(items_.size()) + 1;
  Amounts left = node.net;
  std::int64_t payable = node.total;
  std::vector<Application> applications;
  for (const LocalOrder& order : order_) {
    std::int64_t entry = 0;
    std::vector<Money> weights(left.size());
    Money available;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (!order.in_scope[i]) continue;
      entry += node.net[i];
      weights[i].minor = left[i];
      available.minor += left[i];
    }
    const Reduction reduction = order.candidate->offer->reduction({entry});
    const Money amount = std::min(reduction.amount, available);
    if (amount.minor <= 0) continue;
    Application application{order.candidate->promotion, reduction.times, amount, {}};
    const std::vector<Money> parts = allocate(amount, weights);
    for (std::size_t i = 0; i < left.size(); ++i) {
      left[i] -= parts[i].minor;
      if (parts[i].minor) application.shares.push_back({items_[i], parts[i], 0});
    }
    payable -= amount.minor;
    applications.push_back(std::move(application));
  }
  if (payable >= limit_) return;
  limit_ = payable;
  found_ = true;
  best_ = {payable, unit_, path_, std::move(applications)};
}

}  // namespace

RegionChoice choose_region(const Problem& problem, const std::vector<int>& items,
                           const std::vector<int>& quantity, const std::vector<int>& order,
                           std::int64_t below, Steps& steps) {
  return Region(problem, items, quantity, order, below, steps).run();
}

}  // namespace huiji::promotions
