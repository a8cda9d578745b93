// The page at "/": where to go, in both languages. Its style is a file of its own, because the content
// security policy allows no inline style sheet.
#pragma once

#include "platform/http/http.hpp"

namespace huiji::http {

Response landing_page();
Response landing_style();

}  // namespace huiji::http
