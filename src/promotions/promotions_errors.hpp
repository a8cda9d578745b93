// Why a promotion cannot be stored, said so that the person who wrote it can put it right.
#pragma once

#include "kernel/result.hpp"

namespace huiji::promotions {

inline const ErrorCode unknown_kind{"promotions.unknown_kind", Family::malformed, "没有“{kind}”这种促销",
                                    "There is no kind of promotion “{kind}”"};
inline const ErrorCode percent_senseless{"promotions.percent_senseless", Family::refused,
                                         "优惠比例必须大于 0% 且小于 100%；要免费请用买赠促销",
                                         "The percentage off must be above 0 % and below 100 %"};
inline const ErrorCode price_senseless{"promotions.price_senseless", Family::refused, "特价必须大于 0",
                                       "The special price must be above 0"};
inline const ErrorCode nth_senseless{"promotions.nth_senseless", Family::refused,
                                     "“第几件”必须在 2 到 100 之间",
                                     "“Every n-th” must be between 2 and 100"};
inline const ErrorCode buy_free_senseless{"promotions.buy_free_senseless", Family::refused,
                                          "买几件、送几件都必须在 1 到 100 之间",
                                          "The counts of bought and of free goods must be between 1 and 100"};
inline const ErrorCode sets_senseless{"promotions.sets_senseless", Family::refused,
                                      "每单最多组数必须大于 0，不限请留空",
                                      "The limit of sets must be above 0; leave it empty for no limit"};
inline const ErrorCode threshold_senseless{"promotions.threshold_senseless", Family::refused,
                                           "立减金额必须大于 0，并且小于满额门槛",
                                           "The reduction must be above 0 and below the threshold"};
inline const ErrorCode cap_senseless{"promotions.cap_senseless", Family::refused,
                                     "封顶金额只用于“每满”，并且不能小于一次立减的金额",
                                     "A cap is for “every” only and must not be below one reduction"};
inline const ErrorCode amount_senseless{"promotions.amount_senseless", Family::refused, "优惠金额必须大于 0",
                                        "The amount off must be above 0"};
inline const ErrorCode rows_senseless{"promotions.rows_senseless", Family::refused, "表格要填 1 到 20 行",
                                      "Fill in 1 to 20 rows of the table"};
inline const ErrorCode rows_order{"promotions.rows_order", Family::refused,
                                  "每一行的条件都要比上一行高，优惠也要比上一行大",
                                  "Each row must ask for more than the row before it, and give more"};
inline const ErrorCode row_off_senseless{"promotions.row_off_senseless", Family::refused,
                                         "每一行的立减金额都要大于 0，并且小于这一行的门槛",
                                         "In each row the reduction must be above 0 and below its threshold"};
inline const ErrorCode tiers_senseless{"promotions.tiers_senseless", Family::refused,
                                       "每行填一个会员等级，同一等级不能写两行",
                                       "Name one member level in each row, each level once"};
inline const ErrorCode bands_senseless{
    "promotions.bands_senseless", Family::refused, "件数从第 2 件起逐行增加，单价逐行降低，并且大于 0",
    "From piece 2 on counts must rise and prices fall from row to row, and stay above 0"};
inline const ErrorCode days_senseless{
    "promotions.days_senseless", Family::refused, "剩余天数在 0 到 1000 之间，逐行减少，折扣逐行加大",
    "Days left are 0 to 1000 and fall from row to row while the percentage rises"};
inline const ErrorCode times_senseless{
    "promotions.times_senseless", Family::refused, "时刻在 00:00 到 23:59 之间，逐行变晚，折扣逐行加大",
    "Times are 00:00 to 23:59 and rise from row to row, and so do the percentages"};
inline const ErrorCode count_senseless{"promotions.count_senseless", Family::refused,
                                       "件数必须在 1 到 100 之间", "Counts must be between 1 and 100"};
inline const ErrorCode set_count_senseless{
    "promotions.set_count_senseless", Family::refused, "每组件数必须在 2 到 100 之间；只要一件请用特价",
    "A set must have 2 to 100 pieces; for a single piece use a special price"};
inline const ErrorCode set_price_senseless{
    "promotions.set_price_senseless", Family::refused, "一口价必须大于 0；要免费请用买赠或满赠",
    "The price of a set must be above 0; for free goods use a buy-and-get or gift promotion"};
inline const ErrorCode free_percent_senseless{
    "promotions.free_percent_senseless", Family::refused, "优惠比例必须大于 0%，最多 100%（免费）",
    "The percentage off must be above 0 %, and at most 100 % (free)"};
inline const ErrorCode goods_missing{"promotions.goods_missing", Family::refused, "请至少选择一个商品或分类",
                                     "Choose at least one product or category"};
inline const ErrorCode bundle_senseless{"promotions.bundle_senseless", Family::refused,
                                        "套餐至少要有 2 件商品", "A bundle needs at least two pieces"};
inline const ErrorCode bundle_benefit_missing{
    "promotions.bundle_benefit_missing", Family::refused,
    "请填写所选优惠方式的数值（一口价、折扣或立减金额）",
    "Fill in the value of the way chosen: price, percentage or amount off"};
inline const ErrorCode points_senseless{"promotions.points_senseless", Family::refused,
                                        "积分必须在 1 到 100000 之间",
                                        "Points must be between 1 and 100,000"};
inline const ErrorCode points_price_senseless{"promotions.points_price_senseless", Family::refused,
                                              "换购价不能小于 0",
                                              "The price beside the points must not be below 0"};
inline const ErrorCode exchange_price_senseless{"promotions.exchange_price_senseless", Family::refused,
                                                "兑换价不能小于 0；免费兑换请填 0",
                                                "The price with the coupon must not be below 0; 0 is free"};
inline const ErrorCode threshold_missing{"promotions.threshold_missing", Family::refused, "门槛必须大于 0",
                                         "The threshold must be above 0"};
inline const ErrorCode add_on_price_senseless{
    "promotions.add_on_price_senseless", Family::refused, "换购价必须大于 0；免费请用满赠",
    "The add-on price must be above 0; for free goods use a gift promotion"};
inline const ErrorCode every_senseless{"promotions.every_senseless", Family::refused,
                                       "“每满都送”需要填写金额门槛或件数门槛",
                                       "“For every” needs an amount or a number of pieces as its threshold"};
inline const ErrorCode order_cap_senseless{"promotions.order_cap_senseless", Family::refused,
                                           "封顶金额必须大于 0，不封顶请留空",
                                           "The cap must be above 0; leave it empty for none"};
inline const ErrorCode voucher_senseless{
    "promotions.voucher_senseless", Family::refused, "面值必须大于 0，并且不能大于每张的使用门槛",
    "The value must be above 0 and not above the threshold of a voucher"};
inline const ErrorCode voucher_count_senseless{
    "promotions.voucher_count_senseless", Family::refused, "每单最多张数必须大于 0，不限请留空",
    "The limit of vouchers must be above 0; leave it empty for no limit"};
inline const ErrorCode tenders_senseless{"promotions.tenders_senseless", Family::refused,
                                         "每行填一种支付方式，不能重复",
                                         "Name one way of paying in each row, each once"};
inline const ErrorCode tender_benefit_senseless{
    "promotions.tender_benefit_senseless", Family::refused,
    "减免比例和立减金额必须且只能填一个；封顶只用于比例",
    "Fill in either the percentage or the amount off, not both; a cap is for a percentage only"};
inline const ErrorCode tender_amount_senseless{
    "promotions.tender_amount_senseless", Family::refused, "立减金额必须大于 0，有门槛时要小于门槛",
    "The amount off must be above 0, and below the threshold if there is one"};
inline const ErrorCode delivery_rows_senseless{"promotions.delivery_rows_senseless", Family::refused,
                                               "门槛和减免金额都要逐行增加；只有最后一行可以留空金额（全免）",
                                               "Thresholds and amounts must rise from row to row; only the "
                                               "last row may leave the amount empty (the whole fee)"};
inline const ErrorCode multiple_senseless{"promotions.multiple_senseless", Family::refused,
                                          "倍数必须大于 1 倍，最多 100 倍",
                                          "The multiple must be above 1, and at most 100"};
inline const ErrorCode reward_threshold_senseless{"promotions.reward_threshold_senseless", Family::refused,
                                                  "每满赠送的门槛至少 1 元",
                                                  "For “every”, the threshold must be at least 1 yuan"};
inline const ErrorCode coupon_missing{"promotions.coupon_missing", Family::refused,
                                      "请选择要返的券（一个凭券促销）",
                                      "Choose the promotion whose coupon is given"};
inline const ErrorCode coupon_count_senseless{"promotions.coupon_count_senseless", Family::refused,
                                              "返券张数必须在 1 到 100 之间",
                                              "The number of coupons must be between 1 and 100"};
inline const ErrorCode stamps_senseless{
    "promotions.stamps_senseless", Family::refused,
    "“每满多少元一枚”和“每件一枚”必须且只能选一个；金额至少 1 元",
    "Choose either an amount per stamp, at least 1 yuan, or one stamp for each piece"};
inline const ErrorCode most_senseless{"promotions.most_senseless", Family::refused,
                                      "每单上限必须大于 0，不限请留空",
                                      "The limit per sale must be above 0; leave it empty for no limit"};
inline const ErrorCode draw_threshold_senseless{"promotions.draw_threshold_senseless", Family::refused,
                                                "抽奖门槛至少 1 元",
                                                "The threshold of a draw must be at least 1 yuan"};
inline const ErrorCode event_missing{"promotions.event_missing", Family::refused,
                                     "请填写收银员要确认的行为，例如 own_bag（自带购物袋）",
                                     "Name what the cashier confirms, such as own_bag"};
inline const ErrorCode coupon_needed{"promotions.coupon_needed", Family::refused,
                                     "“{kind}”会对所有人生效，请勾选“凭券使用”",
                                     "“{kind}” would apply to everybody: tick “by coupon”"};
inline const ErrorCode never_open{"promotions.never_open", Family::refused,
                                  "活动时间内没有任何一刻生效，请检查起止时间、星期和时段",
                                  "The promotion is never open: check its dates, weekdays and hours"};
inline const ErrorCode weekday_senseless{"promotions.weekday_senseless", Family::refused,
                                         "星期只能是 1（周一）到 7（周日），不能重复",
                                         "Weekdays are 1 (Monday) to 7 (Sunday), each at most once"};
inline const ErrorCode hours_senseless{"promotions.hours_senseless", Family::refused,
                                       "时段的开始和结束都要填，且在 00:00 到 24:00 之间",
                                       "Give both the first and the last minute, between 00:00 and 24:00"};
inline const ErrorCode scope_senseless{"promotions.scope_senseless", Family::refused,
                                       "适用范围里的商品或分类全部被排除了",
                                       "Everything in the scope is excluded again"};
inline const ErrorCode changed_meanwhile{
    "promotions.changed_meanwhile", Family::refused, "此促销已被他人修改（当前版本 {version}），请刷新后再改",
    "Somebody changed this promotion (now version {version}): reload, then edit again"};
inline const ErrorCode no_such_promotion{"promotions.no_such_promotion", Family::not_found, "没有这个促销",
                                         "There is no such promotion"};

}  // namespace huiji::promotions
