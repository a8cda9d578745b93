// 阶梯满减: steps of thresholds, each with its reduction; only the highest step reached counts.
#include "promotions/engine/kind.hpp"
#include "promotions/engine/rows.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct AmountStep {
  Money threshold;
  Money off;
};
BOOST_DESCRIBE_STRUCT(AmountStep, (), (threshold, off))

struct TieredAmountOffParameters {
  std::vector<AmountStep> rows;

  Result<Done> check() const {
    if (!fits_a_table(rows)) return rows_senseless;
    for (const AmountStep& row : rows)
      if (row.off.minor <= 0 || row.off >= row.threshold) return row_off_senseless;
    if (!rises(rows, &AmountStep::threshold) || !rises(rows, &AmountStep::off)) return rows_order;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(TieredAmountOffParameters, (), (rows))

class TieredAmountOff final : public OrderOffer {
 public:
  explicit TieredAmountOff(TieredAmountOffParameters parameters) : rows_(std::move(parameters.rows)) {}
  Reduction reduction(const OrderView& view) const override {
    const AmountStep* step = reached(rows_, &AmountStep::threshold, view.entry);
    if (!step || view.limit < 1) return {};
    return {step->off, 1};
  }
  std::optional<Money> next_step(Money entry) const override {
    const AmountStep* next = next_above(rows_, &AmountStep::threshold, entry);
    return next ? std::optional(next->threshold) : std::nullopt;
  }

 private:
  std::vector<AmountStep> rows_;
};

const Kind& tiered_amount_off_kind() {
  static const Kind kind = order_kind<TieredAmountOffParameters, TieredAmountOff>({
      .kind = "tiered_amount_off",
      .zh = "阶梯满减",
      .en = "Amount off in steps",
      .summary_zh = "满得越多减得越多，只按达到的最高一档减，例如满 100 减 10、满 200 减 25。",
      .summary_en = "The more the goods cost, the more goes off: the highest step reached, and only that.",
      .parameters = {{.name = "rows",
                      .control = Control::table,
                      .zh = "满减档",
                      .en = "Steps",
                      .help_zh = "门槛和立减都逐行加大；按特价、折扣、买赠之后的金额算",
                      .help_en = "Both rise from row to row; of the amount after special prices and sets",
                      .columns = {{.name = "threshold",
                                   .control = Control::money,
                                   .minimum = 2,
                                   .initial = 10000,
                                   .zh = "满",
                                   .en = "Threshold"},
                                  {.name = "off",
                                   .control = Control::money,
                                   .minimum = 1,
                                   .initial = 1000,
                                   .zh = "减",
                                   .en = "Off"}},
                      .max_rows = kMostRows}},
  });
  return kind;
}

}  // namespace huiji::promotions
