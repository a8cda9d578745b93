// In-store labels (店内码) as tables: where the PLU, the amount, the weight and the serial stand is a row of
// data, because every scale vendor prints them elsewhere. decode() reads a label with the first grammar that
// fits, encode() makes one; the two undo each other. A grammar that fits by length and prefix decides: a
// wrong check digit is then refused, not tried with the next one. A weight is the scale's legal measuring
// result and is never rounded again. Source: china-retail.md 3.2 (GB/T 18283, practice of 大华 and 顶尖
// scales); price verifiers after GS1 General Specifications 7.9.2 to 7.9.4.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"
#include "wire/type_info.hpp"

namespace huiji::catalog {

struct LabelField {
  int position = 0;  // of the first digit, from 0
  int length = 0;
};
BOOST_DESCRIBE_STRUCT(LabelField, (), (position, length))

struct LabelNumber {
  int position = 0;
  int length = 0;
  int decimals = 0;  // of a yuan, a kilogram or a percent: 2 decimals of a yuan are 分
};
BOOST_DESCRIBE_STRUCT(LabelNumber, (), (position, length, decimals))

enum class MarkdownMeaning {
  price,       // the new price per piece or kilogram
  percent_off  // of the shelf price
};
BOOST_DESCRIBE_ENUM(MarkdownMeaning, price, percent_off)

struct LabelMarkdown {
  int position = 0;
  int length = 0;
  int decimals = 0;
  MarkdownMeaning meaning = MarkdownMeaning::price;
};
BOOST_DESCRIBE_STRUCT(LabelMarkdown, (), (position, length, decimals, meaning))

struct LabelGrammar {
  std::string name;
  int total_length = 13;
  std::vector<std::string> prefixes;  // any of them; a PLU may begin inside it (F + 6 digits)
  LabelField plu;
  std::optional<LabelNumber> amount = {};
  std::optional<LabelNumber> quantity = {};  // kilograms
  bool counts_pieces = true;                 // for goods by piece the quantity's digits are a count
  std::optional<LabelField> price_check = {};
  std::optional<LabelField> serial = {};
  std::optional<LabelMarkdown> markdown = {};
  bool verify_check = true;  // the last digit is a GS1 check digit over all before it
};
BOOST_DESCRIBE_STRUCT(LabelGrammar, (),
                      (name, total_length, prefixes, plu, amount, quantity, counts_pieces, price_check,
                       serial, markdown, verify_check))

// What one label says.
struct LabelFacts {
  std::string grammar = {};
  std::string plu = {};  // as printed, with leading zeros
  std::optional<Money> amount = {};
  std::optional<Quantity> weight = {};  // of goods by weight
  std::optional<Quantity> pieces = {};  // of goods by piece: the same digits as a count
  std::optional<std::string> serial = {};
  std::optional<Money> markdown_price = {};
  std::optional<Percent> markdown_percent = {};
};

// The layouts found in Chinese shops, in the order in which they are tried.
const std::vector<LabelGrammar>& default_grammars();

// Fields inside the label, apart from each other, with decimals that money and grams can hold.
Result<Done> check_grammar(const LabelGrammar& grammar);

// Nothing when no grammar is for such a code; a refusal when one is and the label is misread.
Result<std::optional<LabelFacts>> decode_label(std::string_view code, std::span<const LabelGrammar> grammars);

// The label's digits, or why the facts do not fit (prefix: of the grammar's list, the first).
Result<std::string> encode_label(const LabelFacts& facts, const LabelGrammar& grammar);

// The verifier digit of an amount of four or five digits.
char price_check_digit(std::string_view digits);

}  // namespace huiji::catalog

namespace huiji::wire {
template <>
struct Rules<catalog::LabelGrammar> {
  static constexpr FieldRule list[] = {{.field = "name", .min_length = 1, .max_length = 60},
                                       {.field = "total_length", .minimum = 8, .maximum = 32},
                                       {.field = "prefixes", .min_length = 1, .max_length = 20}};
};
}  // namespace huiji::wire
