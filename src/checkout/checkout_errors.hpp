// Why a sale or a return is refused, and what to do. `refused` goes to the till's quarantine and to a person;
// `retry` stays in the journal and is sent again.
#pragma once

#include "kernel/result.hpp"

namespace huiji::checkout {

inline const ErrorCode sale_id_reused{
    "sale.id_reused", Family::refused, "此单号已存有另一笔内容不同的单据（{number}），请新开一单",
    "This id already holds a different document ({number}): start a new one"};
inline const ErrorCode sale_sequence_reused{
    "sale.sequence_reused", Family::refused,
    "此收银台的流水号或小票号已用于单据 {number}（第 {sequence} 号），请检查收银台是否被重复登记",
    "The sequence or the receipt number of this till is taken by document {number} (sequence {sequence}): "
    "check whether the till was enrolled twice"};
inline const ErrorCode sale_total_differs{
    "sale.total_differs", Family::refused,
    "收银台算得 {shown} 分，服务器算得 {computed} 分，请保留小票并联系技术支持",
    "The till came to {shown} fen, the server to {computed} fen: keep the receipt and call support"};
inline const ErrorCode sale_version_unknown{
    "sale.version_unknown", Family::retry, "服务器还没有价格版本 {version}，请稍后重发",
    "The server does not have catalogue version {version} yet: send the same request again"};
inline const ErrorCode sale_product_unknown{
    "sale.product_unknown", Family::refused, "版本 {version} 中没有第 {line_no} 行的商品，请检查商品资料",
    "The product of line {line_no} does not exist in version {version}: check the catalogue"};
inline const ErrorCode sale_staff_unknown{"sale.staff_unknown", Family::refused,
                                          "找不到这位收银员，请用有效账号重新登录",
                                          "There is no such cashier: log in with a valid account"};
inline const ErrorCode sale_member_unknown{
    "sale.member_unknown", Family::refused, "会员登记尚未到达服务器，请先上传会员登记，再重发此单",
    "This member's registration has not arrived: deliver the registration first, then send the sale again"};
inline const ErrorCode sale_lines_wrong{"sale.lines_wrong", Family::malformed,
                                        "一单须有 1 至 500 行商品，请分单结账",
                                        "A sale has 1 to 500 lines: split the basket"};
inline const ErrorCode sale_quantity_wrong{
    "sale.quantity_wrong", Family::malformed, "第 {line_no} 行数量有误：计件商品须为整数，且不超过上限",
    "The quantity of line {line_no} is wrong: goods by the piece need a "
    "whole number within the limit"};
inline const ErrorCode sale_label_wrong{
    "sale.label_wrong", Family::malformed,
    "第 {line_no} 行的秤签金额有误：不得为负，也不得高于货架金额的两倍",
    "The label amount of line {line_no} is wrong: not below zero and at most twice the shelf amount"};
inline const ErrorCode sale_too_large{"sale.too_large", Family::refused, "金额超出系统上限，请核对数量与价格",
                                      "The amount is beyond the limit: check quantities and prices"};
inline const ErrorCode sale_tender_wrong{"sale.tender_wrong", Family::malformed,
                                         "收款有误：实收减找零须等于应收 {payable} 分，找零不得多于实收",
                                         "The tenders are wrong: received minus change must equal {payable} "
                                         "fen, change at most what was received"};
inline const ErrorCode sale_number_wrong{"sale.number_wrong", Family::malformed,
                                         "小票号或流水号有误，请检查收银台设置",
                                         "The receipt number or the sequence is wrong: check the till"};
inline const ErrorCode sale_discount_not_allowed{
    "sale.discount_not_allowed", Family::forbidden, "该员工没有改价或整单优惠的权限，请店长办理",
    "This person may not lower a price by hand: ask the manager"};
inline const ErrorCode sale_discount_wrong{
    "sale.discount_wrong", Family::malformed,
    "整单优惠有误：比例须在 0 至 100% 之间，金额不得为负，并须写明原因",
    "The discount by hand is wrong: 0 to 100 %, no negative amount, "
    "and a reason is needed"};
inline const ErrorCode sale_reason_missing{"sale.reason_missing", Family::malformed,
                                           "第 {line_no} 行放行过期商品须写明原因",
                                           "Line {line_no}: a reason is needed to sell it past its date"};
inline const ErrorCode sale_expired_not_allowed{
    "sale.expired_not_allowed", Family::forbidden, "第 {line_no} 行商品已过期，须由店长授权",
    "Line {line_no} is past its date: the manager has to allow it"};
inline const ErrorCode sale_approval_wrong{
    "sale.approval_wrong", Family::forbidden, "主管授权无效、已过期或不属于这笔销售，请重新授权",
    "The approval is not genuine, too old or of another sale: ask the manager again"};
inline const ErrorCode sale_shop_wrong{"sale.shop_wrong", Family::malformed,
                                       "此单按另一家门店计价，请检查收银台所属门店",
                                       "The sale was priced for another shop: check the till's shop"};
inline const ErrorCode sale_tender_not_paid{
    "sale.tender_not_paid", Family::malformed, "此单按“{tender}”付款计价，实际并非全部以此付款，请重新结账",
    "The sale was priced for “{tender}”, but not all of it was paid so: settle it again"};
inline const ErrorCode sale_serial_wrong{
    "sale.serial_wrong", Family::malformed, "第 {line_no} 行的折价标签有误：一张标签只卖一件，且一单只用一次",
    "The markdown label of line {line_no} is wrong: it sells one piece, once in a sale"};
inline const ErrorCode sale_serial_used{
    "sale.serial_used", Family::refused, "第 {line_no} 行的折价标签已随小票 {number} 售出，不能再用",
    "The markdown label of line {line_no} was sold with receipt {number} already"};
inline const ErrorCode sale_birthday_wrong{
    "sale.birthday_wrong", Family::refused, "此单按生日优惠计价，但会员资料中的生日不在此期间，请核对",
    "The sale was priced as a birthday, but the member's birthday is not near: check the member"};
inline const ErrorCode sale_bonus_wrong{
    "sale.bonus_wrong", Family::refused, "储值赠金金额有误，应为 {expected} 分，请重新结算",
    "The part paid with bonus money is wrong: it has to be {expected} fen; settle again"};
inline const ErrorCode sale_tier_wrong{
    "sale.tier_wrong", Family::refused, "会员等级“{tier}”与档案不符，请刷新会员资料后重新结算",
    "The member does not have the tier \"{tier}\": refresh the member and price again"};
inline const ErrorCode sale_tags_wrong{
    "sale.tags_wrong", Family::refused, "此单按会员标签计价，但会员近期没有这些标签，请核对会员",
    "The sale was priced by tags that the member did not have lately: check the member"};
inline const ErrorCode sale_channel_wrong{
    "sale.channel_wrong", Family::refused,
    "收银台不能按渠道“{channel}”开单，请改为到店，或请店长在规则中加上这个渠道",
    "A till may not sell through the channel {channel}: sell it as in the shop, or let a manager list the "
    "channel in the rules"};
inline const ErrorCode sale_points_not_spendable{
    "sale.points_not_spendable", Family::refused, "此单使用了积分，但没有会员，请先录入会员后重新结账",
    "The sale spends points without a member: enter the member and settle again"};
inline const ErrorCode sale_account_member{
    "sale.account_member", Family::malformed, "挂账必须先录入会员，请录入后重新结账",
    "Selling on account needs a member: enter the member and settle again"};
inline const ErrorCode sale_account_not_allowed{"sale.account_not_allowed", Family::forbidden,
                                                "该员工没有挂账权限，请换有权限的人结账或改用其他付款方式",
                                                "This person may not sell on account: ask somebody who may, "
                                                "or take another tender"};
inline const ErrorCode sale_not_found{"sale.not_found", Family::not_found,
                                      "没有这张单据，可能还在收银台等待上传",
                                      "There is no such document: it may still wait on a till"};

inline const ErrorCode return_original_unknown{
    "return.original_unknown", Family::refused,
    "原单还没有上传到服务器，请先让原收银台联网上传，再重发此退货",
    "The original sale has not arrived: connect the till that sold it, then send this return again"};
inline const ErrorCode return_of_return{"return.of_return", Family::refused, "退货单不能再退，请选择原销售单",
                                        "A return cannot be returned: choose the original sale"};
inline const ErrorCode return_line_wrong{
    "return.line_wrong", Family::malformed, "退货行 {line_no} 有误：原单没有此行、行号重复或数量不是整数",
    "Return line {line_no} is wrong: not in the sale, given twice, or not a whole number of pieces"};
inline const ErrorCode return_too_much{
    "return.too_much", Family::refused, "第 {line_no} 行最多还能退 {remaining}（千分之一单位），请核对",
    "Line {line_no} has only {remaining} thousandths left to return: check the goods"};
inline const ErrorCode return_refund_differs{
    "return.refund_differs", Family::refused,
    "收银台退款 {shown} 分，服务器算得 {computed} 分，请保留小票并联系技术支持",
    "The till refunded {shown} fen, the server comes to {computed} fen: keep the receipt and call support"};
inline const ErrorCode return_coupon_used{
    "return.coupon_used", Family::refused,
    "这单返的券刚刚被用掉：收银台算退 {shown} 分，扣回已用的券后应退 {computed} 分；请重新查找这张小票再退",
    "A coupon that this sale gave has just been used: the till refunds {shown} fen, less the coupon it is "
    "{computed}; look the receipt up again"};
inline const ErrorCode till_lease_unknown{"till.lease_unknown", Family::not_found,
                                          "这台收银机没有这笔离线额度，请刷新列表",
                                          "This till holds no such lease: look at the list again"};
inline const ErrorCode return_price_too_high{
    "return.price_too_high", Family::refused, "第 {line_no} 行的退价不得高于货架价 {price} 分",
    "Line {line_no}: what is paid back may not exceed the shelf price of {price} fen"};
inline const ErrorCode return_not_allowed{"return.not_allowed", Family::forbidden,
                                          "该员工没有退货权限，请店长办理",
                                          "This person may not take goods back: ask the manager"};
inline const ErrorCode return_raced{"return.raced", Family::retry, "另一收银台正在退同一张单，请稍后重发",
                                    "Another till is returning the same sale: send the same request again"};

inline const ErrorCode cursor_wrong{"sale.cursor_wrong", Family::malformed,
                                    "翻页位置无效，请从第一页重新查询",
                                    "The page position is wrong: start from the first page"};

}  // namespace huiji::checkout
