// The fingerprint of a request's content: 32 bytes, BLAKE2b without a key. The same id with another
// fingerprint is another content and is refused.
#pragma once

#include <string>
#include <string_view>

namespace huiji::crypto {

std::string content_hash(std::string_view bytes);

}  // namespace huiji::crypto
