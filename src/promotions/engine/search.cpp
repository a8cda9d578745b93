#include "promotions/engine/search.hpp"

#include <algorithm>
#include <numeric>

#include "promotions/engine/region.hpp"

namespace huiji::promotions {

namespace {

// ---- what is open for the basket ----

class Builder {
 public:
  Builder(const Goods& goods, const RuleBook& book) : book_(book) {
    problem_.goods = &goods;
    problem_.options.resize(goods.items.size());
  }

  void add(const Candidate& candidate) {
    if (candidate.promotion < 0) return add_member_price(candidate);
    const Offer& offer = book_.promotions()[static_cast<std::size_t>(candidate.promotion)].offer;
    if (const auto* unit = std::get_if<0>(&offer)) add_unit(candidate, **unit);
    if (const auto* quantity = std::get_if<1>(&offer)) add_quantity(candidate, **quantity);
    if (const auto* order = std::get_if<2>(&offer)) add_order(candidate, **order);
  }

  Problem take() {
    for (auto& options : problem_.options)
      std::sort(options.begin(), options.end(), [](const UnitOption& a, const UnitOption& b) {
        return a.payable != b.payable ? a.payable < b.payable : a.candidate < b.candidate;
      });
    return std::move(problem_);
  }

 private:
  const Item& item(int index) const { return problem_.goods->items[static_cast<std::size_t>(index)]; }

  void add_option(int index, Money payable) {
    if (payable < item(index).gross)
      problem_.options[static_cast<std::size_t>(index)].push_back(
          {static_cast<int>(problem_.unit.size()) - 1, payable.minor});
  }

  void add_member_price(const Candidate& candidate) {
    problem_.unit.push_back(candidate.promotion);
    for (int index : candidate.items)
      add_option(index, scale(*item(index).member_price, item(index).quantity, Rounding::half_up));
  }

  void add_unit(const Candidate& candidate, const UnitOffer& offer) {
    problem_.unit.push_back(candidate.promotion);
    for (int index : candidate.items) add_option(index, offer.payable(item(index)));
  }

  // One that could take nothing at shelf prices is left out: lower prices make no more sets.
  void add_quantity(const Candidate& candidate, const QuantityOffer& offer) {
    std::vector<UnitRun> runs;
    for (int index : candidate.items) runs.push_back({index, {item(index).gross.minor}, item(index).units});
    Taken taken;
    offer.take(runs, taken);
    if (taken.sets > 0) problem_.quantity.push_back({candidate.promotion, &offer, candidate.items});
  }

  void add_order(const Candidate& candidate, const OrderOffer& offer) {
    Money most;
    for (int index : candidate.items) most += item(index).gross;
    if (offer.reduction(most).amount.minor > 0)
      problem_.order.push_back({candidate.promotion, &offer, candidate.items});
  }

  const RuleBook& book_;
  Problem problem_;
};

// ---- items that hang together ----

struct Part {
  std::vector<int> items, quantity;
  RegionChoice choice;  // without order offers
};

int root(std::vector<int>& parent, int item) {
  while (parent[static_cast<std::size_t>(item)] != item)
    item = parent[static_cast<std::size_t>(item)] =
        parent[static_cast<std::size_t>(parent[static_cast<std::size_t>(item)])];
  return item;
}

class Search {
 public:
  Search(const Problem& problem, std::int64_t limit) : problem_(problem), steps_{limit, 0, false} {}

  void run() {
    split();
    for (Part& part : parts_) {
      part.choice = choose_region(problem_, part.items, part.quantity, {}, INT64_MAX, steps_);
      base_ += part.choice.payable;
    }
    best_ = base_;
    group_orders();
    pick(0);
  }

  Selection result() const;

 private:
  void split();
  void group_orders();
  void pick(std::size_t group);
  void try_picks();
  void merge(const RegionChoice& choice, const std::vector<int>& items, Selection& selection,
             std::vector<Application>& unit) const;

  const Problem& problem_;
  Steps steps_;
  std::vector<Part> parts_;
  std::vector<std::size_t> part_of_;  // per item
  std::vector<std::vector<int>> groups_;
  std::vector<int> picks_;
  std::int64_t base_ = 0, best_ = 0;
  Part best_region_;                // with order offers; empty when none pays
  std::vector<char> best_touched_;  // parts that it replaces
};

void Search::split() {
  const std::size_t count = problem_.options.size();
  std::vector<int> parent(count);
  std::iota(parent.begin(), parent.end(), 0);
  for (const QuantityCandidate& candidate : problem_.quantity)
    for (int item : candidate.items)
      parent[static_cast<std::size_t>(root(parent, item))] = root(parent, candidate.items[0]);
  part_of_.assign(count, 0);
  std::vector<int> part_of_root(count, -1);
  for (std::size_t i = 0; i < count; ++i) {
    int& part = part_of_root[static_cast<std::size_t>(root(parent, static_cast<int>(i)))];
    if (part < 0) {
      part = static_cast<int>(parts_.size());
      parts_.emplace_back();
    }
    parts_[static_cast<std::size_t>(part)].items.push_back(static_cast<int>(i));
    part_of_[i] = static_cast<std::size_t>(part);
  }
  for (std::size_t q = 0; q < problem_.quantity.size(); ++q)
    parts_[part_of_[static_cast<std::size_t>(problem_.quantity[q].items[0])]].quantity.push_back(
        static_cast<int>(q));
}

void Search::group_orders() {
  for (int group = 1; group <= 9; ++group) {
    std::vector<int> members;
    for (std::size_t o = 0; o < problem_.order.size(); ++o)
      if (problem_.order[o].offer->exclusive_group() == group) members.push_back(static_cast<int>(o));
    if (!members.empty()) groups_.push_back(std::move(members));
  }
}

// Every combination of one order offer or none per exclusive group.
void Search::pick(std::size_t group) {
  if (group == groups_.size()) return try_picks();
  pick(group + 1);
  for (int member : groups_[group]) {
    if (steps_.used > steps_.limit) {
      steps_.cut = true;
      return;
    }
    picks_.push_back(member);
    pick(group + 1);
    picks_.pop_back();
  }
}

// The parts that the picked offers touch are decided together, the others stay as they are.
void Search::try_picks() {
  if (picks_.empty()) return;
  steps_.used += 1;
  std::vector<char> touched(parts_.size());
  std::int64_t most = 0;
  for (int pick : picks_) {
    const OrderCandidate& order = problem_.order[static_cast<std::size_t>(pick)];
    Money dearest;
    for (int item : order.items) {
      dearest += problem_.goods->items[static_cast<std::size_t>(item)].gross;
      touched[part_of_[static_cast<std::size_t>(item)]] = 1;
    }
    most += order.offer->reduction(dearest).amount.minor;
  }
  if (base_ - most >= best_) return;
  Part region;
  std::int64_t others = base_;
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    if (!touched[p]) continue;
    others -= parts_[p].choice.payable;
    region.items.insert(region.items.end(), parts_[p].items.begin(), parts_[p].items.end());
    region.quantity.insert(region.quantity.end(), parts_[p].quantity.begin(), parts_[p].quantity.end());
  }
  std::sort(region.items.begin(), region.items.end());
  std::sort(region.quantity.begin(), region.quantity.end());
  region.choice = choose_region(problem_, region.items, region.quantity, picks_, best_ - others, steps_);
  if (region.choice.payable == INT64_MAX || others + region.choice.payable >= best_) return;
  best_ = others + region.choice.payable;
  best_region_ = std::move(region);
  best_touched_ = std::move(touched);
}

// ---- the result ----

void sort_by_promotion(std::vector<Application>& list) {
  std::sort(list.begin(), list.end(),
            [](const Application& a, const Application& b) { return a.promotion < b.promotion; });
}

void Search::merge(const RegionChoice& choice, const std::vector<int>& items, Selection& selection,
                   std::vector<Application>& unit) const {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (choice.unit[i] < 0) continue;
    const std::size_t index = static_cast<std::size_t>(items[i]);
    const UnitOption& option = problem_.options[index][static_cast<std::size_t>(choice.unit[i])];
    const Item& item = problem_.goods->items[index];
    Application& application = unit[static_cast<std::size_t>(option.candidate)];
    const Money amount{item.gross.minor - option.payable};
    application.shares.push_back({items[i], amount, item.units});
    application.amount += amount;
    application.times += item.units;
  }
  selection.quantity.insert(selection.quantity.end(), choice.quantity.begin(), choice.quantity.end());
  selection.order.insert(selection.order.end(), choice.order.begin(), choice.order.end());
}

Selection Search::result() const {
  Selection selection;
  selection.payable = {best_};
  selection.optimal = !steps_.cut;
  selection.steps = steps_.used;
  std::vector<Application> unit(problem_.unit.size());
  for (std::size_t p = 0; p < parts_.size(); ++p)
    if (best_touched_.empty() || !best_touched_[p]) merge(parts_[p].choice, parts_[p].items, selection, unit);
  if (!best_touched_.empty()) merge(best_region_.choice, best_region_.items, selection, unit);
  for (std::size_t c = 0; c < unit.size(); ++c) {
    unit[c].promotion = problem_.unit[c];
    if (unit[c].shares.empty()) continue;
    std::sort(unit[c].shares.begin(), unit[c].shares.end(),
              [](const Share& a, const Share& b) { return a.item < b.item; });
    selection.unit_price.push_back(std::move(unit[c]));
  }
  sort_by_promotion(selection.quantity);
  sort_by_promotion(selection.order);
  return selection;
}

}  // namespace

Selection choose(const Goods& goods, const std::vector<Candidate>& candidates, const RuleBook& book,
                 std::int64_t step_limit) {
  Builder builder(goods, book);
  for (const Candidate& candidate : candidates) builder.add(candidate);
  const Problem problem = builder.take();
  Search search(problem, step_limit);
  search.run();
  return search.result();
}

}  // namespace huiji::promotions
