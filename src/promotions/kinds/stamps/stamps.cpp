// 集印花: stamps for a card that is redeemed later, one for every full amount that the goods in scope cost in
// the end, or one for each piece.
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct StampsParameters {
  Money per;  // 0: none
  bool per_unit = false;
  std::optional<std::int64_t> max;

  Result<Done> check() const {
    if (per_unit ? per.minor != 0 : per.minor < 100) return stamps_senseless;
    if (max && *max < 1) return most_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(StampsParameters, (), (per, per_unit, max))

class Stamps final : public RewardOffer {
 public:
  explicit Stamps(const StampsParameters& parameters) : parameters_(parameters) {}
  Rewarded reward(const RewardView& view) const override {
    const std::int64_t earned = parameters_.per_unit ? view.units : view.amount.minor / parameters_.per.minor;
    return {.reward = pricing::RewardKind::stamps,
            .count = std::min({earned, parameters_.max.value_or(INT64_MAX), view.limit})};
  }

 private:
  StampsParameters parameters_;
};

const Kind& stamps_kind() {
  static const Kind kind = reward_kind<StampsParameters, Stamps>({
      .kind = "stamps",
      .zh = "集印花",
      .en = "Stamps",
      .summary_zh = "每实付满一个金额，或每买一件，得一枚印花，集满换礼。",
      .summary_en = "A stamp for every full amount or for each piece, to be redeemed when the card is full.",
      .parameters = {{.name = "per",
                      .control = Control::money,
                      .minimum = 0,
                      .initial = 2000,
                      .zh = "每满多少元一枚",
                      .en = "Amount per stamp",
                      .help_zh = "所有优惠之后的金额；按件集印花时填 0",
                      .help_en = "Of the amount after all offers; 0 when each piece earns one"},
                     {.name = "per_unit",
                      .control = Control::flag,
                      .initial = 0,
                      .zh = "每件一枚",
                      .en = "One for each piece",
                      .help_zh = "称重商品一袋算一件",
                      .help_en = "A weighed bag is a piece"},
                     {.name = "max",
                      .control = Control::count,
                      .required = false,
                      .minimum = 1,
                      .zh = "每单最多几枚",
                      .en = "Stamps per sale",
                      .help_zh = "留空为不限",
                      .help_en = "Empty: no limit"}},
  });
  return kind;
}

}  // namespace huiji::promotions
