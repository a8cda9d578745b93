// Which offers apply: the selection with the least final payable over all three layers together, so that an
// early offer is left out when the basket as a whole is cheaper without it (a special price that would break
// a 满减), and one more offer never makes the customer pay more. Choices: each unit price promotion on or off
// (per item the best of those that are on), the quantity promotions in any order (units are used once), per
// exclusive group the best order promotion or none. Found by branch and bound; the bound holds because offers
// are monotone (engine/offer.hpp). Work is counted in steps, never by a clock, so every platform stops at the
// same place; `optimal` tells whether it was searched to the end. Ties go to the selection met first: no unit
// offer left out before one is, then the lower promotion id (points follow the payable, so they never
// decide).
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

inline constexpr std::int64_t kStepLimit = 40'000;  // items looked at

Selection choose(const Goods& goods, const std::vector<Candidate>& candidates, const RuleBook& book,
                 std::int64_t step_limit = kStepLimit);

}  // namespace huiji::promotions
