// The layers after the sets: extras, order, coupon, tender, delivery. Offers are applied in the given order;
// thresholds look at the amounts with which their layer began, percentages at what earlier offers left. An
// amount goes to the items in proportion to what is left of them; what an item's floor refuses moves to the
// others.
#pragma once

#include "promotions/engine/search.hpp"

namespace huiji::promotions {

using Amounts = std::vector<std::int64_t>;  // 分 per item of a region

// An offer seen from a region.
struct LocalOffer {
  std::vector<unsigned> roles;     // per item of the region
  std::vector<std::size_t> goods;  // the items with a role
  bool skip = false;               // no part for goods with a lowered unit price
};

struct LocalOrder : LocalOffer {
  const OrderCandidate* candidate = nullptr;
};

struct OrderState {
  const Problem& problem;
  const std::vector<int>& items;
  Amounts left, entry;              // per item: now, and when the layer began
  std::vector<std::int64_t> given;  // per run: units that an extra offer has taken
  std::int64_t total = 0;           // of left
  std::int64_t delivery = 0;        // taken off the fee
  std::vector<Application> applications;

  // `roles` beside the items; `runs` are the units that no quantity offer has used.
  void apply(const OrderCandidate& candidate, const std::vector<unsigned>& roles,
             const std::vector<UnitRun>& runs);

 private:
  void reduce(const OrderCandidate& candidate, const std::vector<unsigned>& roles);
  void reduce_fee(const OrderCandidate& candidate, const OrderView& view);
  void give_extra(const OrderCandidate& candidate, const std::vector<unsigned>& roles,
                  const std::vector<UnitRun>& runs);
  std::int64_t room(std::size_t i) const;  // above the item's floor
  OrderView view(const OrderCandidate& candidate, const std::vector<unsigned>& roles) const;
};

// Who carries what a quantity offer takes off: as the offer says, or by the weights; each within its room.
std::vector<Money> share_out(const Taken& taken, const std::vector<Money>& weights,
                             const std::vector<Money>& rooms);

// Parts of `amount` in proportion to the weights, each within its room; all of it when the rooms suffice.
std::vector<Money> spread(Money amount, const std::vector<Money>& weights, const std::vector<Money>& rooms);

}  // namespace huiji::promotions
