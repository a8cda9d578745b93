// Why a coupon cannot be made, held, used or passed on, said so that the cashier or the manager knows what to
// do.
#pragma once

#include "kernel/result.hpp"

namespace huiji::wallet {

inline const ErrorCode coupon_promotion_wrong{
    "wallet.coupon_promotion_wrong", Family::refused,
    "“{name}”不是凭券促销：请先在促销里勾选“凭券使用”，再建券批次",
    "“{name}” does not apply by coupon: tick “by coupon” in the promotion, then make the batch"};
inline const ErrorCode coupon_promotion_unknown{"wallet.coupon_promotion_unknown", Family::refused,
                                                "没有这个促销，请重新选择",
                                                "There is no such promotion: choose another"};
inline const ErrorCode coupon_validity_wrong{
    "wallet.coupon_validity_wrong", Family::refused,
    "有效期请二选一：截止日期，或领取后几天内有效；截止日期不能早于开始日期",
    "Give either the last day or the days after issue; the last day must not be before the first"};
inline const ErrorCode coupon_limits_wrong{
    "wallet.coupon_limits_wrong", Family::refused,
    "限量必须大于 0，并且不少于已发放的 {issued} 张；不限请留空",
    "Limits must be above 0 and not below the {issued} issued; leave empty for none"};
inline const ErrorCode coupon_ways_wrong{"wallet.coupon_ways_wrong", Family::refused,
                                         "请选择至少一种发放方式，每种最多一次",
                                         "Choose ways of issuing, each at most once"};
inline const ErrorCode coupon_batch_fixed{
    "wallet.coupon_batch_fixed", Family::refused, "已发过券的批次不能换促销，也不能退回草稿；请新建批次",
    "A batch with coupons keeps its promotion and does not become a draft again: make a new batch"};
inline const ErrorCode coupon_batch_changed{
    "wallet.coupon_batch_changed", Family::refused, "此批次已被他人修改（当前版本 {version}），请刷新后再改",
    "Somebody changed this batch (now version {version}): reload, then edit again"};
inline const ErrorCode no_such_coupon_batch{"wallet.no_such_coupon_batch", Family::not_found,
                                            "没有这个券批次", "There is no such coupon batch"};
inline const ErrorCode coupon_batch_closed{"wallet.coupon_batch_closed", Family::refused,
                                           "批次“{name}”没有启用，不能发券；请先启用",
                                           "The batch “{name}” is not active: activate it, then issue"};
inline const ErrorCode coupon_batch_over{
    "wallet.coupon_batch_over", Family::refused,
    "批次“{name}”的有效期 {until} 已过，不能再发；请延长有效期或新建批次",
    "The batch “{name}” ended on {until}: extend it or make a new one"};
inline const ErrorCode coupon_way_wrong{
    "wallet.coupon_way_wrong", Family::refused, "批次“{name}”不允许这种发放方式；请在批次里勾选后再发",
    "The batch “{name}” is not issued this way: tick it in the batch first"};
inline const ErrorCode coupon_batch_exhausted{
    "wallet.coupon_batch_exhausted", Family::refused, "批次“{name}”只剩 {left} 张可发；请减少张数或提高限量",
    "The batch “{name}” has {left} coupons left: issue fewer or raise the limit"};
inline const ErrorCode coupon_member_has_enough{"wallet.coupon_member_has_enough", Family::refused,
                                                "该会员已领满：每人限 {limit} 张",
                                                "This member has had all that one may have: {limit}"};
inline const ErrorCode coupon_member_unknown{"wallet.coupon_member_unknown", Family::refused, "没有这个会员",
                                             "There is no such member"};
inline const ErrorCode coupon_id_reused{"wallet.coupon_id_reused", Family::refused,
                                        "此编号已用于其他内容，请换新编号重发",
                                        "This id was used for something else: send it with a new id"};
inline const ErrorCode coupon_code_wrong{
    "wallet.coupon_code_wrong", Family::refused, "券码不对：应为 Q 开头的 12 位，请重新扫描或核对后再输",
    "This is no coupon code: 12 characters from Q on. Scan again or check it"};
inline const ErrorCode no_such_coupon{"wallet.no_such_coupon", Family::not_found, "没有这张券，请核对券码",
                                      "There is no such coupon: check the code"};
inline const ErrorCode coupon_passed_on{"wallet.coupon_passed_on", Family::refused,
                                        "这张券已转赠他人，原券码作废；请用新券码",
                                        "This coupon was passed on, its old code is void: use the new one"};
inline const ErrorCode coupon_not_yet{"wallet.coupon_not_yet", Family::refused, "这张券从 {from} 起才能用",
                                      "This coupon is good from {from} on"};
inline const ErrorCode coupon_expired{"wallet.coupon_expired", Family::refused, "这张券已于 {until} 过期",
                                      "This coupon ended on {until}"};
inline const ErrorCode coupon_used{"wallet.coupon_used", Family::refused, "这张券已经用过，一张券只能用一次",
                                   "This coupon has been used: one coupon, one use"};
inline const ErrorCode coupon_voided{"wallet.coupon_voided", Family::refused, "这张券已作废，不能使用",
                                     "This coupon was voided and cannot be used"};
inline const ErrorCode coupon_held_elsewhere{
    "wallet.coupon_held_elsewhere", Family::refused,
    "这张券正在另一台收银机上使用，请在那里取消，或等其到时自动释放",
    "Another till holds this coupon: give it back there, or wait until its time is over"};
inline const ErrorCode coupon_of_another{
    "wallet.coupon_of_another", Family::refused, "这张券属于其他会员；请先识别券主本人，或由其转赠",
    "This coupon belongs to another member: identify the holder, or let them pass it on"};
inline const ErrorCode coupon_use_exhausted{"wallet.coupon_use_exhausted", Family::refused,
                                            "“{name}”的名额（{limit} 张）已用完",
                                            "All {limit} uses of “{name}” are taken"};
inline const ErrorCode coupon_member_exhausted{
    "wallet.coupon_member_exhausted", Family::refused, "该会员已用满“{name}”：每人限 {limit} 张",
    "This member has used all {limit} that one may use of “{name}”"};
inline const ErrorCode coupon_reservation_over{
    "wallet.coupon_reservation_over", Family::refused, "这次占用已经结束（{state}）；要再用这张券请重新扫描",
    "This hold is over ({state}): scan the coupon again to use it"};
inline const ErrorCode coupon_not_transferable{"wallet.coupon_not_transferable", Family::refused,
                                               "这种券不能转赠", "This coupon cannot be passed on"};
inline const ErrorCode coupon_not_free{
    "wallet.coupon_not_free", Family::refused, "这张券现在不能这样处理（已用、占用中、过期或作废）",
    "The coupon is used, held, expired or voided: this cannot be done now"};
inline const ErrorCode no_such_coupon_transfer{"wallet.no_such_coupon_transfer", Family::not_found,
                                               "没有这个转赠链接，请让对方重新转赠",
                                               "There is no such transfer: ask the holder to make it again"};
inline const ErrorCode coupon_transfer_over{
    "wallet.coupon_transfer_over", Family::refused, "这个转赠链接已被领取、已过期或已失效；请让对方重新转赠",
    "This transfer was taken, is too old or void: ask the holder to make it again"};
inline const ErrorCode coupon_of_sale_unknown{
    "wallet.coupon_of_sale_unknown", Family::refused, "销售单里的优惠券 {coupon} 不存在，请联系店长处理",
    "The sale names a coupon {coupon} that does not exist: call the manager"};
inline const ErrorCode coupon_of_sale_missing{
    "wallet.coupon_of_sale_missing", Family::refused,
    "“{name}”的券要逐张扫码：用了 {used} 张，只扫了 {scanned} 张",
    "Coupons of “{name}” are scanned one by one: {used} are used, {scanned} were scanned"};

}  // namespace huiji::wallet
