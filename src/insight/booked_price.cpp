#include "insight/booked_price.hpp"

#include <charconv>

namespace huiji::insight {

static bool skip(std::string_view& text, std::string_view expected) {
  if (text.substr(0, expected.size()) != expected) return false;
  text.remove_prefix(expected.size());
  return true;
}

// Quotes within names are escaped, so that a field's quoted name followed by a colon is never a name's text.
std::optional<BookedPrice> booked_price(std::string_view json, std::int64_t rules_version) {
  static constexpr std::string_view kPoints = ",\"points\":";
  static const std::string arithmetic = ",\"arithmetic\":" + std::to_string(pricing::kArithmetic);
  if (!skip(json, "{\"rules_version\":" + std::to_string(rules_version) + ",")) return std::nullopt;
  const std::size_t end = json.rfind(arithmetic + ",\"certificate\":{\"optimal\":");
  if (end == std::string_view::npos) return std::nullopt;
  const std::size_t points = json.rfind(kPoints, end);
  if (points == std::string_view::npos) return std::nullopt;
  BookedPrice booked;
  const char* last = json.data() + end;
  const auto read = std::from_chars(json.data() + points + kPoints.size(), last, booked.points.count);
  if (read.ec != std::errc() || read.ptr != last) return std::nullopt;
  json.remove_prefix(end + arithmetic.size());
  if (!skip(json, ",\"certificate\":{\"optimal\":")) return std::nullopt;
  booked.optimal = json.substr(0, 4) == "true";
  return booked;
}

}  // namespace huiji::insight
