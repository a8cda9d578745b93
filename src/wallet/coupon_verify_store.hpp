// Proof that coupons and ledger say the same: per batch, state and till the accounts count as many coupons as
// there are rows, the counters of the limits are what the rows make them, and each coupon has as many events
// as changes. Also what is no fault and yet worth knowing: sales that used a coupon which was not theirs to
// use any more.
#pragma once

#include "platform/db/database.hpp"
#include "wallet/coupon_store.hpp"

namespace huiji::wallet {

struct CouponDifference {
  std::string where;  // an account, or "coupon_count <batch> <member>", or "coupon_event <coupon>"
  std::int64_t found = 0;
  std::int64_t expected = 0;  // as the coupons make it
};
std::vector<CouponDifference> verify_coupons(db::Transaction& transaction, MerchantId merchant_id);

}  // namespace huiji::wallet
