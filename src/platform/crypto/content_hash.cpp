#include "platform/crypto/content_hash.hpp"

#include <sodium.h>

namespace huiji::crypto {

std::string content_hash(std::string_view bytes) {
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
  return hash;
}

}  // namespace huiji::crypto
