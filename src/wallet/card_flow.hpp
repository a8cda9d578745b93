// What is done with cards: recharge, sale of gift and count cards, a use of a count card, freezing and
// replacing (paying out: cash_out_flow.hpp). Each is one operation (operation_flow.hpp). Cash goes through
// the till's drawer, so these need a till; freezing does not.
#pragma once

#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

Result<OperationReceipt> recharge(db::Transaction& transaction, const Services& services,
                                  const Caller& caller, OperationId operation_id,
                                  const RechargeRequest& request, Instant now);
// The receipt holds the new card's code; it is stored nowhere.
Result<OperationReceipt> sell_gift_card(db::Transaction& transaction, const Services& services,
                                        const Caller& caller, OperationId operation_id,
                                        const CardSaleRequest& request, Instant now);
Result<OperationReceipt> sell_count_card(db::Transaction& transaction, const Services& services,
                                         const Caller& caller, OperationId operation_id,
                                         const CardSaleRequest& request, Instant now);
Result<OperationReceipt> use_count_card(db::Transaction& transaction, const Caller& caller,
                                        OperationId operation_id, const CardUseRequest& request, Instant now);
Result<OperationReceipt> change_card_state(db::Transaction& transaction, const Caller& caller,
                                           OperationId operation_id, const CardChangeRequest& request,
                                           Instant now);

std::string state_name(CardState state);

// Whether a card that was sold for some shops may be used in this one.
Result<Done> check_shop(const Card& card, const std::optional<ShopId>& shop_id);
// A card that may be spent from at this shop.
Result<Done> check_usable(const Card& card, const std::optional<ShopId>& shop_id, Date today);

}  // namespace huiji::wallet
