#include "members/reason.hpp"

#include <algorithm>

#include "members/life_errors.hpp"
#include "members/masking.hpp"
#include "members/text.hpp"

namespace huiji::members {

namespace {

constexpr std::size_t kReason = 200, kTag = 20, kTags = 20, kLongNumber = 7;

// Seven digits in a row, also full-width and with spaces or hyphens between.
bool holds_long_number(const std::vector<char32_t>& points) {
  std::size_t digits = 0;
  for (char32_t raw : points) {
    const char32_t point = narrow(raw);
    if (point >= U'0' && point <= U'9') {
      if (++digits >= kLongNumber) return true;
    } else if (!is_space(point) && point != U'-') {
      digits = 0;
    }
  }
  return false;
}

// The text with tidy spaces; refuses control characters, too much of it, and long numbers.
Result<std::string> parse_words(std::string_view text, std::size_t most, const ErrorCode& wrong) {
  auto tidy = parse_name(text);
  if (!tidy || !*tidy) return wrong;
  const std::string words = (*tidy)->reveal();
  const auto points = to_code_points(words);
  if (!points || points->size() > most) return wrong;
  if (holds_long_number(*points)) return words_number;
  return words;
}

}  // namespace

Result<std::string> parse_reason(std::string_view text) { return parse_words(text, kReason, reason_form); }

Result<std::vector<std::string>> parse_tags(const std::vector<std::string>& texts) {
  std::vector<std::string> tags;
  for (const std::string& text : texts) {
    auto tag = parse_words(text, kTag, tag_form);
    if (!tag) return tag.refusal();
    tags.push_back(std::move(*tag));
  }
  std::sort(tags.begin(), tags.end());
  tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
  if (tags.size() > kTags) return tags_many;
  return tags;
}

std::string join_tags(const std::vector<std::string>& tags) {
  std::string stored;
  for (const std::string& tag : tags) stored += (stored.empty() ? "" : "\n") + tag;
  return stored;
}

std::vector<std::string> split_tags(std::string_view stored) {
  std::vector<std::string> tags;
  while (!stored.empty()) {
    const std::size_t end = std::min(stored.find('\n'), stored.size());
    tags.emplace_back(stored.substr(0, end));
    stored.remove_prefix(std::min(end + 1, stored.size()));
  }
  return tags;
}

}  // namespace huiji::members
