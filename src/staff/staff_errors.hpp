// What the staff room refuses. A wrong login, a wrong password, a person who left: one text for all, so that
// nobody learns which logins exist.
#pragma once

#include "kernel/result.hpp"

namespace huiji::staff {

inline const ErrorCode wrong_login{
    "staff.wrong_login", Family::unauthenticated, "登录名或密码不对，请核对后重试；连续输错会暂时锁定",
    "The login or the password is wrong: check both; repeated failures lock it for a while"};
inline const ErrorCode cannot_approve{"staff.cannot_approve", Family::forbidden,
                                      "{name} 没有这项权限，不能授权，请找店长",
                                      "{name} lacks this right and cannot allow it: ask the manager"};
inline const ErrorCode login_locked{
    "staff.login_locked", Family::limited, "此登录名输错次数过多，请 {minutes} 分钟后再试，或请店长重设密码",
    "Too many failures for this login: try again in {minutes} min, or ask the manager for a new password"};
inline const ErrorCode too_many_logins{
    "staff.too_many_logins", Family::limited, "此设备登录尝试过多，请 {minutes} 分钟后再试",
    "Too many log-in attempts from this device: try again in {minutes} min"};
inline const ErrorCode session_over{"staff.session_over", Family::unauthenticated, "登录已过期，请重新登录",
                                    "The session has ended: please log in again"};
inline const ErrorCode unknown_person{"staff.unknown_person", Family::not_found, "没有这名员工，请刷新列表",
                                      "There is no such person: reload the list"};
inline const ErrorCode unknown_session{"staff.unknown_session", Family::not_found,
                                       "没有这个登录会话，请刷新列表",
                                       "There is no such session: reload the list"};
inline const ErrorCode unknown_till{"staff.unknown_till", Family::not_found, "没有这个收银台，请刷新列表",
                                    "There is no such till: reload the list"};
inline const ErrorCode login_form{
    "staff.login_form", Family::malformed, "登录名不能含空格或控制字符，请改用字母、数字或汉字",
    "A login holds no spaces or control characters: use letters, digits or Chinese characters"};
inline const ErrorCode login_taken{"staff.login_taken", Family::refused, "登录名 {login} 已被使用，请换一个",
                                   "The login {login} is in use: choose another"};
inline const ErrorCode name_missing{"staff.name_missing", Family::malformed, "请填写姓名", "Enter a name"};
inline const ErrorCode password_missing{"staff.password_missing", Family::malformed, "新员工须设置密码",
                                        "A new person needs a password"};
inline const ErrorCode password_is_login{"staff.password_is_login", Family::malformed,
                                         "密码不能与登录名相同，请换一个",
                                         "The password must differ from the login"};
inline const ErrorCode owner_only{"staff.owner_only", Family::forbidden, "只有店主能增改店主，请找店主操作",
                                  "Only an owner may add or change an owner: ask one"};
inline const ErrorCode raises_oneself{"staff.raises_oneself", Family::forbidden,
                                      "不能提升自己的角色，请找店主操作",
                                      "You can't raise your own role: ask an owner"};
inline const ErrorCode last_owner{"staff.last_owner", Family::refused,
                                  "至少要有一名在职店主，请先指定另一名店主",
                                  "At least one active owner must remain: name another owner first"};

}  // namespace huiji::staff
