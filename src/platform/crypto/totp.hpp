// Codes that change with time: RFC 6238 over HMAC-SHA256, steps of 30 seconds, eight digits. The clear code
// exists in the member's phone and for a moment at the till; the server keeps the key sealed and computes.
#pragma once

#include <string>

#include "kernel/private.hpp"
#include "kernel/time.hpp"

namespace huiji::crypto {

inline constexpr std::int64_t kTotpStep_ms = 30 * kSecond_ms;

std::int64_t totp_step(Instant at);
std::string totp(const Private<std::string>& key, std::int64_t step);  // eight digits

}  // namespace huiji::crypto
