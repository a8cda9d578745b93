// 特价: a lower price per piece or kilogram, as it stands on the shelf tag. A price that is not lower changes
// nothing: the lowest of shelf, member and special price wins (product.md 1.9).
#include "promotions/engine/kind.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct SpecialPriceParameters {
  Money price;

  Result<Done> check() const {
    if (price.minor <= 0) return price_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(SpecialPriceParameters, (), (price))

class SpecialPrice final : public UnitOffer {
 public:
  explicit SpecialPrice(const SpecialPriceParameters& parameters) : parameters_(parameters) {}
  Money payable(const Item& item, const Setting&) const override {
    return std::min(item.gross, scale(parameters_.price, item.quantity, Rounding::half_up));
  }

 private:
  SpecialPriceParameters parameters_;
};

const Kind& special_price_kind() {
  static const Kind kind = unit_kind<SpecialPriceParameters, SpecialPrice>({
      .kind = "special_price",
      .zh = "特价",
      .en = "Special price",
      .summary_zh = "活动期间按特价卖；若会员价更低，会员仍按会员价。",
      .summary_en = "Sold at this price while it lasts; a lower member price still wins.",
      .parameters = {{.name = "price",
                      .control = Control::money,
                      .minimum = 1,
                      .zh = "特价",
                      .en = "Price",
                      .help_zh = "每件或每公斤，含税",
                      .help_en = "Per piece or kilogram, tax included"}},
  });
  return kind;
}

}  // namespace huiji::promotions
