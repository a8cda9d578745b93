// 买 M 送 N: of every M + N pieces the N cheapest are free. Sets are cut from the dearest piece downwards
// over all goods in scope (engine/sets.hpp); the free pieces must be scanned too.
#include "promotions/engine/kind.hpp"
#include "promotions/engine/sets.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct BuyGetParameters {
  std::int64_t buy = 1;
  std::int64_t free = 1;
  std::optional<std::int64_t> max_sets;

  Result<Done> check() const {
    if (buy < 1 || buy > 100 || free < 1 || free > 100) return buy_free_senseless;
    if (max_sets && *max_sets < 1) return sets_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(BuyGetParameters, (), (buy, free, max_sets))

class BuyGet final : public QuantityOffer {
 public:
  explicit BuyGet(const BuyGetParameters& parameters)
      : rule_{parameters.buy + parameters.free,
              parameters.free,
              {10000},
              parameters.max_sets.value_or(INT64_MAX)} {}
  void take(std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) const override {
    take_sets(rule_, runs, most_sets, taken);
  }
  Percent most() const override { return most_of_sets(rule_); }

 private:
  SetRule rule_;
};

const Kind& buy_m_get_n_kind() {
  static const Kind kind = quantity_kind<BuyGetParameters, BuyGet>({
      .kind = "buy_m_get_n",
      .zh = "买 M 送 N",
      .en = "Buy m, get n free",
      .summary_zh = "每买满一组，其中最便宜的几件免费；不同商品可以凑，赠品也要扫码。",
      .summary_en = "In each complete set the cheapest pieces are free; scan the free ones too.",
      .parameters = {{.name = "buy",
                      .control = Control::count,
                      .minimum = 1,
                      .maximum = 100,
                      .initial = 2,
                      .zh = "买几件",
                      .en = "Buy",
                      .help_zh = "每组付钱的件数",
                      .help_en = "Pieces of a set that are paid"},
                     {.name = "free",
                      .control = Control::count,
                      .minimum = 1,
                      .maximum = 100,
                      .initial = 1,
                      .zh = "送几件",
                      .en = "Free",
                      .help_zh = "每组免费的件数（最便宜的）",
                      .help_en = "Pieces of a set that are free (the cheapest)"},
                     {.name = "max_sets",
                      .control = Control::count,
                      .required = false,
                      .minimum = 1,
                      .zh = "每单最多几组",
                      .en = "Sets per basket",
                      .help_zh = "留空为不限",
                      .help_en = "Empty: no limit"}},
  });
  return kind;
}

}  // namespace huiji::promotions
