// The installation's secrets: one 32-byte key for each use, so that a leak of one tells nothing about the
// others. They are derived from one master secret that lives in a file outside the database (the
// configuration reads it); a copy of the database alone can neither be read nor searched by phone.
// Losing the master secret loses every member's phone, name and birthday: back it up apart from the data.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kernel/id.hpp"

namespace huiji::crypto {

using Key = std::array<std::uint8_t, 32>;

struct Keys {
  Key field{};        // seals personal fields
  Key phone_index{};  // blind index of whole phone numbers
  Key last4_index{};  // blind index of their last four digits
  Key till_lookup{};  // from it, each merchant's key for its tills
  Key token{};        // hashes session and device tokens
  Key card{};         // codes of gift cards follow from it
  Key approval{};     // signs what a supervisor allowed

  // libsodium crypto_kdf (BLAKE2b), a subkey number for each use; the numbers never change.
  static Keys derive_from(const Key& master);
};

// What a merchant's tills compute their look-up index with. It is given to enrolled tills, so it must be
// of no use for another merchant's members: derived from the merchant's id.
Key till_lookup_key(const Keys& keys, MerchantId merchant_id);

std::string to_base64(std::span<const std::uint8_t> bytes);                  // RFC 4648, padded
std::string to_base64_url(std::span<const std::uint8_t> bytes);              // URL-safe alphabet, no padding
bool from_base64_url(std::string_view text, std::span<std::uint8_t> bytes);  // exactly as many bytes
std::string to_hex(std::string_view bytes);

}  // namespace huiji::crypto
