// 组合套餐 (A + B 一口价): a set has so many pieces of each group of goods, and costs one price, or gets a
// percentage, an amount or its cheapest piece off. Each group takes its dearest free units, in the order of
// the rows; sets are made as long as they save.
#include <set>

#include "promotions/engine/group_sets.hpp"
#include "promotions/engine/kind.hpp"
#include "promotions/engine/percentage.hpp"
#include "promotions/engine/rows.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

enum class BundleMode { price, percent, amount, cheapest_free };
BOOST_DESCRIBE_ENUM(BundleMode, price, percent, amount, cheapest_free)

struct BundleRow {
  GoodsSet goods;
  std::int64_t count = 1;
};
BOOST_DESCRIBE_STRUCT(BundleRow, (), (goods, count))

// Of price, off and amount only the one of the mode is looked at.
struct BundleParameters {
  std::vector<BundleRow> rows;
  BundleMode mode = BundleMode::price;
  std::optional<Money> price;
  std::optional<Percent> off;
  std::optional<Money> amount;

  Result<Done> check() const {
    if (!fits_a_table(rows)) return rows_senseless;
    std::int64_t pieces = 0;
    for (const BundleRow& row : rows) {
      if (row.goods.products.empty() && row.goods.categories.empty()) return goods_missing;
      if (row.count < 1 || row.count > 100) return count_senseless;
      pieces += row.count;
    }
    if (pieces < 2) return bundle_senseless;
    return check_benefit();
  }

  Result<Done> check_benefit() const {
    if (mode == BundleMode::price && !price) return bundle_benefit_missing;
    if (mode == BundleMode::price && price->minor <= 0) return set_price_senseless;
    if (mode == BundleMode::percent && !off) return bundle_benefit_missing;
    if (mode == BundleMode::percent && !is_percentage_off(*off)) return percent_senseless;
    if (mode == BundleMode::amount && !amount) return bundle_benefit_missing;
    if (mode == BundleMode::amount && amount->minor <= 0) return amount_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(BundleParameters, (), (rows, mode, price, off, amount))

class Bundle final : public QuantityOffer {
 public:
  explicit Bundle(const BundleParameters& parameters) : parameters_(parameters) {
    for (const BundleRow& row : parameters.rows) {
      groups_.push_back({role_bit(goods_.size()), row.count});
      goods_.push_back(row.goods);
      pieces_ += row.count;
    }
  }

  // A percentage is taken of all sets together, so that it is rounded once.
  void take(std::span<const UnitRun> runs, std::int64_t most_sets, Taken& taken) const override {
    SetCutter cutter(groups_, runs, most_sets, taken);
    Money saved;
    while (cutter.next()) {
      const Money saving = saved_by(cutter);
      if (saving.minor <= 0) break;
      saved.minor += saving.minor * cutter.sets();
      cutter.take();
    }
    taken.discount = parameters_.mode == BundleMode::percent ? off_of(saved, *parameters_.off) : saved;
  }

  Percent most() const override {
    if (parameters_.mode == BundleMode::percent) return *parameters_.off;
    if (parameters_.mode != BundleMode::cheapest_free) return {10000};
    return {mul_div(10000, 1, pieces_, Rounding::up)};
  }
  // With groups that share goods, a cheaper unit can leave a dearer one to the group that needs it.
  bool monotone() const override { return surely_apart(); }
  std::span<const GoodsSet> goods() const override { return goods_; }
  bool uses_scope() const override { return false; }

 private:
  // Categories can share goods unseen.
  bool surely_apart() const {
    std::set<ProductId> seen;
    for (const GoodsSet& goods : goods_) {
      if (goods_.size() > 1 && !goods.categories.empty()) return false;
      for (ProductId product : goods.products)
        if (!seen.insert(product).second) return false;
    }
    return true;
  }

  Money saved_by(const SetCutter& set) const {
    switch (parameters_.mode) {
      case BundleMode::price:
        return set.price() - *parameters_.price;
      case BundleMode::amount:
        return std::min(*parameters_.amount, set.price());
      case BundleMode::cheapest_free:
        return set.cheapest();
      case BundleMode::percent:
        break;
    }
    return set.price();
  }

  BundleParameters parameters_;
  std::vector<GoodsSet> goods_;
  std::vector<SetGroup> groups_;
  std::int64_t pieces_ = 0;
};

static ParameterHint bundle_rows_hint() {
  return {.name = "rows",
          .control = Control::table,
          .zh = "套餐内容",
          .en = "What is in it",
          .help_zh = "每行一组商品和件数；两组有相同商品时，把范围小的写在前面",
          .help_en = "One group of goods per row; when two share goods, put the narrower one first",
          .columns = {{.name = "goods", .control = Control::goods, .zh = "商品", .en = "Goods"},
                      {.name = "count",
                       .control = Control::count,
                       .minimum = 1,
                       .maximum = 100,
                       .initial = 1,
                       .zh = "件数",
                       .en = "Pieces"}},
          .max_rows = kMostRows};
}

static ParameterHint bundle_mode_hint() {
  return {.name = "mode",
          .control = Control::choice,
          .choices = {{"price", "一口价", "One price"},
                      {"percent", "打折", "Percent off"},
                      {"amount", "立减", "Amount off"},
                      {"cheapest_free", "最便宜的一件免费", "The cheapest piece free"}},
          .zh = "优惠方式",
          .en = "How it saves",
          .help_zh = "选好后填下面对应的一项，其余不看",
          .help_en = "Then fill in the field below that goes with it; the others are not looked at"};
}

const Kind& bundle_kind() {
  static const Kind kind = quantity_kind<BundleParameters, Bundle>({
      .kind = "bundle",
      .zh = "组合套餐",
      .en = "Bundle",
      .summary_zh = "几组商品凑成一套，按一口价、打折、立减或最便宜的一件免费；先凑贵的。",
      .summary_en = "Pieces of several groups make a set: for one price, less a part, or the cheapest free.",
      .parameters = {bundle_rows_hint(),
                     bundle_mode_hint(),
                     {.name = "price",
                      .control = Control::money,
                      .required = false,
                      .minimum = 1,
                      .initial = 1990,
                      .zh = "套餐价",
                      .en = "Price of the set",
                      .help_zh = "选“一口价”时填",
                      .help_en = "For “one price”"},
                     {.name = "off",
                      .control = Control::percent,
                      .required = false,
                      .minimum = 1,
                      .maximum = 9999,
                      .zh = "整套减去",
                      .en = "Off the set",
                      .help_zh = "选“打折”时填，八折填 20%",
                      .help_en = "For “percent off”"},
                     {.name = "amount",
                      .control = Control::money,
                      .required = false,
                      .minimum = 1,
                      .zh = "每套立减",
                      .en = "Amount off each set",
                      .help_zh = "选“立减”时填",
                      .help_en = "For “amount off”"}},
  });
  return kind;
}

}  // namespace huiji::promotions
