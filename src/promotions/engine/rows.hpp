// Rows of a kind's table: bands, steps and lists that a shopkeeper fills in from the first to the best. What
// holds once a kind has checked them: at least one row, at most kMostRows, each asking for more and giving
// more than the row before, so that the last row reached is the one that counts.
#pragma once

#include <vector>

namespace huiji::promotions {

inline constexpr std::size_t kMostRows = 20;

template <class Row>
bool fits_a_table(const std::vector<Row>& rows) {
  return !rows.empty() && rows.size() <= kMostRows;
}

template <class Row, class Value>
bool rises(const std::vector<Row>& rows, Value Row::*field) {
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (!(rows[i - 1].*field < rows[i].*field)) return false;
  return true;
}

template <class Row, class Value>
bool falls(const std::vector<Row>& rows, Value Row::*field) {
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (!(rows[i].*field < rows[i - 1].*field)) return false;
  return true;
}

// The last row whose field is at most `value`; null when even the first asks for more.
template <class Row, class Value>
const Row* reached(const std::vector<Row>& rows, Value Row::*field, const Value& value) {
  const Row* last = nullptr;
  for (const Row& row : rows)
    if (!(value < row.*field)) last = &row;
  return last;
}

// The first row that asks for more than `value`; null when there is none.
template <class Row, class Value>
const Row* next_above(const std::vector<Row>& rows, Value Row::*field, const Value& value) {
  for (const Row& row : rows)
    if (value < row.*field) return &row;
  return nullptr;
}

}  // namespace huiji::promotions
