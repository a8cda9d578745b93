// A till holds a coupon for one basket until a deadline (fifteen minutes unless told otherwise). A coupon is
// held by one till only, and its batch's limits count what is reserved or used, so that fifty coupons' worth
// of a limit is fifty, whatever number of tills asks at once: all of them write the batch's counter, and of
// two at the same time one runs again and sees the other. The same reservation id any number of times is one
// reservation. A hold ends by the sale that uses the coupon, by the till that gives it back, or a minute
// after its deadline at the latest: free_expired_coupons is called by the sweeper, and whoever asks for the
// coupon itself need not wait for it.
#pragma once

#include "wallet/coupon_store.hpp"

namespace huiji::wallet {

// `work` is of an enrolled till.
Result<CouponReservation> reserve_coupon(db::Transaction& transaction, const CouponWork& work,
                                         OperationId reservation_id, const CouponReservationRequest& wanted);
// Also of one that is over already, which changes nothing. Refuses another till's.
Result<Done> release_coupon(db::Transaction& transaction, const CouponWork& work, OperationId reservation_id);

// Frees at most `limit` coupons whose deadline is over; how many it freed. Call until it is less than
// `limit`.
int free_expired_coupons(db::Transaction& transaction, MerchantId merchant_id, Instant now, int limit);

// Finds a coupon by what was scanned or typed; refuses what is no code, unknown, or was passed on.
Result<Coupon> coupon_shown(db::Transaction& transaction, MerchantId merchant_id, std::string_view text);

}  // namespace huiji::wallet
