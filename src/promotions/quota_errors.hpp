// Why a till gets no quota of a limited promotion, or keeps it.
#pragma once

#include "kernel/result.hpp"

namespace huiji::promotions {

inline const ErrorCode quota_not_limited{"promotions.quota_not_limited", Family::refused,
                                         "这个促销没有总量、每日或预算限制，不需要离线额度",
                                         "This promotion has no shared limit, so it needs no quota"};
inline const ErrorCode quota_not_allowed{
    "promotions.quota_not_allowed", Family::refused, "“{name}”没有设置离线额度：断网时不能使用",
    "“{name}” has no offline quota: it is not given without the network"};
inline const ErrorCode quota_used_up{"promotions.quota_used_up", Family::refused, "“{name}”已经用完或分完",
                                     "“{name}” is used up, or with other tills"};
inline const ErrorCode quota_lease_unknown{"promotions.quota_lease_unknown", Family::refused,
                                           "没有这笔离线额度", "There is no such quota"};
inline const ErrorCode quota_lease_reused{"promotions.quota_lease_reused", Family::refused,
                                          "这笔离线额度的编号已经用过",
                                          "The id of this quota was used before"};
}  // namespace huiji::promotions
