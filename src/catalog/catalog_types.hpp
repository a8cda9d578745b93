// The catalogue's values as they travel: products, categories, the tills' snapshot, import reports.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wire/type_info.hpp"

namespace huiji::catalog {

enum class UnitKind { piece, weight };  // 计件, 称重 (kilogram)
enum class ProductState { active, retired };
BOOST_DESCRIBE_ENUM(UnitKind, piece, weight)
BOOST_DESCRIBE_ENUM(ProductState, active, retired)

struct Barcode {
  std::string barcode;
  Quantity quantity;  // in one scan: 1000 for one piece, 12000 for a case of twelve
};
BOOST_DESCRIBE_STRUCT(Barcode, (), (barcode, quantity))

struct Category {
  CategoryId category_id;
  std::optional<CategoryId> parent_id;
  std::string name;
  int sort_order = 0;
};
BOOST_DESCRIBE_STRUCT(Category, (), (category_id, parent_id, name, sort_order))

// PUT /v1/categories/{category_id}
struct CategoryDraft {
  std::optional<CategoryId> parent_id;
  std::string name;
  int sort_order = 0;
};
BOOST_DESCRIBE_STRUCT(CategoryDraft, (), (parent_id, name, sort_order))

// What a manager writes. PUT /v1/products/{product_id} replaces the whole product.
struct ProductDraft {
  std::string code;  // 货号, PLU for weighed goods
  std::string name;
  std::string spec;
  CategoryId category_id;
  UnitKind unit_kind = UnitKind::piece;
  std::string unit_name;
  Money price;
  std::optional<Money> member_price;
  Money cost;
  Percent tax_rate;
  bool discountable = true;
  ProductState state = ProductState::active;
  std::vector<Barcode> barcodes;
  std::optional<std::int64_t> expected_version;  // refuse when somebody changed the product meanwhile
};
BOOST_DESCRIBE_STRUCT(ProductDraft, (),
                      (code, name, spec, category_id, unit_kind, unit_name, price, member_price, cost,
                       tax_rate, discountable, state, barcodes, expected_version))

struct Product {
  ProductId product_id;
  std::int64_t version = 0;
  std::string code;
  std::string name;
  std::string spec;
  CategoryId category_id;
  UnitKind unit_kind = UnitKind::piece;
  std::string unit_name;
  Money price;
  std::optional<Money> member_price;
  Money cost;
  Percent tax_rate;
  bool discountable = true;
  ProductState state = ProductState::active;
  std::vector<Barcode> barcodes;
  Quantity stock;  // of the session's shop
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (product_id, version, code, name, spec, category_id, unit_kind, unit_name, price,
                       member_price, cost, tax_rate, discountable, state, barcodes, stock))

// What a till keeps of a product: enough to find, show and price it. No cost.
struct TillProduct {
  ProductId id;
  std::string code;
  std::string name;
  std::string spec;
  CategoryId category;
  UnitKind unit_kind = UnitKind::piece;
  std::string unit_name;
  Money price;
  std::optional<Money> member_price;
  Percent tax_rate;
  bool discountable = true;
  ProductState state = ProductState::active;
  std::string search_key;  // lower case: name|code|initials and full pinyin, space separated
  std::vector<Barcode> barcodes;
};
BOOST_DESCRIBE_STRUCT(TillProduct, (),
                      (id, code, name, spec, category, unit_kind, unit_name, price, member_price, tax_rate,
                       discountable, state, search_key, barcodes))

struct ProductPage {
  std::vector<Product> products;
  std::int64_t total = 0;
  std::optional<std::string> next;  // cursor for the next page
};
BOOST_DESCRIBE_STRUCT(ProductPage, (), (products, total, next))

struct CategoryList {
  std::vector<Category> categories;
};
BOOST_DESCRIBE_STRUCT(CategoryList, (), (categories))

struct ImportProblem {
  int row = 0;  // as the spreadsheet numbers it; the heading is row 1
  std::string column;
  std::string value;
  std::string code;  // an error code of errors.json
  std::string text_zh;
  std::string text_en;
};
BOOST_DESCRIBE_STRUCT(ImportProblem, (), (row, column, value, code, text_zh, text_en))

struct ImportReport {
  bool dry_run = true;
  int rows = 0;
  int added = 0;
  int changed = 0;
  int unchanged = 0;
  int refused = 0;  // rows with at least one problem; they are left out, the others go in
  int categories_added = 0;
  std::vector<ImportProblem> problems;  // the first 1,000
  std::vector<ImportProblem> notes;  // what was taken in otherwise than it may have been meant; first 1,000
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (dry_run, rows, added, changed, unchanged, refused, categories_added, problems, notes))

}  // namespace huiji::catalog

namespace huiji::wire {
template <>
struct Rules<catalog::Barcode> {
  static constexpr FieldRule list[] = {{.field = "barcode", .min_length = 1, .max_length = 48},
                                       {.field = "quantity", .minimum = 1}};
};
template <>
struct Rules<catalog::Category> {
  static constexpr FieldRule list[] = {{.field = "name", .min_length = 1, .max_length = 120}};
};
template <>
struct Rules<catalog::CategoryDraft> {
  static constexpr FieldRule list[] = {{.field = "name", .min_length = 1, .max_length = 120}};
};
template <>
struct Rules<catalog::ProductDraft> {
  static constexpr FieldRule list[] = {{.field = "code", .min_length = 1, .max_length = 32},
                                       {.field = "name", .min_length = 1, .max_length = 240},
                                       {.field = "spec", .max_length = 120},
                                       {.field = "unit_name", .min_length = 1, .max_length = 24},
                                       {.field = "price", .minimum = 0, .maximum = 100'000'000},
                                       {.field = "cost", .minimum = 0, .maximum = 100'000'000},
                                       {.field = "barcodes", .max_length = 50}};
};
}  // namespace huiji::wire
