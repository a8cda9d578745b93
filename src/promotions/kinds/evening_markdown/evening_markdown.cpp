// 晚市折扣 (夜间清货): the later in the day, the more goes off fresh goods. The last step whose time has come
// counts, by the shop's clock at the moment of pricing; at midnight the steps begin anew.
#include "promotions/engine/kind.hpp"
#include "promotions/engine/percentage.hpp"
#include "promotions/engine/rows.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct EveningRow {
  int from_minute = 0;
  Percent off;
};
BOOST_DESCRIBE_STRUCT(EveningRow, (), (from_minute, off))

struct EveningMarkdownParameters {
  std::vector<EveningRow> rows;

  Result<Done> check() const {
    if (!fits_a_table(rows)) return rows_senseless;
    for (const EveningRow& row : rows) {
      if (row.from_minute < 0 || row.from_minute >= 1440) return times_senseless;
      if (!is_percentage_off(row.off)) return percent_senseless;
    }
    if (!rises(rows, &EveningRow::from_minute) || !rises(rows, &EveningRow::off)) return times_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(EveningMarkdownParameters, (), (rows))

class EveningMarkdown final : public UnitOffer {
 public:
  explicit EveningMarkdown(EveningMarkdownParameters parameters) : rows_(std::move(parameters.rows)) {}
  Money payable(const Item& item, const Setting& setting) const override {
    const EveningRow* row = reached(rows_, &EveningRow::from_minute, setting.minute);
    return row ? after_off(item.gross, row->off) : item.gross;
  }

 private:
  std::vector<EveningRow> rows_;
};

const Kind& evening_markdown_kind() {
  static const Kind kind = unit_kind<EveningMarkdownParameters, EveningMarkdown>({
      .kind = "evening_markdown",
      .zh = "晚市折扣",
      .en = "Evening markdown",
      .summary_zh = "越晚折扣越大，例如 19 点八折、20 点七折、21 点五折；适合当日生鲜。",
      .summary_en = "The later in the day, the more goes off: for fresh goods that must go today.",
      .parameters = {{.name = "rows",
                      .control = Control::table,
                      .zh = "时刻与折扣",
                      .en = "Times",
                      .help_zh = "时刻逐行变晚，折扣逐行加大；到 24 点为止",
                      .help_en = "Times and percentages rise from row to row; until midnight",
                      .columns = {{.name = "from_minute",
                                   .control = Control::minute,
                                   .minimum = 0,
                                   .maximum = 1439,
                                   .initial = 19 * 60,
                                   .zh = "从几点起",
                                   .en = "From"},
                                  {.name = "off",
                                   .control = Control::percent,
                                   .minimum = 1,
                                   .maximum = 9999,
                                   .initial = 2000,
                                   .zh = "减去",
                                   .en = "Off"}},
                      .max_rows = kMostRows}},
  });
  return kind;
}

}  // namespace huiji::promotions
