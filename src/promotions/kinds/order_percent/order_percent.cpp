// 整单折扣, and against a coupon 折扣券: a percentage off all goods in scope, of what earlier offers have
// left, up to a cap.
#include "promotions/engine/kind.hpp"
#include "promotions/engine/percentage.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct OrderPercentParameters {
  Percent off;
  std::optional<Money> cap;

  Result<Done> check() const {
    if (!is_percentage_off(off)) return percent_senseless;
    if (cap && cap->minor <= 0) return order_cap_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(OrderPercentParameters, (), (off, cap))

class OrderPercent final : public OrderOffer {
 public:
  explicit OrderPercent(const OrderPercentParameters& parameters) : parameters_(parameters) {}
  Reduction reduction(const OrderView& view) const override {
    if (view.limit < 1) return {};
    const Money off = off_of(view.running, parameters_.off);
    return {parameters_.cap ? std::min(off, *parameters_.cap) : off, 1};
  }
  std::optional<Money> next_step(Money) const override { return std::nullopt; }

 private:
  OrderPercentParameters parameters_;
};

const Kind& order_percent_kind() {
  static const Kind kind = order_kind<OrderPercentParameters, OrderPercent>({
      .kind = "order_percent",
      .zh = "整单折扣",
      .en = "Percent off the whole sale",
      .summary_zh = "适用商品合计打折，可以封顶；凭券使用时就是折扣券。",
      .summary_en = "A percentage off all goods in scope, with a cap; by coupon it is a discount coupon.",
      .parameters = {{.name = "off",
                      .control = Control::percent,
                      .minimum = 1,
                      .maximum = 9999,
                      .initial = 1000,
                      .zh = "减去",
                      .en = "Off",
                      .help_zh = "九折请填 10%；在特价、满减之后的金额上打折",
                      .help_en = "Of the amount after special prices and earlier offers"},
                     {.name = "cap",
                      .control = Control::money,
                      .required = false,
                      .minimum = 1,
                      .zh = "封顶",
                      .en = "Cap",
                      .help_zh = "最多减多少，留空为不封顶",
                      .help_en = "The most that goes off; empty: no cap"}},
  });
  return kind;
}

}  // namespace huiji::promotions
