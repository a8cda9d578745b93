#include "catalog/label_grammar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "catalog/barcode.hpp"
#include "catalog/scan_errors.hpp"
#include "wire/json.hpp"

namespace huiji::catalog {
namespace {

const LabelGrammar& grammar(std::string_view name) {
  for (const LabelGrammar& one : default_grammars())
    if (one.name == name) return one;
  throw std::out_of_range(std::string(name));
}

std::optional<LabelFacts> read(std::string_view code) {
  auto facts = decode_label(code, default_grammars());
  return facts ? *facts : std::nullopt;
}

const ErrorCode* refusal(std::string_view code, std::span<const LabelGrammar> grammars = default_grammars()) {
  const auto facts = decode_label(code, grammars);
  return facts ? nullptr : facts.refusal().code;
}

TEST(LabelGrammar, price_verifiers_of_the_gs1_tables) {
  struct Case {
    const char* price;
    char check;
  };
  constexpr Case kCases[] = {{"2875", '9'},  {"0199", '0'},  {"1000", '6'},  {"9999", '6'},  {"0001", '5'},
                             {"14685", '6'}, {"00199", '2'}, {"01000", '4'}, {"99999", '6'}, {"00001", '4'}};
  for (const Case& one : kCases) EXPECT_EQ(price_check_digit(one.price), one.check) << one.price;
}

// Labels from scales and from the standard's examples.
struct Label {
  const char* code;
  const char* plu;
  std::int64_t amount;  // 分, 0 for none
  std::int64_t weight;  // g, 0 for none
};
constexpr Label kLabels[] = {
    {"2200123015808", "00123", 1580, 0},         {"2104011012354", "04011", 0, 1235},
    {"2012345009905", "012345", 990, 0},         {"270045602376011880", "00456", 2376, 1188},
    {"2112345015002", "12345", 0, 1500},         {"261234501234005002", "12345", 1234, 500},
    {"201234500500012344", "012345", 1234, 500},
};

TEST(LabelGrammar, known_labels) {
  for (const Label& label : kLabels) {
    const auto facts = read(label.code);
    ASSERT_TRUE(facts) << label.code;
    EXPECT_EQ(facts->plu, label.plu);
    EXPECT_EQ(facts->amount.value_or(Money{}).minor, label.amount) << label.code;
    EXPECT_EQ(facts->weight.value_or(Quantity{}).thousandths, label.weight) << label.code;
  }
}

TEST(LabelGrammar, a_scale_set_to_amounts_needs_only_another_table) {
  LabelGrammar amounts = grammar("FF-PLU5-amount5");
  amounts.prefixes = {"21"};
  const auto facts = decode_label("2112345012346", std::span(&amounts, 1));
  ASSERT_TRUE(facts && *facts);
  EXPECT_EQ((*facts)->amount, Money{1234});
}

TEST(LabelGrammar, a_markdown_label_has_price_and_serial) {
  LabelFacts facts{.plu = "20031", .serial = "00077", .markdown_price = Money{450}};
  const auto code = encode_label(facts, grammar("FF-PLU5-price5-serial5"));
  ASSERT_TRUE(code);
  EXPECT_EQ(code->substr(0, 17), "29200310045000077");
  const auto back = read(*code);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->markdown_price, Money{450});
  EXPECT_EQ(back->serial, "00077");
  EXPECT_FALSE(back->amount || back->weight);
}

TEST(LabelGrammar, misread_labels_are_refused_and_other_codes_left_alone) {
  EXPECT_EQ(refusal("2200123015807"), &scan_check_digit);
  EXPECT_EQ(refusal("270045602376011881"), &scan_check_digit);
  EXPECT_EQ(refusal("2200123000002"), &scan_no_measure);
  for (const char* code :
       {"6921168509256", "036000291452", "2000000000008", "22001230158", "28763443825664394"})
    EXPECT_TRUE(!refusal(code) && !read(code)) << code;
}

TEST(LabelGrammar, the_amount_may_have_a_verifier_of_its_own) {
  LabelGrammar verified = grammar("FF-PLU5-amount5");
  verified.plu = {2, 4};
  verified.price_check = LabelField{6, 1};
  LabelFacts facts{.plu = "0123", .amount = Money{14685}};
  const auto code = encode_label(facts, verified);
  ASSERT_TRUE(code);
  EXPECT_EQ((*code)[6], '6');
  EXPECT_EQ(refusal(*code, std::span(&verified, 1)), nullptr);
  std::string body = code->substr(0, 12);
  body[6] = '7';
  EXPECT_EQ(refusal(body + check_digit(body), std::span(&verified, 1)), &label_price_check);
}

TEST(LabelGrammar, senseless_tables_are_refused) {
  const auto broken = [](auto change) {
    LabelGrammar one = grammar("FF-PLU5-amount5-weight5");
    change(one);
    const auto done = check_grammar(one);
    return !done && done.refusal().code == &grammar_senseless;
  };
  EXPECT_TRUE(broken([](LabelGrammar& g) { g.amount->position = 6; }));  // meets the PLU
  EXPECT_TRUE(broken([](LabelGrammar& g) { g.quantity->length = 6; }));  // meets the check digit
  EXPECT_TRUE(broken([](LabelGrammar& g) { g.quantity->position = 2147483647; }));
  EXPECT_TRUE(broken([](LabelGrammar& g) { g.plu.length = 0; }));
  EXPECT_TRUE(broken([](LabelGrammar& g) { g.prefixes.clear(); }));
  EXPECT_TRUE(broken([](LabelGrammar& g) { g.prefixes = {"2x"}; }));
  EXPECT_TRUE(broken([](LabelGrammar& g) { g.prefixes = {"21000000"}; }));  // lies on the amount
  EXPECT_TRUE(broken([](LabelGrammar& g) { g.amount->decimals = 3; }));
  EXPECT_TRUE(broken([](LabelGrammar& g) { g.quantity->decimals = -1; }));
  EXPECT_TRUE(broken([](LabelGrammar& g) { g.price_check = LabelField{17, 1}; }));
  EXPECT_TRUE(broken([](LabelGrammar& g) { g.total_length = 40; }));
  for (const LabelGrammar& one : default_grammars()) EXPECT_TRUE(check_grammar(one)) << one.name;
}

TEST(LabelGrammar, what_does_not_fit_is_not_written) {
  const LabelGrammar& amounts = grammar("FF-PLU5-amount5");
  const auto field = [](const LabelFacts& facts, const LabelGrammar& one) -> std::string {
    const auto code = encode_label(facts, one);
    return code ? "" : code.refusal().details[1].value;
  };
  EXPECT_EQ(field({.plu = "123", .amount = Money{1}}, amounts), "PLU");
  EXPECT_EQ(field({.plu = "00123", .amount = Money{100000}}, amounts), "amount");
  EXPECT_EQ(field({.plu = "00123"}, amounts), "amount");
  LabelGrammar jiao = amounts;  // a scale that prints 角
  jiao.amount->decimals = 1;
  EXPECT_EQ(field({.plu = "00123", .amount = Money{1585}}, jiao), "amount");
  LabelGrammar fixed = grammar("F-PLU6-amount5");
  fixed.prefixes = {"20"};
  EXPECT_EQ(field({.plu = "512345", .amount = Money{990}}, fixed), "prefix");
}

TEST(LabelGrammar, travels_as_json) {
  for (const LabelGrammar& one : default_grammars()) {
    const std::string text = wire::to_json(one);
    const auto back = wire::from_json<LabelGrammar>(text);
    ASSERT_TRUE(back) << text;
    EXPECT_EQ(wire::to_json(*back), text);
  }
}

std::string any_digits(int length) {
  std::string digits;
  while (static_cast<int>(digits.size()) < length)
    digits += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  return digits;
}

// Facts that fill the grammar's fields, never with "nothing".
LabelFacts any_facts(const LabelGrammar& one) {
  const auto number = [](int length) {
    std::int64_t most = 1;
    while (length-- > 0) most *= 10;
    return *rc::gen::inRange<std::int64_t>(1, most);
  };
  LabelFacts facts;
  facts.plu = any_digits(one.plu.length);
  if (facts.plu.find_first_not_of('0') == std::string::npos) facts.plu.back() = '1';
  if (one.amount) facts.amount = Money{number(one.amount->length)};
  if (one.quantity) facts.weight = Quantity{number(one.quantity->length)};
  if (one.serial) facts.serial = any_digits(one.serial->length);
  if (one.markdown) facts.markdown_price = Money{number(one.markdown->length)};
  return facts;
}

RC_GTEST_PROP(LabelGrammar, encode_and_decode_undo_each_other, ()) {
  for (const LabelGrammar& one : default_grammars()) {
    const LabelFacts facts = any_facts(one);
    const auto code = encode_label(facts, one);
    RC_ASSERT(static_cast<bool>(code));
    RC_ASSERT(check_digit_right(*code));
    const auto decoded = decode_label(*code, std::span(&one, 1));
    RC_ASSERT(decoded && *decoded);
    const LabelFacts& back = **decoded;
    RC_ASSERT(back.plu == facts.plu);
    RC_ASSERT(back.amount == facts.amount);
    RC_ASSERT(back.weight == facts.weight);
    RC_ASSERT(back.serial == facts.serial);
    RC_ASSERT(back.markdown_price == facts.markdown_price);
    RC_ASSERT(*encode_label(back, one) == *code);
  }
}

// Any sensible table will do: fields in any order, of any length, with or without gaps between them.
LabelGrammar any_grammar() {
  LabelGrammar one;
  one.name = "any";
  one.prefixes = {"2"};
  int next = 1;
  const auto place = [&next](int length) {
    const int position = next + *rc::gen::inRange(0, 2);
    next = position + length;
    return position;
  };
  const auto length = [](int most) { return *rc::gen::inRange(1, most + 1); };
  const auto plu = [&] { one.plu = {0, length(6)}, one.plu.position = place(one.plu.length); };
  if (*rc::gen::arbitrary<bool>()) plu();
  if (*rc::gen::arbitrary<bool>()) one.amount = LabelNumber{0, length(5), *rc::gen::inRange(0, 3)};
  if (one.amount) one.amount->position = place(one.amount->length);
  if (*rc::gen::arbitrary<bool>()) one.quantity = LabelNumber{0, length(5), *rc::gen::inRange(0, 4)};
  if (one.quantity) one.quantity->position = place(one.quantity->length);
  if (*rc::gen::arbitrary<bool>()) one.serial = LabelField{place(3), 3};
  if (one.plu.length == 0) plu();
  one.verify_check = *rc::gen::arbitrary<bool>();
  one.total_length = std::max(8, next + (one.verify_check ? 1 : 0));
  return one;
}

RC_GTEST_PROP(LabelGrammar, every_sensible_table_round_trips, ()) {
  const LabelGrammar one = any_grammar();
  RC_ASSERT(static_cast<bool>(check_grammar(one)));
  LabelFacts facts = any_facts(one);
  const auto coarse = [](std::int64_t& value, int missing) {
    while (missing-- > 0) value *= 10;
  };
  if (one.amount) coarse(facts.amount->minor, 2 - one.amount->decimals);
  if (one.quantity) coarse(facts.weight->thousandths, 3 - one.quantity->decimals);
  const auto code = encode_label(facts, one);
  RC_ASSERT(static_cast<bool>(code));
  const auto decoded = decode_label(*code, std::span(&one, 1));
  RC_ASSERT(static_cast<bool>(decoded));
  RC_ASSERT(decoded->has_value());
  RC_ASSERT((*decoded)->plu == facts.plu);
  RC_ASSERT((*decoded)->amount == facts.amount);
  RC_ASSERT((*decoded)->weight == facts.weight);
  RC_ASSERT((*decoded)->serial == facts.serial);
}

// One digit misread is always noticed; the scanner then reads again.
RC_GTEST_PROP(LabelGrammar, one_wrong_digit_is_noticed, ()) {
  const auto& all = default_grammars();
  const LabelGrammar& one = all[*rc::gen::inRange<std::size_t>(0, all.size())];
  std::string code = *encode_label(any_facts(one), one);
  const std::size_t at = *rc::gen::inRange<std::size_t>(one.prefixes[0].size(), code.size());
  code[at] = static_cast<char>('0' + (code[at] - '0' + *rc::gen::inRange(1, 10)) % 10);
  const auto decoded = decode_label(code, std::span(&one, 1));
  const bool believed = decoded && *decoded;
  RC_ASSERT(!believed);
}

}  // namespace
}  // namespace huiji::catalog
