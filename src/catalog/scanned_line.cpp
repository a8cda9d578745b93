#include "catalog/scanned_line.hpp"

#include "catalog/scan_errors.hpp"

namespace huiji::catalog {
namespace {

constexpr std::int64_t kLineLimit = 100'000'000;  // thousandths on one line, as the till takes them

// A scale prints a count in the place of grams. More pieces than this are grams after all: 425 buns would be
// rung up for one pack.
constexpr Quantity kMostPiecesOnLabel = pieces(99);

std::optional<Date> earliest_date(const ScannedCode& code) {
  std::optional<Date> earliest;
  for (const auto& date : {code.best_before, code.sell_by, code.expiry})
    if (date && (!earliest || *date < *earliest)) earliest = date;
  return earliest;
}

// The last day is still good; a code with a time is good until that minute.
bool is_expired(const ScannedCode& code, const LineQuestion& question) {
  const Date today = business_day(question.now, question.utc_offset_minutes, 0);
  const auto date = earliest_date(code);
  if (date && *date < today) return true;
  if (!code.expiry || *code.expiry != today || !code.expiry_minute) return false;
  const Instant minutes_ago = question.now + -(*code.expiry_minute + 1) * kMinute_ms;
  return business_day(minutes_ago, question.utc_offset_minutes, 0) == today;
}

bool is_marked_down(const ScannedCode& code) { return code.markdown_price || code.markdown_percent; }

// ---- printed amounts ----

// As the server judges a label (checkout's label_is_sound).
bool is_plausible(Money amount, Quantity weight, Money unit_price) {
  const Money shelf = scale(unit_price, weight, Rounding::up);
  const Money gram = scale(unit_price, Quantity{1}, Rounding::up);
  return amount.minor <= 2 * shelf.minor + gram.minor + 1;
}

// The printed amount beside what today's price would give.
void compare_amount(ScannedLine& line, Money amount, Money unit_price) {
  line.expected = scale(unit_price, line.quantity, Rounding::half_up);
  const std::int64_t difference = amount.minor - line.expected->minor;
  line.amount_differs = !line.computed_back && (difference > 1 || difference < -1);
}

// ---- goods by weight ----

Result<ScannedLine> weighed_line(const LineQuestion& question) {
  const ScannedCode& code = question.code;
  const Money unit_price = question.product.unit_price;
  ScannedLine line;
  line.alone = true;
  if ((code.weight || code.amount) && question.times) return label_times;
  if (!code.weight && !code.amount && !question.times) return label_without_weight;
  if (code.amount && unit_price.minor <= 0) return label_without_price;
  if (code.weight) {
    line.quantity = *code.weight;
  } else if (code.amount) {
    line.quantity = {mul_div(code.amount->minor, 1000, unit_price.minor, Rounding::half_up)};
    line.quantity = std::max(line.quantity, Quantity{1});
    line.computed_back = true;
  } else {
    line.quantity = *question.times;
  }
  if (line.quantity.thousandths > kLineLimit) return scan_too_large;
  if (!code.amount) return line;
  if (!is_plausible(*code.amount, line.quantity, unit_price)) return label_amount_far;
  line.label_amount = code.amount;
  compare_amount(line, *code.amount, unit_price);
  return line;
}

// ---- goods by piece ----

Result<Quantity> counted_back(Money amount, Money unit_price) {
  if (unit_price.minor <= 0) return label_without_price;
  if (amount.minor % unit_price.minor != 0) return label_pieces;
  return pieces(amount.minor / unit_price.minor);
}

Result<Quantity> pieces_of(const LineQuestion& question, ScannedLine& line) {
  const ScannedCode& code = question.code;
  if (code.kind == CodeKind::label && code.pieces && *code.pieces > kMostPiecesOnLabel)
    return Refusal(label_count, {{"count", std::to_string(code.pieces->thousandths / 1000)}});
  if (code.pieces) return *code.pieces;
  if (code.amount) {
    line.computed_back = true;
    return counted_back(*code.amount, question.product.unit_price);
  }
  if (code.weight && code.kind == CodeKind::label) return label_pieces;
  return pieces(1);
}

Result<ScannedLine> counted_line(const LineQuestion& question) {
  const ScannedCode& code = question.code;
  ScannedLine line;
  line.alone = code.kind == CodeKind::label || code.serial || is_marked_down(code);
  if (line.alone && question.times) return label_times;
  auto count = pieces_of(question, line);
  if (!count) return count.refusal();
  std::int64_t quantity = count->thousandths;
  for (const Quantity factor : {question.product.in_one, question.times.value_or(Quantity{1000})}) {
    quantity = mul_div(quantity, factor.thousandths, 1000, Rounding::half_up);
    if (quantity > kLineLimit) return scan_too_large;
  }
  line.quantity = {quantity};
  if (!code.amount || !code.pieces) return line;
  if (!is_plausible(*code.amount, line.quantity, question.product.unit_price)) return label_amount_far;
  line.label_amount = code.amount;
  compare_amount(line, *code.amount, question.product.unit_price);
  return line;
}

// ---- what both have ----

Result<Done> mark_down(ScannedLine& line, const ScannedCode& code, Money unit_price) {
  std::optional<Money> price = code.markdown_price;
  if (code.markdown_percent) price = unit_price - scale(unit_price, *code.markdown_percent, Rounding::up);
  if (price && price->minor <= 0) return scan_no_measure;
  if (price && *price < unit_price) line.markdown_price = price;  // else the shelf is cheaper meanwhile
  return Done{};
}

}  // namespace

Result<ScannedLine> line_of(const LineQuestion& question) {
  const ScannedCode& code = question.code;
  const auto date = earliest_date(code);
  if (!question.allow_expired && is_expired(code, question))
    return Refusal(expired_goods, {{"date", to_text(*date)}});
  auto line = question.product.by_weight ? weighed_line(question) : counted_line(question);
  if (!line) return line;
  if (auto done = mark_down(*line, code, question.product.unit_price); !done) return done.refusal();
  line->best_before = date;
  line->batch = code.batch;
  line->serial = code.serial;
  return line;
}

}  // namespace huiji::catalog
