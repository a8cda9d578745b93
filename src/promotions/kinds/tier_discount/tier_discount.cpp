// 等级折扣: a percentage off the shelf price that grows with the member's level. Whoever has no level of the
// table pays the usual price.
#include <set>

#include "promotions/engine/kind.hpp"
#include "promotions/engine/percentage.hpp"
#include "promotions/engine/rows.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct TierDiscountRow {
  std::string tier;
  Percent off;
};
BOOST_DESCRIBE_STRUCT(TierDiscountRow, (), (tier, off))

struct TierDiscountParameters {
  std::vector<TierDiscountRow> rows;

  Result<Done> check() const {
    if (!fits_a_table(rows)) return rows_senseless;
    std::set<std::string_view> tiers;
    for (const TierDiscountRow& row : rows) {
      if (row.tier.empty() || !tiers.insert(row.tier).second) return tiers_senseless;
      if (!is_percentage_off(row.off)) return percent_senseless;
    }
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(TierDiscountParameters, (), (rows))

class TierDiscount final : public UnitOffer {
 public:
  explicit TierDiscount(TierDiscountParameters parameters) : rows_(std::move(parameters.rows)) {}
  Money payable(const Item& item, const Setting& setting) const override {
    for (const TierDiscountRow& row : rows_)
      if (row.tier == setting.tier) return after_off(item.gross, row.off);
    return item.gross;
  }

 private:
  std::vector<TierDiscountRow> rows_;
};

const Kind& tier_discount_kind() {
  static const Kind kind = unit_kind<TierDiscountParameters, TierDiscount>({
      .kind = "tier_discount",
      .zh = "等级折扣",
      .en = "Discount by member level",
      .summary_zh = "会员按等级打折，不同等级不同折扣；与特价、会员价相比取最低价，不叠加。",
      .summary_en = "Each member level has its percentage; special and member prices do not add up with it.",
      .parameters = {{.name = "rows",
                      .control = Control::table,
                      .zh = "等级与折扣",
                      .en = "Levels",
                      .help_zh = "每个等级一行；没有写的等级不打折",
                      .help_en = "One row per level; a level without a row pays the usual price",
                      .columns = {{.name = "tier", .control = Control::text, .zh = "等级", .en = "Level"},
                                  {.name = "off",
                                   .control = Control::percent,
                                   .minimum = 1,
                                   .maximum = 9999,
                                   .initial = 500,
                                   .zh = "减去",
                                   .en = "Off"}},
                      .max_rows = kMostRows}},
  });
  return kind;
}

}  // namespace huiji::promotions
