// 满减 and 每满减: when the goods in scope still cost the threshold after the earlier layers, an amount goes
// off: once, or for every full threshold, up to a cap. Of several such offers in one exclusive group only the
// best for the customer applies (product.md 1.9).
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct AmountOffParameters {
  Money threshold;
  Money off;
  bool every = false;
  std::optional<Money> cap;

  Result<Done> check() const {
    if (off.minor <= 0 || off >= threshold) return threshold_senseless;
    if (cap && (!every || *cap < off)) return cap_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(AmountOffParameters, (), (threshold, off, every, cap))

class AmountOff final : public OrderOffer {
 public:
  explicit AmountOff(const AmountOffParameters& parameters) : parameters_(parameters) {}
  Reduction reduction(const OrderView& view) const override {
    std::int64_t times = view.entry.minor / parameters_.threshold.minor;
    times = std::min(times, parameters_.every ? view.limit : std::min<std::int64_t>(view.limit, 1));
    Money off{parameters_.off.minor * times};  // off < threshold: never above the entry
    if (parameters_.cap && off > *parameters_.cap) {
      off = *parameters_.cap;
      times = mul_div(off.minor, 1, parameters_.off.minor, Rounding::up);
    }
    return {off, times};
  }
  std::optional<Money> next_step(Money entry) const override {
    const Money threshold = parameters_.threshold;
    if (entry < threshold) return threshold;
    if (!parameters_.every) return std::nullopt;
    const std::int64_t times = entry.minor / threshold.minor;
    if (parameters_.cap && parameters_.off.minor * times >= parameters_.cap->minor) return std::nullopt;
    return Money{(times + 1) * threshold.minor};
  }

 private:
  AmountOffParameters parameters_;
};

const Kind& amount_off_kind() {
  static const Kind kind = order_kind<AmountOffParameters, AmountOff>({
      .kind = "amount_off",
      .zh = "满减",
      .en = "Amount off above a threshold",
      .summary_zh = "适用商品满额立减；可选每满都减并封顶。同组满减只取最优惠的一个。",
      .summary_en = "An amount off once the goods cost the threshold; only the best of a group applies.",
      .parameters = {{.name = "threshold",
                      .control = Control::money,
                      .minimum = 2,
                      .initial = 10000,
                      .zh = "满",
                      .en = "Threshold",
                      .help_zh = "特价、折扣、买赠之后的金额",
                      .help_en = "Of the amount after special prices and sets"},
                     {.name = "off",
                      .control = Control::money,
                      .minimum = 1,
                      .initial = 1000,
                      .zh = "减",
                      .en = "Off",
                      .help_zh = "必须小于门槛",
                      .help_en = "Must be below the threshold"},
                     {.name = "every",
                      .control = Control::flag,
                      .initial = 0,
                      .zh = "每满都减",
                      .en = "For every threshold",
                      .help_zh = "例如每满 100 减 10，满 300 减 30",
                      .help_en = "10 off every 100: 30 off at 300"},
                     {.name = "cap",
                      .control = Control::money,
                      .required = false,
                      .minimum = 1,
                      .zh = "封顶",
                      .en = "Cap",
                      .help_zh = "只用于“每满都减”，留空为不封顶",
                      .help_en = "For “every” only; empty: no cap"}},
  });
  return kind;
}

}  // namespace huiji::promotions
