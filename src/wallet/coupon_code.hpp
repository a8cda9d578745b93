// 券码: what stands under the barcode of a coupon, short enough to be typed. "Q", ten characters that nobody
// can guess (50 bits) and a check character, from the 32 characters of Crockford's alphabet: no I, L, O and
// U. The letter in front tells it from goods codes, member numbers and payment codes, which are digits alone,
// and from element strings. The check character is a sum over the field of 32 elements with rising powers of
// its generator: it notices every single wrong character and every swap of two. Typed small, with blanks or
// dashes, or with O for 0 and I or L for 1, it is read all the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huiji::wallet {

inline constexpr std::size_t kCouponCode_length = 12;

std::string make_coupon_code(std::uint64_t random);      // its lowest 50 bits
std::string grouped_coupon_code(std::string_view code);  // Q123-4567-89AB, for print
// In its stored form; none: no code of a coupon, or mistyped.
std::optional<std::string> parse_coupon_code(std::string_view text);

}  // namespace huiji::wallet
