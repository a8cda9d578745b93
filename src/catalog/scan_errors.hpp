// Every "no" to a scanned code. A cashier has the customer waiting, so each text says what to do next: scan
// again, weigh again, take the goods off sale.
#pragma once

#include "kernel/result.hpp"

namespace huiji::catalog {

// Reading the code.
inline const ErrorCode scan_not_goods{"catalog.scan_not_goods", Family::malformed,
                                      "这不是商品条码，请扫描包装上的条码",
                                      "This is no code of goods: scan the barcode on the package"};
inline const ErrorCode scan_check_digit{"catalog.scan_check_digit", Family::malformed,
                                        "条码 {code} 的校验码不对，请重新扫描",
                                        "Code {code} has a wrong check digit: scan it again"};
inline const ErrorCode scan_truncated{"catalog.scan_truncated", Family::malformed,
                                      "二维码内容不完整（{ai}），请重新扫描",
                                      "The code breaks off (at {ai}): scan it again"};
inline const ErrorCode scan_unknown_ai{
    "catalog.scan_unknown_ai", Family::malformed, "条码里有不认识的内容（{ai}），请扫描商品的一维条码",
    "The code holds something unknown (at {ai}): scan the linear barcode instead"};
inline const ErrorCode scan_value{"catalog.scan_value", Family::malformed,
                                  "条码里的内容 {ai} 有误，请扫描商品的一维条码",
                                  "Element {ai} of the code is wrong: scan the linear barcode instead"};
inline const ErrorCode scan_date{"catalog.scan_date", Family::malformed,
                                 "条码里的日期 {value} 不存在，请核对包装",
                                 "The code's date {value} does not exist: check the package"};
inline const ErrorCode scan_twice{"catalog.scan_twice", Family::malformed,
                                  "条码里的 {ai} 出现了两次且不一致，请重新扫描",
                                  "Element {ai} comes twice in the code and differs: scan it again"};
inline const ErrorCode scan_currency{"catalog.scan_currency", Family::malformed,
                                     "标签价格不是人民币，请按商品条码重新扫描",
                                     "The label's price is not in yuan: scan the product's barcode instead"};
inline const ErrorCode scan_too_large{"catalog.scan_too_large", Family::malformed,
                                      "标签上的重量或金额过大，请重新扫描",
                                      "The label's weight or amount is too large: scan it again"};
inline const ErrorCode scan_no_measure{"catalog.scan_no_measure", Family::malformed,
                                       "标签上的重量或金额为 0，请重新过秤",
                                       "The label shows a weight or an amount of 0: weigh again"};
inline const ErrorCode label_price_check{"catalog.label_price_check", Family::malformed,
                                         "标签 {code} 的金额校验码不对，请重新扫描",
                                         "The amount's check digit on label {code} is wrong: scan it again"};

// Ringing it up.
inline const ErrorCode expired_goods{
    "catalog.expired_goods", Family::refused, "商品已过保质期（{date}），不能销售，请下架",
    "These goods expired on {date} and can't be sold: take them off the shelf"};
inline const ErrorCode label_times{"catalog.label_times", Family::refused,
                                   "称重标签和折价标签不能乘数量，请逐张扫描",
                                   "A weighed or marked-down label can't be multiplied: scan each label"};
inline const ErrorCode label_without_weight{"catalog.label_without_weight", Family::refused,
                                            "标签上没有重量，请称重",
                                            "The label shows no weight: weigh the goods"};
inline const ErrorCode label_without_price{
    "catalog.label_without_price", Family::refused, "这个商品没有售价，无法由标签金额算出重量，请重新过秤",
    "The product has no price, so the amount gives no weight: weigh again"};
inline const ErrorCode label_amount_far{"catalog.label_amount_far", Family::refused,
                                        "标签金额与现价相差过大，请重新过秤",
                                        "The label's amount is far from today's price: weigh again"};
inline const ErrorCode label_pieces{"catalog.label_pieces", Family::refused,
                                    "标签金额不是单价的整数倍，价格可能改过，请按件数输入",
                                    "The label's amount is no whole number of pieces, the price may have "
                                    "changed: enter the number of pieces"};
inline const ErrorCode label_count{
    "catalog.label_count", Family::refused, "标签上有 {count} 件，像是按重量打印的，请核对后输入件数",
    "The label says {count} pieces, which looks like a weight: check it and enter "
    "the number of pieces"};

// A shop's own label layout.
inline const ErrorCode grammar_senseless{"catalog.grammar_senseless", Family::malformed,
                                         "标签格式“{name}”有误：{reason_zh}",
                                         "The label layout “{name}” is wrong: {reason_en}"};
inline const ErrorCode grammar_value{"catalog.grammar_value", Family::malformed,
                                     "这些内容放不进标签格式“{name}”：{field}",
                                     "The label layout “{name}” has no room for this: {field}"};

}  // namespace huiji::catalog
