// 满折: once the goods in scope cost a threshold, all of them get a percentage off, that of the highest step
// reached, up to a cap. The threshold looks at the amount before the order's offers, the percentage at what
// they have left of it.
#include "promotions/engine/kind.hpp"
#include "promotions/engine/percentage.hpp"
#include "promotions/engine/rows.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct PercentStep {
  Money threshold;
  Percent off;
};
BOOST_DESCRIBE_STRUCT(PercentStep, (), (threshold, off))

struct PercentAboveParameters {
  std::vector<PercentStep> rows;
  std::optional<Money> cap;

  Result<Done> check() const {
    if (!fits_a_table(rows)) return rows_senseless;
    for (const PercentStep& row : rows)
      if (!is_percentage_off(row.off)) return percent_senseless;
    if (rows.front().threshold.minor <= 0) return threshold_missing;
    if (!rises(rows, &PercentStep::threshold) || !rises(rows, &PercentStep::off)) return rows_order;
    if (cap && cap->minor <= 0) return order_cap_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(PercentAboveParameters, (), (rows, cap))

class PercentAbove final : public OrderOffer {
 public:
  explicit PercentAbove(PercentAboveParameters parameters) : parameters_(std::move(parameters)) {}
  Reduction reduction(const OrderView& view) const override {
    const PercentStep* step = reached(parameters_.rows, &PercentStep::threshold, view.entry);
    if (!step || view.limit < 1) return {};
    const Money off = off_of(view.running, step->off);
    return {parameters_.cap ? std::min(off, *parameters_.cap) : off, 1};
  }
  std::optional<Money> next_step(Money entry) const override {
    const PercentStep* next = next_above(parameters_.rows, &PercentStep::threshold, entry);
    return next ? std::optional(next->threshold) : std::nullopt;
  }

 private:
  PercentAboveParameters parameters_;
};

const Kind& percent_above_kind() {
  static const Kind kind = order_kind<PercentAboveParameters, PercentAbove>({
      .kind = "percent_above",
      .zh = "满折",
      .en = "Percent off above a threshold",
      .summary_zh = "适用商品满额后全部打折，按达到的最高一档；可以封顶。",
      .summary_en = "Once the goods cost the threshold, all get a percentage off: the highest step reached.",
      .parameters = {{.name = "rows",
                      .control = Control::table,
                      .zh = "满折档",
                      .en = "Steps",
                      .help_zh = "门槛和折扣都逐行加大，九折填 10%",
                      .help_en = "Thresholds and percentages rise from row to row",
                      .columns = {{.name = "threshold",
                                   .control = Control::money,
                                   .minimum = 1,
                                   .initial = 10000,
                                   .zh = "满",
                                   .en = "Threshold"},
                                  {.name = "off",
                                   .control = Control::percent,
                                   .minimum = 1,
                                   .maximum = 9999,
                                   .initial = 1000,
                                   .zh = "减去",
                                   .en = "Off"}},
                      .max_rows = kMostRows},
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
