#include "platform/crypto/token.hpp"

#include <sodium.h>

#include <algorithm>

namespace huiji::crypto {

using Packed = std::array<std::uint8_t, 64>;

static Packed pack(const Token& token) {
  Packed packed;
  auto at = std::copy(token.merchant_id.bytes.begin(), token.merchant_id.bytes.end(), packed.begin());
  at = std::copy(token.subject.begin(), token.subject.end(), at);
  std::copy(token.secret.begin(), token.secret.end(), at);
  return packed;
}

Token make_token(MerchantId merchant_id, const Uuid& subject, Random& random) {
  Token token{.merchant_id = merchant_id, .subject = subject};
  random.fill(token.secret);
  return token;
}

std::string to_text(const Token& token) { return to_base64_url(pack(token)); }

std::optional<Token> parse_token(std::string_view text) {
  Packed packed;
  if (!from_base64_url(text, packed)) return std::nullopt;
  Token token;
  std::copy_n(packed.begin(), 16, token.merchant_id.bytes.begin());
  std::copy_n(packed.begin() + 16, 16, token.subject.begin());
  std::copy_n(packed.begin() + 32, 32, token.secret.begin());
  return token;
}

std::string hash_token(const Keys& keys, const Token& token) {
  const Packed packed = pack(token);
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), packed.data(), packed.size(),
                     keys.token.data(), keys.token.size());
  return hash;
}

bool equal_secrets(std::string_view left, std::string_view right) {
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace huiji::crypto
