#include "platform/crypto/signature.hpp"

#include <sodium.h>

#include "platform/crypto/token.hpp"

namespace huiji::crypto {

std::string sign(const Key& key, std::string_view words) {
  Key signature;
  crypto_generichash(signature.data(), signature.size(), reinterpret_cast<const unsigned char*>(words.data()),
                     words.size(), key.data(), key.size());
  return to_base64_url(signature);
}

bool is_signed(const Key& key, std::string_view words, std::string_view signature) {
  return equal_secrets(sign(key, words), signature);
}

}  // namespace huiji::crypto
