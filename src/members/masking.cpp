#include "members/masking.hpp"

#include <algorithm>
#include <array>

#include "members/members_errors.hpp"
#include "members/text.hpp"

namespace huiji::members {

namespace {

// 复姓 that are still borne, the frequent ones.
constexpr std::array<std::u32string_view, 30> kDoubleSurnames = {
    U"欧阳", U"上官", U"司马", U"诸葛", U"东方", U"皇甫", U"尉迟", U"公孙", U"慕容", U"长孙",
    U"宇文", U"司徒", U"夏侯", U"端木", U"令狐", U"南宫", U"东郭", U"百里", U"呼延", U"独孤",
    U"轩辕", U"公冶", U"太史", U"申屠", U"澹台", U"濮阳", U"淳于", U"单于", U"钟离", U"闻人"};

bool has_double_surname(const std::vector<char32_t>& points) {
  if (points.size() < 3) return false;  // 欧阳 alone is the surname 欧 with the given name 阳
  const std::u32string_view start(points.data(), 2);
  return std::find(kDoubleSurnames.begin(), kDoubleSurnames.end(), start) != kDoubleSurnames.end();
}

bool is_combining(char32_t point) { return point >= 0x300 && point <= 0x36F; }

}  // namespace

std::string mask_phone(const Phone& phone) { return phone.reveal().substr(0, 3) + "****" + last_four(phone); }

std::string mask_name(const Name& name) {
  const auto points = to_code_points(name.reveal());
  std::string shown;
  if (points && points->size() > 1) {
    std::size_t kept = has_double_surname(*points) ? 2 : 1;
    while (kept < points->size() && is_combining((*points)[kept])) ++kept;
    if (kept < points->size())
      for (std::size_t i = 0; i < kept; ++i) append_utf8((*points)[i], shown);
  }
  return shown + "*";
}

Result<std::optional<Name>> parse_name(std::string_view text) {
  const auto points = to_code_points(text);
  if (!points) return name_form;
  std::string name;
  bool space_before = false;
  for (char32_t point : *points) {
    if (is_space(point)) {
      space_before = true;
      continue;
    }
    if (is_control(point)) return name_form;
    if (space_before && !name.empty()) name += ' ';
    space_before = false;
    append_utf8(point, name);
  }
  if (name.empty()) return std::optional<Name>{};
  return std::optional<Name>(Name(std::move(name)));
}

}  // namespace huiji::members
