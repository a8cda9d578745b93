#include "programs/price_cases/oracle.hpp"

#include <algorithm>
#include <numeric>

#include "promotions/engine/problem.hpp"
#include "promotions/engine/region_order.hpp"

namespace huiji::cases {
namespace {

using pricing::Basket;
using pricing::CompiledRules;

// Tries every set of unit prices, every order of quantity offers with every number of sets, and every pick of
// threshold offers per layer and group: no bound, no region, nothing left out. With `fixed`, these threshold
// offers and no others.
class Tries {
 public:
  Tries(const Basket& basket, const CompiledRules& rules, std::int64_t most_tries,
        const std::vector<int>* fixed = nullptr)
      : goods_(promotions::canonical_goods(basket)),
        problem_(promotions::make_problem(
            basket, goods_, promotions::find_candidates(basket, goods_, rules.book()), rules.book())),
        most_(most_tries),
        fixed_(fixed) {
    for (std::size_t i = 0; i < goods_.items.size(); ++i) items_.push_back(static_cast<int>(i));
  }

  Tries(const Tries&) = delete;  // the problem points at the goods

  bool too_large() const { return tried_ > most_; }

  std::int64_t least() {
    State state;
    state.unit.assign(items_.size(), -1);
    state.points = problem_.points;
    for (const auto& item : goods_.items) state.net.push_back(item.gross.minor);
    unit_price(0, state);
    return least_ + problem_.fee;
  }

 private:
  struct State {
    std::vector<int> unit;
    promotions::Amounts net;
    std::vector<promotions::UnitRun> runs;  // one unit each
    std::vector<int> used;                  // quantity offers
    std::int64_t points = 0;
  };

  // Per item the shelf price or any offer's price below it.
  void unit_price(std::size_t item, State& state) {
    if (item == items_.size()) {
      State next = state;
      add_units(next);
      return quantity(next);
    }
    const auto& options = problem_.options[item];
    if (!options.must) unit_price(item + 1, state);
    for (std::size_t o = 0; o < options.list.size(); ++o) {
      state.unit[item] = static_cast<int>(o);
      state.net[item] = options.list[o].payable;
      unit_price(item + 1, state);
      state.unit[item] = -1;
      state.net[item] = goods_.items[item].gross.minor;
    }
  }

  void add_units(State& state) const {
    for (std::size_t i = 0; i < items_.size(); ++i)
      for (std::int64_t u = 0; u < goods_.items[i].units; ++u) {
        const std::int64_t units = goods_.items[i].units;
        const Money price{state.net[i] / units + (u < state.net[i] % units)};
        state.runs.push_back({static_cast<int>(i), static_cast<int>(i), price, 1, 0});
      }
    std::stable_sort(state.runs.begin(), state.runs.end(),
                     [](const auto& a, const auto& b) { return a.price > b.price; });
  }

  template <class Candidate>
  unsigned role(const Candidate& candidate, const State& state, int item) const {
    const int option = state.unit[static_cast<std::size_t>(item)];
    const auto& options = problem_.options[static_cast<std::size_t>(item)].list;
    const bool lowered =
        option >= 0 &&
        problem_.unit[static_cast<std::size_t>(options[static_cast<std::size_t>(option)].candidate)] !=
            promotions::kMemberPrice;
    if (candidate.skip && lowered) return 0;
    for (const auto& part : candidate.parts)
      if (part.item == item) return part.roles;
    return 0;
  }

  void quantity(const State& state) {
    std::vector<int> picks;
    if (fixed_)
      finish(state, *fixed_);
    else
      order(0, state, picks);
    if (++tried_ > most_) return;
    for (std::size_t q = 0; q < problem_.quantity.size(); ++q) {
      if (std::count(state.used.begin(), state.used.end(), static_cast<int>(q))) continue;
      const auto& candidate = problem_.quantity[q];
      const bool taken = std::any_of(state.used.begin(), state.used.end(), [&](int other) {
        return candidate.group != 0 &&
               problem_.quantity[static_cast<std::size_t>(other)].group == candidate.group;
      });
      for (std::int64_t sets = 1; !taken; ++sets)
        if (!apply(state, static_cast<int>(q), sets)) break;
    }
  }

  // False when the offer makes no more than fewer sets did.
  bool apply(const State& state, int q, std::int64_t sets) {
    const auto& candidate = problem_.quantity[static_cast<std::size_t>(q)];
    if (sets > candidate.most_sets(state.points)) return false;
    std::vector<promotions::UnitRun> mine;
    std::vector<std::size_t> index;
    for (std::size_t r = 0; r < state.runs.size(); ++r)
      if (const unsigned roles = role(candidate, state, state.runs[r].item)) {
        mine.push_back(state.runs[r]);
        mine.back().roles = roles;
        index.push_back(r);
      }
    promotions::Taken taken;
    candidate.offer->take(mine, sets, taken);
    if (taken.sets < sets || taken.discount.minor == 0) return false;
    State next = state;
    next.used.push_back(q);
    next.points -= candidate.points * sets;
    std::vector<Money> weights(items_.size());
    for (std::size_t u = 0; u < mine.size(); ++u)
      weights[static_cast<std::size_t>(mine[u].item)].minor +=
          taken.shares.empty() ? mine[u].price.minor * taken.consumed[u] : taken.shares[u].minor;
    std::vector<Money> rooms(items_.size());
    for (std::size_t u = 0; u < mine.size(); ++u) {
      const auto i = static_cast<std::size_t>(mine[u].item);
      if (taken.consumed[u])
        rooms[i].minor = std::max<std::int64_t>(next.net[i] - goods_.items[i].floor.minor, 0);
    }
    const auto parts = promotions::share_out(taken, weights, rooms);
    for (std::size_t i = 0; i < parts.size(); ++i) next.net[i] -= parts[i].minor;
    for (std::size_t u = mine.size(); u-- > 0;)
      if (taken.consumed[u]) next.runs.erase(next.runs.begin() + static_cast<std::ptrdiff_t>(index[u]));
    quantity(next);
    return true;
  }

  // Offers stand by layer and group: each group gives one or none.
  void order(std::size_t at, const State& state, std::vector<int>& picks) {
    if (at == problem_.order.size()) return finish(state, picks);
    std::size_t end = at;
    while (end < problem_.order.size() && problem_.order[end].layer == problem_.order[at].layer &&
           problem_.order[end].group == problem_.order[at].group)
      ++end;
    order(end, state, picks);
    for (std::size_t o = at; o < end; ++o) {
      picks.push_back(static_cast<int>(o));
      order(end, state, picks);
      picks.pop_back();
    }
  }

  void finish(const State& state, const std::vector<int>& picks) {
    const std::int64_t total = std::accumulate(state.net.begin(), state.net.end(), std::int64_t{0});
    promotions::OrderState out{problem_, items_, state.net, state.net, {}, total, 0, {}};
    pricing::Layer layer = pricing::Layer::unit_price;
    for (int pick : picks) {
      const auto& candidate = problem_.order[static_cast<std::size_t>(pick)];
      if (candidate.layer != layer) out.entry = out.left, layer = candidate.layer;
      std::vector<unsigned> roles;
      for (int item : items_) roles.push_back(role(candidate, state, item));
      out.apply(candidate, roles, state.runs);
    }
    least_ = std::min(least_, out.total - out.delivery);
  }

  promotions::Goods goods_;
  promotions::Problem problem_;
  std::vector<int> items_;
  std::int64_t least_ = INT64_MAX, tried_ = 0, most_;
  const std::vector<int>* fixed_;
};

}  // namespace

static std::optional<Money> tried(Tries&& tries) {
  const std::int64_t least = tries.least();
  if (tries.too_large()) return std::nullopt;
  return Money{least};
}

std::optional<Money> least_of_all_choices(const Basket& basket, const CompiledRules& rules,
                                          std::int64_t most_tries) {
  return tried(Tries(basket, rules, most_tries));
}

std::optional<Money> least_with(const Basket& basket, const CompiledRules& rules,
                                const std::vector<int>& order, std::int64_t most_tries) {
  return tried(Tries(basket, rules, most_tries, &order));
}

}  // namespace huiji::cases
