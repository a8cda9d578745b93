// Small carts of our own in the words of the case file, with expectations worked out by hand: each action and
// each condition alone, then together. The published cases themselves are not shipped.
#include <gtest/gtest.h>

#include "programs/price_cases/foreign_compare.hpp"

namespace huiji::foreign {
namespace {

std::string judged(const std::string& a_case) {
  const CaseFile file = read_cases(R"({"cases":[)" + a_case + "]}");
  if (!file.error.empty()) return file.error;
  return judge(file.cases.at(0)).text;
}

// A price list to choose from: a 10.00, b 20.00, c 3.01.
const std::string kA = R"({"sku":"a","unit":1000,"qty":1,"cat":"T"})";
const std::string kB = R"({"sku":"b","unit":2000,"qty":1,"cat":["M","N"]})";

std::string line(const std::string& sku, int unit, const std::string& qty, const std::string& more = "") {
  return R"({"sku":")" + sku + R"(","unit":)" + std::to_string(unit) + R"(,"qty":)" + qty + more + "}";
}

struct Cart {
  const char* what;
  std::string lines, promotions, expected, context = "{}";
  std::string text(const std::string& more = "") const {
    return R"({"id":"x","lines":[)" + lines + R"(],"promotions":[)" + promotions + R"(],"context":)" +
           context + R"(,"expected":{)" + expected + "}" + more + "}";
  }
};

void expect_all(const std::vector<Cart>& carts) {
  for (const Cart& cart : carts)
    EXPECT_EQ(judged(cart.text()).substr(0, 5), "pass ") << cart.what << ": " << judged(cart.text());
}

TEST(ForeignOrder, IsLoweredInProportion) {
  expect_all({
      {"odd cent to the larger remainder", kA + "," + kB, R"({"action":"order_fixed","amount":500})",
       R"("total":2500,"discount":500,"lines":{"a":167,"b":333})"},
      {"percentage, the discount half up", line("a", 999, "3"), R"({"action":"order_percent","percent":15})",
       R"("total":2547,"discount":450)"},
      {"at most the cap", line("a", 10000, "1"), R"({"action":"order_percent","percent":50,"cap":3000})",
       R"("total":7000)"},
      {"never below nothing, delivery stays", kA, R"({"action":"order_fixed","amount":9900})",
       R"("total":500,"discount":1000,"shipping":500)", R"({"shipping":500})"},
      {"only the goods it is for", kA + "," + kB,
       R"({"action":"order_percent","percent":"33.33","cat":["N","X"]})",
       R"("total":2333,"lines":{"a":0,"b":667})"},
      {"tenths of a percent", kA, R"({"action":"order_percent","percent":12.5})", R"("total":875)"},
      {"what a floor refuses goes to the others", line("a", 1000, "1", R"(,"min":950)") + "," + kA + "," + kB,
       R"({"action":"order_fixed","amount":1000})", R"("total":3000,"lines":{"a":367,"b":633})"},
      {"floors stop it", line("a", 1000, "3", R"(,"min":950)"), R"({"action":"order_percent","percent":90})",
       R"("total":2850,"discount":150)"},
      {"the units of a line share alike, twice", line("a", 1000, "3"),
       R"({"action":"order_fixed","amount":100},{"action":"order_fixed","amount":100})",
       R"("total":2800,"units":{"a":[68,66,66]})"},
  });
}

TEST(ForeignUnits, AreLoweredFromTheirShelfPrice) {
  expect_all({
      {"each rounded alone", line("a", 999, "3"), R"({"action":"unit_percent","percent":10})",
       R"("total":2697)"},
      {"to the floor", line("a", 1000, "2", R"(,"min":800)"), R"({"action":"unit_fixed","amount":500})",
       R"("total":1600)"},
      {"twice: both of the shelf price", line("a", 1000, "2"),
       R"({"action":"unit_percent","percent":50},{"action":"unit_percent","percent":30})", R"("total":400)"},
      {"at most the cap", line("a", 1000, "3"), R"({"action":"unit_fixed","amount":400,"cap":1000})",
       R"("total":2000,"units":{"a":[400,400,200]})"},
      {"price bounds see the lowered shelf price", kA + "," + kB,
       R"({"action":"catalogue_percent","percent":50},{"action":"unit_fixed","amount":100,"unit_min":600})",
       R"("total":1400)"},
      {"loose weight", line("a", 199, R"("0.750")"), R"({"action":"unit_percent","percent":20})",
       R"("total":119,"discount":30)"},
      {"the first, and those after it up to a number", line("a", 1000, "5"),
       R"({"action":"first_and_more","first":100,"more":50,"max":3})", R"("total":4800,"discount":200)"},
      {"first of each line", kA + "," + line("b", 2000, "2"),
       R"({"action":"first_and_more","first":100,"more":7})", R"("total":4793)"},
      {"complete groups: the longest line first", kA + "," + line("b", 2000, "2"),
       R"({"action":"unit_fixed_in_groups","amount":100,"group":2})", R"("lines":{"a":0,"b":200})"},
      {"groups of goods in scope only", kA + "," + line("b", 301, "5"),
       R"({"action":"unit_percent_in_groups","percent":50,"group":2,"sku":"b"})",
       R"("total":1901,"lines":{"b":604})"},
  });
}

TEST(ForeignLines, AreLoweredFromWhatIsLeft) {
  expect_all({
      {"an amount off each", line("a", 1000, "2") + "," + line("c", 200, "1"),
       R"({"action":"line_fixed","amount":300})", R"("total":1700,"lines":{"a":300,"c":200})"},
      {"some of them", line("a", 333, "3") + "," + kB + "," + line("c", 100, "1"),
       R"({"action":"line_percent","percent":20,"sku":["a","c"]})", R"("total":2879)"},
      {"after the units", line("a", 1000, "2"),
       R"({"action":"line_percent","percent":10,"priority":1},{"action":"unit_fixed","amount":100,"priority":2})",
       R"("total":1620)"},
      {"tiers by the goods before discounts", line("a", 1000, "3"),
       R"({"action":"line_tiered_percent","base":10,"tiers":[[3000,20],[2000,15]]})", R"("total":2400)"},
      {"below the first tier", kA, R"({"action":"line_tiered_percent","base":10,"tiers":[[2000,15]]})",
       R"("total":900)"},
      {"tiers of amounts, none below", kA, R"({"action":"order_tiered_fixed","tiers":[[1001,100]]})",
       R"("total":1000)"},
      {"the whole order by tiers", line("a", 1000, "3"),
       R"({"action":"order_tiered_percent","tiers":[[2000,10]]})", R"("total":2700)"},
  });
}

TEST(ForeignShelf, ComesFirst) {
  expect_all({
      {"by priority", line("a", 10000, "1"),
       R"({"action":"catalogue_fixed","amount":500,"priority":1},{"action":"catalogue_percent","percent":10,"priority":5})",
       R"("total":8500)"},
      {"the price half up", line("a", 1050, "1"), R"({"action":"catalogue_percent","percent":15})",
       R"("total":893)"},
      {"an exclusive one is alone on its goods only", kA + "," + kB,
       R"({"action":"catalogue_percent","percent":10,"priority":9},
          {"action":"catalogue_percent","percent":50,"sku":["a"],"exclusive":true})",
       R"("total":2300)"},
      {"what holds is decided before any price is lowered", kA,
       R"({"action":"catalogue_percent","percent":90,"min_subtotal":1000,"exclusive":true,"priority":1},
          {"action":"catalogue_fixed","amount":100,"priority":0})",
       R"("total":100)"},
      {"lowered goods left out", kA + "," + kB,
       R"({"action":"order_percent","percent":20,"skip_discounted":true},
          {"action":"catalogue_percent","percent":10,"sku":["a"]})",
       R"("total":2500,"lines":{"a":100,"b":400})"},
      {"before a condition looks", kA,
       R"({"action":"order_fixed","amount":100,"min_subtotal":901},{"action":"catalogue_fixed","amount":100})",
       R"("total":900)"},
      {"to the floor", line("a", 1000, "2", R"(,"min":600)"), R"({"action":"catalogue_fixed","amount":700})",
       R"("total":1200)"},
  });
}

TEST(ForeignSets, AreMadeOfWholeUnits) {
  expect_all({
      {"n for an amount", line("a", 69, "7"), R"({"action":"n_for_amount","sku":"a","n":2,"amount":99})",
       R"("total":366,"discount":117)"},
      {"too few", line("a", 69, "1"), R"({"action":"n_for_amount","sku":"a","n":2,"amount":99})",
       R"("total":69)"},
      {"whole kilograms of a loose weight", line("a", 100, R"("2.500")"),
       R"({"action":"n_for_amount","sku":"a","n":2,"amount":150})", R"("total":200)"},
      {"n for the price of m, then a percentage", line("a", 99, "7"),
       R"({"action":"pay_m_for_n","sku":"a","n":3,"m":2},{"action":"order_percent","percent":10})",
       R"("total":445)"},
      {"over two lines of one sku", line("a", 99, "1") + "," + line("a", 99, "2"),
       R"({"action":"pay_m_for_n","sku":"a","n":3,"m":2})", R"("total":198,"lines":{"a":99})"},
      {"one gift for every two", line("a", 1000, "5"),
       R"({"action":"gift","buy":"a","per":2,"gift":"g","gift_unit":400})",
       R"("total":5000,"item_total":5800,"discount":800,"lines":{"g":800},"free_units":2)"},
      {"no gift yet", kA, R"({"action":"gift","buy":"a","per":2,"gift":"g","gift_unit":400})",
       R"("total":1000,"item_total":1000,"discount":0)"},
      {"free units of no account", line("a", 1000, "5"),
       R"({"action":"n_plus_free_extra_line","sku":"a","buy":2},{"action":"order_percent","percent":10})",
       R"("total":4500,"free_units":2,"discount":500)"},
  });
}

TEST(ForeignConditions, DecideWhenAPromotionApplies) {
  const auto off = [](const char* condition) {
    return std::string(R"({"action":"order_fixed","amount":100,)") + condition + "}";
  };
  const std::string yes = R"("total":2900)", no = R"("total":3000,"discount":0)", both = kA + "," + kB;
  expect_all({
      {"pieces", both, off(R"("min_qty":2)"), yes},
      {"too few pieces", both, off(R"("min_qty":3)"), no},
      {"pieces on one line", both, off(R"("min_line_qty":2)"), no},
      {"amount reached", both, off(R"("min_subtotal":3000)"), yes},
      {"amount missed", both, off(R"("min_subtotal":3001)"), no},
      {"category's amount", both, off(R"("cat_total":["M",2000])"), yes},
      {"category's amount missed", both, off(R"("cat_total":["T",1001])"), no},
      {"one of the goods", both, off(R"("contains_sku":["z","b"])"), yes},
      {"none of the goods", both, off(R"("contains_cat":"Z")"), no},
      {"first order", both, off(R"("nth_order":1)"), yes, R"({"orders_before":0})"},
      {"not the second", both, off(R"("nth_order":2)"), no, R"({"orders_before":0})"},
      {"an unknown customer", both, off(R"("nth_order":1)"), no},
      {"group", both, off(R"("customer_group":"W")"), yes, R"({"customer_group":"W"})"},
      {"no group", both, off(R"("customer_group":"W")"), no},
      {"another carrier", both, off(R"("ship_method":"UPS")"), no, R"({"ship_method":"DHL"})"},
      {"over", both, off(R"("ended":true)"), no},
      {"not begun", both, off(R"("not_started":true)"), no},
      {"coupon", both, off(R"("coupon":"C")"), yes + R"(,"coupon":"accepted")", R"({"coupon":"C"})"},
      {"another coupon", both, off(R"("coupon":"C")"), no + R"(,"coupon":"rejected")", R"({"coupon":"D"})"},
      {"used up", both, off(R"("coupon":"C")"), no + R"(,"coupon":"rejected")",
       R"({"coupon":"C","coupon_exhausted":true})"},
      {"coupon, amount missed", both, off(R"("coupon":"C","min_subtotal":9999)"),
       no + R"(,"coupon":"rejected")", R"({"coupon":"C"})"},
      {"all of several", both, off(R"("min_qty":2,"contains_sku":"a","cat_total":["M",1])"), yes},
      {"one of several missed", both, off(R"("min_qty":2,"contains_sku":"a","cat_total":["M",9999])"), no},
  });
}

TEST(ForeignPriority, HigherFirstAndAnExclusiveOneAlone) {
  expect_all({
      {"later ones see what is left", line("a", 10000, "1"),
       R"({"action":"order_fixed","amount":1000,"min_current_total":5001},{"action":"order_percent","percent":50,"priority":1})",
       R"("total":5000)"},
      {"the exclusive one of higher priority", line("a", 1000, "1"),
       R"({"action":"order_percent","percent":50,"priority":1,"exclusive":true},
          {"action":"order_percent","percent":10,"priority":3,"exclusive":true},
          {"action":"order_fixed","amount":1,"priority":9})",
       R"("total":900)"},
      {"an exclusive one that does not hold", line("a", 1000, "1"),
       R"({"action":"order_percent","percent":50,"exclusive":true,"min_subtotal":1001},{"action":"order_fixed","amount":1})",
       R"("total":999)"},
      {"several actions of one", kA + "," + kB,
       R"({"action":"several","min_qty":2,"sku":["a"],"actions":[{"action":"unit_fixed","amount":100},
          {"action":"line_percent","percent":10},{"action":"shipping_percent","percent":50,"min_current_total":2811}]})",
       R"("total":3310,"shipping":500,"lines":{"a":190,"b":0})", R"({"shipping":500})"},
  });
}

TEST(ForeignDelivery, IsLoweredForItself) {
  expect_all({
      {"an amount", kA, R"({"action":"shipping_fixed","amount":300})", R"("total":1200,"shipping":200)",
       R"({"shipping":500})"},
      {"free, whatever is left of the goods", kA,
       R"({"action":"order_percent","percent":100},{"action":"shipping_percent","percent":100})",
       R"("total":0,"shipping":0)", R"({"shipping":500})"},
      {"twice: of what is left", kA,
       R"({"action":"shipping_percent","percent":50},{"action":"shipping_percent","percent":50,"cap":100})",
       R"("total":1150,"shipping":150)", R"({"shipping":500})"},
  });
}

TEST(ForeignTax, ComesOnTopOfNetPricesOrIsContained) {
  const std::string net = R"({"tax":13,"prices":"net"})";
  expect_all({
      {"two rates", kA + "," + line("z", 500, "1", R"(,"tax":0)"), R"({"action":"order_fixed","amount":300})",
       R"("total":1200,"net":1200,"gross":1304,"tax":104)", net},
      {"net prices round the price", line("a", 8333, "1"), R"({"action":"line_percent","percent":50})",
       R"("total":4167,"gross":4709)", net},
      {"contained", line("a", 11300, "1"), "", R"("total":11300,"gross":11300,"net":10000,"tax":1300)",
       R"({"tax":13,"prices":"gross"})"},
  });
}

TEST(ForeignAllocation, AddsUpWithFloorsAndSigns) {
  const auto parts = [](const std::string& allocation, const std::string& expected) {
    return judged(R"({"allocation":{)" + allocation + R"(},"expected":{"parts":)" + expected + "}}")
        .substr(0, 5);
  };
  EXPECT_EQ(parts(R"("weights":[1,1,1],"amount":200)", "[67,67,66]"), "pass ");
  EXPECT_EQ(parts(R"("weights":[3,1],"amount":-101)", "[-76,-25]"), "pass ");
  EXPECT_EQ(parts(R"("weights":[0,0],"amount":11)", "[6,5]"), "pass ");
  EXPECT_EQ(parts(R"("weights":[100,100],"amount":-120,"floors":[90,0])", "[-10,-100]"), "pass ");
  EXPECT_EQ(parts(R"("weights":[100,100],"amount":-120)", "[-61,-59]"), "FAIL ");
}

// ---- what must not pass ----

TEST(ForeignVerdicts, TellACentFromAConvention) {
  const Cart cart{"", kA, R"({"action":"order_fixed","amount":100})", R"("total":901)"};
  EXPECT_EQ(judged(cart.text()), "FAIL x  total 900 != 901");
  EXPECT_EQ(judged(cart.text(R"(,"convention":"odd cent")")), "pass x  total 900 ~ 901");
  const Cart far{"", kA, R"({"action":"order_fixed","amount":100})", R"("total":902)"};
  EXPECT_EQ(judged(far.text(R"(,"convention":"odd cent")")), "FAIL x  total 900 != 902");
  const std::string parts =
      R"({"allocation":{"weights":[1,1,1],"amount":100},"convention":"odd cent","expected":)";
  EXPECT_EQ(judged(parts + R"({"parts":[33,33,34]}})"), "pass #1  parts [34 33 33] ~ [33 33 34]");
  EXPECT_EQ(judged(parts + R"({"parts":[33,33,33]}})"), "FAIL #1  parts [34 33 33] != [33 33 33]");
}

TEST(ForeignVerdicts, SayWhatIsNotUnderstood) {
  const auto promotion = [](const std::string& text) {
    return judged(Cart{"", kA, text, R"("total":1000)"}.text());
  };
  EXPECT_EQ(promotion(R"({"action":"order_banana"})"), "FAIL x  promotion 1: unknown action order_banana");
  EXPECT_EQ(promotion(R"({"action":"order_fixed","amount":1,"moon":"full"})"),
            "FAIL x  promotion 1: unknown key moon");
  EXPECT_EQ(promotion(R"({"action":"order_fixed"})"), "FAIL x  promotion 1: amount is missing");
  EXPECT_EQ(promotion(R"({"action":"unit_percent","percent":101})"),
            "FAIL x  promotion 1: percent is not a percentage from 0 to 100 with at most two decimals");
  EXPECT_EQ(promotion(R"({"action":"several","actions":[{"action":"unit_fixed","amount":1,"priority":2}]})"),
            "FAIL x  promotion 1 action 1: unknown key priority");
  EXPECT_EQ(judged(Cart{"", kA, "", R"("total":1000,"smell":1)"}.text()),
            "FAIL x  expected: unknown key smell");
  EXPECT_EQ(judged(Cart{"", kA, "", R"("total":1000,"lines":{"z":0})"}.text()),
            "FAIL x  total 1000 = 1000; z is not in the cart");
  EXPECT_EQ(judged(Cart{"", kA, "", R"("total":1000)", R"({"weather":"fine"})"}.text()),
            "FAIL x  context: unknown key weather");
  EXPECT_EQ(judged(Cart{"", kA, "", ""}.text()), "FAIL x  expected: nothing is expected");
  EXPECT_EQ(judged(Cart{"", line("a", 1000, R"("1.2345")"), "", R"("total":1)"}.text()),
            "FAIL x  line 1: qty is not a quantity from 0 to 10000, with at most three decimals");
  EXPECT_EQ(judged("7"), "FAIL #1  case: is not an object");
  EXPECT_EQ(judged("{}"), "FAIL #1  case: lines are missing");
}

TEST(ForeignFiles, ThatAreBrokenSaySo) {
  EXPECT_EQ(read_cases("").error.substr(0, 8), "not JSON");
  EXPECT_EQ(read_cases(R"({"cases":[)").error.substr(0, 8), "not JSON");
  EXPECT_EQ(read_cases(R"({"money":"cents"})").error, "no list of cases: {\"cases\": [...]} is expected");
  EXPECT_EQ(read_cases(R"({"cases":[]})").error, "the list of cases is empty");
}

TEST(ForeignFiles, AreCountedToTheLastCase) {
  const std::string good = Cart{"", kA, "", R"("total":1000)"}.text();
  const std::string bad = Cart{"", kA, R"({"action":"moon"})", R"("total":1000)"}.text();
  const Report report = judge_all(read_cases("[" + good + "," + bad + "," + good + "]"));
  EXPECT_EQ(report.last_line(), "2 passed, 1 failed");
  EXPECT_EQ(report.verdicts.size(), 3u);
}

}  // namespace
}  // namespace huiji::foreign
