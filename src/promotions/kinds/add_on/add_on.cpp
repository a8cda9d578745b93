// 加价购 (换购): once the goods in scope cost the threshold, some pieces of other goods may be had at a lower
// price: so many once, or so many for every full threshold. What is had so does not count towards it.
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct AddOnParameters {
  Money threshold;
  bool every = false;
  GoodsSet goods;
  Money price;
  std::int64_t count = 1;

  Result<Done> check() const {
    if (threshold.minor <= 0) return threshold_missing;
    if (goods.products.empty() && goods.categories.empty()) return goods_missing;
    if (price.minor <= 0) return add_on_price_senseless;
    if (count < 1 || count > 100) return count_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(AddOnParameters, (), (threshold, every, goods, price, count))

class AddOn final : public ExtraOffer {
 public:
  explicit AddOn(AddOnParameters parameters) : parameters_(std::move(parameters)) {}
  std::int64_t allowed(Money amount, std::int64_t) const override {
    const std::int64_t reached = amount.minor / parameters_.threshold.minor;
    return (parameters_.every ? reached : std::min<std::int64_t>(reached, 1)) * parameters_.count;
  }
  std::optional<Money> next_step(Money amount) const override {
    const std::int64_t reached = amount.minor / parameters_.threshold.minor;
    if (reached > 0 && !parameters_.every) return std::nullopt;
    return Money{(reached + 1) * parameters_.threshold.minor};
  }
  Money extra_price(Money running) const override { return std::min(running, parameters_.price); }
  std::span<const GoodsSet> goods() const override { return {&parameters_.goods, 1}; }

 private:
  AddOnParameters parameters_;
};

const Kind& add_on_kind() {
  static const Kind kind = extra_kind<AddOnParameters, AddOn>({
      .kind = "add_on",
      .zh = "加价购",
      .en = "Add-on for less",
      .summary_zh = "适用商品满额后，可以按换购价加购另选的商品；换购的商品不计入门槛。",
      .summary_en = "Once the goods cost the threshold, some pieces of other goods may be had for less.",
      .parameters = {{.name = "threshold",
                      .control = Control::money,
                      .minimum = 1,
                      .initial = 5000,
                      .zh = "满",
                      .en = "Threshold",
                      .help_zh = "特价、折扣、买赠之后的金额",
                      .help_en = "Of the amount after special prices and sets"},
                     {.name = "every",
                      .control = Control::flag,
                      .initial = 0,
                      .zh = "每满都可换购",
                      .en = "For every threshold",
                      .help_zh = "例如每满 50 可换购 1 件，满 100 可换购 2 件",
                      .help_en = "A piece for every 50: two at 100"},
                     {.name = "goods",
                      .control = Control::goods,
                      .zh = "换购什么",
                      .en = "Of these goods",
                      .help_zh = "可以换购的商品或分类",
                      .help_en = "Products or categories that may be had"},
                     {.name = "price",
                      .control = Control::money,
                      .minimum = 1,
                      .initial = 100,
                      .zh = "换购价",
                      .en = "Add-on price",
                      .help_zh = "每件；比原价高时按原价",
                      .help_en = "Of a piece; never above its own price"},
                     {.name = "count",
                      .control = Control::count,
                      .minimum = 1,
                      .maximum = 100,
                      .initial = 1,
                      .zh = "几件",
                      .en = "Pieces",
                      .help_zh = "每次满额可换购的件数",
                      .help_en = "For a threshold"}},
  });
  return kind;
}

}  // namespace huiji::promotions
