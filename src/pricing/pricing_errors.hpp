// Why a basket or a return cannot be computed: mistakes of a program at the edge, or of a corrupted journal.
#pragma once

#include "kernel/result.hpp"

namespace huiji::pricing {

inline const ErrorCode line_twice{"pricing.line_twice", Family::malformed, "商品行 {line} 出现了两次",
                                  "The line {line} stands in the basket twice"};
inline const ErrorCode piece_not_whole{"pricing.piece_not_whole", Family::malformed,
                                       "商品行 {line} 是计件商品，数量必须是整数",
                                       "The line {line} is sold by the piece: its quantity must be whole"};
inline const ErrorCode too_much_money{"pricing.too_much_money", Family::malformed,
                                      "商品行 {line} 的金额太大，请检查单价和数量",
                                      "The amount of line {line} is too large: check price and quantity"};
inline const ErrorCode amount_below_zero{"pricing.amount_below_zero", Family::malformed,
                                         "商品行 {line} 的金额不能小于零",
                                         "An amount of line {line} is below zero"};
inline const ErrorCode price_raised{"pricing.price_raised", Family::refused,
                                    "商品行 {line} 只能改低价格，不能高于售价",
                                    "The price of line {line} can only be lowered, not raised"};
inline const ErrorCode rounding_senseless{"pricing.rounding_senseless", Family::malformed,
                                          "抹零单位必须在 1 分到 1 元之间",
                                          "Cash is rounded to between 1 fen and 1 yuan"};
inline const ErrorCode points_step_senseless{
    "pricing.points_step_senseless", Family::malformed, "积分抵现：每档的积分和金额都必须大于零",
    "Points as payment: a step's points and its money must both be above zero"};
inline const ErrorCode points_minimum_senseless{
    "pricing.points_minimum_senseless", Family::malformed, "积分抵现：起用积分不能小于零，也不能大到无法使用",
    "Points as payment: the minimum cannot be below zero, nor beyond all use"};
inline const ErrorCode points_cap_senseless{
    "pricing.points_cap_senseless", Family::malformed,
    "积分抵现：抵扣上限必须大于 0% 且不超过 100%，每单上限金额不能小于一档的金额",
    "Points as payment: the cap must be above 0% and at most 100%, and the cap in money at least one step's"};
inline const ErrorCode points_step_rounded{
    "pricing.points_step_rounded", Family::malformed,
    "积分抵现：每档的金额必须是抹零单位的整数倍，否则抹零会吃掉顾客的积分",
    "Points as payment: a step's money must be a multiple of the unit to which cash is rounded down, or "
    "rounding "
    "would give for nothing what the customer paid for with points"};
inline const ErrorCode returned_too_much{
    "pricing.returned_too_much", Family::refused, "第 {line} 行最多还能退 {remaining}，请减少退货数量",
    "At most {remaining} of line {line} can still be returned: return less"};
inline const ErrorCode sold_line_broken{"pricing.sold_line_broken", Family::malformed,
                                        "原单第 {line} 行的数据不合理",
                                        "Line {line} of the sold document makes no sense"};

inline const ErrorCode points_senseless{"pricing.points_senseless", Family::malformed,
                                        "每元积分必须在 0 到 10000 之间",
                                        "The points per yuan must be between 0 and 10000"};

}  // namespace huiji::pricing
