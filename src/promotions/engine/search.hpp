// Which offers apply: the selection with the least final payable over all layers together, so that an early
// offer is left out when the basket as a whole is cheaper without it (a special price that would break a
// 满减), and one more offer never makes the customer pay more. To choose: per item one unit price or none (a
// mandatory one always), the order in which quantity offers take units and how many sets each takes (an offer
// once), per layer and exclusive group one threshold offer or none. Items that no offer ties together are
// decided apart (engine/region.hpp). Exact by branch and bound as long as the work, counted in steps and
// never by a clock, stays within the limit; every platform stops at the same place, `optimal` tells, and
// `gap` is what a better choice could save at most. Ties go to the selection met first: fewest coupons, no
// offer left out before one is, then the lower promotion id.
#pragma once

#include "promotions/engine/problem.hpp"

namespace huiji::promotions {

struct Share {
  int item = 0;
  Money amount;
  std::int64_t units = 0;  // of the item that the promotion touched; 0: all of it
};

struct Application {
  int promotion = -1;  // as in Candidate
  std::int64_t times = 0;
  Money amount;               // sum of the shares, or off the delivery fee
  std::vector<Share> shares;  // by item
};

struct Selection {
  std::vector<Application> unit_price, quantity;  // each by promotion
  std::vector<Application> order;                 // extras, order, coupon, tender, delivery: as applied
  Money payable;                                  // goods and delivery
  bool optimal = true;
  Money gap;
  std::int64_t steps = 0;
};

inline constexpr std::int64_t kStepLimit = 60'000;  // items looked at

Selection choose(const Problem& problem, std::int64_t step_limit = kStepLimit);

}  // namespace huiji::promotions
