// Any bytes as a scanned code: refused in words or read, never a crash. What was read is clean text, survives
// the way to the till and back, and becomes a line within the limits; a label encodes to itself again.
#include "catalog/scan_code.hpp"
#include "catalog/scanned_line.hpp"
#include "wire/json.hpp"

using namespace huiji;
using namespace huiji::catalog;

static void as_line(const ScannedCode& code, bool by_weight) {
  LineQuestion question{.code = code,
                        .product = {.unit_price = {1999}, .by_weight = by_weight},
                        .now = {1'795'000'000'000},
                        .allow_expired = true};
  const auto line = line_of(question);
  question.allow_expired = false;
  const auto strict = line_of(question);
  HUIJI_CHECK(!strict || (line && wire::to_json(*strict) == wire::to_json(*line)));
  const std::string json = wire::to_json(question);
  const auto back = wire::from_json<LineQuestion>(json);
  HUIJI_CHECK(back && wire::to_json(*back) == json);
  if (!line) return;
  HUIJI_CHECK(line->quantity.thousandths > 0 && line->quantity.thousandths <= kQuantityLimit);
  HUIJI_CHECK(by_weight || is_whole(line->quantity));
  HUIJI_CHECK(!line->label_amount || line->label_amount->minor > 0);
  HUIJI_CHECK(!line->markdown_price || *line->markdown_price < question.product.unit_price);
}

static void as_label(std::string_view text) {
  for (const LabelGrammar& grammar : default_grammars()) {
    const auto facts = decode_label(text, std::span(&grammar, 1));
    if (!facts || !*facts) continue;
    const auto code = encode_label(**facts, grammar);
    HUIJI_CHECK(!code || code->size() == text.size());
    if (code && text.starts_with(grammar.prefixes.front())) HUIJI_CHECK(*code == text);
  }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  as_label(text);
  const auto code = read_code(text, default_grammars(), Date{20'783});
  if (!code) {
    HUIJI_CHECK(!code.refusal().text(true).empty() && !code.refusal().text(false).empty());
    return 0;
  }
  const std::string json = wire::to_json(*code);
  const auto back = wire::from_json<ScannedCode>(json);
  HUIJI_CHECK(back && wire::to_json(*back) == json);
  as_line(*code, true);
  as_line(*code, false);
  return 0;
}
