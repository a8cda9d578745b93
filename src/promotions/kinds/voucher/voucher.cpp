// 代金券: each voucher laid down is worth an amount, one for every full threshold when there is one. No more
// are taken than the goods in scope cost, and the last one gives no change.
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct VoucherParameters {
  Money value;
  Money per;  // 0: none
  std::optional<std::int64_t> max_per_order;

  Result<Done> check() const {
    if (value.minor <= 0 || per.minor < 0) return voucher_senseless;
    if (per.minor > 0 && value > per) return voucher_senseless;
    if (max_per_order && *max_per_order < 1) return voucher_count_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(VoucherParameters, (), (value, per, max_per_order))

class Voucher final : public OrderOffer {
 public:
  explicit Voucher(const VoucherParameters& parameters)
      : value_(parameters.value), per_(parameters.per), most_(parameters.max_per_order.value_or(INT64_MAX)) {}
  Reduction reduction(const OrderView& view) const override {
    std::int64_t vouchers = mul_div(view.running.minor, 1, value_.minor, Rounding::up);
    if (per_.minor > 0) vouchers = std::min(vouchers, view.entry.minor / per_.minor);
    vouchers = std::min({vouchers, most_, view.limit});
    return {std::min(Money{value_.minor * vouchers}, view.running), vouchers};
  }
  std::optional<Money> next_step(Money entry) const override {
    if (per_.minor == 0) return std::nullopt;
    const std::int64_t vouchers = entry.minor / per_.minor;
    if (vouchers >= most_) return std::nullopt;
    return Money{(vouchers + 1) * per_.minor};
  }

 private:
  Money value_, per_;
  std::int64_t most_;
};

const Kind& voucher_kind() {
  static const Kind kind = order_kind<VoucherParameters, Voucher>({
      .kind = "voucher",
      .zh = "代金券",
      .en = "Voucher",
      .summary_zh = "每张券抵一定金额，可设每满多少用一张、每单最多几张；不找零，请同时勾选“凭券使用”。",
      .summary_en = "Each voucher is worth an amount, without change given; tick “by coupon” too.",
      .parameters = {{.name = "value",
                      .control = Control::money,
                      .minimum = 1,
                      .initial = 1000,
                      .zh = "面值",
                      .en = "Value",
                      .help_zh = "每张抵多少",
                      .help_en = "Of one voucher"},
                     {.name = "per",
                      .control = Control::money,
                      .minimum = 0,
                      .initial = 0,
                      .zh = "每满多少用一张",
                      .en = "Threshold of each",
                      .help_zh = "0 为无门槛；不能小于面值",
                      .help_en = "0: none; never below the value"},
                     {.name = "max_per_order",
                      .control = Control::count,
                      .required = false,
                      .minimum = 1,
                      .zh = "每单最多几张",
                      .en = "Vouchers per sale",
                      .help_zh = "留空为不限",
                      .help_en = "Empty: no limit"}},
      .coupon_only = true,
  });
  return kind;
}

}  // namespace huiji::promotions
