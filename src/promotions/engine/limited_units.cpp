#include "promotions/engine/limited_units.hpp"

#include <algorithm>
#include <numeric>

namespace huiji::promotions {

LimitedUnits::LimitedUnits(const UnitOffer& offer, const Goods& goods, const std::vector<Part>& parts,
                           const Setting& setting) {
  for (const Part& part : parts) {
    Item one = goods.items[static_cast<std::size_t>(part.item)];
    if (one.units > 1) {
      one.floor.minor = (one.floor.minor + one.units - 1) / one.units;
      one.gross.minor /= one.units;
      one.quantity.thousandths /= one.units;
      one.units = 1;
    }
    price_[part.item] = std::min(std::max(offer.payable(one, setting), one.floor), one.gross);
  }
}

void LimitedUnits::take(std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) const {
  taken.sets = 0;
  taken.discount = {};
  taken.consumed.assign(runs.size(), 0);
  taken.shares.assign(runs.size(), {});
  std::vector<Money> gain(runs.size());
  std::vector<std::size_t> order(runs.size());
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t r = 0; r < runs.size(); ++r) gain[r] = runs[r].price - price_.at(runs[r].item);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return gain[a] > gain[b]; });
  for (std::size_t r : order) {
    if (gain[r].minor <= 0 || taken.sets == most_sets) break;
    const std::int64_t units = std::min(runs[r].count, most_sets - taken.sets);
    taken.consumed[r] = units;
    taken.shares[r] = {gain[r].minor * units};
    taken.discount += taken.shares[r];
    taken.sets += units;
  }
}

}  // namespace huiji::promotions
