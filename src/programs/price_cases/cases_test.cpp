#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "programs/price_cases/case_run.hpp"

namespace huiji::cases {
namespace {

struct Named {
  std::string name;
  Case content;
};

std::vector<Named> all_cases() {
  std::vector<Named> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(HUIJI_SOURCES)) {
    if (entry.path().extension() != ".case") continue;
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const CaseFile cases = read_cases(text);
    EXPECT_EQ(cases.error, "") << entry.path();
    for (const Case& one : cases.cases)
      all.push_back({entry.path().filename().string() + ":" + std::to_string(one.line), one});
  }
  return all;
}

TEST(GoldenCases, EachComesOutAsWritten) {
  const auto all = all_cases();
  EXPECT_GE(all.size(), 40u);
  for (const Named& one : all)
    EXPECT_EQ(outcome(one.content), one.content.expected) << one.name << one.content.title;
}

TEST(GoldenCases, EachIsTheSameInTheOppositeScanOrder) {
  for (const Named& one : all_cases()) {
    Case turned = one.content;
    std::reverse(turned.basket.lines.begin(), turned.basket.lines.end());
    std::reverse(turned.product_names.begin(), turned.product_names.end());
    for (Return& back : turned.returns) back.line = turned.product_names.size() - 1 - back.line;
    std::vector<std::string> ours = outcome(turned), expected = one.content.expected;
    std::sort(ours.begin(), ours.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(ours, expected) << one.name;
  }
}

TEST(CaseFiles, SayWhereAWordIsWrong) {
  EXPECT_EQ(read_cases("scan milk 1 x 5.00\nscam milk\n----\ntotal 5.00\n").error,
            "line 2: unknown word: scam");
  EXPECT_EQ(read_cases("scan milk 1 x 5.001\n----\n").error, "line 1: not an amount: 5.001");
  EXPECT_EQ(read_cases("rule half_price\n----\n").error, "line 1: no such kind: half_price");
  EXPECT_EQ(read_cases("rule percent_off of=5%\n----\n").error, "line 1: percent_off has no parameter of");
  EXPECT_EQ(read_cases("scan milk 1 x 5.00\n").error, "line 1: the case has no ---- line");
  EXPECT_EQ(read_cases("scan milk 1 x 5\nreturn cheese 1\n----\n").error,
            "line 2: nothing of that name was scanned: cheese");
}

TEST(CaseFiles, HoldSeveralCases) {
  const CaseFile file =
      read_cases("# one\nscan a 1 x 1\n----\ntotal 1.00\n====\n# two\nscan b 2 x 1\n----\ntotal 2.00\n");
  ASSERT_EQ(file.cases.size(), 2u);
  EXPECT_EQ(file.cases[1].title, "two");
  EXPECT_EQ(file.cases[1].line, 7);
}

TEST(CaseWords, MoneyAndQuantitiesReadAsOnAReceipt) {
  EXPECT_EQ(money_text({5}), "0.05");
  EXPECT_EQ(money_text({-1230}), "-12.30");
  EXPECT_EQ(quantity_text({535}, true), "0.535 kg");
  EXPECT_EQ(quantity_text(pieces(3), false), "3");
}

}  // namespace
}  // namespace huiji::cases
