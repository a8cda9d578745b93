// What a member consents to at registration, shown at the till in both languages. A new text gets a new
// version; the version and the time are stored with the member (PIPL 14, 17: told before, in plain words).
#pragma once

namespace huiji::checkout {

inline constexpr const char* kConsentVersion = "2026-11";
inline constexpr const char* kConsentTextZh =
    "我同意本店为会员积分与优惠保存我的手机号；姓名和生日可不填。信息加密保存，只用于会员服务，"
    "不提供给他人。我可以随时要求查看、更正、导出或删除。未满十四周岁须由监护人办理。";
inline constexpr const char* kConsentTextEn =
    "I agree that this shop keeps my phone number for points and member offers; name and birthday are "
    "optional. It is stored encrypted, used for membership only, and given to nobody. I may ask at any time "
    "to see, correct, export or delete it. Below the age of 14 a guardian has to register.";

}  // namespace huiji::checkout
