// Coupons that a sale earned (返券), when its goods come back (product.md 4.10). As many are taken back as
// the goods that stay do not earn: first those not used, then those used, each in the order of the list. What
// a used one had given is deducted from the refund, never below zero; the rest waits for the next return of
// the sale. However the goods come, a coupon is deducted once: deducted + still owed = the value of all that
// were taken.
#pragma once

#include "pricing/pricing.hpp"

namespace huiji::pricing {

Result<Done> check_earned_coupons(const RefundRequest& request);

// After the refund of the goods is known. `kept`: the rewards of what stays.
void take_coupons(const RefundRequest& request, const std::vector<Reward>& kept, RefundPlan& plan);

}  // namespace huiji::pricing
