#include "promotions/engine/search.hpp"

#include <algorithm>

namespace huiji::promotions {

namespace {

using Amounts = std::vector<std::int64_t>;  // 分 per item

struct UnitOption {  // one promotion's price for one item
  int candidate = 0;
  std::int64_t payable = 0;
};

struct UnitCandidate {
  int promotion = -1;
  std::int64_t saving = 0;  // alone
  bool branch = false;      // leaving it out might pay off in a later layer
};

struct QuantityCandidate {
  int promotion = -1;
  const QuantityOffer* offer = nullptr;
  std::vector<char> in_scope;  // per item
};

struct OrderCandidate {
  int promotion = -1;
  const OrderOffer* offer = nullptr;
  std::vector<int> items;
};

struct OrderPick {
  int candidate = 0;
  std::int64_t amount = 0, times = 0;
};

// One way through the layers, as far as it is decided.
struct Path {
  std::vector<int> unit;  // per item: candidate or -1
  std::vector<Application> quantity;
  std::vector<OrderPick> order;
};

// What is left in the quantity layer.
struct Node {
  std::vector<UnitRun> runs;
  Amounts net;
  std::int64_t total = 0;     // of net
  Amounts alone;              // per candidate: its discount on what is left; 0 when used
  std::vector<int> sequence;  // candidates applied so far
};

class Search {
 public:
  Search(const Goods& goods, const RuleBook& book, std::int64_t limit)
      : goods_(goods), book_(book), limit_(limit), options_(goods.items.size()) {}

  void add(const Candidate& candidate);
  void prepare();
  void run() { leave_out(0); }
  Selection result() const;

 private:
  void add_member_price(const Candidate& candidate);
  void add_unit(const Candidate& candidate, const UnitOffer& offer);
  void add_option(int item, std::int64_t payable);
  void add_quantity(const Candidate& candidate, const QuantityOffer& offer);
  void add_order(const Candidate& candidate, const OrderOffer& offer);
  void find_overlaps();
  void mark_branches();

  void leave_out(std::size_t next);
  void choose_unit_prices(Amounts& net);
  Amounts dearest_nets(std::size_t next) const;
  Node first_node(const Amounts& net);
  std::int64_t take(const QuantityCandidate& candidate, const Node& node);
  void quantity_layer(const Node& node, std::int64_t floor);
  bool canonical(const Node& node, int candidate) const;
  Node apply(const Node& node, int candidate);
  std::int64_t lower_bound(const Node& node) const;
  std::int64_t order_bound(const Amounts& net) const;
  void order_layer(const Node& node);
  void order_group(std::size_t group, Amounts& left, std::int64_t payable);
  void keep(std::int64_t payable);

  bool exhausted() const { return best_ != INT64_MAX && steps_ > limit_; }
  const CompiledPromotion& promotion(int index) const {
    return book_.promotions()[static_cast<std::size_t>(index)];
  }

  const Goods& goods_;
  const RuleBook& book_;
  const std::int64_t limit_;
  std::int64_t steps_ = 0;
  bool cut_ = false;  // something was left unsearched

  std::vector<std::vector<UnitOption>> options_;  // per item, best first
  std::vector<UnitCandidate> unit_;
  std::vector<int> branches_;         // unit candidates, smallest saving first
  std::vector<int> branch_position_;  // per unit candidate; -1: always on
  std::vector<char> off_;             // per unit candidate
  std::vector<QuantityCandidate> quantity_;
  std::vector<char> overlaps_;  // quantity x quantity
  std::vector<OrderCandidate> order_;
  std::vector<std::vector<int>> groups_;  // order candidates by exclusive group
  Amounts group_entry_;                   // per order candidate: amount in scope at the layer's entry

  std::vector<UnitRun> scratch_runs_;
  std::vector<std::size_t> scratch_index_;
  Taken taken_;
  Path path_, best_path_;
  std::int64_t best_ = INT64_MAX;
};

// ---- candidates ----

void Search::add(const Candidate& candidate) {
  if (candidate.promotion < 0) return add_member_price(candidate);
  const Offer& offer = promotion(candidate.promotion).offer;
  if (const auto* unit = std::get_if<0>(&offer)) add_unit(candidate, **unit);
  if (const auto* quantity = std::get_if<1>(&offer)) add_quantity(candidate, **quantity);
  if (const auto* order = std::get_if<2>(&offer)) add_order(candidate, **order);
}

void Search::add_option(int item, std::int64_t payable) {
  const std::int64_t gross = goods_.items[static_cast<std::size_t>(item)].gross.minor;
  if (payable >= gross) return;
  options_[static_cast<std::size_t>(item)].push_back({static_cast<int>(unit_.size()) - 1, payable});
  unit_.back().saving += gross - payable;
}

void Search::add_member_price(const Candidate& candidate) {
  unit_.push_back({candidate.promotion});
  for (int item : candidate.items) {
    const Item& goods = goods_.items[static_cast<std::size_t>(item)];
    add_option(item, scale(*goods.member_price, goods.quantity, Rounding::half_up).minor);
  }
}

void Search::add_unit(const Candidate& candidate, const UnitOffer& offer) {
  unit_.push_back({candidate.promotion});
  for (int item : candidate.items)
    add_option(item, offer.payable(goods_.items[static_cast<std::size_t>(item)]).minor);
}

void Search::add_quantity(const Candidate& candidate, const QuantityOffer& offer) {
  quantity_.push_back({candidate.promotion, &offer, std::vector<char>(goods_.items.size())});
  for (int item : candidate.items) quantity_.back().in_scope[static_cast<std::size_t>(item)] = 1;
}

void Search::add_order(const Candidate& candidate, const OrderOffer& offer) {
  std::int64_t most = 0;
  for (int item : candidate.items) most += goods_.items[static_cast<std::size_t>(item)].gross.minor;
  if (offer.reduction({most}).amount.minor > 0)
    order_.push_back({candidate.promotion, &offer, candidate.items});
}

void Search::find_overlaps() {
  const std::size_t n = quantity_.size(), items = goods_.items.size();
  overlaps_.assign(n * n, 0);
  std::vector<std::vector<int>> by_item(items);
  for (std::size_t q = 0; q < n; ++q)
    for (std::size_t i = 0; i < items; ++i)
      if (quantity_[q].in_scope[i]) by_item[i].push_back(static_cast<int>(q));
  for (const auto& list : by_item)
    for (int a : list)
      for (int b : list) overlaps_[static_cast<std::size_t>(a) * n + static_cast<std::size_t>(b)] = 1;
}

// Leaving out a unit price can only pay where it lowers the amount that an order promotion looks at, or where
// quantity promotions compete for the same units.
void Search::mark_branches() {
  std::vector<char> sensitive(goods_.items.size());
  for (const OrderCandidate& order : order_)
    for (int item : order.items) sensitive[static_cast<std::size_t>(item)] = 1;
  const std::size_t n = quantity_.size();
  for (std::size_t q = 0; q < n; ++q) {
    const auto row = overlaps_.begin() + static_cast<std::ptrdiff_t>(q * n);
    if (std::count(row, row + static_cast<std::ptrdiff_t>(n), 1) < 2) continue;
    for (std::size_t i = 0; i < sensitive.size(); ++i) sensitive[i] |= quantity_[q].in_scope[i];
  }
  for (std::size_t i = 0; i < sensitive.size(); ++i)
    if (sensitive[i])
      for (const UnitOption& option : options_[i])
        unit_[static_cast<std::size_t>(option.candidate)].branch = true;
}

void Search::prepare() {
  for (auto& options : options_)
    std::sort(options.begin(), options.end(), [](const UnitOption& a, const UnitOption& b) {
      return a.payable != b.payable ? a.payable < b.payable : a.candidate < b.candidate;
    });
  find_overlaps();
  mark_branches();
  for (std::size_t c = 0; c < unit_.size(); ++c)
    if (unit_[c].branch) branches_.push_back(static_cast<int>(c));
  std::stable_sort(branches_.begin(), branches_.end(), [&](int a, int b) {
    return unit_[static_cast<std::size_t>(a)].saving < unit_[static_cast<std::size_t>(b)].saving;
  });
  branch_position_.assign(unit_.size(), -1);
  for (std::size_t b = 0; b < branches_.size(); ++b)
    branch_position_[static_cast<std::size_t>(branches_[b])] = static_cast<int>(b);
  off_.assign(unit_.size(), 0);
  path_.unit.assign(goods_.items.size(), -1);
  for (int group = 1; group <= 9; ++group) {
    std::vector<int> members;
    for (std::size_t o = 0; o < order_.size(); ++o)
      if (order_[o].offer->exclusive_group() == group) members.push_back(static_cast<int>(o));
    if (!members.empty()) groups_.push_back(std::move(members));
  }
  group_entry_.assign(order_.size(), 0);
}

// ---- layer 1 ----

// Looks at the selection where exactly the marked unit promotions are off, then at those that leave out one
// more of branches_[next…].
void Search::leave_out(std::size_t next) {
  steps_ += static_cast<std::int64_t>(goods_.items.size()) + 1;
  Amounts net;
  choose_unit_prices(net);
  const Node node = first_node(net);
  std::int64_t floor = node.total - order_bound(dearest_nets(next));
  for (std::int64_t discount : node.alone) floor -= discount;
  if (floor >= best_) return;
  quantity_layer(node, floor);
  for (std::size_t b = next; b < branches_.size(); ++b) {
    if (floor >= best_) return;
    if (exhausted()) {
      cut_ = true;
      return;
    }
    char& off = off_[static_cast<std::size_t>(branches_[b])];
    off = 1;
    leave_out(b + 1);
    off = 0;
  }
}

void Search::choose_unit_prices(Amounts& net) {
  net.resize(goods_.items.size());
  for (std::size_t i = 0; i < net.size(); ++i) {
    net[i] = goods_.items[i].gross.minor;
    path_.unit[i] = -1;
    for (const UnitOption& option : options_[i]) {
      if (off_[static_cast<std::size_t>(option.candidate)]) continue;
      net[i] = option.payable;
      path_.unit[i] = option.candidate;
      break;
    }
  }
}

// The most that items can cost when branches_[next…] are still open: those left out as well.
Amounts Search::dearest_nets(std::size_t next) const {
  if (order_.empty()) return {};
  Amounts net(goods_.items.size());
  for (std::size_t i = 0; i < net.size(); ++i) {
    net[i] = goods_.items[i].gross.minor;
    for (const UnitOption& option : options_[i]) {
      const std::size_t c = static_cast<std::size_t>(option.candidate);
      if (off_[c] || branch_position_[c] >= static_cast<int>(next)) continue;
      net[i] = option.payable;
      break;
    }
  }
  return net;
}

// ---- layer 2 ----

// An item's amount over its units: the same for all, some one 分 dearer when it does not divide.
Node Search::first_node(const Amounts& net) {
  Node node;
  node.net = net;
  for (std::int64_t amount : net) node.total += amount;
  node.alone.assign(quantity_.size(), 0);
  if (quantity_.empty()) return node;
  for (std::size_t i = 0; i < net.size(); ++i) {
    const std::int64_t units = goods_.items[i].units;
    const std::int64_t each = net[i] / units, dearer = net[i] % units;
    if (dearer) node.runs.push_back({static_cast<int>(i), {each + 1}, dearer});
    node.runs.push_back({static_cast<int>(i), {each}, units - dearer});
  }
  std::sort(node.runs.begin(), node.runs.end(), [](const UnitRun& a, const UnitRun& b) {
    return a.price != b.price ? a.price > b.price : a.item < b.item;
  });
  for (std::size_t q = 0; q < quantity_.size(); ++q) node.alone[q] = take(quantity_[q], node);
  return node;
}

// What the offer would take of the units that are left; the details stay in taken_ and the scratch lists.
std::int64_t Search::take(const QuantityCandidate& candidate, const Node& node) {
  scratch_runs_.clear();
  scratch_index_.clear();
  for (std::size_t r = 0; r < node.runs.size(); ++r) {
    if (node.runs[r].count == 0 || !candidate.in_scope[static_cast<std::size_t>(node.runs[r].item)]) continue;
    scratch_runs_.push_back(node.runs[r]);
    scratch_index_.push_back(r);
  }
  candidate.offer->take(scratch_runs_, taken_);
  return taken_.discount.minor;
}

std::int64_t Search::order_bound(const Amounts& net) const {
  std::int64_t bound = 0;
  for (const auto& group : groups_) {
    std::int64_t most = 0;
    for (int member : group) {
      const OrderCandidate& order = order_[static_cast<std::size_t>(member)];
      std::int64_t amount = 0;
      for (int item : order.items) amount += net[static_cast<std::size_t>(item)];
      most = std::max(most, order.offer->reduction({amount}).amount.minor);
    }
    bound += most;
  }
  return bound;
}

std::int64_t Search::lower_bound(const Node& node) const {
  std::int64_t bound = node.total - order_bound(node.net);
  for (std::int64_t discount : node.alone) bound -= discount;
  return bound;
}

// Of the orders that differ only by swapping independent promotions, one is enough: refuse a candidate that
// could have come before a later one of the sequence without changing anything.
bool Search::canonical(const Node& node, int candidate) const {
  const std::size_t n = quantity_.size();
  for (std::size_t at = node.sequence.size(); at-- > 0;) {
    const int other = node.sequence[at];
    if (overlaps_[static_cast<std::size_t>(other) * n + static_cast<std::size_t>(candidate)]) return true;
    if (other > candidate) return false;
  }
  return true;
}

Node Search::apply(const Node& node, int candidate) {
  Node next = node;
  const std::size_t q = static_cast<std::size_t>(candidate), n = quantity_.size();
  const std::int64_t discount = take(quantity_[q], node);
  Application application{quantity_[q].promotion, taken_.sets, {discount}, {}};
  Amounts weights(goods_.items.size()), units(goods_.items.size());
  for (std::size_t r = 0; r < scratch_runs_.size(); ++r) {
    const std::size_t item = static_cast<std::size_t>(scratch_runs_[r].item);
    weights[item] += scratch_runs_[r].price.minor * taken_.consumed[r];
    units[item] += taken_.consumed[r];
    next.runs[scratch_index_[r]].count -= taken_.consumed[r];
  }
  std::vector<Money> list;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!units[i]) continue;
    application.shares.push_back({static_cast<int>(i), {}, units[i]});
    list.push_back({weights[i]});
  }
  const std::vector<Money> parts = allocate({discount}, list);
  for (std::size_t s = 0; s < parts.size(); ++s) {
    application.shares[s].amount = parts[s];
    next.net[static_cast<std::size_t>(application.shares[s].item)] -= parts[s].minor;
  }
  next.total -= discount;
  next.sequence.push_back(candidate);
  next.alone[q] = 0;
  for (std::size_t other = 0; other < n; ++other)
    if (next.alone[other] && overlaps_[q * n + other]) next.alone[other] = take(quantity_[other], next);
  path_.quantity.push_back(std::move(application));
  return next;
}

// `floor` is a bound that holds for everything below this node.
void Search::quantity_layer(const Node& node, std::int64_t floor) {
  floor = std::max(floor, lower_bound(node));
  if (floor >= best_) return;
  for (std::size_t q = 0; q < quantity_.size(); ++q) {
    if (node.alone[q] == 0 || !canonical(node, static_cast<int>(q))) continue;
    if (exhausted()) {
      cut_ = true;
      return;
    }
    steps_ += static_cast<std::int64_t>(node.runs.size()) + 1;
    quantity_layer(apply(node, static_cast<int>(q)), floor);
    path_.quantity.pop_back();
    if (floor >= best_) return;
  }
  order_layer(node);
}

// ---- layer 3 ----

void Search::order_layer(const Node& node) {
  steps_ += static_cast<std::int64_t>(order_.size()) + 1;
  for (std::size_t o = 0; o < order_.size(); ++o) {
    group_entry_[o] = 0;
    for (int item : order_[o].items) group_entry_[o] += node.net[static_cast<std::size_t>(item)];
  }
  Amounts left = node.net;
  order_group(0, left, node.total);
}

static void give(std::int64_t amount, const std::vector<int>& items, Amounts& left,
                 std::vector<Share>* shares) {
  std::vector<Money> weights;
  for (int item : items) weights.push_back({left[static_cast<std::size_t>(item)]});
  const std::vector<Money> parts = allocate({amount}, weights);
  for (std::size_t s = 0; s < parts.size(); ++s) {
    left[static_cast<std::size_t>(items[s])] -= parts[s].minor;
    if (shares) shares->push_back({items[s], parts[s], 0});
  }
}

// Thresholds look at the amount at the layer's entry; an earlier group can only leave less to take from.
void Search::order_group(std::size_t group, Amounts& left, std::int64_t payable) {
  if (group == groups_.size()) return keep(payable);
  bool any = false;
  for (int member : groups_[group]) {
    const OrderCandidate& order = order_[static_cast<std::size_t>(member)];
    const Reduction reduction = order.offer->reduction({group_entry_[static_cast<std::size_t>(member)]});
    std::int64_t available = 0;
    for (int item : order.items) available += left[static_cast<std::size_t>(item)];
    const std::int64_t amount = std::min(reduction.amount.minor, available);
    if (amount <= 0) continue;
    if (exhausted()) {
      cut_ = true;
      break;
    }
    any = true;
    path_.order.push_back({member, amount, reduction.times});
    if (group + 1 == groups_.size()) {
      keep(payable - amount);
    } else {
      steps_ += static_cast<std::int64_t>(left.size());
      Amounts rest = left;
      give(amount, order.items, rest, nullptr);
      order_group(group + 1, rest, payable - amount);
    }
    path_.order.pop_back();
  }
  if (!any || groups_.size() > 1) order_group(group + 1, left, payable);
}

void Search::keep(std::int64_t payable) {
  if (payable >= best_) return;
  best_ = payable;
  best_path_ = path_;
}

// ---- the result ----

static void sort_by_promotion(std::vector<Application>& list) {
  std::sort(list.begin(), list.end(),
            [](const Application& a, const Application& b) { return a.promotion < b.promotion; });
}

Selection Search::result() const {
  Selection selection;
  selection.payable = {best_};
  selection.optimal = !cut_;
  selection.steps = steps_;
  Amounts left(goods_.items.size());
  std::vector<Application> by_candidate(unit_.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    left[i] = goods_.items[i].gross.minor;
    if (best_path_.unit[i] < 0) continue;
    Application& application = by_candidate[static_cast<std::size_t>(best_path_.unit[i])];
    for (const UnitOption& option : options_[i]) {
      if (option.candidate != best_path_.unit[i]) continue;
      const Money amount{left[i] - option.payable};
      application.shares.push_back({static_cast<int>(i), amount, goods_.items[i].units});
      application.amount += amount;
      application.times += goods_.items[i].units;
      left[i] = option.payable;
    }
  }
  for (std::size_t c = 0; c < unit_.size(); ++c) {
    by_candidate[c].promotion = unit_[c].promotion;
    if (!by_candidate[c].shares.empty()) selection.unit_price.push_back(std::move(by_candidate[c]));
  }
  selection.quantity = best_path_.quantity;
  sort_by_promotion(selection.quantity);
  for (const Application& application : selection.quantity)
    for (const Share& share : application.shares)
      left[static_cast<std::size_t>(share.item)] -= share.amount.minor;
  for (const OrderPick& pick : best_path_.order) {
    const OrderCandidate& order = order_[static_cast<std::size_t>(pick.candidate)];
    Application application{order.promotion, pick.times, {pick.amount}, {}};
    give(pick.amount, order.items, left, &application.shares);
    selection.order.push_back(std::move(application));
  }
  sort_by_promotion(selection.order);
  return selection;
}

}  // namespace

Selection choose(const Goods& goods, const std::vector<Candidate>& candidates, const RuleBook& book,
                 std::int64_t step_limit) {
  Search search(goods, book, step_limit);
  for (const Candidate& candidate : candidates) search.add(candidate);
  search.prepare();
  search.run();
  return search.result();
}

}  // namespace huiji::promotions
