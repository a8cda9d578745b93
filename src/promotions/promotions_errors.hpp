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
