// The version of this program, from CMake's project().
#pragma once

#include <string_view>

namespace huiji::program {

inline constexpr std::string_view kVersion = HUIJI_VERSION;

}  // namespace huiji::program
