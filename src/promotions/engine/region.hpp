// The best choice for one region of a basket: items that hang together through quantity offers, or through
// the order offers that are tried on them. Branch and bound over unit prices (per item any of its offers or
// none), orders of quantity offers, and nothing else: which order offers apply is given. Bounds hold because
// offers are monotone: what is left out only adds to the amount, and each 分 added lifts a threshold by at
// most one.
#pragma once

#include "promotions/engine/goods.hpp"
#include "promotions/engine/search.hpp"

namespace huiji::promotions {

struct UnitOption {   // one promotion's price for one item
  int candidate = 0;  // index into Problem::unit
  std::int64_t payable = 0;
};

struct QuantityCandidate {
  int promotion = -1;
  const QuantityOffer* offer = nullptr;
  std::vector<int> items;
};

struct OrderCandidate {
  int promotion = -1;
  const OrderOffer* offer = nullptr;
  std::vector<int> items;
};

// A basket's items with everything that is open for them.
struct Problem {
  const Goods* goods = nullptr;
  std::vector<int> unit;                         // promotions
  std::vector<std::vector<UnitOption>> options;  // per item, those below its gross, best first
  std::vector<QuantityCandidate> quantity;
  std::vector<OrderCandidate> order;
};

// Work done so far, in items looked at, and its limit.
struct Steps {
  std::int64_t limit = 0;
  std::int64_t used = 0;
  bool cut = false;  // something was left unsearched
};

struct RegionChoice {
  std::int64_t payable = INT64_MAX;  // INT64_MAX: nothing below the asked bound
  std::vector<int> unit;             // beside the items: the chosen option's index, -1 none
  std::vector<Application> quantity, order;
};

// `items`, `quantity` and `order` are ascending indices into the problem; the region holds every item of its
// offers. Only a choice that costs less than `below` is of interest.
RegionChoice choose_region(const Problem& problem, const std::vector<int>& items,
                           const std::vector<int>& quantity, const std::vector<int>& order,
                           std::int64_t below, Steps& steps);

}  // namespace huiji::promotions
