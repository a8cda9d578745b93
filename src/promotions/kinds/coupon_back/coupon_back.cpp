// 返券: coupons for a later purchase, once the goods in scope cost the threshold in the end, or for every
// full threshold. What the coupon is worth stands in its own promotion, which applies by coupon.
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct CouponBackParameters {
  Money threshold;  // 0: none
  bool every = false;
  PromotionId coupon;
  std::int64_t count = 1;

  Result<Done> check() const {
    if (threshold.minor < 0) return threshold_missing;
    if (every && threshold.minor < 100) return reward_threshold_senseless;
    if (coupon == PromotionId{}) return coupon_missing;
    if (count < 1 || count > 100) return coupon_count_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(CouponBackParameters, (), (threshold, every, coupon, count))

class CouponBack final : public RewardOffer {
 public:
  explicit CouponBack(const CouponBackParameters& parameters) : parameters_(parameters) {}
  Rewarded reward(const RewardView& view) const override {
    if (view.units <= 0 || view.amount < parameters_.threshold) return {};
    const std::int64_t times = parameters_.every ? view.amount.minor / parameters_.threshold.minor : 1;
    return {.reward = pricing::RewardKind::coupons,
            .count = std::min(times, view.limit) * parameters_.count,
            .coupon_of = parameters_.coupon};
  }

 private:
  CouponBackParameters parameters_;
};

const Kind& coupon_back_kind() {
  static const Kind kind = reward_kind<CouponBackParameters, CouponBack>({
      .kind = "coupon_back",
      .zh = "返券",
      .en = "Coupons for next time",
      .summary_zh = "适用商品实付满额，付款后返券，下次使用；退货后不够门槛的要收回。",
      .summary_en = "Coupons for a later purchase once the goods in scope cost the threshold in the end.",
      .parameters = {{.name = "threshold",
                      .control = Control::money,
                      .minimum = 0,
                      .initial = 10000,
                      .zh = "实付满",
                      .en = "Threshold",
                      .help_zh = "所有优惠之后的金额；0 为买了就返",
                      .help_en = "Of the amount after all offers; 0: any purchase"},
                     {.name = "every",
                      .control = Control::flag,
                      .initial = 0,
                      .zh = "每满都返",
                      .en = "For every threshold",
                      .help_zh = "例如每满 100 返 1 张，满 300 返 3 张",
                      .help_en = "One for every 100: three at 300"},
                     {.name = "coupon",
                      .control = Control::promotion,
                      .zh = "返什么券",
                      .en = "Coupon",
                      .help_zh = "选一个“凭券使用”的促销",
                      .help_en = "A promotion that applies by coupon"},
                     {.name = "count",
                      .control = Control::count,
                      .minimum = 1,
                      .maximum = 100,
                      .initial = 1,
                      .zh = "几张",
                      .en = "Coupons",
                      .help_zh = "每次满额返的张数",
                      .help_en = "For a threshold"}},
  });
  return kind;
}

}  // namespace huiji::promotions
