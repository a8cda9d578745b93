// Which offers apply: the selection with the least final payable over all three layers together, so that an
// early offer is left out when the basket as a whole is cheaper without it (a special price that would break
// a 满减), and one more offer never makes the customer pay more. To choose: per item one unit price offer or
// none, the order in which quantity offers take units (each once), per exclusive group one order offer or
// none. Items that no offer ties together are decided apart (engine/region.hpp). Exact by branch and bound as
// long as the work, counted in steps and never by a clock, stays within the limit; every platform stops at
// the same place, and `optimal` tells. Ties go to the selection met first: none left out before one is, no
// order offer before one, then the lower promotion id (points follow the payable, so they never decide).
#pragma once

#include "promotions/engine/goods.hpp"

namespace huiji::promotions {

struct Share {
  int item = 0;
  Money amount;
  std::int64_t units = 0;  // of the item that the promotion touched
};

struct Application {
  int promotion = -1;  // as in Candidate
  std::int64_t times = 0;
  Money amount;               // sum of the shares
  std::vector<Share> shares;  // by item
};

struct Selection {
  std::vector<Application> unit_price, quantity, order;  // each by promotion
  Money payable;
  bool optimal = true;
  std::int64_t steps = 0;
};

inline constexpr std::int64_t kStepLimit = 20'000;  // items looked at

Selection choose(const Goods& goods, const std::vector<Candidate>& candidates, const RuleBook& book,
                 std::int64_t step_limit = kStepLimit);

}  // namespace huiji::promotions
