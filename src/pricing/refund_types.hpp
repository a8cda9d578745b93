// Refunds: a state function of what remains with the customer (product.md 4.7, 4.10). The lines of a sale go
// in frozen as sold; what comes out is the difference of two states.
#pragma once

#include "pricing/pricing_types.hpp"

namespace huiji::pricing {

// One line of the original sale, frozen as sold.
struct SoldLine {
  int line_no = 0;
  Quantity quantity;
  bool by_weight = false;
  Money gross;
  Money net;
  Money tax;
  Quantity returned_before;
  Quantity returned_now;
  std::optional<std::int64_t> points_percent = {};  // as in PricedLine
};
BOOST_DESCRIBE_STRUCT(SoldLine, (),
                      (line_no, quantity, by_weight, gross, net, tax, returned_before, returned_now,
                       points_percent))

// The basket as it was priced and its rules: needed when the sale gave fixed points (they fall away with the
// goods that earned them) or applied a promotion with on_break = reprice. Line k of the sale is line k of the
// basket. With `reprice` a later return of a line may pay back more than the line cost, and up to its gross:
// what an earlier return had to leave behind.
struct SoldBasket {
  Basket basket;
  Rules rules;
  bool reprice = false;
  Money refunded_before;  // in all earlier returns of this sale
};
BOOST_DESCRIBE_STRUCT(SoldBasket, (), (basket, rules, reprice, refunded_before))

// Points that a promotion of the sale was paid with (积分抵现, 积分换购), and its frozen shares: one for each
// line of the request. They go back in the proportion in which the goods that bore the shares do.
struct SpentPoints {
  PromotionId promotion_id;
  Points points;
  std::vector<Money> shares;
};
BOOST_DESCRIBE_STRUCT(SpentPoints, (), (promotion_id, points, shares))

// What was to be paid for the sale, and the part of it paid with bonus money, which earned no points.
struct BonusPart {
  Money payable;
  Money bonus;  // > 0
};
BOOST_DESCRIBE_STRUCT(BonusPart, (), (payable, bonus))

// A coupon that the sale gave as a reward (返券). `value`: what it took off the sale that used it, at the
// time it was taken back or now; nothing of one that was not used.
struct EarnedCoupon {
  CouponId coupon_id;
  PromotionId coupon_of;
  bool used = false;
  Money value;
  bool taken_back = false;  // by an earlier return
  Money deducted;           // by earlier returns
};
BOOST_DESCRIBE_STRUCT(EarnedCoupon, (), (coupon_id, coupon_of, used, value, taken_back, deducted))

struct RefundRequest {
  std::vector<SoldLine> lines;       // all lines of the sale
  std::int64_t points_per_yuan = 0;  // 0 when no member earned points
  Points points_earned;
  std::optional<std::vector<Reward>> rewards =
      {};                               // of the sale: fixed points that fall away with their goods
  std::optional<SoldBasket> sold = {};  // present when an applied promotion is priced again
  std::optional<std::vector<SpentPoints>> points_paid = {};      // absent: none were spent
  std::optional<BonusPart> bonus = {};                           // absent: no bonus money
  std::optional<std::vector<EarnedCoupon>> earned_coupons = {};  // absent: the sale gave none with a number
};
BOOST_DESCRIBE_STRUCT(RefundRequest, (),
                      (lines, points_per_yuan, points_earned, rewards, sold, points_paid, bonus,
                       earned_coupons))

struct RefundLine {
  int line_no = 0;
  Quantity quantity;
  Money gross;
  Money net;  // paid back for this line
  Money tax;
};
BOOST_DESCRIBE_STRUCT(RefundLine, (), (line_no, quantity, gross, net, tax))

// A coupon that this return takes back, or that one before it took and did not deduct in full.
struct TakenCoupon {
  CouponId coupon_id;
  PromotionId coupon_of;
  Money value;     // what it had given when it was taken back
  Money deducted;  // by this return
};
BOOST_DESCRIBE_STRUCT(TakenCoupon, (), (coupon_id, coupon_of, value, deducted))

struct RefundPlan {
  std::vector<RefundLine> lines;  // only those with returned_now > 0
  Money gross;
  Money refund;  // of the goods; the customer gets it less `deducted`
  Money tax;
  Points points_back;                          // earned ones, taken from the member
  std::optional<Points> points_returned = {};  // spent ones, given back; absent: the sale spent none
  std::optional<std::vector<TakenCoupon>> coupons = {};
  std::optional<Money> deducted = {};     // for used coupons; absent: nothing
  std::optional<Money> coupon_debt = {};  // what later returns of the sale still have to deduct
};
BOOST_DESCRIBE_STRUCT(RefundPlan, (),
                      (lines, gross, refund, tax, points_back, points_returned, coupons, deducted,
                       coupon_debt))

// What the customer gets.
inline Money paid_out(const RefundPlan& plan) { return plan.refund - plan.deducted.value_or(Money{}); }

}  // namespace huiji::pricing
