#include "promotions/engine/search.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "promotions/engine/extras_saving.hpp"
#include "promotions/engine/section.hpp"

namespace huiji::promotions {

namespace {

constexpr std::int64_t kFirstTry = 6'000;  // steps, before more is done for better bounds
constexpr std::int64_t kGuess = 4'000;     // steps for one combination that is likely to be good
constexpr int kGuesses = 4;                // of an exclusive group

int root(std::vector<int>& parent, int item) {
  while (parent[static_cast<std::size_t>(item)] != item)
    item = parent[static_cast<std::size_t>(item)] =
        parent[static_cast<std::size_t>(parent[static_cast<std::size_t>(item)])];
  return item;
}

class Search {
 public:
  Search(const Problem& problem, std::int64_t limit) : problem_(problem), steps_{limit, 0, false} {}

  void run();

  Selection result() const;

 private:
  void split();
  void group_orders();
  void decide_sections();
  void try_all();
  void count_most();
  void guess();
  void guess_picks();
  void guess_from(const std::vector<int>& group);
  std::vector<int> extras_worth_taking();
  std::int64_t most_beside(int member);
  void pick(std::size_t group, std::int64_t most);
  void try_picks(std::int64_t most);
  void merge(const RegionChoice& choice, const std::vector<int>& items, Selection& selection,
             std::vector<Application>& unit) const;

  const Problem& problem_;
  Steps steps_;
  std::vector<Section> sections_;
  SectionLeast known_;
  std::vector<std::vector<int>> groups_;
  std::optional<ExtrasSaving> extras_;    // once the first try was not enough
  std::vector<std::int64_t> most_;        // per order offer: at shelf prices
  std::vector<std::int64_t> most_after_;  // of all groups from this one on
  std::vector<int> picks_;
  std::int64_t base_ = 0, best_ = 0;
  std::int64_t slack_ = 0;   // what the sections alone may be above their least
  std::int64_t lowest_ = 0;  // bound over everything that was not searched to the end
  bool cut_ = false;         // something was not
  bool guessing_ = false;
  Section best_region_;             // with threshold offers; empty when none pays
  std::vector<char> best_touched_;  // sections that it replaces
};

// Most baskets are decided by the first try. Where it was not enough, the best choice found so far and some
// guesses set a mark, bounds are made tighter, and all combinations are gone through again in the same order,
// so that a tie goes to the same selection, however much help the search had.
void Search::run() {
  split();
  decide_sections();
  const std::int64_t limit = steps_.limit;
  group_orders();
  count_most();
  best_ = lowest_ = base_;
  steps_ = {std::min(kFirstTry, limit), steps_.used, false};
  steps_.limit += steps_.used;
  try_all();
  if (!steps_.cut) return;
  steps_.cut = false;
  extras_.emplace(problem_, sections_, known_, steps_);
  count_most();
  guess();
  const std::int64_t guessed = best_;
  const Section region = best_region_;
  const std::vector<char> touched = best_touched_;
  if (!touched.empty()) ++best_;  // to be met again
  lowest_ = base_;
  steps_ = {steps_.used + limit, steps_.used, false};
  try_all();
  cut_ |= steps_.cut;
  if (best_ <= guessed) return;
  best_ = guessed;
  best_region_ = region;
  best_touched_ = touched;
}

void Search::decide_sections() {
  for (Section& section : sections_) {
    section.choice = choose_region(problem_, section.items, section.quantity, {}, nullptr, {}, steps_);
    base_ += section.choice.payable;
    known_.least.push_back(std::min(section.choice.payable, section.choice.lowest));
    slack_ += section.choice.payable - known_.least.back();
  }
  cut_ = steps_.cut;
}

void Search::try_all() {
  picks_.clear();
  pick(0, 0);
}

void Search::split() {
  const std::size_t count = problem_.options.size();
  std::vector<int> parent(count);
  std::iota(parent.begin(), parent.end(), 0);
  for (const QuantityCandidate& candidate : problem_.quantity)
    for (const Part& part : candidate.parts)
      parent[static_cast<std::size_t>(root(parent, part.item))] = root(parent, candidate.parts[0].item);
  for (const QuantityCandidate& a : problem_.quantity)  // so do exclusive groups and points
    for (const QuantityCandidate& b : problem_.quantity)
      if (a.tied(b))
        parent[static_cast<std::size_t>(root(parent, a.parts[0].item))] = root(parent, b.parts[0].item);
  known_.section_of.assign(count, 0);
  std::vector<int> section_of_root(count, -1);
  for (std::size_t i = 0; i < count; ++i) {
    int& section = section_of_root[static_cast<std::size_t>(root(parent, static_cast<int>(i)))];
    if (section < 0) {
      section = static_cast<int>(sections_.size());
      sections_.emplace_back();
    }
    sections_[static_cast<std::size_t>(section)].items.push_back(static_cast<int>(i));
    known_.section_of[i] = static_cast<std::size_t>(section);
  }
  for (std::size_t q = 0; q < problem_.quantity.size(); ++q)
    sections_[known_.section_of[static_cast<std::size_t>(problem_.quantity[q].parts[0].item)]]
        .quantity.push_back(static_cast<int>(q));
}

// Coupons first: all choices without one are looked at before any with one, so that a tie saves the coupon.
void Search::group_orders() {
  std::vector<std::vector<int>> rest;
  for (std::size_t o = 0; o < problem_.order.size(); ++o) {
    const OrderCandidate& order = problem_.order[o];
    auto& groups = order.layer == pricing::Layer::coupon ? groups_ : rest;
    const bool same = !groups.empty() &&
                      problem_.order[static_cast<std::size_t>(groups.back()[0])].layer == order.layer &&
                      problem_.order[static_cast<std::size_t>(groups.back()[0])].group == order.group;
    if (!same) groups.emplace_back();
    groups.back().push_back(static_cast<int>(o));
  }
  groups_.insert(groups_.end(), rest.begin(), rest.end());
}

// What each threshold offer takes off at most.
void Search::count_most() {
  most_.clear();
  for (std::size_t o = 0; o < problem_.order.size(); ++o) {
    const OrderCandidate& order = problem_.order[o];
    std::int64_t dearest = 0;
    for (const Part& part : order.parts)
      if (part.roles & kScopeRole) dearest += problem_.item(static_cast<std::size_t>(part.item)).gross.minor;
    const bool known = extras_ && order.extra;
    most_.push_back(known ? extras_->most(static_cast<int>(o)) : order.most(dearest, dearest, problem_.fee));
  }
  most_after_.assign(groups_.size() + 1, 0);
  for (std::size_t g = groups_.size(); g-- > 0;) {
    std::int64_t most = 0;
    for (int member : groups_[g]) most = std::max(most, most_[static_cast<std::size_t>(member)]);
    most_after_[g] = most_after_[g + 1] + most;
  }
}

// Extras that save something beside those before them.
std::vector<int> Search::extras_worth_taking() {
  std::vector<int> picks;
  std::int64_t saved = 0;
  for (std::size_t o = 0; o < problem_.order.size(); ++o) {
    if (!problem_.order[o].extra) continue;
    picks.push_back(static_cast<int>(o));
    const std::int64_t now = extras_->of(picks);
    if (now <= saved) picks.pop_back();
    saved = std::max(now, saved);
  }
  return picks;
}

// Combinations that are likely to be good: the extras that save something, and group by group the offer that
// goes best with what was chosen before.
void Search::guess() {
  guessing_ = true;
  picks_ = extras_worth_taking();
  guess_picks();
  for (const std::vector<int>& group : groups_)
    if (!problem_.order[static_cast<std::size_t>(group[0])].extra) guess_from(group);
  guessing_ = false;
}

void Search::guess_picks() {
  std::int64_t most = 0;
  for (const int pick : picks_) most += most_[static_cast<std::size_t>(pick)];
  steps_.limit = steps_.used + kGuess;
  try_picks(most);
}

void Search::guess_from(const std::vector<int>& group) {
  std::vector<int> list = group;
  const auto most = [&](int order) { return most_[static_cast<std::size_t>(order)]; };
  std::stable_sort(list.begin(), list.end(), [&](int a, int b) { return most(a) > most(b); });
  list.resize(std::min<std::size_t>(list.size(), kGuesses));
  int chosen = -1;
  for (const int order : list) {
    const std::int64_t before = best_;
    picks_.push_back(order);
    guess_picks();
    picks_.pop_back();
    if (best_ < before) chosen = order;
  }
  if (chosen >= 0) picks_.push_back(chosen);
}

// What a further offer takes off at most, beside those picked.
std::int64_t Search::most_beside(int member) {
  if (!extras_ || !problem_.order[static_cast<std::size_t>(member)].extra)
    return most_[static_cast<std::size_t>(member)];
  return extras_->added(picks_, member);
}

// Every combination of one threshold offer or none per group, as far as it could still win. `most` is what
// the picked ones take off at most.
void Search::pick(std::size_t group, std::int64_t most) {
  if (base_ - most - most_after_[group] - slack_ >= best_ && !(picks_.empty() && group == 0)) return;
  if (group == groups_.size()) return try_picks(most);
  pick(group + 1, most);
  for (int member : groups_[group]) {
    if (base_ - most - most_[static_cast<std::size_t>(member)] - most_after_[group + 1] - slack_ >= best_)
      continue;
    const std::int64_t more = most + most_beside(member);
    if (base_ - more - most_after_[group + 1] - slack_ >= best_) continue;
    if (steps_.used > steps_.limit) {
      steps_.cut = true;
      lowest_ = std::min(lowest_, base_ - more - most_after_[group + 1]);
      continue;
    }
    if (extras_) steps_.used += 1;
    picks_.push_back(member);
    pick(group + 1, more);
    picks_.pop_back();
  }
}

// The sections that the picked offers touch are decided together, the others stay as they are.
void Search::try_picks(std::int64_t most) {
  if (picks_.empty() || base_ - most - slack_ >= best_) return;
  steps_.used += 1;
  std::vector<int> picks = picks_;
  std::sort(picks.begin(), picks.end());
  std::vector<char> touched(sections_.size());
  for (int pick : picks)
    for (const Part& part : problem_.order[static_cast<std::size_t>(pick)].parts)
      touched[known_.section_of[static_cast<std::size_t>(part.item)]] = 1;
  Section region;
  std::int64_t others = base_;
  for (std::size_t s = 0; s < sections_.size(); ++s) {
    if (!touched[s]) continue;
    others -= sections_[s].choice.payable;
    region.items.insert(region.items.end(), sections_[s].items.begin(), sections_[s].items.end());
    region.quantity.insert(region.quantity.end(), sections_[s].quantity.begin(), sections_[s].quantity.end());
  }
  std::sort(region.items.begin(), region.items.end());
  std::sort(region.quantity.begin(), region.quantity.end());
  Below below;
  below.payable = best_ - others;
  if (extras_) extras_->note(picks, below);
  below.guess = guessing_;
  region.choice = choose_region(problem_, region.items, region.quantity, picks, &known_, below, steps_);
  if (region.choice.lowest != INT64_MAX) lowest_ = std::min(lowest_, others + region.choice.lowest);
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
    const UnitOption& option = problem_.options[index].list[static_cast<std::size_t>(choice.unit[i])];
    const Item& item = problem_.item(index);
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
  selection.payable = {best_ + problem_.fee};
  if (cut_) selection.gap = {best_ - std::min(lowest_ - slack_, best_)};
  selection.optimal = selection.gap.minor == 0;
  selection.steps = steps_.used;
  std::vector<Application> unit(problem_.unit.size());
  for (std::size_t s = 0; s < sections_.size(); ++s)
    if (best_touched_.empty() || !best_touched_[s])
      merge(sections_[s].choice, sections_[s].items, selection, unit);
  if (!best_touched_.empty()) merge(best_region_.choice, best_region_.items, selection, unit);
  for (std::size_t c = 0; c < unit.size(); ++c) {
    unit[c].promotion = problem_.unit[c];
    if (unit[c].shares.empty()) continue;
    std::sort(unit[c].shares.begin(), unit[c].shares.end(),
              [](const Share& a, const Share& b) { return a.item < b.item; });
    selection.unit_price.push_back(std::move(unit[c]));
  }
  sort_by_promotion(selection.unit_price);
  sort_by_promotion(selection.quantity);
  return selection;
}

}  // namespace

Selection choose(const Problem& problem, std::int64_t step_limit) {
  Search search(problem, step_limit);
  search.run();
  return search.result();
}

}  // namespace huiji::promotions
