// Points (积分) are whole; a balance may be negative ("points owed") after a return.
#pragma once

#include <compare>
#include <cstdint>

namespace huiji {

struct Points {
  std::int64_t count = 0;

  friend constexpr auto operator<=>(Points, Points) = default;
  constexpr Points operator-() const { return {-count}; }
  constexpr Points& operator+=(Points other) { return count += other.count, *this; }
  constexpr Points& operator-=(Points other) { return count -= other.count, *this; }
  friend constexpr Points operator+(Points a, Points b) { return {a.count + b.count}; }
  friend constexpr Points operator-(Points a, Points b) { return {a.count - b.count}; }
};

}  // namespace huiji
