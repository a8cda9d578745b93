// 满件折: enough pieces in scope, and all of them get a percentage off, that of the highest step reached:
// 1 件 9 折, 2 件 8 折, 3 件 7 折.
#include "promotions/engine/kind.hpp"
#include "promotions/engine/percentage.hpp"
#include "promotions/engine/rows.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct QuantityPercentRow {
  std::int64_t count = 1;
  Percent off;
};
BOOST_DESCRIBE_STRUCT(QuantityPercentRow, (), (count, off))

struct QuantityPercentParameters {
  std::vector<QuantityPercentRow> rows;

  Result<Done> check() const {
    if (!fits_a_table(rows)) return rows_senseless;
    for (const QuantityPercentRow& row : rows) {
      if (row.count < 1) return count_senseless;
      if (!is_percentage_off(row.off)) return percent_senseless;
    }
    if (!rises(rows, &QuantityPercentRow::count) || !rises(rows, &QuantityPercentRow::off)) return rows_order;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(QuantityPercentParameters, (), (rows))

class QuantityPercent final : public QuantityOffer {
 public:
  explicit QuantityPercent(QuantityPercentParameters parameters) : rows_(std::move(parameters.rows)) {}
  void take(std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) const override {
    std::int64_t units = 0;
    Money price;
    for (const UnitRun& run : runs) {
      units += run.count;
      price.minor += run.price.minor * run.count;
    }
    const QuantityPercentRow* row = reached(rows_, &QuantityPercentRow::count, units);
    taken.sets = row && price.minor > 0 && most_sets > 0;
    taken.discount = taken.sets ? off_of(price, row->off) : Money{};
    taken.shares.clear();
    taken.consumed.assign(runs.size(), 0);
    for (std::size_t i = 0; taken.sets && i < runs.size(); ++i) taken.consumed[i] = runs[i].count;
  }
  Percent most() const override { return rows_.back().off; }

 private:
  std::vector<QuantityPercentRow> rows_;
};

const Kind& quantity_percent_kind() {
  static const Kind kind = quantity_kind<QuantityPercentParameters, QuantityPercent>({
      .kind = "quantity_percent",
      .zh = "满件折",
      .en = "Percent off from n pieces",
      .summary_zh = "适用商品买满几件，全部打折；按达到的最高一档，例如 2 件 9 折、3 件 8 折。",
      .summary_en = "From n pieces in scope on, all of them get a percentage off: the highest step reached.",
      .parameters = {{.name = "rows",
                      .control = Control::table,
                      .zh = "件数与折扣",
                      .en = "Steps",
                      .help_zh = "件数和折扣都逐行加大；称重商品一袋算一件",
                      .help_en = "Counts and percentages rise from row to row; a weighed bag is a piece",
                      .columns = {{.name = "count",
                                   .control = Control::count,
                                   .minimum = 1,
                                   .initial = 2,
                                   .zh = "满几件",
                                   .en = "Pieces"},
                                  {.name = "off",
                                   .control = Control::percent,
                                   .minimum = 1,
                                   .maximum = 9999,
                                   .initial = 1000,
                                   .zh = "减去",
                                   .en = "Off"}},
                      .max_rows = kMostRows}},
  });
  return kind;
}

}  // namespace huiji::promotions
