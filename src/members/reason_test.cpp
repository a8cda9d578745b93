#include "members/reason.hpp"

#include <gtest/gtest.h>

namespace huiji::members {
namespace {

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? std::string() : result.refusal().code->code;
}

TEST(Reason, HoldsNoLongNumber) {
  EXPECT_EQ(*parse_reason("  顾客  挂失 2 号柜台 "), "顾客 挂失 2 号柜台");
  EXPECT_EQ(code_of(parse_reason("电话13800001234")), "members.words_number");
  EXPECT_EQ(code_of(parse_reason("１３８ 0000-1234")), "members.words_number");
  EXPECT_EQ(code_of(parse_reason("小票 123456")), "") << "six digits are no phone";
  EXPECT_EQ(code_of(parse_reason("  ")), "members.reason_form");
  EXPECT_EQ(code_of(parse_reason(std::string(201, 'x'))), "members.reason_form");
  EXPECT_EQ(code_of(parse_reason("a\nb")), "members.reason_form");
}

TEST(Tags, AreSortedOnceAndShort) {
  const auto tags = parse_tags({"熟客", " 素食 ", "熟客", "b"});
  ASSERT_TRUE(tags);
  EXPECT_EQ(*tags, (std::vector<std::string>{"b", "熟客", "素食"})) << "by bytes, as both sides compare";
  EXPECT_EQ(split_tags(join_tags(*tags)), *tags);
  EXPECT_TRUE(split_tags("").empty());
  EXPECT_EQ(code_of(parse_tags({""})), "members.tag_form");
  EXPECT_EQ(code_of(parse_tags({"一二三四五六七八九十一二三四五六七八九十一"})), "members.tag_form");
  EXPECT_EQ(code_of(parse_tags({"13800001234"})), "members.words_number");
  std::vector<std::string> many;
  for (int i = 0; i < 21; ++i) many.push_back("t" + std::to_string(i));
  EXPECT_EQ(code_of(parse_tags(many)), "members.tags_many");
}

}  // namespace
}  // namespace huiji::members
