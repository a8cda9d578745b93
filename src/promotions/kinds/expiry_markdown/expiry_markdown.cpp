// 临期折扣: the fewer days are left until the best-before date, the more goes off. The date comes with the
// scan (2D code or markdown label); goods without one, and goods past it, keep their price.
#include "promotions/engine/kind.hpp"
#include "promotions/engine/percentage.hpp"
#include "promotions/engine/rows.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct ExpiryRow {
  std::int64_t days_left = 0;
  Percent off;
};
BOOST_DESCRIBE_STRUCT(ExpiryRow, (), (days_left, off))

struct ExpiryMarkdownParameters {
  std::vector<ExpiryRow> rows;  // from far to near

  Result<Done> check() const {
    if (!fits_a_table(rows)) return rows_senseless;
    for (const ExpiryRow& row : rows) {
      if (row.days_left < 0 || row.days_left > 1000) return days_senseless;
      if (!is_percentage_off(row.off)) return percent_senseless;
    }
    if (!falls(rows, &ExpiryRow::days_left) || !rises(rows, &ExpiryRow::off)) return days_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(ExpiryMarkdownParameters, (), (rows))

class ExpiryMarkdown final : public UnitOffer {
 public:
  explicit ExpiryMarkdown(ExpiryMarkdownParameters parameters) : rows_(std::move(parameters.rows)) {}
  Money payable(const Item& item, const Setting& setting) const override {
    if (!item.best_before) return item.gross;
    const std::int64_t days = item.best_before->days - setting.day;
    if (days < 0) return item.gross;
    Percent off;
    for (const ExpiryRow& row : rows_)
      if (days <= row.days_left) off = row.off;
    return after_off(item.gross, off);
  }

 private:
  std::vector<ExpiryRow> rows_;
};

const Kind& expiry_markdown_kind() {
  static const Kind kind = unit_kind<ExpiryMarkdownParameters, ExpiryMarkdown>({
      .kind = "expiry_markdown",
      .zh = "临期折扣",
      .en = "Markdown near expiry",
      .summary_zh = "离保质期越近折扣越大；要扫到带保质期的条码才生效，过期商品不打折。",
      .summary_en = "The nearer the best-before date in the scanned code, the more goes off; none past it.",
      .parameters = {{.name = "rows",
                      .control = Control::table,
                      .zh = "剩余天数与折扣",
                      .en = "Days left",
                      .help_zh = "从远到近填：剩余天数逐行减少，折扣逐行加大；0 天是当天到期",
                      .help_en = "From far to near: days fall, percentages rise; 0 is the last day",
                      .columns = {{.name = "days_left",
                                   .control = Control::count,
                                   .minimum = 0,
                                   .maximum = 1000,
                                   .initial = 3,
                                   .zh = "剩余不超过几天",
                                   .en = "Days left, at most"},
                                  {.name = "off",
                                   .control = Control::percent,
                                   .minimum = 1,
                                   .maximum = 9999,
                                   .initial = 3000,
                                   .zh = "减去",
                                   .en = "Off"}},
                      .max_rows = kMostRows}},
  });
  return kind;
}

}  // namespace huiji::promotions
