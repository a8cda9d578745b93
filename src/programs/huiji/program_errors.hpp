// What the commands refuse.
#pragma once

#include "kernel/result.hpp"

namespace huiji::program {

inline const ErrorCode no_shop_yet{"program.no_shop_yet", Family::refused,
                                   "数据库里还没有店铺，请先运行 huiji serve 开店",
                                   "This database holds no shop yet: run huiji serve first"};
inline const ErrorCode unknown_login{"program.unknown_login", Family::not_found, "没有账号 {login}",
                                     "There is no log-in {login}"};
inline const ErrorCode login_taken{
    "program.login_taken", Family::refused, "账号 {login} 已存在，要改密码请用 huiji user password",
    "The log-in {login} exists already; huiji user password changes its password"};
inline const ErrorCode unknown_role{"program.unknown_role", Family::malformed,
                                    "没有角色 {role}，可用：cashier、manager、owner",
                                    "There is no role {role}; use cashier, manager or owner"};
inline const ErrorCode passwords_differ{"program.passwords_differ", Family::malformed, "两次输入的密码不一致",
                                        "The two passwords differ"};
inline const ErrorCode file_unreadable{"program.file_unreadable", Family::malformed, "读不到文件 {file}",
                                       "The file {file} can't be read"};
inline const ErrorCode file_unwritable{"program.file_unwritable", Family::malformed, "写不了文件 {file}",
                                       "The file {file} can't be written"};
inline const ErrorCode cases_unreadable{"program.cases_unreadable", Family::malformed,
                                        "案例文件 {file} 有误：{reason}",
                                        "The file of cases {file} is wrong: {reason}"};
inline const ErrorCode unknown_format{"program.unknown_format", Family::malformed,
                                      "没有格式 {format}，可用：online-retail、baskets",
                                      "There is no format {format}; use online-retail or baskets"};

}  // namespace huiji::program
