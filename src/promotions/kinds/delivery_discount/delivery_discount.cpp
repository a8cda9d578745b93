// 免运费, and against a coupon 运费券: the delivery fee is waived or lowered once the goods in scope cost a
// threshold, by the highest step reached. It touches the fee only, never the goods.
#include "promotions/engine/kind.hpp"
#include "promotions/engine/rows.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct DeliveryStep {
  Money threshold;
  std::optional<Money> amount;  // absent: the whole fee
};
BOOST_DESCRIBE_STRUCT(DeliveryStep, (), (threshold, amount))

struct DeliveryDiscountParameters {
  std::vector<DeliveryStep> rows;
  std::optional<std::string> method;

  Result<Done> check() const {
    if (!fits_a_table(rows)) return rows_senseless;
    if (rows.front().threshold.minor < 0) return delivery_rows_senseless;
    Money before;
    for (const DeliveryStep& row : rows) {
      if (!row.amount && &row != &rows.back()) return delivery_rows_senseless;
      if (row.amount && *row.amount <= before) return delivery_rows_senseless;
      before = row.amount.value_or(before);
    }
    if (!rises(rows, &DeliveryStep::threshold)) return delivery_rows_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(DeliveryDiscountParameters, (), (rows, method))

class DeliveryDiscount final : public OrderOffer {
 public:
  explicit DeliveryDiscount(DeliveryDiscountParameters parameters) : parameters_(std::move(parameters)) {}
  Reduction reduction(const OrderView& view) const override {
    const DeliveryStep* step = reached(parameters_.rows, &DeliveryStep::threshold, view.entry);
    if (!step || view.limit < 1 || view.running.minor <= 0) return {};
    return {std::min(step->amount.value_or(view.running), view.running), 1};
  }
  std::optional<Money> next_step(Money entry) const override {
    const DeliveryStep* next = next_above(parameters_.rows, &DeliveryStep::threshold, entry);
    return next ? std::optional(next->threshold) : std::nullopt;
  }
  std::string_view delivery_method() const override {
    return parameters_.method ? std::string_view(*parameters_.method) : std::string_view();
  }

 private:
  DeliveryDiscountParameters parameters_;
};

const Kind& delivery_discount_kind() {
  static const Kind kind = order_kind<DeliveryDiscountParameters, DeliveryDiscount>(
      {
          .kind = "delivery_discount",
          .zh = "免运费",
          .en = "Delivery for less",
          .summary_zh = "商品满额减运费或免运费，按达到的最高一档；凭券使用时就是运费券。",
          .summary_en = "The delivery fee is lowered or waived once the goods cost a threshold.",
          .parameters = {{.name = "rows",
                          .control = Control::table,
                          .zh = "运费档",
                          .en = "Steps",
                          .help_zh = "门槛和减免都逐行加大；减免留空为全免，只能是最后一行",
                          .help_en =
                              "Both rise from row to row; an empty amount waives the fee, in the last row",
                          .columns = {{.name = "threshold",
                                       .control = Control::money,
                                       .minimum = 0,
                                       .initial = 5000,
                                       .zh = "商品满",
                                       .en = "Goods for"},
                                      {.name = "amount",
                                       .control = Control::money,
                                       .required = false,
                                       .minimum = 1,
                                       .zh = "运费减",
                                       .en = "Off the fee"}},
                          .max_rows = kMostRows},
                         {.name = "method",
                          .control = Control::text,
                          .required = false,
                          .zh = "配送方式",
                          .en = "Delivery method",
                          .help_zh = "只用于这种配送方式，留空为全部",
                          .help_en = "For this method only; empty: any"}},
      },
      pricing::Layer::delivery);
  return kind;
}

}  // namespace huiji::promotions
