// What a member's life refuses: proofs of spending, states, merges, closing. No text or detail ever holds a
// PIN, a code, a phone or a name.
#pragma once

#include "kernel/result.hpp"

namespace huiji::members {

inline const ErrorCode pin_form{"members.pin_form", Family::malformed, "支付密码应为 6 位数字，请重新输入",
                                "A PIN has six digits: enter it again"};
inline const ErrorCode pin_simple{"members.pin_simple", Family::malformed,
                                  "这个支付密码太简单（如 123456、000000、121212），请顾客换一个",
                                  "This PIN is too easy (like 123456, 000000, 121212): choose another"};
inline const ErrorCode pin_date{"members.pin_date", Family::malformed,
                                "这个支付密码像生日或日期，容易被猜到，请顾客换一个",
                                "This PIN looks like a birthday or a date: choose another"};
inline const ErrorCode pin_phone{"members.pin_phone", Family::malformed,
                                 "支付密码不能是手机号的一部分，请顾客换一个",
                                 "A PIN may not be a part of the phone number: choose another"};
inline const ErrorCode pin_not_allowed{
    "members.pin_not_allowed", Family::forbidden, "设置支付密码需要原密码，或请店长登录后设置",
    "Setting a PIN needs the old one, or a manager logged in at this till"};
inline const ErrorCode pin_who{
    "members.pin_who", Family::refused, "手机号后 4 位或原支付密码不正确，请与顾客核对",
    "The last four digits of the phone or the old PIN are wrong: ask the customer"};
inline const ErrorCode pin_wrong{
    "members.pin_wrong", Family::refused, "支付密码不正确或尚未设置，请重新输入，或请顾客出示动态会员码",
    "The PIN is wrong or was never set: enter it again, or scan the member's code"};
inline const ErrorCode proof_locked{
    "members.proof_locked", Family::limited, "错误次数过多，请 {minutes} 分钟后再试，或用其他方式验证",
    "Too many wrong attempts: try again in {minutes} minutes, or another way"};
inline const ErrorCode proof_missing{"members.proof_missing", Family::refused,
                                     "请顾客出示动态会员码或输入支付密码",
                                     "Scan the member's code or let the customer enter the PIN"};
inline const ErrorCode proof_stale{"members.proof_stale", Family::refused,
                                   "会员信息刚被更改，请重新验证支付密码或会员码",
                                   "The member was changed meanwhile: prove again by PIN or code"};
inline const ErrorCode code_form{"members.code_form", Family::malformed,
                                 "这不是有效的动态会员码，请让顾客重新打开会员码再扫",
                                 "This is no member's code: let the customer open it again and scan"};
inline const ErrorCode code_wrong{
    "members.code_wrong", Family::refused, "会员码已过期或无效（截图不能使用），请让顾客刷新后再扫",
    "The code is too old or wrong (a screenshot can't be used): refresh and scan"};
inline const ErrorCode code_used{"members.code_used", Family::refused,
                                 "这个会员码已用过，请等 30 秒内刷新出新码再扫",
                                 "This code was used already: wait for the next one (30 seconds) and scan"};
inline const ErrorCode code_other_member{
    "members.code_other_member", Family::refused, "扫到的是另一位会员的码，请核对此单的会员",
    "This code belongs to another member than the bill: check the member"};
inline const ErrorCode member_frozen{"members.frozen", Family::refused,
                                     "此会员已冻结，不能使用余额和积分；请店长核实后解冻",
                                     "This member is frozen and can't spend: a manager may unfreeze him"};
inline const ErrorCode member_closed{"members.closed", Family::refused,
                                     "此会员已注销，不能再操作；如需要请重新登记",
                                     "This member is closed: register anew if needed"};
inline const ErrorCode reason_form{"members.reason_form", Family::malformed, "请填写原因（200 字以内）",
                                   "Give a reason (at most 200 characters)"};
inline const ErrorCode words_number{"members.words_number", Family::malformed,
                                    "请不要写手机号、证件号等长数字",
                                    "Write no long number such as a phone or identity number"};
inline const ErrorCode tag_form{"members.tag_form", Family::malformed, "标签应为 1 至 20 个字，请修改",
                                "A tag has 1 to 20 characters: change it"};
inline const ErrorCode tags_many{"members.tags_many", Family::malformed, "一位会员最多 20 个标签，请删减",
                                 "A member has at most 20 tags: remove some"};
inline const ErrorCode operation_reused{"members.operation_reused", Family::refused,
                                        "此操作已提交过且内容不同，请刷新后重新发起",
                                        "This operation was sent before with other content: start a new one"};
inline const ErrorCode consent_closes{"members.consent_closes", Family::refused,
                                      "撤回会员个人信息同意即注销会员，请在办公室办理注销",
                                      "Withdrawing the consent to membership means closing it: use “close”"};
inline const ErrorCode merge_same{"members.merge_same", Family::refused, "这已经是同一位会员，无需合并",
                                  "They are one member already: nothing to merge"};
inline const ErrorCode merge_state{"members.merge_state", Family::refused,
                                   "只能合并两位正常状态的会员；请先解冻",
                                   "Only active members can be merged: unfreeze them first"};
inline const ErrorCode merge_unknown{"members.merge_unknown", Family::not_found,
                                     "没有找到这次合并，请刷新后核对", "No such merge: refresh and check"};
inline const ErrorCode merge_later{"members.merge_later", Family::refused,
                                   "保留的会员后来又有变更（再次合并或注销），请先撤销后来的合并",
                                   "The member was merged again or closed since: undo the later merge first"};
inline const ErrorCode close_holds{"members.close_holds", Family::refused,
                                   "会员仍有储值或次卡余额，请先退卡结清后再注销",
                                   "The member still holds stored value or uses: pay them out first"};
inline const ErrorCode close_points{"members.close_points", Family::refused,
                                    "注销将作废积分，数量与确认的不同（现为 {points}），请重新核对",
                                    "Closing voids the points; their number is now {points}: check again"};

}  // namespace huiji::members
