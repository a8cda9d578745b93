// Words that people write about a member: why he was frozen, merged or closed, and tags. They stay in the
// member's history, so they may hold no number long enough to be a phone or an identity card.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"

namespace huiji::members {

Result<std::string> parse_reason(std::string_view text);  // 1 to 200 characters

// 标签: sorted, each once, at most 20 of at most 20 characters; the label alone, without control characters.
Result<std::vector<std::string>> parse_tags(const std::vector<std::string>& texts);
std::string join_tags(const std::vector<std::string>& tags);  // as stored: a line each
std::vector<std::string> split_tags(std::string_view stored);

}  // namespace huiji::members
