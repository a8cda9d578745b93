// Sizes that outside input must keep, in one place, so that the contract, the server and the till agree.
#pragma once

#include <cstddef>
#include <cstdint>

namespace huiji {

inline constexpr std::size_t kMaxBasketLines = 500;
inline constexpr std::size_t kMaxTenders = 5;  // combined tender, as 有赞 allows
inline constexpr std::size_t kMaxNameBytes = 240;
inline constexpr std::size_t kMaxBodyBytes = 1u << 20;     // JSON requests
inline constexpr std::size_t kMaxImportBytes = 32u << 20;  // catalogue files
inline constexpr std::size_t kMaxImportRows = 200'000;

}  // namespace huiji
