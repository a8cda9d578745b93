// Blind indexes: keyed hashes by which a member is found without the database knowing the phone. The
// merchant's id is hashed too, so that equal phones at two merchants do not look equal. What they tell:
// within a merchant, equality (and for the last four digits, membership of one of 65,536 groups; those found
// are filtered after decryption, product.md idea 10). Phones are few (10^10): whoever has an index and its
// key can try them all, so the keys stay outside the database.
#pragma once

#include <string>

#include "kernel/id.hpp"
#include "kernel/private.hpp"
#include "platform/crypto/keys.hpp"

namespace huiji::crypto {

std::string phone_index(const Keys& keys, MerchantId merchant_id,
                        const Private<std::string>& digits);                                    // 16 bytes
std::string last4_index(const Keys& keys, MerchantId merchant_id, std::string_view last_four);  // 2 bytes

// What a till computes itself with WebCrypto, to find a member without the network:
// lower-case hex of HMAC-SHA256(key given at enrolment, the eleven digits in ASCII).
std::string till_index(const Key& merchant_till_key, const Private<std::string>& digits);

}  // namespace huiji::crypto
