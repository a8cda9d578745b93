#include "promotions/engine/region.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "promotions/engine/reach.hpp"
#include "promotions/engine/region_order.hpp"
#include "promotions/engine/rise_sums.hpp"

namespace huiji::promotions {

namespace {

struct LocalQuantity : LocalOffer {
  const QuantityCandidate* candidate = nullptr;
  std::int64_t most = 0;  // basis points
  bool alone = true;      // no other quantity offer wants its goods
  bool settled = false;   // alone, and no threshold near: it takes what it can
  std::size_t section = 0;
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
         const std::vector<int>& order, const SectionLeast* known, const Below& below, Steps& steps);

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
  void sort_by_narrowest_scope();
  void find_sections(const SectionLeast* known);
  void find_extras(const SectionLeast* known, const Below& below);
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
  std::vector<char> worth_raising(const Node& node, std::size_t next) const;
  std::int64_t rise_in(const LocalOffer& offer, std::size_t next) const;
  bool step_in_reach(const Node& node, std::size_t order, std::size_t next) const;
  std::int64_t price_of(std::size_t i) const;
  std::int64_t open_rise(std::size_t next) const;
  void add_runs(std::vector<UnitRun>& runs, std::size_t i, std::int64_t amount) const;
  Node first_node(std::size_t next);
  std::int64_t possible_with_open(const LocalQuantity& offer, std::size_t next);

  std::int64_t least_total(const Node& node, std::size_t next);
  Amounts most_by_share(const Node& node, std::size_t next) const;
  std::int64_t bound(const Node& node, std::int64_t rise, std::size_t next);
  void note_extra_rise(std::size_t next);
  std::int64_t bound_before_extras(const std::vector<Reach>& reach, std::int64_t least, std::int64_t top,
                                   std::size_t next);
  std::int64_t bound_after_extras(const Node& node, const std::vector<Reach>& reach, std::int64_t least,
                                  std::int64_t top, std::size_t next);
  std::int64_t most_of_extras(const std::vector<Reach>& reach, std::int64_t least, std::int64_t top) const;
  std::vector<Reach> reaches_after_extras(const Node& node, std::size_t next) const;
  std::int64_t payable_at(const std::vector<Reach>& reach, std::int64_t total, std::int64_t least) const;
  std::int64_t payable_of(const std::vector<Reach>& reach, std::int64_t running, std::int64_t least) const;
  std::int64_t least_rise_to(std::size_t order, std::int64_t need, std::size_t next);
  std::int64_t dearest(const Node& node, std::size_t i, std::size_t next) const {
    return undecided(i, next) ? item(i).gross.minor : node.net[i];
  }
  std::int64_t discount_outside(const Node& node, const std::vector<char>& inside, std::size_t next) const;
  std::vector<Reach> reaches(const Node& node, std::size_t next);
  Reach opening(const LocalOrder& order, const Node& node, std::size_t next, bool extras_free) const;
  bool may_take(const Node& node, std::size_t q, std::size_t next) const;
  bool in_open_set(const Node& node, std::size_t i, std::size_t next) const;
  std::int64_t least_rise(std::size_t i) const;

  void find_settled(const Node& node);
  Node settle(Node node);
  bool met_before(const Node& node, std::size_t q) const;
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
  std::vector<char> overlaps_;        // quantity x quantity
  std::vector<std::size_t> branch_;   // items whose unit price may pay off left out
  std::size_t first_late_ = 0;        // from here on in branch_: goods in no set and no extra
  std::vector<int> place_;            // per item: its index in branch_, or -1
  std::vector<std::size_t> section_;  // per item
  Amounts least_;                     // per section

  std::unordered_map<std::string, std::int64_t> seen_;  // states of the quantity layer: their least total
  std::vector<UnitRun> scratch_runs_;
  std::vector<std::size_t> scratch_index_;
  Taken taken_;
  std::size_t extras_ = 0;       // order_ begins with them
  std::vector<char> is_extra_;   // per item: goods of an extra offer
  std::vector<char> of_extras_;  // per section: its least after the extras is in extras_least_
  std::int64_t extras_least_ = 0;
  bool known_extras_ = false;
  std::int64_t after_extras_ = INT64_MIN;  // the total after them is never less
  std::vector<char> in_sets_;              // per section: quantity offers want its goods
  std::int64_t open_sets_ = 0;             // what those sections may cost above their least
  Amounts outside_;                        // per threshold offer: what sets may take off outside its scope
  std::vector<char> rest_known_;           // per threshold offer: every 分 of a rise inside its scope counts
  std::vector<std::optional<RiseSums>> sums_;  // per threshold offer, once asked for
  std::int64_t extra_goods_ = 0;               // what all goods of extra offers cost
  Amounts extra_risen_, extra_open_;  // per threshold offer: what its goods cost above their lowest price
  std::vector<int> unit_;             // per item: option or -1
  std::vector<Application> path_;
  RegionChoice best_;
  bool found_ = false;
  bool guess_;
  std::int64_t limit_;               // what a choice must stay below
  std::int64_t lowest_ = INT64_MAX;  // bound of what was cut
};

Region::Region(const Problem& problem, const std::vector<int>& items, const std::vector<int>& quantity,
               const std::vector<int>& order, const SectionLeast* known, const Below& below, Steps& steps)
    : problem_(problem), items_(items), steps_(steps), guess_(below.guess), limit_(below.payable) {
  for (int q : quantity) {
    const QuantityCandidate& candidate = problem.quantity[static_cast<std::size_t>(q)];
    quantity_.push_back(local<LocalQuantity>(candidate));
    quantity_.back().most = candidate.offer->most().basis_points;
  }
  for (int o : order) order_.push_back(local<LocalOrder>(problem.order[static_cast<std::size_t>(o)]));
  for (std::size_t i = 0; i < items.size(); ++i) unit_.push_back(options(i).list.empty() ? -1 : 0);
  find_overlaps();
  find_branches();
  find_sections(known);
  find_extras(known, below);
}

void Region::find_extras(const SectionLeast* known, const Below& below) {
  while (extras_ < order_.size() && order_[extras_].candidate->extra) ++extras_;
  is_extra_.assign(items_.size(), 0);
  for (std::size_t o = 0; o < extras_; ++o)
    for (std::size_t i = 0; i < items_.size(); ++i) is_extra_[i] |= (order_[o].roles[i] & ~kScopeRole) != 0;
  extras_least_ = below.extras_least;
  for (std::size_t i = 0; i < items_.size() && !below.extras.empty(); ++i)
    of_extras_[section_[i]] = below.extras[known->section_of[static_cast<std::size_t>(items_[i])]];
  known_extras_ = !below.extras.empty();
  sums_.resize(order_.size());
  rest_known_.resize(order_.size());
  outside_.resize(order_.size());
}

// Without knowledge the region is one section that may cost nothing.
void Region::find_sections(const SectionLeast* known) {
  section_.assign(items_.size(), 0);
  least_.assign(1, 0);
  if (known) {
    std::unordered_map<std::size_t, std::size_t> local;
    least_.clear();
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const std::size_t section = known->section_of[static_cast<std::size_t>(items_[i])];
      const auto [at, fresh] = local.try_emplace(section, least_.size());
      if (fresh) least_.push_back(known->least[section]);
      section_[i] = at->second;
    }
  }
  in_sets_.assign(least_.size(), 0);
  of_extras_.assign(least_.size(), 0);
  for (LocalQuantity& quantity : quantity_) {
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (quantity.roles[i]) quantity.section = section_[i];
    in_sets_[quantity.section] = 1;
  }
}

template <class Local, class Candidate>
Local Region::local(const Candidate& candidate) const {
  Local local;
  local.candidate = &candidate;
  local.skip = candidate.skip;
  local.roles.assign(items_.size(), 0);
  for (const Part& part : candidate.parts) {
    const auto at = std::lower_bound(items_.begin(), items_.end(), part.item);
    const std::size_t i = static_cast<std::size_t>(at - items_.begin());
    local.roles[i] = part.roles;
    if (part.roles) local.goods.push_back(i);
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

// A guess looks first at the goods that few thresholds look at: they decide most.
void Region::sort_by_narrowest_scope() {
  std::vector<std::size_t> narrowest(items_.size(), items_.size());
  for (const LocalOrder& order : order_) {
    const auto inside = [&](std::size_t i) { return (order.roles[i] & kScopeRole) != 0; };
    std::size_t size = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) size += inside(i);
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (inside(i)) narrowest[i] = std::min(narrowest[i], size);
  }
  std::stable_sort(branch_.begin(), branch_.end(),
                   [&](std::size_t a, std::size_t b) { return narrowest[a] < narrowest[b]; });
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
  if (guess_) sort_by_narrowest_scope();
  // First those whose price others depend on; of the rest bounds know what giving them up costs.
  const auto last = [&](std::size_t i) {
    const auto plays = [&](const LocalOffer& offer, unsigned roles) { return (offer.roles[i] & roles) != 0; };
    return std::none_of(quantity_.begin(), quantity_.end(), [&](const auto& q) { return plays(q, ~0u); }) &&
           std::none_of(order_.begin(), order_.end(), [&](const auto& o) { return plays(o, ~kScopeRole); });
  };
  std::vector<char> late(items_.size());
  for (std::size_t i : branch_) late[i] = last(i);
  std::stable_sort(branch_.begin(), branch_.end(), [&](std::size_t a, std::size_t b) {
    if (late[a] != late[b]) return late[a] < late[b];
    if (guess_) return false;
    return item(a).gross.minor - options(a).list[0].payable <
           item(b).gross.minor - options(b).list[0].payable;
  });
  for (std::size_t b = 0; b < branch_.size(); ++b) {
    place_[branch_[b]] = static_cast<int>(b);
    if (!late[branch_[b]]) first_late_ = b + 1;
  }
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
  find_settled(node);
  const std::size_t before = path_.size();
  quantity_layer(settle(node), floor);
  path_.resize(before);
  const std::vector<char> worth = worth_raising(node, next);
  for (std::size_t b = next; b < branch_.size(); ++b) {
    const std::size_t i = branch_[b];
    if (b >= first_late_ && !worth[i]) continue;
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

// The goods whose price may be worth giving up though they play in no set and are no extra: those in the
// scope of a threshold offer that could come to take more (or less) by what the open prices may still add.
// Where an earlier layer spreads a reduction over goods, all of them can move what is left of the others.
std::vector<char> Region::worth_raising(const Node& node, std::size_t next) const {
  std::vector<char> worth(items_.size());
  bool spread = false;  // by a layer before the offer's
  for (std::size_t o = 0; o < order_.size(); ++o) {
    for (std::size_t before = 0; before < o; ++before)
      spread |=
          !order_[before].candidate->extra && order_[before].candidate->layer != order_[o].candidate->layer;
    if (!step_in_reach(node, o, next)) continue;
    for (std::size_t i = 0; i < items_.size(); ++i)
      worth[i] |= spread || (order_[o].roles[i] & kScopeRole) != 0;
  }
  return worth;
}

// What the open prices of an offer's goods may add.
std::int64_t Region::rise_in(const LocalOffer& offer, std::size_t next) const {
  std::int64_t rise = 0;
  for (const std::size_t i : offer.goods)
    if (undecided(i, next)) rise += item(i).gross.minor - price_of(i);
  return rise;
}

bool Region::step_in_reach(const Node& node, std::size_t o, std::size_t next) const {
  const LocalOrder& order = order_[o];
  const std::int64_t top = node.total + open_rise(next);
  std::int64_t low = 0, high = 0;
  std::vector<char> inside(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (!(order.roles[i] & kScopeRole)) continue;
    if (order.skip && undecided(i, next)) return true;
    inside[i] = (role(order, i) & kScopeRole) != 0;
    if (!inside[i]) continue;
    low += node.net[i];
    high += undecided(i, next) ? item(i).gross.minor : node.net[i];
  }
  const auto touches = [&](const LocalOffer& offer, unsigned roles) {
    for (const std::size_t i : offer.goods)
      if (inside[i] && (offer.roles[i] & roles)) return true;
    return false;
  };
  for (std::size_t q = 0; q < quantity_.size(); ++q)
    if (touches(quantity_[q], ~0u)) low -= node.possible[q] + rise_in(quantity_[q], next);
  for (std::size_t before = 0; before < o; ++before) {
    const OrderCandidate& candidate = *order_[before].candidate;
    if (candidate.layer == order.candidate->layer) continue;
    if (touches(order_[before], candidate.extra ? ~kScopeRole : kScopeRole))
      low -= candidate.most(top, top, problem_.fee) + (candidate.extra ? open_rise(0) : 0);
  }
  const auto step = order.candidate->next_step(std::max<std::int64_t>(low, 0));
  return step && *step <= high;
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

// No set gives more than its offer's share of the units in it, and a unit is in one set only. Per section.
Amounts Region::most_by_share(const Node& node, std::size_t next) const {
  std::vector<std::int64_t> share(items_.size());
  Amounts most(least_.size());
  std::vector<char> unknown(least_.size());
  for (std::size_t q = 0; q < quantity_.size(); ++q) {
    if (node.possible[q] == 0) continue;
    if (quantity_[q].skip && next < branch_.size()) unknown[quantity_[q].section] = 1;  // goods may come in
    most[quantity_[q].section] += 1;                                                    // its rounding
    for (std::size_t i = 0; i < share.size(); ++i)
      if (role(quantity_[q], i)) share[i] = std::max(share[i], quantity_[q].most);
  }
  std::vector<__int128> parts(least_.size());
  for (const UnitRun& run : node.runs) {
    const auto place = static_cast<std::size_t>(run.place);
    parts[section_[place]] += static_cast<__int128>(run.price.minor) * run.count * share[place];
  }
  for (std::size_t s = 0; s < most.size(); ++s)
    most[s] = unknown[s] ? INT64_MAX : most[s] + static_cast<std::int64_t>(parts[s] / 10000) + 1;
  return most;
}

std::int64_t Region::least_total(const Node& node, std::size_t next) {
  Amounts discount(least_.size()), total(least_.size());
  bool compete = false;
  for (std::size_t q = 0; q < quantity_.size(); ++q) {
    std::int64_t& sum = discount[quantity_[q].section];
    compete |= sum > 0 && node.possible[q] > 0;
    sum += node.possible[q];
  }
  if (compete) {
    const Amounts most = most_by_share(node, next);
    for (std::size_t s = 0; s < most.size(); ++s) discount[s] = std::min(discount[s], most[s]);
  }
  open_sets_ = 0;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    total[section_[i]] += node.net[i];
    if (in_sets_[section_[i]]) open_sets_ += dearest(node, i, next);
  }
  std::int64_t least = 0, beside_extras = 0;
  for (std::size_t s = 0; s < total.size(); ++s) {
    const std::int64_t of_section = std::max(total[s] - discount[s], least_[s]);
    if (in_sets_[s]) open_sets_ -= of_section;
    if (!of_extras_[s]) beside_extras += of_section;
    least += of_section;
  }
  if (known_extras_) after_extras_ = beside_extras + extras_least_;
  return least;
}

// The most that quantity offers may take from goods outside a scope. An item whose price is still open may
// rise and with it the discount, by no more.
std::int64_t Region::discount_outside(const Node& node, const std::vector<char>& inside,
                                      std::size_t next) const {
  std::int64_t most = 0;
  std::vector<char> may_rise(items_.size());
  for (std::size_t q = 0; q < quantity_.size(); ++q) {
    if (!may_take(node, q, next)) continue;
    bool outside = false;
    for (const std::size_t i : quantity_[q].goods)
      outside = outside || (!inside[i] && possible_role(quantity_[q], i, next));
    if (!outside) continue;
    most += node.possible[q];
    for (const std::size_t i : quantity_[q].goods)
      may_rise[i] |= undecided(i, next) && possible_role(quantity_[q], i, next);
  }
  for (std::size_t i = 0; i < items_.size(); ++i)
    if (may_rise[i]) most += item(i).gross.minor - price_of(i);
  return most;
}

// How much could be in each threshold offer's scope.
std::vector<Reach> Region::reaches(const Node& node, std::size_t next) {
  std::vector<Reach> list;
  std::vector<char> inside(items_.size());
  for (std::size_t o = 0; o < order_.size(); ++o) {
    const LocalOrder& order = order_[o];
    rest_known_[o] = 0;
    if (order.skip && next < branch_.size()) {
      list.push_back(opening(order, node, next, false));
      continue;
    }
    std::int64_t rest = 0, most = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      inside[i] = (role(order, i) & kScopeRole) != 0;
      if (inside[i])
        most += dearest(node, i, next);
      else
        rest += node.net[i];
    }
    outside_[o] = discount_outside(node, inside, next);
    rest -= outside_[o];
    rest_known_[o] = rest >= 0 && !order.skip;
    list.push_back(Reach::above(std::max<std::int64_t>(rest, 0), most));
  }
  return list;
}

// The same for what is left when the extras are taken, of the offers behind them. What an extra takes off a
// good may come back as its price rises, so that such goods rise for nothing.
std::vector<Reach> Region::reaches_after_extras(const Node& node, std::size_t next) const {
  std::vector<Reach> list;
  for (std::size_t o = extras_; o < order_.size(); ++o) {
    const LocalOrder& order = order_[o];
    if (order.skip && next < branch_.size()) {
      list.push_back(opening(order, node, next, true));
      continue;
    }
    std::int64_t rest = 0, most = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (role(order, i) & kScopeRole)
        most += dearest(node, i, next);
      else if (!is_extra_[i])
        rest += node.net[i];
    }
    rest -= outside_[o];
    list.push_back(Reach::above(std::max<std::int64_t>(rest, 0), most));
  }
  return list;
}

// Under an offer that skips goods with a lowered price: what is in scope now, and what giving up the prices
// that are still open would bring in. Where a set may take the rise back, it costs nothing.
Reach Region::opening(const LocalOrder& order, const Node& node, std::size_t next, bool extras_free) const {
  std::int64_t inside = 0;
  std::vector<Reach::Opening> openings;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (!(order.roles[i] & kScopeRole)) continue;
    const bool now = !discounted(i);
    if (now) inside += node.net[i];
    if (!undecided(i, next)) continue;
    const std::int64_t gross = item(i).gross.minor;
    const bool free = (extras_free && is_extra_[i]) || in_open_set(node, i, next);
    const std::int64_t cost = free ? 0 : least_rise(i);
    openings.push_back({cost, now ? gross - node.net[i] : gross});
  }
  return Reach::opened(inside, std::move(openings));
}

// An offer that takes nothing at today's prices may do so when more of them are given up.
bool Region::may_take(const Node& node, std::size_t q, std::size_t next) const {
  return node.possible[q] > 0 || (next < branch_.size() && node.sequence.empty());
}

bool Region::in_open_set(const Node& node, std::size_t i, std::size_t next) const {
  for (std::size_t q = 0; q < quantity_.size(); ++q)
    if (may_take(node, q, next) && possible_role(quantity_[q], i, next)) return true;
  return false;
}

// To the next price that does not count as lowered.
std::int64_t Region::least_rise(std::size_t i) const {
  const auto& list = options(i).list;
  for (std::size_t o = static_cast<std::size_t>(unit_[i]) + 1; o < list.size(); ++o)
    if (problem_.unit[static_cast<std::size_t>(list[o].candidate)] == kMemberPrice)
      return list[o].payable - price_of(i);
  return item(i).gross.minor - price_of(i);
}

// Goods that are free at their lowest price gain nothing by an extra, and yet it takes them down again when
// their price is given up, so that they reach another offer's threshold on the way.
static bool allows_extra(const OrderCandidate& order, std::int64_t entry) {
  return order.limit > 0 && order.extra->allowed({entry}, order.units) > 0;
}

// What is left of a total after the threshold offers, each given as much in its scope as it could have.
std::int64_t Region::payable_at(const std::vector<Reach>& reach, std::int64_t total,
                                std::int64_t least) const {
  std::int64_t running = total, risen = total - least, extras = extra_goods_ + risen;
  for (std::size_t o = 0; o < extras_; ++o) {
    const std::int64_t entry = reach[o].entry(total, least);
    if (!allows_extra(*order_[o].candidate, entry)) continue;
    std::int64_t off = order_[o].candidate->most(entry, running, problem_.fee);
    off += extra_risen_[o] + std::min(risen, extra_open_[o]);  // its goods may rise by what the total has
    risen -= std::min(risen, extra_open_[o]);
    off = std::min(off, extras);  // several offers may want the same goods
    extras -= off;
    running = std::max<std::int64_t>(running - off, 0);
  }
  std::int64_t delivery = 0;
  running = std::max(running, after_extras_);
  for (std::size_t o = extras_; o < order_.size(); ++o) {
    const OrderCandidate& candidate = *order_[o].candidate;
    const std::int64_t off = candidate.most(reach[o].entry(total, least), running, problem_.fee);
    if (candidate.layer == pricing::Layer::delivery)
      delivery += off;
    else
      running = std::max<std::int64_t>(running - off, 0);
  }
  return running - std::min(delivery, problem_.fee);
}

// Above their lowest price, what an extra offer's goods cost and what they may still come to cost.
void Region::note_extra_rise(std::size_t next) {
  extra_risen_.assign(order_.size(), 0);
  extra_open_.assign(order_.size(), 0);
  for (std::size_t o = 0; o < order_.size(); ++o) {
    if (!order_[o].candidate->extra) continue;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!(order_[o].roles[i] & ~kScopeRole) || options(i).list.empty()) continue;
      extra_risen_[o] += price_of(i) - options(i).list[0].payable;
      if (undecided(i, next)) extra_open_[o] += item(i).gross.minor - price_of(i);
    }
  }
  extra_goods_ = 0;
  for (std::size_t i = 0; i < items_.size(); ++i)
    if (std::any_of(order_.begin(), order_.end(),
                    [&](const auto& o) { return (o.roles[i] & ~kScopeRole) != 0; }))
      extra_goods_ += in_sets_[section_[i]] ? item(i).gross.minor : price_of(i);
}

// The least payable when the total may end anywhere between the least and what is left to rise: a dearer
// total can only pay where a reduction steps up or where goods come into scope.
std::int64_t Region::bound(const Node& node, std::int64_t rise, std::size_t next) {
  const std::int64_t least = least_total(node, next), top = node.total + rise;
  if (order_.empty()) return least;
  const std::vector<Reach> reach = reaches(node, next);
  note_extra_rise(next);
  const std::int64_t before = bound_before_extras(reach, least, top, next);
  if (before >= limit_ || extras_ == 0 || extras_ == order_.size()) return before;
  return std::max(before, bound_after_extras(node, reach, least, top, next));
}

std::int64_t Region::bound_before_extras(const std::vector<Reach>& reach, std::int64_t least,
                                         std::int64_t top, std::size_t next) {
  std::int64_t bound = payable_at(reach, least, least);
  const std::int64_t most = top - payable_at(reach, top, least);
  const auto look = [&](std::int64_t total) {
    if (total > top || total - most >= bound) return false;
    bound = std::min(bound, payable_at(reach, total, least));
    return true;
  };
  for (std::size_t o = 0; o < order_.size(); ++o) {
    std::int64_t entry = reach[o].entry(least, least);
    while (const auto step = order_[o].candidate->next_step(entry)) {
      const auto total = reach[o].total_for(*step, least);
      if (!total || !look(least + least_rise_to(o, *total - least, next))) break;
      entry = *step;
    }
  }
  return bound;
}

// By how much the total rises at least when a threshold's scope is to rise by `need`.
std::int64_t Region::least_rise_to(std::size_t o, std::int64_t need, std::size_t next) {
  if (!rest_known_[o] || need <= open_sets_) return need;
  if (!sums_[o]) {
    std::vector<std::vector<std::int64_t>> rises(branch_.size());
    for (std::size_t b = 0; b < branch_.size(); ++b) {
      const std::size_t i = branch_[b];
      if (!(order_[o].roles[i] & kScopeRole) || in_sets_[section_[i]]) continue;
      const auto& list = options(i).list;
      for (std::size_t dearer = 1; dearer < list.size(); ++dearer)
        rises[b].push_back(list[dearer].payable - list[0].payable);
      if (!options(i).must) rises[b].push_back(item(i).gross.minor - list[0].payable);
    }
    sums_[o].emplace(rises);
  }
  return sums_[o]->least(next, need, open_sets_);
}

// What the extras may take off at most.
std::int64_t Region::most_of_extras(const std::vector<Reach>& reach, std::int64_t least,
                                    std::int64_t top) const {
  std::int64_t most = 0, open = 0;
  for (std::size_t o = 0; o < extras_; ++o) {
    const std::int64_t entry = reach[o].entry(top, least);
    if (allows_extra(*order_[o].candidate, entry))
      most += order_[o].candidate->most(entry, top, problem_.fee) + extra_risen_[o] + extra_open_[o];
    open += extra_open_[o];
  }
  return std::min(most, extra_goods_ + open);
}

// The layers behind the extras alone: what they take off, given the least that can be left when they begin.
std::int64_t Region::bound_after_extras(const Node& node, const std::vector<Reach>& before,
                                        std::int64_t least, std::int64_t top, std::size_t next) {
  const std::int64_t lowest = least - most_of_extras(before, least, top);
  const std::int64_t start = std::max(lowest, after_extras_);
  const std::vector<Reach> reach = reaches_after_extras(node, next);
  std::int64_t bound = payable_of(reach, start, lowest);
  for (std::size_t o = extras_; o < order_.size(); ++o) {
    std::int64_t entry = reach[o - extras_].entry(start, lowest);
    while (const auto step = order_[o].candidate->next_step(entry)) {
      const auto total = reach[o - extras_].total_for(*step, lowest);
      if (!total || *total > top) break;
      bound = std::min(bound, payable_of(reach, std::max(*total, start), lowest));
      entry = *step;
    }
  }
  return bound;
}

// What the offers behind the extras leave of a total.
std::int64_t Region::payable_of(const std::vector<Reach>& reach, std::int64_t running,
                                std::int64_t least) const {
  const std::int64_t total = running;
  std::int64_t delivery = 0;
  for (std::size_t o = extras_; o < order_.size(); ++o) {
    const OrderCandidate& candidate = *order_[o].candidate;
    const std::int64_t off = candidate.most(reach[o - extras_].entry(total, least), running, problem_.fee);
    if (candidate.layer == pricing::Layer::delivery)
      delivery += off;
    else
      running = std::max<std::int64_t>(running - off, 0);
  }
  return running - std::min(delivery, problem_.fee);
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

// Quantity offers that lose nothing by taking all they can at these unit prices: nobody else wants their
// goods, no extra wants them and no threshold that looks at these is near. One threshold offer may look at
// all of their goods: it gives back no more than they save. Were they partly in its scope, or did a second
// offer look at what the first one leaves, a smaller discount could come to lie where it is worth more.
void Region::find_settled(const Node& node) {
  if (quantity_.empty()) return;
  std::vector<char> matters = worth_raising(node, branch_.size());
  for (std::size_t i = 0; i < items_.size(); ++i) matters[i] |= is_extra_[i];
  for (LocalQuantity& quantity : quantity_) {
    std::size_t goods = 0;
    bool apart = quantity.alone;
    for (const std::size_t i : quantity.goods) {
      if (!role(quantity, i)) continue;
      ++goods;
      apart = apart && !matters[i];
    }
    for (std::size_t o = extras_; o < order_.size() && apart; ++o) {
      std::size_t inside = 0;
      for (const std::size_t i : quantity.goods)
        inside += role(quantity, i) && (role(order_[o], i) & kScopeRole);
      apart = inside == 0 || (inside == goods && order_.size() - extras_ == 1);
    }
    quantity.settled = apart;
  }
}

Node Region::settle(Node node) {
  for (std::size_t q = 0; q < quantity_.size(); ++q) {
    const LocalQuantity& offer = quantity_[q];
    if (!offer.settled || node.possible[q] == 0) continue;
    if (take(offer, node, offer.candidate->most_sets(node.points)) == 0) continue;
    steps_.used += 1;
    node = apply(node, q, taken_.sets);
  }
  return node;
}

// An offer that stands alone may come in any order: where a later one has come already, the same was met in
// the other order.
bool Region::met_before(const Node& node, std::size_t q) const {
  return quantity_[q].alone && std::any_of(node.sequence.begin(), node.sequence.end(), [&](int other) {
           return other > static_cast<int>(q) && !quantity_[static_cast<std::size_t>(other)].settled;
         });
}

// `floor` is a bound that holds for everything below this node.
void Region::quantity_layer(const Node& node, std::int64_t floor) {
  floor = std::max(floor, bound(node, 0, branch_.size()));
  if (floor >= limit_) return;
  if (node.sequence.size() > 1 && seen_cheaper(node)) return;
  for (std::size_t q = 0; q < quantity_.size(); ++q) {
    if (node.possible[q] == 0 || quantity_[q].settled || met_before(node, q)) continue;
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
                           const SectionLeast* known, const Below& below, Steps& steps) {
  return Region(problem, items, quantity, order, known, below, steps).run();
}

}  // namespace huiji::promotions
