// A coupon is passed on by a one-time id, which the holder gives away as a link or a picture: whoever brings
// it first becomes the holder. Then the coupon has a new code, the old one is void, and both stand in its
// history. An offer ends after seven days, and with it goes nothing: until it is taken, the coupon stays the
// old holder's, who may use it. The same id with the same content is the same offer, and taken by the same
// member again is taken once.
#pragma once

#include "platform/crypto/keys.hpp"
#include "wallet/coupon_store.hpp"

namespace huiji::wallet {

Result<CouponTransfer> offer_coupon(db::Transaction& transaction, const CouponWork& work,
                                    OperationId transfer_id, const CouponTransferOffer& offer);
Result<Coupon> take_coupon(db::Transaction& transaction, const crypto::Keys& keys, const CouponWork& work,
                           OperationId transfer_id, MemberId taker);

}  // namespace huiji::wallet
