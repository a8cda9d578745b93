// The coupons' routes. Batches are written by who may edit promotions, coupons are issued and voided with the
// right issue_coupons; a till holds, gives back and looks up coupons. A member's coupons are shown at a till
// to whoever is logged in, elsewhere with the right view_members.
#pragma once

#include "platform/crypto/keys.hpp"
#include "platform/db/database.hpp"
#include "platform/http/router.hpp"
#include "platform/world.hpp"

namespace huiji::wallet {

// The program owns what is referred to.
struct CouponServices {
  db::Store& store;
  Clock& clock;
  const crypto::Keys& keys;
};

void add_coupon_routes(http::Router& router, CouponServices services);

}  // namespace huiji::wallet
