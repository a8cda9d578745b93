// The secret of a bearer card: ten digits that follow from the card's id and a key outside the database, so
// that no row holds them and a lost reply can be given again. Whoever has the database alone can't spend.
#pragma once

#include <string>
#include <string_view>

#include "platform/crypto/keys.hpp"

namespace huiji::crypto {

std::string card_code(const Keys& keys, MerchantId merchant_id, CardId card_id);
// In constant time.
bool is_card_code(const Keys& keys, MerchantId merchant_id, CardId card_id, std::string_view code);

}  // namespace huiji::crypto
