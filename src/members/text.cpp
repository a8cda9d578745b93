#include "members/text.hpp"

namespace huiji::members {

namespace {

struct Lead {
  int followers;
  char32_t bits;
  char32_t smallest;  // what needs so many bytes
};

std::optional<Lead> lead_of(unsigned char byte) {
  if (byte < 0x80) return Lead{0, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return Lead{1, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return Lead{2, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return Lead{3, byte & 0x07u, 0x10000};
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<char32_t>> to_code_points(std::string_view text) {
  std::vector<char32_t> points;
  while (!text.empty()) {
    const auto lead = lead_of(static_cast<unsigned char>(text.front()));
    text.remove_prefix(1);
    if (!lead || text.size() < static_cast<std::size_t>(lead->followers)) return std::nullopt;
    char32_t point = lead->bits;
    for (int i = 0; i < lead->followers; ++i) {
      const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(i)]);
      if ((byte & 0xC0) != 0x80) return std::nullopt;
      point = point << 6 | (byte & 0x3Fu);
    }
    text.remove_prefix(static_cast<std::size_t>(lead->followers));
    const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (point < lead->smallest || point > 0x10FFFF || is_surrogate) return std::nullopt;
    points.push_back(point);
  }
  return points;
}

void append_utf8(char32_t point, std::string& out) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0 | point >> 6);
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3F));
  } else {
    put(0xF0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3F));
    put(0x80 | (point >> 6 & 0x3F));
  }
  put(0x80 | (point & 0x3F));
}

bool is_space(char32_t point) {
  return point == U' ' || point == U'\t' || point == 0xA0 || point == 0x3000 ||
         (point >= 0x2000 && point <= 0x200A) || point == 0x202F;
}

bool is_control(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || (point >= 0x200B && point <= 0x200F) ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF;
}

char32_t narrow(char32_t point) { return point >= 0xFF01 && point <= 0xFF5E ? point - 0xFF01 + U'!' : point; }

}  // namespace huiji::members
