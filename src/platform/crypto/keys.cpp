#include "platform/crypto/keys.hpp"

#include <sodium.h>

#include "kernel/check.hpp"

namespace huiji::crypto {

static Key subkey(const Key& master, std::uint64_t number) {
  static_assert(crypto_kdf_KEYBYTES == sizeof(Key));
  Key key;
  HUIJI_CHECK(sodium_init() >= 0);
  HUIJI_CHECK(crypto_kdf_derive_from_key(key.data(), key.size(), number, "huiji001", master.data()) == 0);
  return key;
}

Keys Keys::derive_from(const Key& master) {
  return {.field = subkey(master, 1),
          .phone_index = subkey(master, 2),
          .last4_index = subkey(master, 3),
          .till_lookup = subkey(master, 4),
          .token = subkey(master, 5),
          .card = subkey(master, 6),
          .approval = subkey(master, 16)};
}

Key till_lookup_key(const Keys& keys, MerchantId merchant_id) {
  Key key;
  crypto_generichash(key.data(), key.size(), merchant_id.bytes.data(), merchant_id.bytes.size(),
                     keys.till_lookup.data(), keys.till_lookup.size());
  return key;
}

static std::string base64(std::span<const std::uint8_t> bytes, int variant) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.resize(text.size() - 1);  // the terminating zero
  return text;
}

std::string to_base64(std::span<const std::uint8_t> bytes) {
  return base64(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::string to_base64_url(std::span<const std::uint8_t> bytes) {
  return base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool from_base64_url(std::string_view text, std::span<std::uint8_t> bytes) {
  std::size_t length = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length,
                                       &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return failed == 0 && length == bytes.size() && end == text.data() + text.size();
}

std::string to_hex(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                 bytes.size());
  text.resize(bytes.size() * 2);
  return text;
}

}  // namespace huiji::crypto
