// What a scanned code puts into the basket (product.md 4.18, china-retail.md 3.2): how much, for what printed
// amount, at what marked-down price. A weighed line stands alone: it is never merged and never multiplied.
// Printed amount and weight: the amount is kept, and a flag says when today's price would give another one.
// Amount alone: the weight is computed back to the gram. Weight alone: the till prices it. Goods by piece
// are counted: a count with an amount is charged the amount, an amount alone must be a whole number of
// pieces. Goods past their date are refused unless a supervisor allows them. An amount beyond what the server
// takes (above twice today's) is refused here already, with the customer present.
#pragma once

#include "catalog/scan_code.hpp"

namespace huiji::catalog {

struct ScannedProduct {
  Money unit_price;  // shelf price per piece or kilogram
  bool by_weight = false;
  Quantity in_one{1000};  // pieces behind this barcode: a case holds twelve
};
BOOST_DESCRIBE_STRUCT(ScannedProduct, (), (unit_price, by_weight, in_one))

struct LineQuestion {
  ScannedCode code;
  ScannedProduct product;
  std::optional<Quantity> times = {};  // "3*": pieces, or the weight of goods whose code has none
  Instant now;
  int utc_offset_minutes = 480;
  bool allow_expired = false;  // a supervisor said so
};
BOOST_DESCRIBE_STRUCT(LineQuestion, (), (code, product, times, now, utc_offset_minutes, allow_expired))

struct ScannedLine {
  Quantity quantity;
  std::optional<Money> label_amount;
  std::optional<Money> markdown_price;  // per piece or kilogram, below the shelf price
  std::optional<Date> best_before;      // the earliest of the code's dates
  std::optional<std::string> batch;
  std::optional<std::string> serial;  // sells once
  bool alone = false;                 // never merged with another line
  bool computed_back = false;         // 反算: the weight comes from the amount
  bool amount_differs = false;        // by more than 1 分 from today's price
  std::optional<Money> expected;      // at today's price, when the label has an amount
};
BOOST_DESCRIBE_STRUCT(ScannedLine, (),
                      (quantity, label_amount, markdown_price, best_before, batch, serial, alone,
                       computed_back, amount_differs, expected))

Result<ScannedLine> line_of(const LineQuestion& question);

}  // namespace huiji::catalog

namespace huiji::wire {
template <>
struct Rules<catalog::ScannedProduct> {
  static constexpr FieldRule list[] = {{.field = "unit_price", .minimum = 0},
                                       {.field = "in_one", .minimum = 1}};
};
template <>
struct Rules<catalog::LineQuestion> {
  static constexpr FieldRule list[] = {{.field = "times", .minimum = 1},
                                       {.field = "utc_offset_minutes", .minimum = -840, .maximum = 840}};
};
}  // namespace huiji::wire
