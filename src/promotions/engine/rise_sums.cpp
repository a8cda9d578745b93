#include "promotions/engine/rise_sums.hpp"

#include <algorithm>
#include <bit>

namespace huiji::promotions {

// Adds to `to` what `from` holds, each `by` dearer.
static void add_shifted(const std::uint64_t* from, std::uint64_t* to, std::size_t words, std::size_t by) {
  const std::size_t skip = by / 64, bits = by % 64;
  for (std::size_t w = skip; w < words; ++w) {
    std::uint64_t shifted = from[w - skip] << bits;
    if (bits && w > skip) shifted |= from[w - skip - 1] >> (64 - bits);
    to[w] |= shifted;
  }
}

RiseSums::RiseSums(const std::vector<std::vector<std::int64_t>>& rises) : sums_((rises.size() + 1) * kWords) {
  sums_[rises.size() * kWords] = 1;  // nothing
  for (std::size_t i = rises.size(); i-- > 0;) {
    const std::uint64_t* from = &sums_[(i + 1) * kWords];
    std::uint64_t* to = &sums_[i * kWords];
    for (std::size_t w = 0; w < kWords; ++w) to[w] = from[w];
    for (const std::int64_t rise : rises[i])
      if (rise <= kMost) add_shifted(from, to, kWords, static_cast<std::size_t>(rise));
  }
}

std::int64_t RiseSums::first_from(std::size_t next, std::int64_t from) const {
  const std::uint64_t* sums = &sums_[next * kWords];
  std::size_t word = static_cast<std::size_t>(from) / 64;
  std::uint64_t left = sums[word] & (~std::uint64_t{0} << (from % 64));
  while (left == 0 && ++word < kWords) left = sums[word];
  return left ? static_cast<std::int64_t>(word) * 64 + std::countr_zero(left) : kMost + 1;
}

std::int64_t RiseSums::least(std::size_t next, std::int64_t need, std::int64_t slack) const {
  if (need <= slack || need > kMost) return need;
  return std::max(first_from(next, need - slack), need);
}

}  // namespace huiji::promotions
