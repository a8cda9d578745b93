// N 件一口价 (N 元任选 M 件): any `count` pieces in scope cost `price` together, the dearest first, which
// gives the customer most. What is over keeps its price, and a set that costs no more anyway is not made.
#include "promotions/engine/group_sets.hpp"
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct NForPriceParameters {
  std::int64_t count = 2;
  Money price;

  Result<Done> check() const {
    if (count < 2 || count > 100) return set_count_senseless;
    if (price.minor <= 0) return set_price_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(NForPriceParameters, (), (count, price))

class NForPrice final : public QuantityOffer {
 public:
  explicit NForPrice(const NForPriceParameters& parameters)
      : group_{kScopeRole, parameters.count}, price_(parameters.price) {}
  void take(std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) const override {
    SetCutter cutter({&group_, 1}, runs, most_sets, taken);
    while (cutter.next() && cutter.price() > price_) {
      taken.discount.minor += (cutter.price() - price_).minor * cutter.sets();
      cutter.take();
    }
  }

 private:
  SetGroup group_;
  Money price_;
};

const Kind& n_for_price_kind() {
  static const Kind kind = quantity_kind<NForPriceParameters, NForPrice>({
      .kind = "n_for_price",
      .zh = "N 件一口价",
      .en = "Any n for one price",
      .summary_zh = "适用商品任选几件一口价，例如 3 件 10 元；先凑贵的，多出的按原价。",
      .summary_en = "Any n pieces in scope cost one price together, the dearest first; the rest as usual.",
      .parameters = {{.name = "count",
                      .control = Control::count,
                      .minimum = 2,
                      .maximum = 100,
                      .initial = 3,
                      .zh = "几件",
                      .en = "Pieces",
                      .help_zh = "每组的件数，不同商品可以凑",
                      .help_en = "Of a set, mixed as the customer likes"},
                     {.name = "price",
                      .control = Control::money,
                      .minimum = 1,
                      .initial = 1000,
                      .zh = "一口价",
                      .en = "Price together",
                      .help_zh = "一组合计的价格",
                      .help_en = "Of the whole set"}},
  });
  return kind;
}

}  // namespace huiji::promotions
