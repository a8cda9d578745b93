// Stamps around a sale and its returns. A sale gives the stamps that its rewards say; a full card becomes a
// coupon by the rule of its batch at once (no batch that gives any: the card stays full). A return takes back
// what the goods that stay do not earn, as a telescoping difference; when the card does not hold so many,
// coupons of its full cards that were not used are void again and give their stamps back, and what is missing
// then is owed.
#pragma once

#include "platform/crypto/keys.hpp"
#include "pricing/pricing_types.hpp"
#include "wallet/coupon_store.hpp"
#include "wallet/stamp_types.hpp"

namespace huiji::wallet {

// Runs while the document is saved. `member_id` is the member's own.
void give_stamps(db::Transaction& transaction, const crypto::Keys& keys, const CouponWork& work,
                 SaleId sale_id, MemberId member_id, const std::vector<pricing::Reward>& rewards);

struct StampsBack {
  SaleId sale_id;  // the original
  SaleId return_id;
  MemberId member_id;                 // whose they are now
  MemberId sold_to;                   // as the sale names him
  std::vector<pricing::Reward> kept;  // what the goods that stay earn
};
void take_stamps_back(db::Transaction& transaction, const CouponWork& work, const StampsBack& back);

// What the receipt of a sale or return says.
std::vector<StampsOfSale> stamps_of_sale(db::Transaction& transaction, MerchantId merchant_id,
                                         SaleId sale_id);

bool earns_stamps(const std::optional<std::vector<pricing::Reward>>& rewards);

}  // namespace huiji::wallet
