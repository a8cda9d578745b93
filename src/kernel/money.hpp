// Money is a whole number of minor units (分). |minor| <= 2^51 - 1, so that JavaScript shows it exactly
// and a sum of a million maxima still fits into 64 bits. There is no operator* and no floating point:
// scale() and allocate() name their rounding, and use 128-bit intermediates.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "kernel/percent.hpp"
#include "kernel/quantity.hpp"

namespace huiji {

inline constexpr std::int64_t kMoneyLimit = (std::int64_t{1} << 51) - 1;

enum class Rounding { down, half_up, up };  // of the magnitude; the sign is kept

struct Money {
  std::int64_t minor = 0;  // 分

  friend constexpr auto operator<=>(Money, Money) = default;
  constexpr Money operator-() const { return {-minor}; }
  constexpr Money& operator+=(Money other) { return minor += other.minor, *this; }
  constexpr Money& operator-=(Money other) { return minor -= other.minor, *this; }
  friend constexpr Money operator+(Money a, Money b) { return {a.minor + b.minor}; }
  friend constexpr Money operator-(Money a, Money b) { return {a.minor - b.minor}; }
};

// numerator * factor / divisor with the named rounding; divisor > 0. The building brick of the rest.
std::int64_t mul_div(std::int64_t number, std::int64_t factor, std::int64_t divisor, Rounding rounding);

// Price of a quantity: unit price x quantity (thousandths of the unit).
Money scale(Money unit_price, Quantity quantity, Rounding rounding);

// A share of an amount: 10000 basis points are the whole.
Money scale(Money amount, Percent share, Rounding rounding);

// VAT contained in a tax-inclusive amount: amount x r / (1 + r), half up (product.md 4.12).
Money tax_contained(Money amount_with_tax, Percent rate);

// Splits `total` over `weights` (all >= 0, total >= 0) by largest remainder: the parts add up to `total`
// exactly and no part exceeds its weight when total <= sum of weights. Ties go to the lower index.
// All weights zero: everything on the first part. Empty weights: empty result, total must be zero.
std::vector<Money> allocate(Money total, std::span<const Money> weights);

}  // namespace huiji
