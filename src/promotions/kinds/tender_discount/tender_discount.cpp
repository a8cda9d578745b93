// 支付立减: a percentage or an amount off when the sale is paid in one of the ways named, once the goods in
// scope cost the threshold. It is worked out after all other offers, for the way of paying that the customer
// names.
#include <set>

#include "promotions/engine/kind.hpp"
#include "promotions/engine/percentage.hpp"
#include "promotions/engine/rows.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

struct TenderRow {
  std::string tender;
};
BOOST_DESCRIBE_STRUCT(TenderRow, (), (tender))

struct TenderDiscountParameters {
  std::vector<TenderRow> rows;
  Money threshold;  // 0: none
  std::optional<Percent> off;
  std::optional<Money> amount;
  std::optional<Money> cap;

  Result<Done> check() const {
    if (!fits_a_table(rows)) return rows_senseless;
    std::set<std::string_view> tenders;
    for (const TenderRow& row : rows)
      if (row.tender.empty() || !tenders.insert(row.tender).second) return tenders_senseless;
    if (threshold.minor < 0) return threshold_missing;
    if (off.has_value() == amount.has_value() || (cap && amount)) return tender_benefit_senseless;
    if (off && !is_percentage_off(*off)) return percent_senseless;
    if (cap && cap->minor <= 0) return order_cap_senseless;
    if (amount && (amount->minor <= 0 || (threshold.minor > 0 && *amount >= threshold)))
      return tender_amount_senseless;
    return Done{};
  }
};
BOOST_DESCRIBE_STRUCT(TenderDiscountParameters, (), (rows, threshold, off, amount, cap))

class TenderDiscount final : public OrderOffer {
 public:
  explicit TenderDiscount(const TenderDiscountParameters& parameters) : parameters_(parameters) {
    for (const TenderRow& row : parameters.rows) tenders_.push_back(row.tender);
  }
  Reduction reduction(const OrderView& view) const override {
    if (view.entry < parameters_.threshold || view.limit < 1) return {};
    const Money off = parameters_.amount ? *parameters_.amount : off_of(view.running, *parameters_.off);
    return {parameters_.cap ? std::min(off, *parameters_.cap) : off, 1};
  }
  std::optional<Money> next_step(Money entry) const override {
    return entry < parameters_.threshold ? std::optional(parameters_.threshold) : std::nullopt;
  }
  std::span<const std::string> tenders() const override { return tenders_; }

 private:
  TenderDiscountParameters parameters_;
  std::vector<std::string> tenders_;
};

const Kind& tender_discount_kind() {
  static const Kind kind = order_kind<TenderDiscountParameters, TenderDiscount>(
      {
          .kind = "tender_discount",
          .zh = "支付立减",
          .en = "Discount by way of paying",
          .summary_zh = "用指定的支付方式付款，满额立减或打折；换了支付方式就不再享受。",
          .summary_en = "An amount or a percentage off for paying in one of the ways named.",
          .parameters =
              {{.name = "rows",
                .control = Control::table,
                .zh = "支付方式",
                .en = "Ways of paying",
                .help_zh = "每行一种，例如 wechat、alipay、stored_value",
                .help_en = "One in each row, such as wechat, alipay, stored_value",
                .columns = {{.name = "tender", .control = Control::text, .zh = "支付方式", .en = "Tender"}},
                .max_rows = kMostRows},
               {.name = "threshold",
                .control = Control::money,
                .minimum = 0,
                .initial = 0,
                .zh = "满",
                .en = "Threshold",
                .help_zh = "其他优惠之后的金额；0 为无门槛",
                .help_en = "Of the amount after all other offers; 0: none"},
               {.name = "amount",
                .control = Control::money,
                .required = false,
                .minimum = 1,
                .initial = 500,
                .zh = "立减",
                .en = "Amount off",
                .help_zh = "与“减去比例”填一个",
                .help_en = "Either this or a percentage"},
               {.name = "off",
                .control = Control::percent,
                .required = false,
                .minimum = 1,
                .maximum = 9999,
                .zh = "减去比例",
                .en = "Percentage off",
                .help_zh = "九五折填 5%",
                .help_en = "Either this or an amount"},
               {.name = "cap",
                .control = Control::money,
                .required = false,
                .minimum = 1,
                .zh = "封顶",
                .en = "Cap",
                .help_zh = "只用于比例，留空为不封顶",
                .help_en = "For a percentage; empty: no cap"}},
      },
      pricing::Layer::tender);
  return kind;
}

}  // namespace huiji::promotions
