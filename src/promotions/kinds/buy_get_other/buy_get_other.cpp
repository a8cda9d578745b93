// 买 A 送 B: for every `buy` units in scope, `get` units of other goods are free or cost less. Which units:
// the dearest goods that are not needed to earn them; the units that earn are the cheapest, and those that
// could be given too only when no others are left. As many sets as save most. A set shares the gift by price,
// so that returning what earned it gives back that share only (product.md 1.9).
#include "promotions/engine/kind.hpp"
#include "promotions/engine/percentage.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct BuyGetOtherParameters {
  std::int64_t buy = 1;
  std::int64_t get = 1;
  GoodsSet goods;
  Percent off{10000};

  Result<Done> check() const {
    if (buy < 1 || buy > 100 || get < 1 || get > 100) return count_senseless;
    if (goods.products.empty() && goods.categories.empty()) return goods_missing;
    if (off.basis_points <= 0 || off.basis_points > 10000) return free_percent_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(BuyGetOtherParameters, (), (buy, get, goods, off))

// The units of one basket by what they can be used for.
class BuyGetOtherSets {
 public:
  BuyGetOtherSets(std::int64_t buy, std::int64_t get, std::span<const UnitRun> runs)
      : buy_(buy), get_(get), runs_(runs) {
    for (const UnitRun& run : runs) {
      if (earns(run) && given(run))
        both_ += run.count;
      else if (earns(run))
        earning_ += run.count;
      else if (given(run))
        given_ += run.count;
    }
  }

  std::int64_t feasible() const {
    return std::min(
        {(earning_ + both_) / buy_, (given_ + both_) / get_, (earning_ + given_ + both_) / (buy_ + get_)});
  }

  // What the given units of so many sets cost. Concave in the number of sets: when earning needs dear units
  // that could be given themselves, one set more can be worth less.
  Money given_price(std::int64_t sets) const {
    Money price;
    each_given(sets, [&](std::size_t i, std::int64_t units) { price.minor += runs_[i].price.minor * units; });
    return price;
  }

  std::int64_t best(std::int64_t most) const {
    std::int64_t low = 0, high = std::min(most, feasible());
    while (low < high) {
      const std::int64_t middle = low + (high - low) / 2;
      if (given_price(middle + 1) > given_price(middle))
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  }

  void consume(std::int64_t sets, std::vector<std::int64_t>& consumed) const {
    consumed.assign(runs_.size(), 0);
    each_given(sets, [&](std::size_t i, std::int64_t units) { consumed[i] += units; });
    std::int64_t alone = std::min(sets * buy_, earning_), shared = sets * buy_ - alone;
    for (std::size_t i = runs_.size(); i-- > 0;) {
      if (!earns(runs_[i])) continue;
      std::int64_t& missing = given(runs_[i]) ? shared : alone;
      const std::int64_t units = std::min(runs_[i].count, missing);
      consumed[i] += units;
      missing -= units;
    }
  }

 private:
  static bool earns(const UnitRun& run) { return run.roles & kScopeRole; }
  static bool given(const UnitRun& run) { return run.roles & role_bit(0); }

  // The dearest that may be given, less the cheapest of both uses that are needed to earn.
  template <class Visit>
  void each_given(std::int64_t sets, Visit visit) const {
    std::int64_t missing = sets * get_;
    std::int64_t both_left = both_ - std::max<std::int64_t>(sets * buy_ - earning_, 0);
    for (std::size_t i = 0; i < runs_.size() && missing > 0; ++i) {
      if (!given(runs_[i])) continue;
      std::int64_t units = std::min(runs_[i].count, missing);
      if (earns(runs_[i])) {
        units = std::min(units, both_left);
        both_left -= units;
      }
      missing -= units;
      visit(i, units);
    }
  }

  std::int64_t buy_, get_, earning_ = 0, given_ = 0, both_ = 0;
  std::span<const UnitRun> runs_;
};

class BuyGetOther final : public QuantityOffer {
 public:
  explicit BuyGetOther(BuyGetOtherParameters parameters) : parameters_(std::move(parameters)) {}
  void take(std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) const override {
    const BuyGetOtherSets sets(parameters_.buy, parameters_.get, runs);
    taken.sets = sets.best(most_sets);
    taken.discount = off_of(sets.given_price(taken.sets), parameters_.off);
    taken.shares.clear();
    sets.consume(taken.sets, taken.consumed);
  }
  Percent most() const override { return parameters_.off; }
  std::span<const GoodsSet> goods() const override { return {&parameters_.goods, 1}; }

 private:
  BuyGetOtherParameters parameters_;
};

const Kind& buy_get_other_kind() {
  static const Kind kind = quantity_kind<BuyGetOtherParameters, BuyGetOther>({
      .kind = "buy_get_other",
      .zh = "买 A 送 B",
      .en = "Buy A, get B",
      .summary_zh = "买满几件适用商品，另选的商品送几件或打折；送的商品也要扫码。",
      .summary_en = "Pieces in scope earn pieces of other goods, free or for less; scan those too.",
      .parameters = {{.name = "buy",
                      .control = Control::count,
                      .minimum = 1,
                      .maximum = 100,
                      .initial = 1,
                      .zh = "买几件",
                      .en = "Buy",
                      .help_zh = "适用商品的件数，不同商品可以凑",
                      .help_en = "Pieces of the goods in scope, mixed as the customer likes"},
                     {.name = "get",
                      .control = Control::count,
                      .minimum = 1,
                      .maximum = 100,
                      .initial = 1,
                      .zh = "送几件",
                      .en = "Get",
                      .help_zh = "每满一组送的件数",
                      .help_en = "Pieces that each set earns"},
                     {.name = "goods",
                      .control = Control::goods,
                      .zh = "送什么",
                      .en = "Of these goods",
                      .help_zh = "与适用商品不同的商品或分类；同一批商品请用“买 M 送 N”",
                      .help_en = "Goods outside the scope; for the same goods use “buy m, get n free”"},
                     {.name = "off",
                      .control = Control::percent,
                      .minimum = 1,
                      .maximum = 10000,
                      .initial = 10000,
                      .zh = "送的商品减去",
                      .en = "Off those",
                      .help_zh = "免费填 100%，半价填 50%",
                      .help_en = "100 % is free, 50 % half price"}},
  });
  return kind;
}

}  // namespace huiji::promotions
