// 积分换购: a piece for points and a lower price, when the customer asks for it. The dearest pieces first,
// since every piece costs the same points (product.md 1.9).
#include "promotions/engine/kind.hpp"
#include "promotions/engine/sets.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct PointsPriceParameters {
  Points points;
  Money price;

  Result<Done> check() const {
    if (points.count < 1 || points.count > 100'000) return points_senseless;
    if (price.minor < 0) return points_price_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(PointsPriceParameters, (), (points, price))

class PointsPrice final : public QuantityOffer {
 public:
  explicit PointsPrice(const PointsPriceParameters& parameters) : parameters_(parameters) {}
  void take(std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) const override {
    take_singles(parameters_.price, runs, most_sets, taken);
  }
  Points points_per_set() const override { return parameters_.points; }
  bool on_wish() const override { return true; }

 private:
  PointsPriceParameters parameters_;
};

const Kind& points_price_kind() {
  static const Kind kind = quantity_kind<PointsPriceParameters, PointsPrice>({
      .kind = "points_price",
      .zh = "积分换购",
      .en = "Points and a price",
      .summary_zh = "会员用积分加较低的价格换购一件，顾客要求时才用；退货时积分和钱都退。",
      .summary_en = "A piece for points and a lower price, when the member asks; a return gives back both.",
      .parameters = {{.name = "points",
                      .control = Control::points,
                      .minimum = 1,
                      .maximum = 100'000,
                      .initial = 100,
                      .zh = "每件用积分",
                      .en = "Points each",
                      .help_zh = "会员积分不够就不能换购",
                      .help_en = "Only as far as the member's points go"},
                     {.name = "price",
                      .control = Control::money,
                      .minimum = 0,
                      .initial = 990,
                      .zh = "另付",
                      .en = "Price beside them",
                      .help_zh = "每件还要付的钱；只用积分请填 0",
                      .help_en = "That each piece still costs; 0 when the points are enough"}},
  });
  return kind;
}

}  // namespace huiji::promotions
