// What the wallet room refuses (coupons: coupon_errors.hpp). No text or detail holds a PIN or a code.
#pragma once

#include "kernel/result.hpp"

namespace huiji::wallet {

inline const ErrorCode id_reused{"wallet.id_reused", Family::refused,
                                 "此操作编号已提交过且内容不同，请重新发起一笔",
                                 "This operation was sent before with other content: start a new one"};
inline const ErrorCode member_unknown{"wallet.member_unknown", Family::not_found, "没有找到这位会员，请核对",
                                      "No such member: check it"};
inline const ErrorCode member_not_active{
    "wallet.member_not_active", Family::refused, "会员已冻结或注销，不能充值或使用余额，请先在后台处理",
    "The member is frozen or closed and can't recharge or spend: see to it "
    "in the office first"};
inline const ErrorCode household_first{
    "wallet.household_first", Family::refused, "这位会员在家庭共享积分中，请先在会员页将其移出家庭",
    "The member shares points in a household: take the member out of it first"};
inline const ErrorCode card_unknown{"wallet.card_unknown", Family::not_found, "没有找到这张卡，请核对卡号",
                                    "No such card: check its number"};
inline const ErrorCode card_not_active{"wallet.card_not_active", Family::refused,
                                       "卡 {number} 已{state}，不能使用；本人可凭会员身份解冻或补卡",
                                       "Card {number} is {state} and can't be used: its holder may have it "
                                       "released or replaced"};
inline const ErrorCode card_expired{"wallet.card_expired", Family::refused,
                                    "卡 {number} 已于 {date} 到期，请先办理激活或换卡",
                                    "Card {number} expired on {date}: have it reactivated or replaced first"};
inline const ErrorCode card_elsewhere{
    "wallet.card_elsewhere", Family::refused,
    "卡 {number} 只能在购买时约定的门店使用，本店不能用，请改用其他付款方式",
    "Card {number} was sold for other shops and can't be used here: pay another "
    "way"};
inline const ErrorCode card_other_shops{
    "wallet.card_other_shops", Family::refused,
    "卡 {number} 的可用门店与所选套餐不同，请不指定卡充值，系统会使用或新开对应的卡",
    "Card {number} is for other shops than the package: recharge without naming a card, the right one is "
    "used or opened"};
inline const ErrorCode card_kind_wrong{"wallet.card_kind_wrong", Family::malformed,
                                       "这张卡不能这样使用，请核对卡的种类",
                                       "This card can't be used like that: check its kind"};
inline const ErrorCode package_unknown{"wallet.package_unknown", Family::not_found,
                                       "没有找到这个套餐，请刷新后重选",
                                       "No such package: refresh and choose again"};
inline const ErrorCode package_off_sale{"wallet.package_off_sale", Family::refused,
                                        "套餐“{name}”已停售，请另选",
                                        "Package \"{name}\" is no longer sold: choose another"};
inline const ErrorCode package_wrong{"wallet.package_wrong", Family::malformed, "套餐设置有误：{field}",
                                     "The package makes no sense: {field}"};
inline const ErrorCode policy_wrong{"wallet.policy_wrong", Family::malformed, "规则设置有误：{field}",
                                    "The rules make no sense: {field}"};
inline const ErrorCode changed_meanwhile{
    "wallet.changed_meanwhile", Family::refused, "别人刚改过（现为第 {version} 版），请刷新后再改",
    "Somebody changed it meanwhile (version {version}): refresh and try again"};
inline const ErrorCode amount_wrong{"wallet.amount_wrong", Family::malformed,
                                    "金额与套餐不符，应为 {expected} 分",
                                    "The amount has to be {expected} fen"};
inline const ErrorCode cash_short{"wallet.cash_short", Family::malformed, "实收现金少于应付金额，请核对",
                                  "The cash handed over is less than the amount: check it"};
inline const ErrorCode over_limit{
    "wallet.over_limit", Family::refused,
    "充值后余额将达 {after} 分，超过单张卡限额 {limit} 分（单用途预付卡管理办法）",
    "The card would hold {after} fen, more than the law's limit of {limit} a card"};
inline const ErrorCode too_little{"wallet.too_little", Family::refused, "可用余额不足：可用 {available}",
                                  "Not enough: {available} may be spent"};
inline const ErrorCode proof_needed{"wallet.proof_needed", Family::refused,
                                    "请会员输入支付密码或出示动态会员码",
                                    "Ask the member for the PIN or the dynamic code"};
inline const ErrorCode secret_wrong{"wallet.secret_wrong", Family::refused, "礼品卡密码不正确，请核对",
                                    "The gift card's code is wrong: check it"};
inline const ErrorCode allowance_unknown{"wallet.allowance_unknown", Family::not_found,
                                         "没有找到这笔预留，请重新申请",
                                         "No such allowance: ask for a new one"};
inline const ErrorCode lease_not_allowed{"wallet.lease_not_allowed", Family::refused,
                                         "店铺没有开放离线额度，联网后再使用余额",
                                         "The shop leases no value for offline use: spend it when online"};
inline const ErrorCode reserved_now{"wallet.reserved_now", Family::refused,
                                    "有 {amount} 分正在收银台使用，请结账或取消后再试",
                                    "{amount} fen are promised to a till: finish or cancel there first"};
inline const ErrorCode quote_differs{"wallet.quote_differs", Family::refused,
                                     "可退金额已变为 {computed} 分，请重新试算并请顾客确认",
                                     "The amount to pay back is now {computed} fen: quote again"};
inline const ErrorCode second_person_same{"wallet.second_person_same", Family::refused,
                                          "复核须由另一个人进行，请换一位有权限的人",
                                          "A second person has to decide: ask somebody else with the right"};
inline const ErrorCode adjustment_unknown{"wallet.adjustment_unknown", Family::not_found,
                                          "没有找到这笔待复核的调整，请刷新",
                                          "No such adjustment is waiting: refresh"};
inline const ErrorCode change_wrong{"wallet.change_wrong", Family::malformed,
                                    "调整数量不能为零，且须在合理范围内",
                                    "The change can't be zero and has to be within reason"};
inline const ErrorCode uses_short{"wallet.uses_short", Family::refused, "次卡只剩 {left} 次，请核对",
                                  "The card has {left} uses left: check it"};
inline const ErrorCode membership_unknown{"wallet.membership_unknown", Family::not_found,
                                          "没有找到这笔付费会员，请刷新", "No such paid membership: refresh"};
inline const ErrorCode membership_over{"wallet.membership_over", Family::refused,
                                       "这笔付费会员已到期或已退，不能再退",
                                       "This membership has ended or was given back: it can't be refunded"};
inline const ErrorCode membership_renewed{"wallet.membership_renewed", Family::refused,
                                          "后面还有 {from} 开始的续费，请先退续费",
                                          "A renewal from {from} comes after it: give that one back first"};
inline const ErrorCode till_needed{"wallet.till_needed", Family::malformed, "收付现金须在收银台办理",
                                   "Cash is taken and paid at a till"};

}  // namespace huiji::wallet
