#include "promotions/engine/extras_saving.hpp"

#include <algorithm>

namespace huiji::promotions {

namespace {

constexpr std::size_t kWideScope = 12;    // goods: a threshold over more is not followed
constexpr std::size_t kSmallCluster = 3;  // extras: all combinations of more are not tried
constexpr std::int64_t kWork = 2'000;     // steps for one combination

// An extra whose threshold is reached whatever is bought.
class Reached : public ExtraOffer {
 public:
  Reached(std::shared_ptr<const ExtraOffer> offer, std::int64_t allowed)
      : offer_(std::move(offer)), allowed_(allowed) {}
  std::int64_t allowed(Money, std::int64_t) const override { return allowed_; }
  std::optional<Money> next_step(Money) const override { return std::nullopt; }
  Money extra_price(Money running) const override { return offer_->extra_price(running); }
  std::span<const GoodsSet> goods() const override { return offer_->goods(); }

 private:
  std::shared_ptr<const ExtraOffer> offer_;
  std::int64_t allowed_;
};

}  // namespace

ExtrasSaving::ExtrasSaving(const Problem& problem, const std::vector<Section>& sections,
                           const SectionLeast& known, Steps& steps)
    : problem_(problem),
      sections_(sections),
      known_(known),
      steps_(steps),
      cluster_of_(problem.order.size()),
      most_(problem.order.size(), -1) {
  relax();
  find_clusters();
}

void ExtrasSaving::relax() {
  for (OrderCandidate& order : problem_.order) {
    if (!order.extra) continue;
    std::int64_t entry = 0;
    std::size_t goods = 0;
    for (const Part& part : order.parts) {
      if (!(part.roles & kScopeRole)) continue;
      entry += problem_.item(static_cast<std::size_t>(part.item)).gross.minor;
      ++goods;
    }
    if (goods <= kWideScope) continue;
    order.extra = std::make_shared<Reached>(order.extra, order.extra->allowed({entry}, order.units));
    std::vector<Part> parts;
    for (const Part& part : order.parts)
      if (part.roles & ~kScopeRole) parts.push_back({part.item, part.roles & ~kScopeRole});
    order.parts = std::move(parts);
  }
}

void ExtrasSaving::find_clusters() {
  std::vector<int> owner(sections_.size(), -1);  // cluster
  for (std::size_t o = 0; o < problem_.order.size(); ++o) {
    if (!problem_.order[o].extra) continue;
    const int mine = static_cast<int>(clusters_.size());
    clusters_.push_back({{static_cast<int>(o)}, {}, {}});
    for (const Part& part : problem_.order[o].parts) {
      const std::size_t section = known_.section_of[static_cast<std::size_t>(part.item)];
      const int other = owner[section];
      if (other == mine) continue;
      owner[section] = mine;
      clusters_.back().sections.push_back(static_cast<int>(section));
      if (other >= 0) join(static_cast<std::size_t>(other), owner);
    }
  }
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    auto& [orders, sections, known] = clusters_[c];
    std::sort(orders.begin(), orders.end());
    std::sort(sections.begin(), sections.end());
    sections.erase(std::unique(sections.begin(), sections.end()), sections.end());
    for (const int order : orders) cluster_of_[static_cast<std::size_t>(order)] = c;
  }
}

// Moves a cluster into the last one.
void ExtrasSaving::join(std::size_t from, std::vector<int>& owner) {
  const Cluster joined = std::move(clusters_[from]);
  clusters_[from] = {};
  Cluster& cluster = clusters_.back();
  for (const int section : joined.sections)
    owner[static_cast<std::size_t>(section)] = static_cast<int>(clusters_.size()) - 1;
  cluster.orders.insert(cluster.orders.end(), joined.orders.begin(), joined.orders.end());
  cluster.sections.insert(cluster.sections.end(), joined.sections.begin(), joined.sections.end());
}

std::map<std::size_t, std::vector<int>> ExtrasSaving::by_cluster(const std::vector<int>& picks) const {
  std::map<std::size_t, std::vector<int>> clusters;
  for (const int pick : picks)
    if (problem_.order[static_cast<std::size_t>(pick)].extra)
      clusters[cluster_of_[static_cast<std::size_t>(pick)]].push_back(pick);
  for (auto& [cluster, orders] : clusters) std::sort(orders.begin(), orders.end());
  return clusters;
}

std::int64_t ExtrasSaving::of(const std::vector<int>& picks) {
  std::int64_t sum = 0;
  for (const auto& [cluster, orders] : by_cluster(picks)) sum += saving(clusters_[cluster], orders);
  return sum;
}

std::int64_t ExtrasSaving::added(const std::vector<int>& picks, int order) {
  const std::size_t number = cluster_of_[static_cast<std::size_t>(order)];
  std::vector<int> mine;
  for (const int pick : picks)
    if (problem_.order[static_cast<std::size_t>(pick)].extra &&
        cluster_of_[static_cast<std::size_t>(pick)] == number)
      mine.push_back(pick);
  const std::int64_t before = saving(clusters_[number], mine);
  mine.push_back(order);
  return saving(clusters_[number], mine) - before;
}

void ExtrasSaving::note(const std::vector<int>& picks, Below& below) {
  below.extras.assign(sections_.size(), 0);
  below.extras_least = 0;
  for (const auto& [cluster, orders] : by_cluster(picks)) {
    // Sections of the cluster that these extras do not look at are decided elsewhere.
    for (const int order : orders)
      for (const Part& part : problem_.order[static_cast<std::size_t>(order)].parts)
        below.extras[known_.section_of[static_cast<std::size_t>(part.item)]] = 1;
    below.extras_least -= saving(clusters_[cluster], orders);
  }
  for (std::size_t s = 0; s < sections_.size(); ++s)
    if (below.extras[s]) below.extras_least += known_.least[s];
}

std::int64_t ExtrasSaving::saving(Cluster& cluster, const std::vector<int>& picks) {
  if (picks.empty()) return 0;
  const auto [at, fresh] = cluster.known.try_emplace(picks, 0);
  if (!fresh) return at->second;
  std::vector<int> items, quantity;
  std::int64_t least = 0;
  for (const int s : cluster.sections) {
    const Section& section = sections_[static_cast<std::size_t>(s)];
    items.insert(items.end(), section.items.begin(), section.items.end());
    quantity.insert(quantity.end(), section.quantity.begin(), section.quantity.end());
    least += known_.least[static_cast<std::size_t>(s)];
  }
  std::sort(items.begin(), items.end());
  std::sort(quantity.begin(), quantity.end());
  Steps work{kWork, 0, false};
  const RegionChoice choice = choose_region(problem_, items, quantity, picks, &known_, {}, work);
  steps_.used += work.used;
  at->second = std::max<std::int64_t>(least - std::min(choice.payable, choice.lowest), 0);
  return at->second;
}

// As if all goods cost what the shelf says: no context lets it take off more.
std::int64_t ExtrasSaving::at_shelf_prices(const OrderCandidate& order) const {
  std::vector<Gain> gains;
  std::int64_t entry = 0, sum = 0;
  for (const Part& part : order.parts) {
    const Item& item = problem_.item(static_cast<std::size_t>(part.item));
    if (part.roles & kScopeRole) entry += item.gross.minor;
    if (!(part.roles & ~kScopeRole)) continue;
    const Money unit{item.gross.minor / item.units + (item.gross.minor % item.units > 0)};
    gains.push_back({unit.minor - order.extra->extra_price(unit).minor, item.units});
  }
  std::sort(gains.begin(), gains.end(), [](const Gain& a, const Gain& b) { return a.each > b.each; });
  std::int64_t allowed = std::min(order.extra->allowed({entry}, order.units), order.limit);
  for (const Gain& gain : gains) {
    if (allowed <= 0) break;
    sum += std::max<std::int64_t>(gain.each, 0) * std::min(allowed, gain.units);
    allowed -= gain.units;
  }
  return sum;
}

std::int64_t ExtrasSaving::most(int order) {
  std::int64_t& most = most_[static_cast<std::size_t>(order)];
  if (most >= 0) return most;
  Cluster& cluster = clusters_[cluster_of_[static_cast<std::size_t>(order)]];
  if (cluster.orders.size() > kSmallCluster)
    return most = at_shelf_prices(problem_.order[static_cast<std::size_t>(order)]);
  most = 0;
  const std::size_t count = cluster.orders.size();
  for (unsigned set = 0; set < 1u << count; ++set) {
    std::vector<int> without, with;
    for (std::size_t i = 0; i < count; ++i) {
      const bool mine = cluster.orders[i] == order;
      if (set >> i & 1 && !mine) without.push_back(cluster.orders[i]);
      if (set >> i & 1 || mine) with.push_back(cluster.orders[i]);
    }
    most = std::max(most, saving(cluster, with) - saving(cluster, without));
  }
  return most;
}

}  // namespace huiji::promotions
