#include "platform/crypto/card_code.hpp"

#include <sodium.h>

#include <cstring>

namespace huiji::crypto {

std::string card_code(const Keys& keys, MerchantId merchant_id, CardId card_id) {
  std::array<std::uint8_t, 32> input;
  std::memcpy(input.data(), merchant_id.bytes.data(), 16);
  std::memcpy(input.data() + 16, card_id.bytes.data(), 16);
  std::array<std::uint8_t, 16> hash;
  crypto_generichash(hash.data(), hash.size(), input.data(), input.size(), keys.card.data(),
                     keys.card.size());
  std::uint64_t number;
  std::memcpy(&number, hash.data(), sizeof number);
  std::string code(10, '0');
  for (char& digit : code) digit = static_cast<char>('0' + number % 10), number /= 10;
  return code;
}

bool is_card_code(const Keys& keys, MerchantId merchant_id, CardId card_id, std::string_view code) {
  const std::string right = card_code(keys, merchant_id, card_id);
  return code.size() == right.size() && sodium_memcmp(code.data(), right.data(), right.size()) == 0;
}

}  // namespace huiji::crypto
