// Which of the two languages a reader wants: Chinese unless Accept-Language prefers English (RFC
// 9110, 12.5.4).
#pragma once

#include <string_view>

namespace huiji::http {

bool wants_chinese(std::string_view accept_language);

}  // namespace huiji::http
