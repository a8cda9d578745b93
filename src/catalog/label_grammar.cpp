#include "catalog/label_grammar.hpp"

#include "catalog/barcode.hpp"
#include "catalog/scan_errors.hpp"

namespace huiji::catalog {
namespace {

constexpr std::int64_t kLargestAmount = 100'000'000;  // 分, as a product's price
constexpr int kFenDecimals = 2, kGramDecimals = 3, kBasisDecimals = 2;

// GS1 General Specifications 7.9: the weighted product of each digit.
constexpr std::string_view k2Minus = "0246891357", k3 = "0369258147", k5Plus = "0516273849",
                           k5Minus = "0594837261";
int weighted(std::string_view table, char digit) {
  return table[static_cast<std::size_t>(digit - '0')] - '0';
}

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

std::int64_t number_of(std::string_view digits) {
  std::int64_t number = 0;
  for (char c : digits) number = number * 10 + (c - '0');
  return number;
}

template <class Field>
std::string_view part(std::string_view code, const Field& field) {
  return code.substr(static_cast<std::size_t>(field.position), static_cast<std::size_t>(field.length));
}

// ---- is the table sensible? ----

Refusal senseless(const LabelGrammar& grammar, const char* zh, const char* en) {
  return Refusal(grammar_senseless, {{"name", grammar.name}, {"reason_zh", zh}, {"reason_en", en}});
}

// Marks the digits that a field takes; false when it leaves the label or meets another field.
template <class Field>
bool take(std::vector<bool>& taken, const Field& field) {
  const auto size = static_cast<int>(taken.size());
  if (field.position < 0 || field.length < 1 || field.length > size || field.position > size - field.length)
    return false;
  for (int i = field.position; i < field.position + field.length; ++i) {
    if (taken[static_cast<std::size_t>(i)]) return false;
    taken[static_cast<std::size_t>(i)] = true;
  }
  return true;
}

template <class Field>
bool take(std::vector<bool>& taken, const std::optional<Field>& field) {
  return !field || take(taken, *field);
}

bool fields_apart(const LabelGrammar& grammar) {
  std::vector<bool> taken(static_cast<std::size_t>(grammar.total_length));
  if (grammar.verify_check) taken.back() = true;
  return take(taken, grammar.plu) && take(taken, grammar.amount) && take(taken, grammar.quantity) &&
         take(taken, grammar.price_check) && take(taken, grammar.serial) && take(taken, grammar.markdown);
}

// A prefix must not lie on a number: it would fix the number's first digits.
bool prefixes_sound(const LabelGrammar& grammar) {
  int first_number = grammar.total_length - (grammar.verify_check ? 1 : 0);
  const auto look = [&](const auto& field) {
    if (field) first_number = std::min(first_number, field->position);
  };
  look(grammar.amount), look(grammar.quantity), look(grammar.price_check), look(grammar.serial);
  look(grammar.markdown);
  for (const std::string& prefix : grammar.prefixes)
    if (!all_digits(prefix) || static_cast<int>(prefix.size()) > first_number) return false;
  return !grammar.prefixes.empty();
}

template <class Number>
bool number_sound(const std::optional<Number>& number, int most_decimals) {
  return !number || (number->decimals >= 0 && number->decimals <= most_decimals && number->length <= 9);
}

// ---- reading ----

bool is_for(const LabelGrammar& grammar, std::string_view code) {
  if (static_cast<int>(code.size()) != grammar.total_length || !all_digits(code)) return false;
  for (const std::string& prefix : grammar.prefixes)
    if (code.starts_with(prefix)) return number_of(part(code, grammar.plu)) != 0;
  return false;
}

Result<Done> check_digits(std::string_view code, const LabelGrammar& grammar) {
  if (grammar.verify_check && !check_digit_right(code))
    return Refusal(scan_check_digit, {{"code", std::string(code)}});
  if (grammar.price_check &&
      part(code, *grammar.price_check)[0] != price_check_digit(part(code, *grammar.amount)))
    return Refusal(label_price_check, {{"code", std::string(code)}});
  return Done{};
}

std::int64_t read_number(std::string_view code, const LabelNumber& field, int decimals) {
  return number_of(part(code, field)) * power_of_ten(decimals - field.decimals);
}

void read_markdown(std::string_view code, const LabelMarkdown& field, LabelFacts& facts) {
  const LabelNumber number{field.position, field.length, field.decimals};
  if (field.meaning == MarkdownMeaning::price)
    facts.markdown_price = {read_number(code, number, kFenDecimals)};
  else
    facts.markdown_percent = {read_number(code, number, kBasisDecimals)};
}

LabelFacts read_fields(std::string_view code, const LabelGrammar& grammar) {
  LabelFacts facts;
  facts.grammar = grammar.name;
  facts.plu = part(code, grammar.plu);
  if (grammar.amount) facts.amount = {read_number(code, *grammar.amount, kFenDecimals)};
  if (grammar.quantity) {
    facts.weight = {read_number(code, *grammar.quantity, kGramDecimals)};
    if (grammar.counts_pieces) facts.pieces = pieces(number_of(part(code, *grammar.quantity)));
  }
  if (grammar.serial) facts.serial = part(code, *grammar.serial);
  if (grammar.markdown) read_markdown(code, *grammar.markdown, facts);
  return facts;
}

// A label that says "nothing" was made with the scale empty.
Result<Done> check_facts(const LabelFacts& facts) {
  const auto above = [](const auto& value, std::int64_t limit, auto member) {
    return value && (*value).*member > limit;
  };
  if (above(facts.amount, kLargestAmount, &Money::minor) ||
      above(facts.markdown_price, kLargestAmount, &Money::minor) ||
      above(facts.weight, kQuantityLimit, &Quantity::thousandths) ||
      above(facts.pieces, kQuantityLimit, &Quantity::thousandths))
    return scan_too_large;
  if ((facts.amount && facts.amount->minor == 0) || (facts.weight && facts.weight->thousandths == 0))
    return scan_no_measure;
  if (facts.markdown_percent && facts.markdown_percent->basis_points > 10000)
    return Refusal(scan_value, {{"ai", facts.plu}});
  return Done{};
}

// ---- writing ----

// Digits of a number in its field; false when it has more digits or finer decimals than the field.
template <class Field>
bool write_number(std::string& code, std::int64_t value, const Field& field, int decimals) {
  const std::int64_t grain = power_of_ten(decimals - field.decimals);
  if (value < 0 || value % grain != 0) return false;
  const std::string digits = std::to_string(value / grain);
  if (static_cast<int>(digits.size()) > field.length) return false;
  code.replace(static_cast<std::size_t>(field.position + field.length) - digits.size(), digits.size(),
               digits);
  return true;
}

bool write_digits(std::string& code, std::string_view digits, const LabelField& field) {
  if (!all_digits(digits) || static_cast<int>(digits.size()) != field.length) return false;
  code.replace(static_cast<std::size_t>(field.position), digits.size(), digits);
  return true;
}

bool write_quantity(std::string& code, const LabelFacts& facts, const LabelNumber& field) {
  if (facts.weight) return write_number(code, facts.weight->thousandths, field, kGramDecimals);
  const LabelField count{field.position, field.length};
  if (!facts.pieces || !is_whole(*facts.pieces)) return false;
  std::string digits = std::to_string(facts.pieces->thousandths / 1000);
  if (static_cast<int>(digits.size()) > field.length) return false;
  digits.insert(0, static_cast<std::size_t>(field.length) - digits.size(), '0');
  return write_digits(code, digits, count);
}

bool write_markdown(std::string& code, const LabelFacts& facts, const LabelMarkdown& field) {
  if (field.meaning == MarkdownMeaning::price)
    return facts.markdown_price && write_number(code, facts.markdown_price->minor, field, kFenDecimals);
  return facts.markdown_percent &&
         write_number(code, facts.markdown_percent->basis_points, field, kBasisDecimals);
}

// The name of the first field that the facts do not fill, or none.
const char* write_fields(std::string& code, const LabelFacts& facts, const LabelGrammar& grammar) {
  if (!write_digits(code, facts.plu, grammar.plu)) return "PLU";
  if (grammar.amount &&
      !(facts.amount && write_number(code, facts.amount->minor, *grammar.amount, kFenDecimals)))
    return "amount";
  if (grammar.quantity && !write_quantity(code, facts, *grammar.quantity)) return "quantity";
  if (grammar.serial && !(facts.serial && write_digits(code, *facts.serial, *grammar.serial)))
    return "serial";
  if (grammar.markdown && !write_markdown(code, facts, *grammar.markdown)) return "markdown";
  return nullptr;
}

}  // namespace

const std::vector<LabelGrammar>& default_grammars() {
  const auto number = [](int position, int length, int decimals) {
    return std::optional<LabelNumber>{{position, length, decimals}};
  };
  static const std::vector<LabelGrammar> grammars{
      {.name = "FF-PLU5-weight5",
       .total_length = 13,
       .prefixes = {"21"},
       .plu = {2, 5},
       .quantity = number(7, 5, 3)},
      {.name = "FF-PLU5-amount5",
       .total_length = 13,
       .prefixes = {"22"},
       .plu = {2, 5},
       .amount = number(7, 5, 2)},
      {.name = "F-PLU6-amount5",
       .total_length = 13,
       .prefixes = {"2"},
       .plu = {1, 6},
       .amount = number(7, 5, 2)},
      {.name = "FF-PLU5-amount5-weight5",
       .total_length = 18,
       .prefixes = {"26", "27"},
       .plu = {2, 5},
       .amount = number(7, 5, 2),
       .quantity = number(12, 5, 3)},
      {.name = "FF-PLU5-price5-serial5",
       .total_length = 18,
       .prefixes = {"29"},
       .plu = {2, 5},
       .serial = LabelField{12, 5},
       .markdown = LabelMarkdown{7, 5, 2, MarkdownMeaning::price}},
      {.name = "F-PLU6-weight5-amount5",
       .total_length = 18,
       .prefixes = {"2"},
       .plu = {1, 6},
       .amount = number(12, 5, 2),
       .quantity = number(7, 5, 3)},
  };
  return grammars;
}

Result<Done> check_grammar(const LabelGrammar& grammar) {
  if (grammar.total_length < 8 || grammar.total_length > 32)
    return senseless(grammar, "总长应为 8 至 32 位", "the total length is 8 to 32 digits");
  if (!fields_apart(grammar) || grammar.plu.length > 9)
    return senseless(grammar, "字段超出标签、相互重叠或太长",
                     "a field leaves the label, meets another or is too long");
  if (!prefixes_sound(grammar))
    return senseless(grammar, "前缀应为数字，且不能占用金额或重量",
                     "prefixes are digits and not inside a number");
  if (!number_sound(grammar.amount, kFenDecimals) || !number_sound(grammar.quantity, kGramDecimals) ||
      !number_sound(grammar.markdown, kBasisDecimals))
    return senseless(grammar, "金额最多两位小数，重量最多三位",
                     "amounts have at most two decimals, weights three");
  const bool verifiable = grammar.amount && (grammar.amount->length == 4 || grammar.amount->length == 5);
  if (grammar.price_check && (grammar.price_check->length != 1 || !verifiable))
    return senseless(grammar, "金额校验码只用于 4 位或 5 位金额",
                     "a price verifier is for amounts of 4 or 5 digits");
  return Done{};
}

Result<std::optional<LabelFacts>> decode_label(std::string_view code,
                                               std::span<const LabelGrammar> grammars) {
  for (const LabelGrammar& grammar : grammars) {
    if (!check_grammar(grammar) || !is_for(grammar, code)) continue;
    if (auto done = check_digits(code, grammar); !done) return done.refusal();
    LabelFacts facts = read_fields(code, grammar);
    if (auto done = check_facts(facts); !done) return done.refusal();
    return std::optional(std::move(facts));
  }
  return std::optional<LabelFacts>{};
}

Result<std::string> encode_label(const LabelFacts& facts, const LabelGrammar& grammar) {
  if (auto done = check_grammar(grammar); !done) return done.refusal();
  const auto refuse = [&](const char* field) {
    return Refusal(grammar_value, {{"name", grammar.name}, {"field", field}});
  };
  std::string code(static_cast<std::size_t>(grammar.total_length), '0');
  const std::string& prefix = grammar.prefixes.front();
  code.replace(0, prefix.size(), prefix);
  if (const char* missing = write_fields(code, facts, grammar)) return refuse(missing);
  if (!code.starts_with(prefix)) return refuse("prefix");  // a PLU that begins inside it
  if (grammar.price_check)
    code[static_cast<std::size_t>(grammar.price_check->position)] =
        price_check_digit(part(code, *grammar.amount));
  if (grammar.verify_check) code.back() = check_digit(std::string_view(code).substr(0, code.size() - 1));
  return code;
}

char price_check_digit(std::string_view digits) {
  HUIJI_CHECK(all_digits(digits) && (digits.size() == 4 || digits.size() == 5));
  const auto at = [&](std::string_view table, std::size_t i) { return weighted(table, digits[i]); };
  if (digits.size() == 4)
    return static_cast<char>('0' + (at(k2Minus, 0) + at(k2Minus, 1) + at(k3, 2) + at(k5Minus, 3)) * 3 % 10);
  const int sum = at(k5Plus, 0) + at(k2Minus, 1) + at(k5Minus, 2) + at(k5Plus, 3) + at(k2Minus, 4);
  return static_cast<char>('0' + k5Minus.find(static_cast<char>('0' + (10 - sum % 10) % 10)));
}

}  // namespace huiji::catalog
