// The best choice for one region of a basket: items that hang together through quantity offers, or through
// the threshold offers that are tried on them. Branch and bound over unit prices (per item any of its offers
// or none), orders of quantity offers and the number of their sets; which threshold offers apply is given.
// Bounds hold because offers are monotone: what is left out only adds to the amount, and each 分 added lifts
// a threshold by at most one.
#pragma once

#include "promotions/engine/search.hpp"

namespace huiji::promotions {

// Work done so far, in items looked at, and its limit.
struct Steps {
  std::int64_t limit = 0;
  std::int64_t used = 0;
  bool cut = false;  // something was left unsearched
};

struct RegionChoice {
  std::int64_t payable = INT64_MAX;  // INT64_MAX: nothing below the asked bound
  std::int64_t lowest = INT64_MAX;   // bound of what was left unsearched; INT64_MAX: nothing was
  std::vector<int> unit;             // beside the items: the chosen option's index, -1 none
  std::vector<Application> quantity, order;
};

// What is known of the sections that a region is made of (items that hang together through quantity offers):
// the least that each may cost before threshold offers.
struct SectionLeast {
  std::vector<std::size_t> section_of;  // per item of the problem
  std::vector<std::int64_t> least;      // per section
};

// What a choice is asked to cost less than, and what is known of the extras: the sections of their goods and
// the least that is left of these when they are taken.
struct Below {
  std::int64_t payable = INT64_MAX;
  std::vector<char> extras;  // per section of the basket; empty: nothing is known
  std::int64_t extras_least = 0;
  bool guess = false;  // another order may be taken to find a good choice early
};

// `items`, `quantity` and `order` are ascending indices into the problem; the region holds every item of its
// offers. The payable of a region with a delivery offer is less by what that takes off the fee. Only a choice
// that costs less than `below.payable` is of interest.
RegionChoice choose_region(const Problem& problem, const std::vector<int>& items,
                           const std::vector<int>& quantity, const std::vector<int>& order,
                           const SectionLeast* known, const Below& below, Steps& steps);

}  // namespace huiji::promotions
