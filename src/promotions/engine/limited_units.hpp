// A unit price for some of the units only: first k at the special price, the rest at theirs (限量特价). Units
// are single sets, those that gain most first, so that it competes for them with the other quantity offers.
#pragma once

#include <unordered_map>

#include "promotions/engine/goods.hpp"

namespace huiji::promotions {

class LimitedUnits final : public QuantityOffer {
 public:
  // `price` per item of one unit, for the items in `parts`.
  LimitedUnits(const UnitOffer& offer, const Goods& goods, const std::vector<Part>& parts,
               const Setting& setting);
  void take(std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) const override;

 private:
  std::unordered_map<int, Money> price_;
};

}  // namespace huiji::promotions
