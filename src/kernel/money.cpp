#include "kernel/money.hpp"

#include <algorithm>
#include <numeric>

#include "kernel/check.hpp"

namespace huiji {

std::int64_t mul_div(std::int64_t number, std::int64_t factor, std::int64_t divisor, Rounding rounding) {
  HUIJI_CHECK(divisor > 0);
  __int128 product = static_cast<__int128>(number) * factor;
  const bool negative = product < 0;
  if (negative) product = -product;
  __int128 quotient = product / divisor;
  const __int128 rest = product % divisor;
  if (rounding == Rounding::up && rest != 0) ++quotient;
  if (rounding == Rounding::half_up && rest * 2 >= divisor) ++quotient;
  HUIJI_CHECK(quotient <= INT64_MAX);
  const auto magnitude = static_cast<std::int64_t>(quotient);
  return negative ? -magnitude : magnitude;
}

Money scale(Money unit_price, Quantity quantity, Rounding rounding) {
  return {mul_div(unit_price.minor, quantity.thousandths, 1000, rounding)};
}

Money scale(Money amount, Percent share, Rounding rounding) {
  return {mul_div(amount.minor, share.basis_points, 10000, rounding)};
}

Money tax_contained(Money amount_with_tax, Percent rate) {
  return {mul_div(amount_with_tax.minor, rate.basis_points, 10000 + rate.basis_points, Rounding::half_up)};
}

std::vector<Money> allocate(Money total, std::span<const Money> weights) {
  HUIJI_CHECK(total.minor >= 0);
  if (weights.empty()) {
    HUIJI_CHECK(total.minor == 0);
    return {};
  }
  __int128 sum = 0;
  for (Money weight : weights) {
    HUIJI_CHECK(weight.minor >= 0);
    sum += weight.minor;
  }
  std::vector<Money> parts(weights.size());
  if (sum == 0) {
    parts[0] = total;
    return parts;
  }
  std::vector<std::pair<__int128, std::size_t>> remainders(weights.size());
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const __int128 product = static_cast<__int128>(total.minor) * weights[i].minor;
    parts[i].minor = static_cast<std::int64_t>(product / sum);
    given += parts[i].minor;
    remainders[i] = {product % sum, i};
  }
  std::sort(remainders.begin(), remainders.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  for (std::size_t k = 0; given < total.minor; ++k, ++given) parts[remainders[k].second].minor += 1;
  return parts;
}

}  // namespace huiji
