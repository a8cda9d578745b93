#include "catalog/import_row.hpp"

#include "catalog/barcode.hpp"
#include "catalog/catalog_errors.hpp"
#include "catalog/cells.hpp"
#include "catalog/pinyin.hpp"

namespace huiji::catalog {
namespace {

// "6901234567892*12": a case of twelve under this number.
Barcode split_quantity(const std::string& text) {
  const std::size_t star = text.find('*');
  if (star == std::string::npos) return {text, pieces(1)};
  const auto quantity = parse_stock(std::string_view(text).substr(star + 1), UnitKind::weight);
  if (!quantity || quantity->thousandths == 0) return {text, pieces(1)};  // refused later, as it stands
  return {text.substr(0, star), *quantity};
}

bool is_half_kilogram(std::string_view unit) {
  for (std::string_view name : {"斤", "市斤", "500g", "克", "g", "两", "50g", "100g"})
    if (unit == name) return true;
  return false;
}
bool is_kilogram(std::string_view unit) { return unit == "kg" || unit == "公斤" || unit == "千克"; }

}  // namespace

ImportProblem problem_of(int row, std::string column, std::string value, const Refusal& refusal) {
  return {
      row, std::move(column), std::move(value), refusal.code->code, refusal.text(true), refusal.text(false)};
}

std::string RowReader::text(Column column) const {
  const auto& at = layout_[static_cast<std::size_t>(column)];
  return at && *at < row_.cells.size() ? row_.cells[*at] : std::string();
}

void RowReader::fail(Column column, const Refusal& refusal) {
  fail(std::string(heading(column)), text(column), refusal);
}

void RowReader::fail(std::string column, std::string value, const Refusal& refusal) {
  problems_.push_back(problem_of(row_.number, std::move(column), std::move(value), refusal));
}

// An empty cell leaves the value as it is.
template <class T>
void RowReader::read(Column column, std::optional<T> (*parse)(std::string_view), const ErrorCode& code,
                     T& value) {
  const std::string cell = text(column);
  if (cell.empty()) return;
  if (const auto parsed = parse(cell))
    value = *parsed;
  else
    fail(column, Refusal(code, {{"value", cell}}));
}

ProductDraft RowReader::draft(ProductDraft draft, bool is_new) {
  if (const std::string name = text(Column::name); !name.empty()) draft.name = name;
  if (has(Column::spec)) draft.spec = text(Column::spec);
  const std::string code = text(Column::code);
  if (is_scientific(code))
    fail(Column::code, Refusal(cell_scientific, {{"value", code}}));
  else if (!code.empty())
    draft.code = code;
  read_unit(draft, is_new);
  read_amounts(draft);
  read(Column::tax_rate, parse_rate, cell_rate, draft.tax_rate);
  read(Column::discountable, parse_flag, cell_flag, draft.discountable);
  read(Column::state, parse_state, cell_state, draft.state);
  read_barcodes(draft);
  if (draft.code.empty() && !draft.barcodes.empty()) draft.code = draft.barcodes[0].barcode;
  return draft;
}

// Without a column of its own the unit tells: what is sold by the kilogram is weighed.
void RowReader::read_unit(ProductDraft& draft, bool is_new) {
  const std::string unit = text(Column::unit);
  if (is_new && is_kilogram(fold(unit))) draft.unit_kind = UnitKind::weight;
  read(Column::unit_kind, parse_unit_kind, cell_unit_kind, draft.unit_kind);
  if (!unit.empty()) draft.unit_name = unit;
  if (draft.unit_name.empty()) draft.unit_name = draft.unit_kind == UnitKind::weight ? "kg" : "件";
  const bool weighed = draft.unit_kind == UnitKind::weight;
  if ((weighed || !has(Column::unit_kind)) && is_half_kilogram(fold(unit)))
    fail(Column::unit, Refusal(cell_unit, {{"value", unit}}));
}

void RowReader::read_amounts(ProductDraft& draft) {
  read(Column::price, parse_yuan, cell_amount, draft.price);
  read(Column::cost, parse_yuan, cell_amount, draft.cost);
  if (!has(Column::member_price)) return;
  Money member_price;
  read(Column::member_price, parse_yuan, cell_amount, member_price);
  draft.member_price = member_price.minor > 0 ? std::optional(member_price) : std::nullopt;
}

// What the sheet names comes to what is known.
void RowReader::read_barcodes(ProductDraft& draft) {
  for (const std::string& written : barcodes_as_written()) {
    if (is_scientific(written)) {
      fail(std::string(heading(Column::barcode)), written, Refusal(cell_scientific, {{"value", written}}));
      continue;
    }
    Barcode barcode = split_quantity(written);
    const auto parsed = parse_barcode(barcode.barcode, draft.unit_kind);
    if (!parsed) {
      fail(std::string(heading(Column::barcode)), written, parsed.refusal());
      continue;
    }
    barcode.barcode = *parsed;
    const auto known = std::find_if(draft.barcodes.begin(), draft.barcodes.end(),
                                    [&](const Barcode& other) { return other.barcode == barcode.barcode; });
    if (known == draft.barcodes.end())
      draft.barcodes.push_back(barcode);
    else
      known->quantity = barcode.quantity;
  }
}

std::optional<Quantity> RowReader::stock(UnitKind unit_kind) {
  const std::string cell = text(Column::stock);
  if (cell.empty()) return std::nullopt;
  const auto quantity = parse_stock(cell, unit_kind);
  if (!quantity) fail(Column::stock, Refusal(cell_stock, {{"value", cell}}));
  return quantity;
}

std::vector<std::string> RowReader::barcodes_as_written() const {
  std::vector<std::string> parts(1);
  std::string cell = text(Column::barcode);
  for (std::string_view separator : {"、", "，", "；"})
    for (std::size_t at; (at = cell.find(separator)) != std::string::npos;)
      cell.replace(at, separator.size(), ",");
  for (char c : cell) {
    if (c == ' ' || c == ',' || c == ';' || c == '/' || c == '|')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  std::erase(parts, std::string());
  return parts;
}

}  // namespace huiji::catalog
