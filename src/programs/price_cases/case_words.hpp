// The words of a case file: amounts, times, and the two rich lines `rule` and `scan`. A reader returns an
// error in words, or nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "programs/price_cases/case_file.hpp"

namespace huiji::cases {

using Words = std::vector<std::string>;

Words split_words(std::string_view line);
std::string join_words(const Words& words);

// "12.50" with at most `places` decimals, as a whole number of the last place.
std::optional<std::int64_t> parse_decimal(std::string_view text, int places);
std::optional<Instant> parse_time(std::string_view day, std::string_view time);  // local, UTC+8

// Ids sort as the names do, so that a reader can tell who comes first in a tie.
ProductId product_id(std::string_view name);
CategoryId category_id(std::string_view name);

std::string read_rule(const Words& words, Case& into);
std::string read_scan(const Words& words, Case& into);

}  // namespace huiji::cases
