// 直降: an amount off every piece or kilogram, never below nothing (product.md 1.9). The new price is a whole
// number of 分 per piece or kilogram, as on the shelf tag.
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct UnitAmountOffParameters {
  Money amount;

  Result<Done> check() const {
    if (amount.minor <= 0) return amount_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(UnitAmountOffParameters, (), (amount))

class UnitAmountOff final : public UnitOffer {
 public:
  explicit UnitAmountOff(const UnitAmountOffParameters& parameters) : amount_(parameters.amount) {}
  Money payable(const Item& item, const Setting&) const override {
    const Money lower = std::max(item.unit_price - amount_, Money{});
    const Money off = scale(item.unit_price, item.quantity, Rounding::half_up) -
                      scale(lower, item.quantity, Rounding::half_up);
    return std::max(item.gross - off, Money{});  // of a scale label's own amount too
  }

 private:
  Money amount_;
};

const Kind& unit_amount_off_kind() {
  static const Kind kind = unit_kind<UnitAmountOffParameters, UnitAmountOff>({
      .kind = "unit_amount_off",
      .zh = "直降",
      .en = "Amount off each",
      .summary_zh = "每件（或每公斤）直接减去一个金额，最多减到 0；与特价、会员价相比取最低价。",
      .summary_en = "An amount off every piece or kilogram; the best of it, special and member price wins.",
      .parameters = {{.name = "amount",
                      .control = Control::money,
                      .minimum = 1,
                      .initial = 100,
                      .zh = "每件直降",
                      .en = "Off each",
                      .help_zh = "每件或每公斤减多少",
                      .help_en = "Per piece or kilogram"}},
  });
  return kind;
}

}  // namespace huiji::promotions
