// The text of a file whatever it was saved as: UTF-8 stays, everything else must be GB18030 (which includes
// GBK and GB 2312, what a Chinese Excel writes by default). Refuses bytes that are neither.
#pragma once

#include <string>
#include <string_view>

#include "kernel/result.hpp"

namespace huiji::catalog {

Result<std::string> to_utf8(std::string_view bytes);

}  // namespace huiji::catalog
