// The tables behind pinyin.hpp, generated. A reading set is "chong zhong", usual reading first; sets are
// separated by ';' and named by two base-64 digits (0-9 A-Z a-z - _). kCharacterReadings holds such a name
// for each character from U+4E00 to U+9FFF; words and surnames are "<characters><a name for each>", separated
// by spaces.
#pragma once

#include <string_view>

namespace huiji::catalog {

extern const std::string_view kReadingSets;
extern const std::string_view kCharacterReadings;
extern const std::string_view kWordReadings;
extern const std::string_view kSurnameReadings;

}  // namespace huiji::catalog
