// Quantity counts thousandths of a product's unit: 1000 is one piece or one kilogram, so a gram is 1.
// A piece quantity is a multiple of 1000; which unit is meant stands in the product (UnitKind).
#pragma once

#include <compare>
#include <cstdint>

namespace huiji {

inline constexpr std::int64_t kQuantityLimit = 1'000'000'000;  // a million pieces, a thousand tonnes

struct Quantity {
  std::int64_t thousandths = 0;

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  constexpr Quantity operator-() const { return {-thousandths}; }
  constexpr Quantity& operator+=(Quantity other) { return thousandths += other.thousandths, *this; }
  constexpr Quantity& operator-=(Quantity other) { return thousandths -= other.thousandths, *this; }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.thousandths + b.thousandths}; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.thousandths - b.thousandths}; }
};

constexpr Quantity pieces(std::int64_t count) { return {count * 1000}; }
constexpr bool is_whole(Quantity quantity) { return quantity.thousandths % 1000 == 0; }

}  // namespace huiji
