// 商品兑换券: a coupon buys one piece in scope for nothing or for a fixed price; the dearest pieces first.
// Meant for promotions that apply against a coupon (terms.by_coupon): without, every piece would be
// exchanged.
#include "promotions/engine/kind.hpp"
#include "promotions/engine/sets.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct ExchangeParameters {
  Money price;

  Result<Done> check() const {
    if (price.minor < 0) return exchange_price_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(ExchangeParameters, (), (price))

class Exchange final : public QuantityOffer {
 public:
  explicit Exchange(const ExchangeParameters& parameters) : price_(parameters.price) {}
  void take(std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) const override {
    take_singles(price_, runs, most_sets, taken);
  }

 private:
  Money price_;
};

const Kind& exchange_kind() {
  static const Kind kind = quantity_kind<ExchangeParameters, Exchange>({
      .kind = "exchange",
      .zh = "商品兑换券",
      .en = "Goods for a coupon",
      .summary_zh = "一张券兑换一件适用商品，免费或只付兑换价；请同时勾选“凭券使用”。",
      .summary_en = "A coupon buys one piece in scope, free or for a fixed price; tick “by coupon” too.",
      .parameters = {{.name = "price",
                      .control = Control::money,
                      .minimum = 0,
                      .initial = 0,
                      .zh = "兑换价",
                      .en = "Price with the coupon",
                      .help_zh = "每件还要付的钱，免费填 0",
                      .help_en = "That the piece still costs; 0 is free"}},
      .coupon_only = true,
  });
  return kind;
}

}  // namespace huiji::promotions
