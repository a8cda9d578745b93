#include "catalog/digital_link.hpp"

#include "catalog/barcode.hpp"
#include "catalog/scan_errors.hpp"

namespace huiji::catalog {
namespace {

struct Alias {
  std::string_view word;
  std::string_view ai;
};
// The short names of the first edition, still on packages.
constexpr Alias kAliases[] = {{"gtin", "01"}, {"cpv", "22"}, {"lot", "10"},
                              {"ser", "21"},  {"exp", "17"}, {"batch", "10"}};

std::string_view key_of(std::string_view key) {
  for (const Alias& alias : kAliases)
    if (alias.word == key) return alias.ai;
  return key;
}

bool starts_with_letters(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != lower[i]) return false;
  }
  return true;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// A stray % stays what it is; the value's characters are checked later.
std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low < 0)
      decoded += text[i];
    else
      decoded += static_cast<char>(high * 16 + low), i += 2;
  }
  return decoded;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find_first_of(separators);
    parts.push_back(text.substr(0, at));
    if (at == text.npos) return parts;
    text.remove_prefix(at + 1);
  }
}

bool gtin_length(std::size_t size) { return size == 8 || size == 12 || size == 13 || size == 14; }

// The place of the trade item's key in the path, or none.
std::size_t item_at(const std::vector<std::string_view>& segments) {
  for (std::size_t i = 0; i + 1 < segments.size(); ++i)
    if (key_of(segments[i]) == "01" && gtin_length(segments[i + 1].size()) && all_digits(segments[i + 1]))
      return i;
  return segments.size();
}

Result<Done> add_path(std::vector<CodeElement>& elements, std::string_view path) {
  const std::vector<std::string_view> segments = split(path, "/");
  std::size_t i = item_at(segments);
  if (i == segments.size()) return scan_not_goods;
  std::string gtin(segments[i + 1]);
  gtin.insert(0, 14 - gtin.size(), '0');
  if (auto done = add_element(elements, {"01", std::move(gtin)}); !done) return done.refusal();
  for (i += 2; i + 1 < segments.size(); i += 2) {
    const std::string_view key = key_of(segments[i]);
    if (key != "22" && key != "10" && key != "21" && key != "235") continue;
    auto done = add_element(elements, {std::string(key), percent_decoded(segments[i + 1])});
    if (!done) return done.refusal();
  }
  return Done{};
}

Result<Done> add_query(std::vector<CodeElement>& elements, std::string_view query) {
  for (std::string_view pair : split(query, "&;")) {
    const std::size_t equals = pair.find('=');
    if (equals == pair.npos) continue;
    const std::string name = percent_decoded(pair.substr(0, equals));
    const std::string_view key = key_of(name);
    if (key == "01" || !is_known_ai(key)) continue;
    auto done = add_element(elements, {std::string(key), percent_decoded(pair.substr(equals + 1))});
    if (!done) return done.refusal();
  }
  return Done{};
}

}  // namespace

bool is_web_address(std::string_view text) {
  return starts_with_letters(text, "https://") || starts_with_letters(text, "http://");
}

Result<std::vector<CodeElement>> parse_digital_link(std::string_view text) {
  text.remove_prefix(text.find("//") + 2);
  text = text.substr(0, text.find('#'));
  const std::size_t question = text.find('?');
  const std::string_view address = text.substr(0, question);
  const std::size_t slash = address.find('/');
  if (slash == address.npos) return scan_not_goods;
  std::vector<CodeElement> elements;
  if (auto done = add_path(elements, address.substr(slash)); !done) return done.refusal();
  if (question == text.npos) return elements;
  if (auto done = add_query(elements, text.substr(question + 1)); !done) return done.refusal();
  return elements;
}

}  // namespace huiji::catalog
