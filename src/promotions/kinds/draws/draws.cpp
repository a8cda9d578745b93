// 抽奖: chances to draw, once the goods in scope cost the threshold in the end, or for every full threshold.
// The price gives the chances only; the draw comes after the payment. The law asks for published prizes and
// odds, and no prize above 50,000 yuan (规范促销行为暂行规定): the note is where the shop states them.
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct DrawsParameters {
  Money threshold;
  bool every = false;
  std::optional<std::int64_t> max;
  std::optional<std::string> odds;

  Result<Done> check() const {
    if (threshold.minor < 100) return draw_threshold_senseless;
    if (max && *max < 1) return most_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(DrawsParameters, (), (threshold, every, max, odds))

class Draws final : public RewardOffer {
 public:
  explicit Draws(DrawsParameters parameters) : parameters_(std::move(parameters)) {}
  Rewarded reward(const RewardView& view) const override {
    const std::int64_t reached = view.amount.minor / parameters_.threshold.minor;
    const std::int64_t most = parameters_.every ? parameters_.max.value_or(INT64_MAX) : 1;
    return {.reward = pricing::RewardKind::draws, .count = std::min({reached, most, view.limit})};
  }

 private:
  DrawsParameters parameters_;
};

const Kind& draws_kind() {
  static const Kind kind = reward_kind<DrawsParameters, Draws>({
      .kind = "draws",
      .zh = "抽奖",
      .en = "Prize draw",
      .summary_zh = "适用商品实付满额得一次抽奖机会；奖品、概率须公示，单个奖品不超过 5 万元。",
      .summary_en = "A chance to draw once the goods cost the threshold; publish the prizes and their odds.",
      .parameters = {{.name = "threshold",
                      .control = Control::money,
                      .minimum = 100,
                      .initial = 10000,
                      .zh = "实付满",
                      .en = "Threshold",
                      .help_zh = "所有优惠之后的金额",
                      .help_en = "Of the amount after all offers"},
                     {.name = "every",
                      .control = Control::flag,
                      .initial = 0,
                      .zh = "每满一次",
                      .en = "For every threshold",
                      .help_zh = "例如每满 100 抽一次，满 300 抽三次",
                      .help_en = "One for every 100: three at 300"},
                     {.name = "max",
                      .control = Control::count,
                      .required = false,
                      .minimum = 1,
                      .zh = "每单最多几次",
                      .en = "Draws per sale",
                      .help_zh = "只用于“每满一次”，留空为不限",
                      .help_en = "For “every” only; empty: no limit"},
                     {.name = "odds",
                      .control = Control::text,
                      .required = false,
                      .zh = "奖品与概率公示",
                      .en = "Prizes and odds",
                      .help_zh = "开奖前必须公示奖品、数量或概率、时间、方式",
                      .help_en = "The law asks to publish prizes, numbers or odds, time and way"}},
  });
  return kind;
}

}  // namespace huiji::promotions
