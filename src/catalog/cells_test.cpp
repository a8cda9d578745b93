#include "catalog/cells.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace huiji::catalog {
namespace {

TEST(Cells, yuan_are_exact) {
  struct Case {
    const char* text;
    std::int64_t minor;  // -1: no amount
  };
  constexpr Case kCases[] = {
      {"3.5", 350},         {"3.50", 350},       {"6", 600},      {"0.07", 7},     {".5", 50},
      {"12.25", 1225},      {"¥3.50", 350},      {"￥3.50", 350}, {"3.50元", 350}, {"１２．５", 1250},
      {"1,234.50", 123450}, {"12,345", 1234500}, {"3.500", 350},  {"0", 0},        {"1.005", -1},
      {"-3", -1},           {"3.5.0", -1},       {"", -1},        {".", -1},       {"三元", -1},
      {"1,23", -1},         {"12,34.5", -1},     {"3 5", -1},     {"3.5E2", -1},   {"12345678901234", -1},
      {"1.2,345", -1},      {"¥", -1},
  };
  for (const Case& c : kCases) {
    const auto amount = parse_yuan(c.text);
    EXPECT_EQ(amount ? amount->minor : -1, c.minor) << c.text;
  }
}

TEST(Cells, tax_rates) {
  struct Case {
    const char* text;
    std::int64_t basis_points;
  };
  constexpr Case kCases[] = {{"13%", 1300}, {"0.13", 1300}, {"13", 1300},  {"9 %", 900},
                             {"0.09", 900}, {"0", 0},       {"0%", 0},     {"免税", 0},
                             {"1%", 100},   {"1", 100},     {"1.5%", 150}, {"0.5%", 50},
                             {"101%", -1},  {"x", -1},      {"-3%", -1},   {"", -1}};
  for (const Case& c : kCases) {
    const auto rate = parse_rate(c.text);
    EXPECT_EQ(rate ? rate->basis_points : -1, c.basis_points) << c.text;
  }
}

TEST(Cells, stock_words_and_states) {
  EXPECT_EQ(parse_stock("12", UnitKind::piece), pieces(12));
  EXPECT_EQ(parse_stock("12.000", UnitKind::piece), pieces(12));
  EXPECT_FALSE(parse_stock("1.5", UnitKind::piece)) << "no half pieces";
  EXPECT_EQ(parse_stock("1.235", UnitKind::weight), Quantity{1235});
  EXPECT_FALSE(parse_stock("1.2355", UnitKind::weight));
  EXPECT_FALSE(parse_stock("-1", UnitKind::piece));
  EXPECT_FALSE(parse_stock("99999999", UnitKind::piece));
  EXPECT_EQ(parse_flag("是"), true);
  EXPECT_EQ(parse_flag("No"), false);
  EXPECT_FALSE(parse_flag("也许"));
  EXPECT_EQ(parse_unit_kind("称重"), UnitKind::weight);
  EXPECT_EQ(parse_unit_kind("piece"), UnitKind::piece);
  EXPECT_EQ(parse_state("下架"), ProductState::retired);
  EXPECT_EQ(parse_state("active"), ProductState::active);
  EXPECT_FALSE(parse_state(""));
}

TEST(Cells, scientific_notation_is_noticed) {
  EXPECT_TRUE(is_scientific("6.90123E+12"));
  EXPECT_TRUE(is_scientific("6.9E12"));
  EXPECT_FALSE(is_scientific("6901234567892"));
  EXPECT_FALSE(is_scientific("4E11")) << "may be a code";
  EXPECT_FALSE(is_scientific("E10"));
  EXPECT_FALSE(is_scientific("A-12.5E"));
}

TEST(Cells, texts) {
  EXPECT_EQ(yuan_text({350}), "3.50");
  EXPECT_EQ(yuan_text({7}), "0.07");
  EXPECT_EQ(rate_text({1300}), "13%");
  EXPECT_EQ(rate_text({150}), "1.5%");
  EXPECT_EQ(quantity_text({2500}), "2.5");
  EXPECT_EQ(quantity_text(pieces(12)), "12");
  EXPECT_EQ(quantity_text({-1}), "-0.001");
}

RC_GTEST_PROP(CellsProperty, what_is_written_reads_back, ()) {
  const Money amount{*rc::gen::inRange<std::int64_t>(0, 100'000'000)};
  RC_ASSERT(parse_yuan(yuan_text(amount)) == amount);
  const Percent rate{*rc::gen::inRange<std::int64_t>(0, 10'001)};
  RC_ASSERT(parse_rate(rate_text(rate)) == rate);
  const Quantity quantity{*rc::gen::inRange<std::int64_t>(0, kQuantityLimit)};
  RC_ASSERT(parse_stock(quantity_text(quantity), UnitKind::weight) == quantity);
}

RC_GTEST_PROP(CellsProperty, any_text_is_survived, (const std::string& text)) {
  (void)parse_yuan(text), (void)parse_rate(text), (void)parse_flag(text), (void)is_scientific(text);
  const auto amount = parse_yuan(text);
  RC_ASSERT(!amount || amount->minor >= 0);
}

}  // namespace
}  // namespace huiji::catalog
