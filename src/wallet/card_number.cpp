#include "wallet/card_number.hpp"

#include <algorithm>

#include "members/member_number.hpp"

namespace huiji::wallet {

std::string make_card_number(CardId card_id, int attempt) {
  // The last eight bytes of a version 7 id are random; a step of a large odd number spreads the attempts.
  std::uint64_t random = 0;
  for (std::size_t i = 8; i < 16; ++i) random = random << 8 | card_id.bytes[i];
  random += static_cast<std::uint64_t>(attempt) * 0x9E3779B97F4A7C15u;
  std::string digits = std::to_string(random % 10'000'000'000'000u);
  std::string number = "96" + std::string(13 - digits.size(), '0') + digits;
  number += members::damm_digit(number);
  return number;
}

bool is_card_number(std::string_view text) {
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return text.size() == 16 && digits && text.substr(0, 2) == "96" && members::damm_digit(text) == '0';
}

}  // namespace huiji::wallet
