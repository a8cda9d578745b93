// 多倍积分: the goods in scope earn a multiple of the usual points, if so wished only around the member's
// birthday. Of several multiples on one line the largest counts; they do not multiply (product.md 4.9).
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct PointsMultipleParameters {
  std::int64_t multiple = 200;  // percent
  bool birthday = false;

  Result<Done> check() const {
    if (multiple <= 100 || multiple > 10'000) return multiple_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(PointsMultipleParameters, (), (multiple, birthday))

class PointsMultiple final : public RewardOffer {
 public:
  explicit PointsMultiple(const PointsMultipleParameters& parameters) : parameters_(parameters) {}
  Rewarded reward(const RewardView& view) const override {
    if (view.limit < 1 || (parameters_.birthday && !view.birthday)) return {};
    return {.reward = pricing::RewardKind::points, .points_percent = parameters_.multiple};
  }

 private:
  PointsMultipleParameters parameters_;
};

const Kind& points_multiple_kind() {
  static const Kind kind = reward_kind<PointsMultipleParameters, PointsMultiple>({
      .kind = "points_multiple",
      .zh = "多倍积分",
      .en = "More points",
      .summary_zh = "适用商品按倍数积分，例如会员日双倍；几个倍数同时有时取最大的一个。",
      .summary_en = "The goods in scope earn a multiple of the points; of several the largest counts.",
      .parameters = {{.name = "multiple",
                      .control = Control::multiple,
                      .minimum = 101,
                      .maximum = 10'000,
                      .initial = 200,
                      .zh = "倍数",
                      .en = "Multiple",
                      .help_zh = "2 倍就是平时的两倍",
                      .help_en = "2 doubles the usual points"},
                     {.name = "birthday",
                      .control = Control::flag,
                      .initial = 0,
                      .zh = "只限生日",
                      .en = "Around birthdays only",
                      .help_zh = "只给在生日期间的会员",
                      .help_en = "For members whose birthday it is about now"}},
  });
  return kind;
}

}  // namespace huiji::promotions
