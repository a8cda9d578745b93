// 阶梯价 and 超量特价: the more pieces of one product, the lower its price. Either every piece costs what the
// highest band reached says, or (excess_only) only the pieces from a band's count on cost that band's price:
// with a band from 4, the fourth and later pieces. Only pieces of the same product count together.
#include "promotions/engine/kind.hpp"
#include "promotions/engine/rows.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct PriceBand {
  std::int64_t from_count = 2;
  Money price;
};
BOOST_DESCRIBE_STRUCT(PriceBand, (), (from_count, price))

struct TieredPriceParameters {
  std::vector<PriceBand> rows;
  bool excess_only = false;

  Result<Done> check() const {
    if (!fits_a_table(rows)) return rows_senseless;
    if (rows.front().from_count < 2 || rows.back().price.minor <= 0) return bands_senseless;
    if (!rises(rows, &PriceBand::from_count) || !falls(rows, &PriceBand::price)) return bands_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(TieredPriceParameters, (), (rows, excess_only))

class TieredPrice final : public UnitOffer {
 public:
  explicit TieredPrice(TieredPriceParameters parameters) : parameters_(std::move(parameters)) {}

  Money payable(const Item& item, const Setting&) const override {
    if (parameters_.excess_only) return item.gross - excess_off(item);
    const PriceBand* band = reached(parameters_.rows, &PriceBand::from_count, item.units);
    if (!band) return item.gross;
    return std::min(item.gross, scale(band->price, pieces(item.units), Rounding::half_up));
  }

 private:
  // Each band lowers the pieces from its count on, from what the band before made them.
  Money excess_off(const Item& item) const {
    Money off, before = item.unit_price;
    for (const PriceBand& band : parameters_.rows) {
      const std::int64_t units = item.units - band.from_count + 1;
      if (units <= 0) break;
      if (band.price >= before) continue;
      off += scale(before - band.price, pieces(units), Rounding::half_up);
      before = band.price;
    }
    return std::min(off, item.gross);
  }

  TieredPriceParameters parameters_;
};

const Kind& tiered_price_kind() {
  static const Kind kind = unit_kind<TieredPriceParameters, TieredPrice>({
      .kind = "tiered_price",
      .zh = "阶梯价",
      .en = "Price by quantity",
      .summary_zh = "同一商品买得越多单价越低；可选全部按最低一档，或只有超出的件数按低价（超量特价）。",
      .summary_en = "More pieces of one product lower its price: of all of them, or of those beyond only.",
      .parameters = {{.name = "rows",
                      .control = Control::table,
                      .zh = "价格档",
                      .en = "Bands",
                      .help_zh = "件数逐行增加，单价逐行降低；从第 2 件起",
                      .help_en = "Counts rise and prices fall from row to row; the least count is 2",
                      .columns = {{.name = "from_count",
                                   .control = Control::count,
                                   .minimum = 2,
                                   .initial = 3,
                                   .zh = "从第几件起",
                                   .en = "From piece"},
                                  {.name = "price",
                                   .control = Control::money,
                                   .minimum = 1,
                                   .initial = 900,
                                   .zh = "单价",
                                   .en = "Price each"}},
                      .max_rows = kMostRows},
                     {.name = "excess_only",
                      .control = Control::flag,
                      .initial = 0,
                      .zh = "只有超出的件数按低价",
                      .en = "Only the pieces beyond",
                      .help_zh = "例如“从第 4 件起 5 元”：前 3 件原价",
                      .help_en = "“From piece 4 at 5.00”: the first three keep their price"}},
  });
  return kind;
}

}  // namespace huiji::promotions
