// Bearer secrets: 32 random bytes, told to the client once; the database keeps only their keyed hash, so a
// copy of the database opens no session. A token also names its merchant and (a till's) its device, in
// clear, so that one program can serve many merchants and find the row by its key.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kernel/id.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/world.hpp"

namespace huiji::crypto {

struct Token {
  MerchantId merchant_id;
  Uuid subject{};  // of a session: its SessionId; of a device: its TillId
  std::array<std::uint8_t, 32> secret{};
};

Token make_token(MerchantId merchant_id, const Uuid& subject, Random& random);
std::string to_text(const Token& token);  // base64url, 86 characters
std::optional<Token> parse_token(std::string_view text);
std::string hash_token(const Keys& keys, const Token& token);  // 32 bytes, BLAKE2b keyed, over all three

bool equal_secrets(std::string_view left, std::string_view right);  // in constant time for equal lengths

}  // namespace huiji::crypto
