// What joining and leaving a household refuses.
#pragma once

#include "kernel/result.hpp"

namespace huiji::wallet {

inline const ErrorCode household_already{"wallet.household_already", Family::refused,
                                         "这位会员已在一个家庭中，请先移出再加入别的家庭",
                                         "The member is in a household already: take him out of it first"};
inline const ErrorCode household_not_in{"wallet.household_not_in", Family::refused,
                                        "这位会员不在这个家庭中，请刷新后再看",
                                        "The member is not in this household: refresh and look again"};
inline const ErrorCode household_full{"wallet.household_full", Family::refused,
                                      "一个家庭最多 {most} 人，已满；可先移出一人，或由店长在规则中调整",
                                      "A household has at most {most} members: take one out first, or change "
                                      "the rules"};
inline const ErrorCode household_member_owes{
    "wallet.household_member_owes", Family::refused, "这位会员尚欠 {points} 积分，还清后才能加入家庭",
    "The member owes {points} points: they have to be made good before joining"};
inline const ErrorCode household_owes{
    "wallet.household_owes", Family::refused, "这个家庭尚欠 {points} 积分，还清后才能加入或移出成员",
    "The household owes {points} points: they have to be made good before anybody joins or leaves"};
inline const ErrorCode household_promised{
    "wallet.household_promised", Family::refused,
    "有 {points} 积分正预留给收银台，请等该笔结账完成或释放预留后再试",
    "{points} points are promised to a till: wait until its sale is done, or release them"};

}  // namespace huiji::wallet
