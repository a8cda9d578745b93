// 折扣: a percentage off the shelf price of each product in scope. What remains to pay is rounded down to the
// 分 once per product (product.md 4.2).
#include "promotions/engine/kind.hpp"
#include "promotions/engine/percentage.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct PercentOffParameters {
  Percent off;

  Result<Done> check() const {
    if (!is_percentage_off(off)) return percent_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(PercentOffParameters, (), (off))

class PercentOff final : public UnitOffer {
 public:
  explicit PercentOff(const PercentOffParameters& parameters) : off_(parameters.off) {}
  Money payable(const Item& item, const Setting&) const override { return after_off(item.gross, off_); }

 private:
  Percent off_;
};

const Kind& percent_off_kind() {
  static const Kind kind = unit_kind<PercentOffParameters, PercentOff>({
      .kind = "percent_off",
      .zh = "折扣",
      .en = "Percent off",
      .summary_zh = "适用商品按原价打折；与特价、会员价相比取最低价，不叠加。",
      .summary_en = "A percentage off the shelf price; the best of it, special and member price wins.",
      .parameters = {{.name = "off",
                      .control = Control::percent,
                      .minimum = 1,
                      .maximum = 9999,
                      .initial = 1000,
                      .zh = "减去",
                      .en = "Off",
                      .help_zh = "八折请填 20%",
                      .help_en = "20 % off is 八折"}},
  });
  return kind;
}

}  // namespace huiji::promotions
