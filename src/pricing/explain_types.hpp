// Why the price is what it is: each 分 of each line, the offers that were not given and the rival that won,
// and what is just out of reach. Made from the same search as the price, with sentences in both languages,
// for till, receipt and the office's preview.
#pragma once

#include "pricing/pricing_types.hpp"

namespace huiji::pricing {

enum class NotGivenReason {
  members_only,    // no member attached
  other_audience,  // tier, tag, shop or channel
  not_open,        // outside its dates or hours
  needs_coupon,
  needs_tender,  // another way of paying
  needs_wish,    // the customer did not ask for it
  needs_delivery,
  limit_reached,
  goods_excluded,    // all its goods here are excluded or carry a manual price
  goods_discounted,  // all its goods here have a lowered unit price, and it skips those
  below_threshold,   // amount or number of goods
  no_saving,         // the goods already cost no more than it would make them
  rival_better,      // another offer that cannot stand beside it gives more
  points_capped,     // 积分抵现: the shop lets no more of this basket be paid with points
  points_held,       // 积分抵现: the member has no more points
  points_minimum     // 积分抵现: fewer points than the shop's minimum, or than one step
};
BOOST_DESCRIBE_ENUM(NotGivenReason, members_only, other_audience, not_open, needs_coupon, needs_tender,
                    needs_wish, needs_delivery, limit_reached, goods_excluded, goods_discounted,
                    below_threshold, no_saving, rival_better, points_capped, points_held, points_minimum)

// An offer for goods of this basket that was not given.
struct NotGiven {
  PromotionId promotion_id;
  std::string kind;
  std::string name;
  NotGivenReason reason = NotGivenReason::rival_better;
  std::optional<PromotionId> rival_id = {};  // the offer that won
  std::optional<std::string> rival_name = {};
  std::optional<Money> loss = {};  // what the customer would pay more with it in the rival's place
  std::string text_zh;
  std::string text_en;
  std::optional<PointsPayable> points = {};  // 积分抵现: what the cap or the balance allows, or the minimum
};
BOOST_DESCRIBE_STRUCT(NotGiven, (),
                      (promotion_id, kind, name, reason, rival_id, rival_name, loss, text_zh, text_en,
                       points))

// What is just out of reach; true when followed: with goods of `add_amount` in its scope (or `add_units` more
// of the product) the payable rises by at most their price less `gain`.
struct NearMiss {
  PromotionId promotion_id;
  std::string kind;
  std::string name;
  std::optional<Money> add_amount = {};
  std::optional<std::int64_t> add_units = {};
  std::optional<ProductId> product_id = {};  // beside add_units
  Money gain;
  std::string text_zh;
  std::string text_en;
};
BOOST_DESCRIBE_STRUCT(NearMiss, (),
                      (promotion_id, kind, name, add_amount, add_units, product_id, gain, text_zh, text_en))

// Each 分 of a line's discount: which offer, on how much of the line, who pays.
struct ExplainedShare {
  PromotionId promotion_id;
  std::string name;
  Money amount;
  std::string text_zh;
  std::string text_en;
  std::string short_zh;  // for the receipt, where the amount stands beside it: "第二件半价：2 件"
  std::string short_en;
};
BOOST_DESCRIBE_STRUCT(ExplainedShare, (), (promotion_id, name, amount, text_zh, text_en, short_zh, short_en))

struct ExplainedLine {
  std::string line;
  std::vector<ExplainedShare> shares;
};
BOOST_DESCRIBE_STRUCT(ExplainedLine, (), (line, shares))

struct Explanation {
  std::vector<ExplainedLine> lines;   // in the basket's order
  std::vector<NotGiven> not_given;    // by promotion id, 积分抵现 last
  std::vector<NearMiss> near_misses;  // greatest gain first
  std::string certificate_zh;
  std::string certificate_en;
  std::optional<std::string> bonus_zh = {};  // what is paid with bonus money earns no points; absent: nothing
  std::optional<std::string> bonus_en = {};
};
BOOST_DESCRIBE_STRUCT(Explanation, (),
                      (lines, not_given, near_misses, certificate_zh, certificate_en, bonus_zh, bonus_en))

}  // namespace huiji::pricing
