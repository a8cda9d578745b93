// 第 N 件 x 折: of every N pieces the cheapest gets a percentage off. Sets are cut from the dearest piece
// downwards over all goods in scope (engine/sets.hpp).
#include "promotions/engine/kind.hpp"
#include "promotions/engine/percentage.hpp"
#include "promotions/engine/sets.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct NthItemParameters {
  std::int64_t nth = 2;
  Percent off;
  std::optional<std::int64_t> max_sets;

  Result<Done> check() const {
    if (nth < 2 || nth > 100) return nth_senseless;
    if (!is_percentage_off(off)) return percent_senseless;
    if (max_sets && *max_sets < 1) return sets_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(NthItemParameters, (), (nth, off, max_sets))

class NthItem final : public QuantityOffer {
 public:
  explicit NthItem(const NthItemParameters& parameters)
      : rule_{parameters.nth, 1, parameters.off, parameters.max_sets.value_or(INT64_MAX)} {}
  void take(std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) const override {
    take_sets(rule_, runs, most_sets, taken);
  }
  Percent most() const override { return most_of_sets(rule_); }

 private:
  SetRule rule_;
};

const Kind& nth_item_percent_kind() {
  static const Kind kind = quantity_kind<NthItemParameters, NthItem>({
      .kind = "nth_item_percent",
      .zh = "第 N 件折扣",
      .en = "Every n-th piece for less",
      .summary_zh = "每满 N 件，其中最便宜的一件打折，例如第二件半价；不同商品可以凑。",
      .summary_en = "Of every n pieces the cheapest is discounted; different goods in scope count together.",
      .parameters = {{.name = "nth",
                      .control = Control::count,
                      .minimum = 2,
                      .maximum = 100,
                      .initial = 2,
                      .zh = "第几件",
                      .en = "Every n-th",
                      .help_zh = "填 2 就是“第二件”",
                      .help_en = "2 means every second piece"},
                     {.name = "off",
                      .control = Control::percent,
                      .minimum = 1,
                      .maximum = 9999,
                      .initial = 5000,
                      .zh = "这一件减去",
                      .en = "Off that piece",
                      .help_zh = "半价请填 50%",
                      .help_en = "50 % is half price"},
                     {.name = "max_sets",
                      .control = Control::count,
                      .required = false,
                      .minimum = 1,
                      .zh = "每单最多几次",
                      .en = "Times per basket",
                      .help_zh = "留空为不限",
                      .help_en = "Empty: no limit"}},
  });
  return kind;
}

}  // namespace huiji::promotions
