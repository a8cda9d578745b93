// Items of a basket that hang together through quantity offers, and the best choice for them alone.
#pragma once

#include "promotions/engine/region.hpp"

namespace huiji::promotions {

struct Section {
  std::vector<int> items, quantity;
  RegionChoice choice;  // without threshold offers
};

}  // namespace huiji::promotions
