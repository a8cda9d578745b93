// A signature that only this installation can make and check: BLAKE2b keyed, 32 bytes as base64url. It says
// that the server itself said these words once; what they mean, and for how long, stands in the words.
#pragma once

#include <string>
#include <string_view>

#include "platform/crypto/keys.hpp"

namespace huiji::crypto {

std::string sign(const Key& key, std::string_view words);
bool is_signed(const Key& key, std::string_view words, std::string_view signature);

}  // namespace huiji::crypto
