// 赠送积分: a fixed number of points on top, once the goods in scope cost the threshold in the end, or for
// every full threshold.
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct PointsBonusParameters {
  Money threshold;  // 0: none
  Points points;
  bool every = false;

  Result<Done> check() const {
    if (threshold.minor < 0) return threshold_missing;
    if (every && threshold.minor < 100) return reward_threshold_senseless;
    if (points.count < 1 || points.count > 100'000) return points_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(PointsBonusParameters, (), (threshold, points, every))

class PointsBonus final : public RewardOffer {
 public:
  explicit PointsBonus(const PointsBonusParameters& parameters) : parameters_(parameters) {}
  Rewarded reward(const RewardView& view) const override {
    if (view.units <= 0 || view.amount < parameters_.threshold) return {};
    const std::int64_t times = parameters_.every ? view.amount.minor / parameters_.threshold.minor : 1;
    return {.reward = pricing::RewardKind::points,
            .count = std::min(times, view.limit) * parameters_.points.count};
  }

 private:
  PointsBonusParameters parameters_;
};

const Kind& points_bonus_kind() {
  static const Kind kind = reward_kind<PointsBonusParameters, PointsBonus>({
      .kind = "points_bonus",
      .zh = "赠送积分",
      .en = "Points on top",
      .summary_zh = "适用商品实付满额，另送固定积分；可选每满都送。",
      .summary_en = "Points on top once the goods in scope cost the threshold in the end.",
      .parameters = {{.name = "threshold",
                      .control = Control::money,
                      .minimum = 0,
                      .initial = 10000,
                      .zh = "实付满",
                      .en = "Threshold",
                      .help_zh = "所有优惠之后的金额；0 为买了就送",
                      .help_en = "Of the amount after all offers; 0: any purchase"},
                     {.name = "points",
                      .control = Control::points,
                      .minimum = 1,
                      .maximum = 100'000,
                      .initial = 100,
                      .zh = "送积分",
                      .en = "Points",
                      .help_zh = "在平时的积分之外",
                      .help_en = "Beside the usual ones"},
                     {.name = "every",
                      .control = Control::flag,
                      .initial = 0,
                      .zh = "每满都送",
                      .en = "For every threshold",
                      .help_zh = "例如每满 100 送 50 分，满 300 送 150 分",
                      .help_en = "50 for every 100: 150 at 300"}},
  });
  return kind;
}

}  // namespace huiji::promotions
