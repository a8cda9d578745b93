#include "platform/crypto/blind_index.hpp"

#include <sodium.h>

#include "kernel/check.hpp"

namespace huiji::crypto {

// BLAKE2b keyed; libsodium wants at least 16 bytes out, the caller may cut them.
static std::string keyed_hash(const Key& key, MerchantId merchant_id, std::string_view text) {
  std::string input(reinterpret_cast<const char*>(merchant_id.bytes.data()), merchant_id.bytes.size());
  input += text;
  std::string hash(16, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(input.data()), input.size(), key.data(),
                     key.size());
  sodium_memzero(input.data(), input.size());
  return hash;
}

std::string phone_index(const Keys& keys, MerchantId merchant_id, const Private<std::string>& digits) {
  return keyed_hash(keys.phone_index, merchant_id, digits.reveal());
}

std::string last4_index(const Keys& keys, MerchantId merchant_id, std::string_view last_four) {
  HUIJI_CHECK(last_four.size() == 4);
  return keyed_hash(keys.last4_index, merchant_id, last_four).substr(0, 2);
}

std::string till_index(const Key& merchant_till_key, const Private<std::string>& digits) {
  std::string hash(crypto_auth_hmacsha256_BYTES, '\0');
  const std::string& text = digits.reveal();
  crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(hash.data()),
                         reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                         merchant_till_key.data());
  return to_hex(hash);
}

}  // namespace huiji::crypto
