#include "platform/crypto/totp.hpp"

#include <sodium.h>

#include <array>

namespace huiji::crypto {

namespace {

constexpr std::uint32_t kModulus = 100'000'000;
constexpr std::size_t kDigits = 8;

std::array<std::uint8_t, 8> big_endian(std::int64_t step) {
  std::array<std::uint8_t, 8> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  return bytes;
}

// RFC 4226, 5.3: four bytes from where the last half byte points, without the sign.
std::uint32_t truncated(const std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES>& hash) {
  const std::size_t at = hash.back() & 0x0f;
  return (std::uint32_t{hash[at]} & 0x7f) << 24 | std::uint32_t{hash[at + 1]} << 16 |
         std::uint32_t{hash[at + 2]} << 8 | std::uint32_t{hash[at + 3]};
}

}  // namespace

std::int64_t totp_step(Instant at) { return at.ms / kTotpStep_ms; }

std::string totp(const Private<std::string>& key, std::int64_t step) {
  const auto message = big_endian(step);
  std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> hash;
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.reveal().data()),
                              key.reveal().size());
  crypto_auth_hmacsha256_update(&state, message.data(), message.size());
  crypto_auth_hmacsha256_final(&state, hash.data());
  const std::string digits = std::to_string(truncated(hash) % kModulus);
  return std::string(kDigits - digits.size(), '0') + digits;
}

}  // namespace huiji::crypto
