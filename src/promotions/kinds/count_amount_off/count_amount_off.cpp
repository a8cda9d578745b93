// 满件减: enough pieces in scope, and an amount goes off all of them together, that of the highest step
// reached.
#include "promotions/engine/kind.hpp"
#include "promotions/engine/rows.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct CountStep {
  std::int64_t count = 2;
  Money off;
};
BOOST_DESCRIBE_STRUCT(CountStep, (), (count, off))

struct CountAmountOffParameters {
  std::vector<CountStep> rows;

  Result<Done> check() const {
    if (!fits_a_table(rows)) return rows_senseless;
    if (rows.front().count < 1) return count_senseless;
    if (rows.front().off.minor <= 0) return amount_senseless;
    if (!rises(rows, &CountStep::count) || !rises(rows, &CountStep::off)) return rows_order;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(CountAmountOffParameters, (), (rows))

class CountAmountOff final : public OrderOffer {
 public:
  explicit CountAmountOff(CountAmountOffParameters parameters) : rows_(std::move(parameters.rows)) {}
  Reduction reduction(const OrderView& view) const override {
    const CountStep* step = reached(rows_, &CountStep::count, view.units);
    if (!step || view.limit < 1) return {};
    return {step->off, 1};  // the engine stops at nothing
  }
  std::optional<Money> next_step(Money) const override { return std::nullopt; }

 private:
  std::vector<CountStep> rows_;
};

const Kind& count_amount_off_kind() {
  static const Kind kind = order_kind<CountAmountOffParameters, CountAmountOff>({
      .kind = "count_amount_off",
      .zh = "满件减",
      .en = "Amount off from n pieces",
      .summary_zh = "适用商品买满几件，合计立减；按达到的最高一档，例如满 3 件减 5 元。",
      .summary_en = "From n pieces in scope on, an amount goes off their total: the highest step reached.",
      .parameters = {{.name = "rows",
                      .control = Control::table,
                      .zh = "件数与立减",
                      .en = "Steps",
                      .help_zh = "件数和立减都逐行加大；称重商品一袋算一件",
                      .help_en = "Counts and amounts rise from row to row; a weighed bag is a piece",
                      .columns = {{.name = "count",
                                   .control = Control::count,
                                   .minimum = 1,
                                   .initial = 3,
                                   .zh = "满几件",
                                   .en = "Pieces"},
                                  {.name = "off",
                                   .control = Control::money,
                                   .minimum = 1,
                                   .initial = 500,
                                   .zh = "减",
                                   .en = "Off"}},
                      .max_rows = kMostRows}},
  });
  return kind;
}

}  // namespace huiji::promotions
