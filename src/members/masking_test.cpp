#include "members/masking.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "members/text.hpp"

namespace huiji::members {
namespace {

std::string masked(const char* name) { return mask_name(Name(name)); }

TEST(Masking, OfPhones) { EXPECT_EQ(mask_phone(*parse_phone("13856781234")), "138****1234"); }

TEST(Masking, OfNames) {
  EXPECT_EQ(masked("张三"), "张*");
  EXPECT_EQ(masked("张三丰"), "张*");
  EXPECT_EQ(masked("欧阳娜娜"), "欧阳*");
  EXPECT_EQ(masked("司马光"), "司马*");
  EXPECT_EQ(masked("欧阳"), "欧*") << "the surname 欧 with the given name 阳";
  EXPECT_EQ(masked("阿卜杜拉·买买提"), "阿*");
  EXPECT_EQ(masked("John Smith"), "J*");
  EXPECT_EQ(masked("Émile Zola"), "É*");
  EXPECT_EQ(masked("E\u0301mile"), "E\u0301*") << "the accent stays with its letter";
  EXPECT_EQ(masked("𠮷野家"), "𠮷*") << "beyond the basic plane";
}

TEST(Masking, NeverShowsAllOfAName) {
  EXPECT_EQ(masked("张"), "*");
  EXPECT_EQ(masked("E\u0301"), "*");
  EXPECT_EQ(masked(""), "*");
  EXPECT_EQ(masked("\xFF\xFF\xFF"), "*") << "not UTF-8";
}

RC_GTEST_PROP(MaskingProperty, PhonesKeepThreeAndFour, ()) {
  std::string digits = "1" + std::to_string(*rc::gen::inRange(3, 10));
  for (int i = 0; i < 9; ++i) digits += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  const std::string shown = mask_phone(*parse_phone(digits));
  RC_ASSERT(shown == digits.substr(0, 3) + "****" + digits.substr(7));
}

RC_GTEST_PROP(MaskingProperty, NamesKeepAPrefixAndHideTheRest, ()) {
  const auto points = *rc::gen::nonEmpty(rc::gen::container<std::vector<char32_t>>(
      rc::gen::oneOf(rc::gen::inRange<char32_t>(0x4E00, 0x9FA5), rc::gen::inRange<char32_t>('A', 'z' + 1),
                     rc::gen::element<char32_t>(0x301, 0xB7, 0x20, 0x20BB7, U'欧', U'阳'))));
  std::string name;
  for (char32_t point : points) append_utf8(point, name);
  const std::string shown = mask_name(Name(name));
  const auto shown_points = to_code_points(shown);
  RC_ASSERT(shown_points && shown_points->back() == U'*');
  const std::string kept = shown.substr(0, shown.size() - 1);
  RC_ASSERT(name.compare(0, kept.size(), kept) == 0);
  RC_ASSERT(kept.size() < name.size());
}

RC_GTEST_PROP(TextProperty, CodePointsSurviveUtf8, ()) {
  const auto points = *rc::gen::container<std::vector<char32_t>>(
      rc::gen::oneOf(rc::gen::inRange<char32_t>(0, 0xD800), rc::gen::inRange<char32_t>(0xE000, 0x110000)));
  std::string text;
  for (char32_t point : points) append_utf8(point, text);
  RC_ASSERT(to_code_points(text) == points);
}

TEST(Text, RefusesWhatIsNotUtf8) {
  for (const char* text : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\xAF",
                           "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE4\xB8", "\xE4"})
    EXPECT_FALSE(to_code_points(text)) << testing::PrintToString(std::string(text));
}

TEST(Names, AreTrimmedAndChecked) {
  EXPECT_EQ((*parse_name("  张　三 "))->reveal(), "张 三");
  EXPECT_EQ((*parse_name("John\u00A0  Smith"))->reveal(), "John Smith");
  EXPECT_FALSE(parse_name("")->has_value());
  EXPECT_FALSE(parse_name(" 　 ")->has_value());
  EXPECT_FALSE(parse_name("张\n三"));
  EXPECT_FALSE(parse_name("张\u202E三")) << "turns the direction of what follows";
  EXPECT_FALSE(parse_name("\xFF"));
}

}  // namespace
}  // namespace huiji::members
