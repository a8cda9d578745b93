// The words of a case file: amounts, times, goods, and the lines above the ----: `rule`, `scan` and the facts
// of the basket. A reader returns an error in words, or nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "programs/price_cases/case_file.hpp"
#include "promotions/engine/kind.hpp"

namespace huiji::cases {

using Words = std::vector<std::string>;

Words split_words(std::string_view line);
std::string join_words(const Words& words);
std::vector<std::string> split_list(std::string_view text, char separator = ',');

// "12.50" with at most `places` decimals, as a whole number of the last place.
std::optional<std::int64_t> parse_decimal(std::string_view text, int places);
std::optional<int> parse_minutes(std::string_view text);                         // "19:30"
std::optional<Instant> parse_time(std::string_view day, std::string_view time);  // local, UTC+8

// Ids sort as the names do, so that a reader can tell who comes first in a tie.
ProductId product_id(std::string_view name);
CategoryId category_id(std::string_view name);
ShopId shop_id(std::string_view name);

std::string read_goods(std::string_view value, char separator, std::vector<ProductId>& products,
                       std::vector<CategoryId>& categories);
std::string read_money(const std::string& word, std::optional<Money>& money);
std::string read_percent(const std::string& word, std::optional<Percent>& percent);

const pricing::Promotion* find_rule(const Case& in, std::string_view label);  // null: none so far

// A parameter of a kind as JSON, in the unit that its control names (README.md).
std::string read_parameter(const promotions::ParameterHint& hint, const std::string& value, const Case& in,
                           std::string& json);

std::string read_rule(const Words& words, Case& into);
std::string read_scan(const Words& words, Case& into);
std::string read_fact(const Words& words, Case& into);  // member, time, coupons, …

}  // namespace huiji::cases
