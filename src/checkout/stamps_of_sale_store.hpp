// Stamps around a sale and its returns: what a document tells wallet/stamp_sale_store.hpp, and its receipt.
#pragma once

#include "checkout/document.hpp"
#include "pricing/pricing.hpp"
#include "wallet/stamp_sale_store.hpp"

namespace huiji::checkout {

// Of a member's sale that was just saved.
void give_stamps(db::Transaction& transaction, const crypto::Keys& keys, MerchantId merchant_id,
                 const Document& sale, const pricing::PricedBasket& priced);
void take_stamps_back(db::Transaction& transaction, MerchantId merchant_id, const Document& sale,
                      const Document& goods_return, const pricing::RefundRequest& asked);
// Puts on the receipt what became of them.
void show_stamps(db::Transaction& transaction, MerchantId merchant_id, Receipt& receipt);

}  // namespace huiji::checkout
