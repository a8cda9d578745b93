// One row of an import, read cell by cell. Every cell that can't be understood becomes a problem with its
// column and value, so that one dry run shows all that is wrong with a row.
#pragma once

#include <array>

#include "catalog/import.hpp"

namespace huiji::catalog {

// Where each column stands in the sheet, if it does.
using Layout = std::array<std::optional<std::size_t>, kColumns>;

class RowReader {
 public:
  RowReader(const SheetRow& row, const Layout& layout) : row_(row), layout_(layout) {}

  bool has(Column column) const { return layout_[static_cast<std::size_t>(column)].has_value(); }
  std::string text(Column column) const;  // empty when the column or the cell is missing

  void fail(Column column, const Refusal& refusal);  // of the cell
  void fail(std::string column, std::string value, const Refusal& refusal);
  const std::vector<ImportProblem>& problems() const { return problems_; }

  // The row's cells written over what is known of the product, or over what a new one gets. The category is
  // left alone: it is a path.
  ProductDraft draft(ProductDraft base, bool is_new);
  std::optional<Quantity> stock(UnitKind unit_kind);
  std::vector<std::string> barcodes_as_written() const;

 private:
  template <class T>
  void read(Column column, std::optional<T> (*parse)(std::string_view), const ErrorCode& code, T& value);
  void read_unit(ProductDraft& draft, bool is_new);
  void read_amounts(ProductDraft& draft);
  void read_barcodes(ProductDraft& draft);

  const SheetRow& row_;
  const Layout& layout_;
  std::vector<ImportProblem> problems_;
};

ImportProblem problem_of(int row, std::string column, std::string value, const Refusal& refusal);

}  // namespace huiji::catalog
