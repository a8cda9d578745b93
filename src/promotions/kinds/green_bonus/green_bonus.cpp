// 绿色消费: points for what the cashier sees the customer do, such as bringing an own bag: once per sale,
// however often it was noted. How often per day is a limit of the promotion.
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct GreenBonusParameters {
  std::string event;
  Points points;

  Result<Done> check() const {
    if (event.empty() || event.size() > 64) return event_missing;
    if (points.count < 1 || points.count > 100'000) return points_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(GreenBonusParameters, (), (event, points))

class GreenBonus final : public RewardOffer {
 public:
  explicit GreenBonus(GreenBonusParameters parameters) : parameters_(std::move(parameters)) {}
  Rewarded reward(const RewardView& view) const override {
    const auto seen = std::find(view.events.begin(), view.events.end(), parameters_.event);
    if (seen == view.events.end() || view.limit < 1) return {};
    return {.reward = pricing::RewardKind::points, .count = parameters_.points.count};
  }

 private:
  GreenBonusParameters parameters_;
};

const Kind& green_bonus_kind() {
  static const Kind kind = reward_kind<GreenBonusParameters, GreenBonus>({
      .kind = "green_bonus",
      .zh = "绿色消费",
      .en = "Points for going green",
      .summary_zh = "顾客自带购物袋、少用包装等，收银员确认后送积分，每单一次。",
      .summary_en = "Points for an own bag or less packaging, confirmed by the cashier, once per sale.",
      .parameters = {{.name = "event",
                      .control = Control::text,
                      .zh = "什么行为",
                      .en = "What is done",
                      .help_zh = "收银台上确认的行为，例如 own_bag（自带购物袋）",
                      .help_en = "As the till notes it, such as own_bag"},
                     {.name = "points",
                      .control = Control::points,
                      .minimum = 1,
                      .maximum = 100'000,
                      .initial = 10,
                      .zh = "送积分",
                      .en = "Points",
                      .help_zh = "每天最多几次请在“每会员每天”里限制",
                      .help_en = "Limit the times per member and day below"}},
  });
  return kind;
}

}  // namespace huiji::promotions
