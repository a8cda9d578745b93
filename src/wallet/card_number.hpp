// 卡号: sixteen digits, "96", thirteen that follow from the card's id, and a check digit after H. M. Damm.
// Its length differs from goods codes (8, 12, 13, 14, 18), members (10), phones (11) and member codes (20).
#pragma once

#include <string>
#include <string_view>

#include "kernel/id.hpp"

namespace huiji::wallet {

// `attempt` 0, 1, …: another number for the same card (补卡, or one that is taken).
std::string make_card_number(CardId card_id, int attempt);
bool is_card_number(std::string_view text);

}  // namespace huiji::wallet
