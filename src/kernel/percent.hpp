// Percent counts basis points: 1300 is 13 %. Used for tax rates and discounts.
#pragma once

#include <compare>
#include <cstdint>

namespace huiji {

struct Percent {
  std::int64_t basis_points = 0;
  friend constexpr auto operator<=>(Percent, Percent) = default;
};

}  // namespace huiji
