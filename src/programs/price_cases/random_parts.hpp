// What random promotions and random baskets share: numbered ids, chances, fields of parameters.
#pragma once

#include <string>

#include "programs/price_cases/random_basket.hpp"

namespace huiji::cases {

template <class IdType>
IdType numbered(std::uint8_t kind, std::int64_t number) {
  IdType id;
  id.bytes[0] = kind;
  for (std::size_t i = 0; i < 8; ++i) id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

inline bool one_in(const Draw& draw, std::int64_t n) { return draw(1, n) == 1; }

inline std::string field(const char* name, std::int64_t value) {
  return std::string("\"") + name + "\":" + std::to_string(value);
}
inline std::string flag(const char* name, bool value) {
  return std::string("\"") + name + "\":" + (value ? "true" : "false");
}

pricing::Promotion promotion_shell(int number);  // active, of no kind yet

}  // namespace huiji::cases
