#include "catalog/pinyin.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace huiji::catalog {
namespace {

bool has(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

struct Case {
  const char* text;
  const char* initials;  // expected first
  const char* full;
};

TEST(Pinyin, words_decide_how_a_character_is_read) {
  constexpr Case kCases[] = {
      {"可乐", "kl", "kele"},
      {"重庆", "cq", "chongqing"},
      {"长沙", "cs", "changsha"},
      {"银行", "yh", "yinhang"},
      {"长城", "cc", "changcheng"},
      {"音乐", "yy", "yinyue"},
      {"重庆小面", "cqxm", "chongqingxiaomian"},
      {"音乐贺卡", "yyhk", "yinyueheka"},
      {"银行卡", "yhk", "yinhangka"},
      {"长寿面", "csm", "changshoumian"},
      {"厦门馅饼", "xmxb", "xiamenxianbing"},
      {"参鸡汤", "sjt", "shenjitang"},
      {"会稽山黄酒", "kjshj", "kuaijishanhuangjiu"},
      {"旺仔牛奶", "wznn", "wangzainiunai"},
      {"六安瓜片", "lagp", "luanguapian"},
      {"藏红花", "zhh", "zanghonghua"},
      {"番茄酱", "fqj", "fanqiejiang"},
      {"薄荷糖", "bht", "bohetang"},
      {"薄饼", "bb", "baobing"},
      {"调味料", "twl", "tiaoweiliao"},
      {"空调被", "ktb", "kongtiaobei"},
      {"阿胶糕", "ejg", "ejiaogao"},
      {"便当盒", "bdh", "biandanghe"},
      {"蛤蜊", "gl", "geli"},
      {"绿豆糕", "ldg", "lvdougao"},
      {"女士凉鞋", "nslx", "nvshiliangxie"},
      {"上好佳荷兰豆55g", "shjhld55g", "shanghaojiahelandou55g"},
      {"ＡＤ钙奶（220ｇ）", "adgn220g", "adgainai220g"},
      {"3+2苏打", "32sd", "32suda"},
      {"", "", ""},
      {"—！", "", ""},
  };
  for (const Case& c : kCases) {
    const SearchReadings found = readings(c.text);
    ASSERT_FALSE(found.initials.empty()) << c.text;
    EXPECT_EQ(found.initials[0], c.initials) << c.text;
    EXPECT_EQ(found.full[0], c.full) << c.text;
  }
}

TEST(Pinyin, an_undecided_character_offers_all_its_readings) {
  const SearchReadings found = readings("乐朝");
  for (const char* initials : {"lc", "yc", "lz", "yz"})
    EXPECT_TRUE(has(found.initials, initials)) << initials;
  EXPECT_EQ(found.initials[0], "lc") << "the usual reading comes first";
  EXPECT_EQ(readings("音乐").initials.size(), 1u) << "a word decides";
  EXPECT_EQ(readings("绿").initials, std::vector<std::string>{"l"}) << "readings of one letter are one";
}

TEST(Pinyin, the_number_of_alternatives_is_bounded) {
  std::string name;
  for (int i = 0; i < 20; ++i) name += "长";
  const SearchReadings found = readings(name);
  EXPECT_EQ(found.initials.size(), kMaxReadings);
  EXPECT_EQ(found.initials[0], std::string(20, 'c'));
}

TEST(Pinyin, surnames_are_read_as_surnames) {
  constexpr Case kCases[] = {
      {"单伟", "sw", "shanwei"},       {"解娟", "xj", "xiejuan"},      {"曾磊", "zl", "zenglei"},
      {"盖军", "gj", "gejun"},         {"尉迟洋", "ycy", "yuchiyang"}, {"长孙敏", "zsm", "zhangsunmin"},
      {"繁晓红", "pxh", "poxiaohong"}, {"仇英", "qy", "qiuying"},      {"区志强", "ozq", "ouzhiqiang"},
      {"万俟伟", "mqw", "moqiwei"},    {"查华", "zh", "zhahua"},       {"秘丽", "bl", "bili"},
  };
  for (const Case& c : kCases) {
    const SearchReadings found = readings(c.text, TextKind::person);
    EXPECT_EQ(found.initials[0], c.initials) << c.text;
    EXPECT_EQ(found.full[0], c.full) << c.text;
  }
  EXPECT_TRUE(has(readings("张乐", TextKind::person).initials, "zy")) << "a given name by either reading";
  EXPECT_TRUE(has(readings("张乐", TextKind::person).initials, "zl"));
  EXPECT_TRUE(has(readings("田洋行", TextKind::person).initials, "tyx")) << "even when a word would decide";
}

TEST(Pinyin, keys_hold_name_code_initials_and_pinyin) {
  EXPECT_EQ(search_key("可口乐 大瓶", "1.25L", "A-17"),
            "可口乐大瓶1.25l a-17 kkldp kkydp kekouledaping kekouyuedaping");
  EXPECT_EQ(search_key("—", "", "9"), "— 9");
}

TEST(Pinyin, folding_makes_writings_alike) {
  EXPECT_EQ(fold("ＡＤ　Milk 220ＭＬ"), "admilk220ml");
  EXPECT_EQ(fold(" \t米醋\n"), "米醋");
}

RC_GTEST_PROP(PinyinProperty, any_bytes_are_survived, (const std::string& text)) {
  const SearchReadings found = readings(text);
  RC_ASSERT(!found.initials.empty() && found.initials.size() <= kMaxReadings);
  for (const std::string& initials : found.initials)
    for (char c : initials) RC_ASSERT((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  RC_ASSERT(fold(fold(text)) == fold(text));
}

}  // namespace
}  // namespace huiji::catalog
