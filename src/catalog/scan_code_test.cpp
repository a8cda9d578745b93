#include "catalog/scan_code.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "catalog/barcode.hpp"
#include "catalog/scan_errors.hpp"
#include "wire/json.hpp"

namespace huiji::catalog {
namespace {

const Date kToday = *parse_date("2026-11-26");

Result<ScannedCode> scan(std::string_view text) { return read_code(text, default_grammars(), kToday); }

const ErrorCode* refusal(std::string_view text) {
  const auto code = scan(text);
  return code ? nullptr : code.refusal().code;
}

std::string gtin(std::string_view text) {
  const auto code = scan(text);
  return code ? code->gtin.value_or("none") : code.refusal().code->code;
}

TEST(ScanCode, numbers_of_trade_items_in_one_form) {
  struct Case {
    const char* scanned;
    const char* gtin;
  };
  constexpr Case kCases[] = {
      {"6921168509256", "6921168509256"},
      {"6902083881085", "6902083881085"},
      {"4006381333931", "4006381333931"},
      {"5901234123457", "5901234123457"},
      {"9780201379624", "9780201379624"},
      {"4891599601138", "4891599601138"},
      {"69019388", "69019388"},
      {"96385074", "96385074"},
      {"73513537", "73513537"},
      {"036000291452", "0036000291452"},
      {"038900004095", "0038900004095"},
      {"614141000036", "0614141000036"},
      {"10614141000415", "10614141000415"},
      {"00012345600012", "0012345600012"},
      {"]E06921168509256", "6921168509256"},
      {"]E469019388", "69019388"},
      {"]I110614141000415", "10614141000415"},
      {" 6901-234567892 ", "6901234567892"},
      {"04252614", "0042100005264"},  // UPC-E
      {"01234565", "0012345000065"},
  };
  for (const Case& one : kCases) EXPECT_EQ(gtin(one.scanned), one.gtin) << one.scanned;
}

TEST(ScanCode, what_names_no_goods) {
  EXPECT_EQ(refusal("6921168509257"), &scan_check_digit);
  EXPECT_EQ(refusal("692116850925"), &scan_check_digit);
  EXPECT_EQ(refusal("692168282348"), &scan_check_digit);
  EXPECT_EQ(refusal("84501202316"), &scan_not_goods);
  EXPECT_EQ(refusal("6900000000000X"), &scan_not_goods);
  EXPECT_EQ(refusal(""), &scan_not_goods);
  EXPECT_EQ(refusal("9800000000007"), &scan_not_goods);       // a coupon
  EXPECT_EQ(refusal("340123450000000000"), &scan_not_goods);  // a pallet
  EXPECT_EQ(refusal("00340123450000000000"), &scan_not_goods);
  EXPECT_EQ(refusal("]C100340123450000000000"), &scan_not_goods);
  EXPECT_EQ(refusal("https://u.wechat.com/abc"), &scan_not_goods);
  EXPECT_EQ(refusal(std::string(3000, '1')), &scan_not_goods);
}

TEST(ScanCode, upc_e_of_every_last_digit) {
  struct Case {
    const char* short_body;
    const char* long_body;
  };
  constexpr Case kCases[] = {
      {"0123450", "01200000345"}, {"0123451", "01210000345"}, {"0123452", "01220000345"},
      {"0123453", "01230000045"}, {"0123454", "01234000005"}, {"0123455", "01234500005"},
      {"0123456", "01234500006"}, {"0123459", "01234500009"}, {"1123458", "11234500008"}};
  for (const Case& one : kCases) {
    const std::string upc_a = std::string(one.long_body) + check_digit(one.long_body);
    EXPECT_EQ(expand_upc_e(std::string(one.short_body) + upc_a.back()), upc_a) << one.short_body;
    EXPECT_EQ(expand_upc_e(std::string(one.short_body) + (upc_a.back() == '0' ? '1' : '0')), std::nullopt);
  }
  EXPECT_EQ(expand_upc_e("24252614"), std::nullopt);
}

TEST(ScanCode, element_strings) {
  const auto plain = scan("013842587609507417181119371");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->gtin, "38425876095074");
  EXPECT_EQ(plain->expiry, parse_date("2018-11-19"));
  EXPECT_EQ(plain->pieces, pieces(1));
  const auto weighed = scan("(01)06921168509256(3103)001250(15)261231");
  ASSERT_TRUE(weighed);
  EXPECT_EQ(weighed->gtin, "6921168509256");
  EXPECT_EQ(weighed->weight, Quantity{1250});
  EXPECT_EQ(weighed->best_before, parse_date("2026-12-31"));
  const auto fresh = scan(
      "]d20106921168509256310300125039221580\x1d"
      "10LOT/7(A)\x1d"
      "21S1\x1d"
      "11261101");
  ASSERT_TRUE(fresh) << fresh.refusal().text(false);
  EXPECT_EQ(fresh->amount, Money{1580});
  EXPECT_EQ(fresh->batch, "LOT/7(A)");
  EXPECT_EQ(fresh->serial, "S1");
  EXPECT_EQ(fresh->production, parse_date("2026-11-01"));
  EXPECT_EQ(fresh->elements.size(), 6u);
  for (const char* id : {"]Q3", "]C1", "]e0", "\x1d"})
    EXPECT_EQ(gtin(std::string(id) + "0106921168509256"), "6921168509256");
  EXPECT_EQ(gtin("]C102106141410004153712"), "10614141000415");  // twelve of what lies inside
  EXPECT_EQ(gtin("0100000069019388"), "69019388");
}

TEST(ScanCode, elements_that_tell_money_and_dates) {
  const auto with = [](const char* rest) { return scan(std::string("]d20106921168509256") + rest); };
  EXPECT_EQ(with("39321561580")->amount, Money{1580});
  EXPECT_EQ(with("3920158")->amount, Money{15800});
  EXPECT_EQ(with("392315805")->amount, Money{1581});  // half up to the 分
  EXPECT_EQ(with("39410125")->markdown_percent, Percent{1250});
  EXPECT_EQ(with("39400030")->markdown_percent, Percent{3000});
  EXPECT_EQ(with("3952001280")->unit_price, Money{1280});
  EXPECT_EQ(with("8005001280")->unit_price, Money{1280});
  EXPECT_EQ(with("3100000002")->weight, Quantity{2000});
  EXPECT_EQ(with("3105100000")->weight, Quantity{1000});
  EXPECT_EQ(with("3012")->pieces, pieces(12));
  EXPECT_EQ(with("16261130")->sell_by, parse_date("2026-11-30"));
  EXPECT_EQ(with("17280200")->expiry, parse_date("2028-02-29"));
  const auto hour = with("70032611261830");
  EXPECT_EQ(hour->expiry, kToday);
  EXPECT_EQ(hour->expiry_minute, 18 * 60 + 30);
  EXPECT_EQ(with("3301000500")->weight, std::nullopt);  // gross weight of a pallet
}

TEST(ScanCode, broken_elements_say_why) {
  struct Case {
    const char* rest;
    const ErrorCode* code;
  };
  const Case cases[] = {
      {"17261", &scan_truncated},        {"10", &scan_truncated},
      {"70032611", &scan_truncated},     {"0569", &scan_unknown_ai},
      {"8999X", &scan_unknown_ai},       {"3106000100", &scan_unknown_ai},
      {"3103001x50", &scan_value},       {"10123456789012345678901", &scan_value},
      {"17261332", &scan_date},          {"17260431", &scan_date},
      {"17260229", &scan_date},          {"70032611262460", &scan_date},
      {"39328401580", &scan_currency},   {"39209999999", &scan_too_large},
      {"3103000000", &scan_no_measure},  {"300", &scan_no_measure},
      {"39400101", &scan_value},         {"3920\xe5", &scan_value},
      {"0106921168509263", &scan_twice}, {"0206921168509257", &scan_check_digit},
  };
  for (const Case& one : cases)
    EXPECT_EQ(refusal(std::string("]d20106921168509256") + one.rest), one.code) << one.rest;
  EXPECT_EQ(refusal("]d20106921168509257"), &scan_check_digit);
  EXPECT_EQ(refusal("]d2010692116850"), &scan_truncated);
  EXPECT_EQ(refusal("(01)06921168509256(55)1"), &scan_value);  // no AI: part of the number before
}

TEST(ScanCode, digital_links_on_any_host) {
  const auto link =
      scan("https://shop.example.cn/x/01/06921168509256/22/2A/10/AB%2F1/21/7?17=261231&3103=000500&utm=1&x");
  ASSERT_TRUE(link) << link.refusal().text(false);
  EXPECT_EQ(link->gtin, "6921168509256");
  EXPECT_EQ(link->batch, "AB/1");
  EXPECT_EQ(link->serial, "7");
  EXPECT_EQ(link->expiry, parse_date("2026-12-31"));
  EXPECT_EQ(link->weight, Quantity{500});
  EXPECT_EQ(gtin("HTTP://ID.GS1.ORG/01/6921168509256"), "6921168509256");
  EXPECT_EQ(gtin("http://a.cn/gtin/69019388/lot/1#top"), "69019388");
  EXPECT_EQ(gtin("http://a.cn/01/x/01/6921168509256/99/1?98x=1&9=2&=3"), "6921168509256");
  EXPECT_EQ(refusal("https://a.cn"), &scan_not_goods);
  EXPECT_EQ(refusal("https://a.cn/01/"), &scan_not_goods);
  EXPECT_EQ(refusal("https://a.cn/01/6921168509257"), &scan_check_digit);
  EXPECT_EQ(refusal("https://a.cn/01/6921168509256?17=2612"), &scan_truncated);
  EXPECT_EQ(refusal("https://a.cn/01/6921168509256/10/%E6%89%B9"), &scan_value);
}

TEST(ScanCode, centuries_and_ends_of_months) {
  const auto date = [](const char* digits) {
    const auto read = read_gs1_date(digits, kToday);
    return read ? to_text(*read) : "none";
  };
  EXPECT_EQ(date("760101"), "2076-01-01");  // 50 years ahead
  EXPECT_EQ(date("770101"), "1977-01-01");  // 49 years back
  EXPECT_EQ(date("000229"), "2000-02-29");
  EXPECT_EQ(date("260200"), "2026-02-28");
  EXPECT_EQ(date("261200"), "2026-12-31");
  EXPECT_EQ(date("260001"), "none");
  EXPECT_EQ(date("260132"), "none");
  EXPECT_EQ(read_gs1_date("490101", *parse_date("2101-01-01")), parse_date("2149-01-01"));
  EXPECT_EQ(read_gs1_date("990101", *parse_date("2101-01-01")), parse_date("2099-01-01"));
}

TEST(ScanCode, labels_carry_no_gtin) {
  const auto label = scan("270045602376011880");
  ASSERT_TRUE(label);
  EXPECT_EQ(label->kind, CodeKind::label);
  EXPECT_EQ(label->plu, "00456");
  EXPECT_EQ(label->amount, Money{2376});
  EXPECT_EQ(label->weight, Quantity{1188});
  EXPECT_FALSE(label->gtin);
  EXPECT_EQ(refusal("270045602376011881"), &scan_check_digit);
}

// Any article with any date and batch survives all three ways of writing it.
RC_GTEST_PROP(ScanCode, three_writings_say_the_same, ()) {
  std::string body;
  for (int i = 0; i < 13; ++i)
    body += static_cast<char>('0' + *rc::gen::inRange(i == 0 ? 1 : 0, i == 0 ? 9 : 10));
  const std::string item = body + check_digit(body);
  const auto letters =
      rc::gen::oneOf(rc::gen::inRange('0', char('9' + 1)), rc::gen::inRange('A', char('Z' + 1)));
  const auto batch = *rc::gen::resize(20, rc::gen::nonEmpty(rc::gen::container<std::string>(letters)));
  const Date day{kToday.days + *rc::gen::inRange(-17000, 18000)};
  const CivilDate civil = to_civil(day);
  char digits[16];
  std::snprintf(digits, sizeof digits, "%02d%02d%02d", civil.year % 100, civil.month, civil.day);
  RC_PRE(batch.size() <= 20);
  std::set<std::string> results;
  for (const std::string& text : {"]d201" + item + "10" + batch + "\x1d" + "17" + digits,
                                  "(01)" + item + "(10)" + batch + "(17)" + digits,
                                  "https://a.cn/01/" + item + "/10/" + batch + "?17=" + digits}) {
    const auto code = scan(text);
    RC_ASSERT(static_cast<bool>(code));
    RC_ASSERT(code->gtin == item);
    RC_ASSERT(code->batch == batch);
    RC_ASSERT(code->expiry == day);
    results.insert(wire::to_json(*code));
  }
  RC_ASSERT(results.size() == 1u);
}

}  // namespace
}  // namespace huiji::catalog
