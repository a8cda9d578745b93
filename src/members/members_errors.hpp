// What the members room refuses. No text or detail ever holds a phone, a name or a birthday.
#pragma once

#include "kernel/result.hpp"

namespace huiji::members {

inline const ErrorCode phone_characters{"members.phone_characters", Family::malformed,
                                        "手机号只能是数字，请重新输入 11 位手机号",
                                        "A mobile number holds digits only: enter its 11 digits again"};
inline const ErrorCode phone_length{"members.phone_length", Family::malformed,
                                    "手机号应为 11 位，现有 {count} 位，请核对",
                                    "A mobile number has 11 digits, this one {count}: check it"};
inline const ErrorCode phone_prefix{"members.phone_prefix", Family::malformed,
                                    "手机号应以 13 至 19 开头，请核对（不支持座机）",
                                    "A mobile number starts with 13 to 19: check it (no landlines)"};
inline const ErrorCode phone_foreign{"members.phone_foreign", Family::malformed,
                                     "目前只支持中国大陆手机号（+86），请核对",
                                     "Only mobile numbers of mainland China (+86) can be used: check it"};
inline const ErrorCode last4_form{"members.last4_form", Family::malformed, "请输入手机号后 4 位数字",
                                  "Enter the last four digits of the mobile number"};
inline const ErrorCode number_form{"members.number_form", Family::malformed, "会员号应为 10 位数字，请核对",
                                   "A member number has 10 digits: check it"};
inline const ErrorCode number_check{"members.number_check", Family::malformed,
                                    "会员号输入有误（校验位不符），请核对",
                                    "The member number is mistyped (its check digit does not fit): check it"};
inline const ErrorCode name_form{"members.name_form", Family::malformed, "姓名含有不可用的字符，请重新输入",
                                 "The name holds characters that can't be used: enter it again"};
inline const ErrorCode consent_missing{"members.consent_missing", Family::malformed,
                                       "请先向顾客出示并确认会员个人信息告知书",
                                       "Show the customer the privacy notice and have it accepted first"};
inline const ErrorCode birthday_wrong{"members.birthday_wrong", Family::malformed, "生日有误，请核对年月日",
                                      "The birthday can't be right: check year, month and day"};
inline const ErrorCode guardian_needed{"members.guardian_needed", Family::refused,
                                       "未满 14 周岁须由监护人单独同意，请由监护人用本人手机号办理会员",
                                       "Below the age of 14 a guardian's separate consent is needed: "
                                       "register the guardian instead, with the guardian's own phone"};
inline const ErrorCode other_content{"members.other_content", Family::refused,
                                     "此会员登记已提交过且内容不同，请重新发起登记",
                                     "This registration was sent before with other content: start a new one"};
inline const ErrorCode unknown_member{"members.unknown_member", Family::not_found,
                                      "没有找到这位会员，请核对或登记",
                                      "No such member: check the entry, or register him"};
inline const ErrorCode bad_cursor{"members.bad_cursor", Family::malformed, "翻页位置有误，请从第一页重新开始",
                                  "The page position is wrong: start again from the first page"};

}  // namespace huiji::members
