// What is refused around credit accounts 挂账.
#pragma once

#include "kernel/result.hpp"

namespace huiji::wallet {

inline const ErrorCode credit_none{"credit.none", Family::refused,
                                   "该会员没有挂账账户，请先由有授信权限的人在后台开通",
                                   "The member has no credit account: have one opened in the office first"};
inline const ErrorCode credit_not_open{"credit.not_open", Family::refused,
                                       "该会员的挂账账户已冻结或关闭，不能再挂账，请先收款或联系店长",
                                       "The member's credit account is frozen or closed: collect what is "
                                       "owed or ask the manager"};
inline const ErrorCode credit_limit_reached{
    "credit.limit_reached", Family::refused,
    "超过挂账额度：还可挂账 {available} 分，请改用其他方式付清其余部分",
    "Above the credit limit: {available} fen are left; pay the rest another way"};
inline const ErrorCode credit_not_owed{"credit.not_owed", Family::refused,
                                       "会员只欠 {owed} 分，金额不能超过欠款，请刷新后重试",
                                       "The member owes {owed} fen: the amount can't be more; refresh"};
inline const ErrorCode credit_still_owed{
    "credit.still_owed", Family::refused, "会员的挂账余额为 {owed} 分，须先结清才能注销、合并或关闭账户",
    "{owed} fen are still open on the member's credit account: settle it before closing or merging"};
inline const ErrorCode credit_not_leased{"credit.not_leased", Family::refused,
                                         "店铺没有开放离线挂账额度，联网后再挂账",
                                         "The shop leases no credit for offline use: charge it when online"};

}  // namespace huiji::wallet
