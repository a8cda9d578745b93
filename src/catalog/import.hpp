// Products from a sheet, decided purely: which rows become new or changed products, which are left out and
// why. A row is matched by its barcodes, then by its code; a matched product keeps what the sheet has no
// column for, and keeps barcodes that the sheet does not name. A row with a problem is left out whole;
// nothing is dropped silently: problems and notes name row, column and value. The same sheet once more
// changes nothing.
#pragma once

#include <functional>

#include "catalog/catalog.hpp"
#include "catalog/sheet.hpp"

namespace huiji::catalog {

enum class Column {
  code,
  barcode,
  name,
  spec,
  category,
  unit,
  unit_kind,
  price,
  member_price,
  cost,
  tax_rate,
  discountable,
  state,
  stock
};
inline constexpr std::size_t kColumns = 14;

// The heading that an export writes and that a problem names; its synonyms are understood as well.
std::string_view heading(Column column);
std::optional<Column> column_of(std::string_view heading);

struct OpeningStock {
  ProductId product_id;
  Quantity quantity;
};

struct ImportPlan {
  ImportReport report;
  std::vector<Category> categories;  // to be added, parents first
  std::vector<Product> products;     // new or changed, with `version`
  std::vector<OpeningStock> stock;   // of new products
};

struct CatalogNow {
  std::vector<Product> products;
  std::vector<Category> categories;
  std::int64_t version = 0;  // which the changes will have
};

// Makes ids for new things.
struct ImportIds {
  std::function<ProductId()> product;
  std::function<CategoryId()> category;
};

// Refuses a sheet without products, or whose heading lacks a name or a price for new goods or has a column
// twice.
Result<ImportPlan> plan_import(const Sheet& sheet, CatalogNow now, const ImportIds& ids);

// Every product as a sheet; the cost only for whom may see it.
SheetOut export_sheet(std::span<const Product> products, std::span<const Category> categories,
                      bool with_cost);

}  // namespace huiji::catalog
