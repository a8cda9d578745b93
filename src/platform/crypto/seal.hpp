// Seals one personal field of one member: XChaCha20-Poly1305 (libsodium). Chosen over AES-256-GCM because
// its 192-bit nonce may be random without a counter or a limit on messages, it takes 0.9 µs where OpenSSL's
// GCM takes 2.2 µs and more (stack.md section 7), and it does not depend on AES instructions.
// Associated data is key id, merchant, member and field name: a ciphertext that is moved to another row or
// column does not open. The clear text is padded to 32 bytes, so that the length does not tell the name's.
// Layout: key id (1) | nonce (24) | ciphertext and tag.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "kernel/id.hpp"
#include "kernel/private.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/world.hpp"

namespace huiji::crypto {

// Names the place a sealed value belongs to.
struct FieldPlace {
  MerchantId merchant_id;
  MemberId member_id;
  std::string_view field;  // "phone", "name", "birthday"
};

// A sealed value that does not open: wrong key, damaged, or moved from another place.
struct CannotOpen : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string seal(const Keys& keys, const FieldPlace& place, const Private<std::string>& clear,
                 Random& random);
Private<std::string> open(const Keys& keys, const FieldPlace& place, std::string_view sealed);

}  // namespace huiji::crypto
