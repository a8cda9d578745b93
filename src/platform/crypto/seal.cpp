#include "platform/crypto/seal.hpp"

#include <sodium.h>

#include "kernel/check.hpp"

namespace huiji::crypto {

namespace {

constexpr std::uint8_t kKeyId = 1;  // of Keys::field; a rotated key gets the next number
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHead = 1 + kNonce;
constexpr std::size_t kBlock = 32;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == sizeof(Key));

std::uint8_t* to_fill(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }
const std::uint8_t* to_read(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

// Ids have a fixed length and the field name comes last, so no two places give the same bytes.
std::string associated_data(const FieldPlace& place) {
  std::string text(1, static_cast<char>(kKeyId));
  text.append(reinterpret_cast<const char*>(place.merchant_id.bytes.data()), place.merchant_id.bytes.size());
  text.append(reinterpret_cast<const char*>(place.member_id.bytes.data()), place.member_id.bytes.size());
  text.append(place.field);
  return text;
}

std::string padded(std::string_view clear) {
  std::string text(clear);
  text.resize((clear.size() / kBlock + 1) * kBlock);
  std::size_t length = 0;
  HUIJI_CHECK(sodium_pad(&length, to_fill(text), clear.size(), kBlock, text.size()) == 0);
  return text;
}

}  // namespace

std::string seal(const Keys& keys, const FieldPlace& place, const Private<std::string>& clear,
                 Random& random) {
  std::string text = padded(clear.reveal());
  const std::string context = associated_data(place);
  std::string sealed(kHead + text.size() + kTag, '\0');
  sealed[0] = static_cast<char>(kKeyId);
  random.fill({to_fill(sealed) + 1, kNonce});
  crypto_aead_xchacha20poly1305_ietf_encrypt(to_fill(sealed) + kHead, nullptr, to_fill(text), text.size(),
                                             to_read(context), context.size(), nullptr, to_fill(sealed) + 1,
                                             keys.field.data());
  sodium_memzero(text.data(), text.size());
  return sealed;
}

Private<std::string> open(const Keys& keys, const FieldPlace& place, std::string_view sealed) {
  if (sealed.size() < kHead + kTag + kBlock || static_cast<std::uint8_t>(sealed[0]) != kKeyId)
    throw CannotOpen("a sealed field has an unknown form or key");
  const std::string context = associated_data(place);
  std::string clear(sealed.size() - kHead - kTag, '\0');
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      to_fill(clear), nullptr, nullptr, to_read(sealed) + kHead, sealed.size() - kHead, to_read(context),
      context.size(), to_read(sealed) + 1, keys.field.data());
  if (failed) throw CannotOpen("a sealed field does not open: another key, damaged, or moved");
  std::size_t length = 0;
  if (sodium_unpad(&length, to_read(clear), clear.size(), kBlock) != 0)
    throw CannotOpen("a sealed field has wrong padding");
  clear.resize(length);
  return Private<std::string>(std::move(clear));
}

}  // namespace huiji::crypto
