// 满赠: once the goods in scope reach an amount or a number of pieces, or are bought at all, some pieces of
// other goods are free: so many once, or so many for every threshold. The gift is scanned like any other
// goods, and does not count towards its own threshold.
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct GiftParameters {
  Money threshold;  // 0: none
  std::optional<std::int64_t> min_units;
  bool every = false;
  GoodsSet goods;
  std::int64_t count = 1;

  Result<Done> check() const {
    if (threshold.minor < 0) return threshold_missing;
    if (min_units && (*min_units < 1 || *min_units > 100)) return count_senseless;
    if (every && threshold.minor == 0 && !min_units) return every_senseless;
    if (goods.products.empty() && goods.categories.empty()) return goods_missing;
    if (count < 1 || count > 100) return count_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(GiftParameters, (), (threshold, min_units, every, goods, count))

class Gift final : public ExtraOffer {
 public:
  explicit Gift(GiftParameters parameters) : parameters_(std::move(parameters)) {}
  // Both thresholds must be reached, where both are asked for.
  std::int64_t allowed(Money amount, std::int64_t units) const override {
    if (units <= 0) return 0;
    std::int64_t reached = parameters_.every ? kMoneyLimit : 1;
    if (parameters_.threshold.minor > 0)
      reached = std::min(reached, amount.minor / parameters_.threshold.minor);
    if (parameters_.min_units) reached = std::min(reached, units / *parameters_.min_units);
    return reached * parameters_.count;
  }
  std::optional<Money> next_step(Money amount) const override {
    const Money threshold = parameters_.threshold;
    if (threshold.minor == 0 || (amount >= threshold && !parameters_.every)) return std::nullopt;
    return Money{(amount.minor / threshold.minor + 1) * threshold.minor};
  }
  Money extra_price(Money) const override { return {}; }
  std::span<const GoodsSet> goods() const override { return {&parameters_.goods, 1}; }

 private:
  GiftParameters parameters_;
};

const Kind& gift_kind() {
  static const Kind kind = extra_kind<GiftParameters, Gift>({
      .kind = "gift",
      .zh = "满赠",
      .en = "Gift",
      .summary_zh = "适用商品满额、满件或只要购买，就送另选的商品；赠品也要扫码，不计入门槛。",
      .summary_en = "Goods for an amount, a number of pieces or at all earn a gift; scan the gift too.",
      .parameters = {{.name = "threshold",
                      .control = Control::money,
                      .minimum = 0,
                      .initial = 10000,
                      .zh = "满",
                      .en = "Threshold",
                      .help_zh = "特价、折扣、买赠之后的金额；0 为不看金额",
                      .help_en = "Of the amount after special prices and sets; 0: any amount"},
                     {.name = "min_units",
                      .control = Control::count,
                      .required = false,
                      .minimum = 1,
                      .maximum = 100,
                      .zh = "满几件",
                      .en = "Pieces bought",
                      .help_zh = "留空为不看件数；与金额都填时两个都要达到",
                      .help_en = "Empty: any number; with an amount too, both must be reached"},
                     {.name = "every",
                      .control = Control::flag,
                      .initial = 0,
                      .zh = "每满都送",
                      .en = "For every threshold",
                      .help_zh = "例如每满 100 送 1 件，满 200 送 2 件",
                      .help_en = "One for every 100: two at 200"},
                     {.name = "goods",
                      .control = Control::goods,
                      .zh = "送什么",
                      .en = "The gift",
                      .help_zh = "可以作赠品的商品或分类，顾客任选",
                      .help_en = "Products or categories that the customer may choose from"},
                     {.name = "count",
                      .control = Control::count,
                      .minimum = 1,
                      .maximum = 100,
                      .initial = 1,
                      .zh = "送几件",
                      .en = "Pieces",
                      .help_zh = "每次达到门槛送的件数",
                      .help_en = "For a threshold"}},
  });
  return kind;
}

}  // namespace huiji::promotions
