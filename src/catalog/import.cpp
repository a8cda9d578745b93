#include "catalog/import.hpp"

#include <unordered_set>

#include "catalog/barcode.hpp"
#include "catalog/catalog_errors.hpp"
#include "catalog/cells.hpp"
#include "catalog/import_row.hpp"

namespace huiji::catalog {
namespace {

constexpr std::size_t kMaxListed = 1000;
constexpr Percent kUsualTax{1300};  // 增值税法: 13 % on goods
constexpr std::size_t kMaxCategoryBytes = 120;
constexpr std::string_view kNoCategory = "未分类";

// Of which column a refusal of a whole draft speaks.
Column column_of(const ErrorCode& code) {
  if (&code == &name_missing || &code == &text_too_long) return Column::name;
  if (&code == &price_missing) return Column::price;
  if (&code == &member_price_wrong) return Column::member_price;
  if (&code == &cost_negative) return Column::cost;
  if (&code == &code_missing || &code == &code_taken) return Column::code;
  return Column::barcode;
}

class CategoryTree {
 public:
  CategoryTree(std::vector<Category> categories, const ImportIds& ids)
      : categories_(std::move(categories)), ids_(ids) {
    for (const Category& category : categories_)
      by_name_.emplace(key(category.parent_id, category.name), category.category_id);
  }

  // The category of a path; missing ones are made, all of them or none.
  Result<CategoryId> at(std::string_view path) {
    std::vector<std::string> names;
    for (std::size_t start = 0; start <= path.size(); start += names.back().size() + 1) {
      names.emplace_back(path.substr(start, path.find('/', start) - start));
      if (const std::string name = trimmed(names.back()); name.empty()) return name_missing;
      if (names.back().size() > kMaxCategoryBytes)
        return Refusal(
            text_too_long,
            {{"field_zh", "分类"}, {"field_en", "category"}, {"limit", std::to_string(kMaxCategoryBytes)}});
    }
    if (names.size() > kMaxCategoryLevels)
      return Refusal(category_too_deep, {{"levels", std::to_string(kMaxCategoryLevels)}});
    std::optional<CategoryId> parent;
    for (const std::string& name : names) {
      auto category = below(parent, trimmed(name));
      if (!category) return category;
      parent = *category;
    }
    return *parent;
  }
  const std::vector<Category>& added() const { return added_; }

 private:
  static std::string key(const std::optional<CategoryId>& parent, std::string_view name) {
    return (parent ? parent->text() : std::string()) + '/' + std::string(name);
  }
  Result<CategoryId> below(const std::optional<CategoryId>& parent, const std::string& name) {
    if (const auto found = by_name_.find(key(parent, name)); found != by_name_.end()) return found->second;
    const Category category{ids_.category(), parent, name, static_cast<int>(categories_.size()) + 1};
    if (auto done = check_category(categories_, category); !done) return done.refusal();
    categories_.push_back(category);
    added_.push_back(category);
    by_name_.emplace(key(parent, name), category.category_id);
    return category.category_id;
  }

  std::vector<Category> categories_, added_;
  std::unordered_map<std::string, CategoryId> by_name_;
  const ImportIds& ids_;
};

class Importer {
 public:
  Importer(CatalogNow now, const ImportIds& ids)
      : known_(std::move(now.products)),
        tree_(std::move(now.categories), ids),
        version_(now.version),
        ids_(ids) {
    for (std::size_t i = 0; i < known_.size(); ++i) {
      by_code_.emplace(known_[i].code, i);
      for (const Barcode& barcode : known_[i].barcodes) by_barcode_.emplace(barcode.barcode, i);
    }
  }

  Result<Done> read_heading(const SheetRow& row);
  void take(const SheetRow& row);
  ImportPlan finish() {
    plan_.categories = tree_.added();
    plan_.report.categories_added = static_cast<int>(plan_.categories.size());
    return std::move(plan_);
  }

 private:
  bool check_width(RowReader& reader, const SheetRow& row);
  std::optional<std::size_t> match(RowReader& reader);
  bool check_owners(RowReader& reader, const ProductDraft& draft, std::optional<std::size_t> match);
  bool check_repeats(RowReader& reader, const ProductDraft& draft, std::optional<std::size_t> match, int row);
  void take_read(RowReader& reader, const SheetRow& row);
  void set_category(RowReader& reader, ProductDraft& draft, bool is_new);
  void accept(RowReader& reader, const SheetRow& row, Product product, std::optional<std::size_t> match,
              std::optional<Quantity> stock);
  void list(std::vector<ImportProblem>& into, ImportProblem problem);
  void note(int row, Column column, std::string value, const ErrorCode& code) {
    list(plan_.report.notes,
         problem_of(row, std::string(heading(column)), value, Refusal(code, {{"value", value}})));
  }

  std::vector<Product> known_;
  std::unordered_map<std::string, std::size_t> by_code_, by_barcode_;
  CategoryTree tree_;
  std::int64_t version_;
  const ImportIds& ids_;
  Layout layout_{};
  std::size_t width_ = 0;
  std::unordered_map<std::string, int> rows_by_key_;  // codes, barcodes and products of earlier rows
  ImportPlan plan_;
};

void Importer::list(std::vector<ImportProblem>& into, ImportProblem problem) {
  if (into.size() < kMaxListed) into.push_back(std::move(problem));
  if (into.size() != kMaxListed) return;
  into.back() = problem_of(into.back().row, "", std::to_string(kMaxListed - 1),
                           Refusal(note_more, {{"value", std::to_string(kMaxListed - 1)}}));
}

Result<Done> Importer::read_heading(const SheetRow& row) {
  width_ = row.cells.size();
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const auto column = catalog::column_of(row.cells[i]);
    if (!column) {
      if (!row.cells[i].empty())
        list(plan_.report.notes, problem_of(row.number, row.cells[i], row.cells[i],
                                            Refusal(note_column_ignored, {{"value", row.cells[i]}})));
      continue;
    }
    auto& at = layout_[static_cast<std::size_t>(*column)];
    if (at) return Refusal(import_column_twice, {{"column", std::string(heading(*column))}});
    at = i;
  }
  const auto has = [&](Column column) { return layout_[static_cast<std::size_t>(column)].has_value(); };
  if (!has(Column::name) && !has(Column::price)) return Refusal(import_column_missing, {{"column", "品名"}});
  if (!has(Column::barcode) && !has(Column::code))
    return Refusal(import_column_missing, {{"column", "条码"}});
  if (!has(Column::tax_rate)) note(row.number, Column::tax_rate, "", note_tax_assumed);
  return Done{};
}

void Importer::take(const SheetRow& row) {
  ++plan_.report.rows;
  RowReader reader(row, layout_);
  if (check_width(reader, row)) take_read(reader, row);
  if (reader.problems().empty()) return;
  ++plan_.report.refused;
  for (const ImportProblem& problem : reader.problems()) list(plan_.report.problems, problem);
}

bool Importer::check_width(RowReader& reader, const SheetRow& row) {
  std::size_t used = row.cells.size();
  while (used > width_ && row.cells[used - 1].empty()) --used;
  if (used <= width_) return true;
  reader.fail("", row.cells[width_],
              Refusal(row_too_wide, {{"cells", std::to_string(used)}, {"columns", std::to_string(width_)}}));
  return false;
}

// By its barcodes, then by its code.
std::optional<std::size_t> Importer::match(RowReader& reader) {
  std::optional<std::size_t> match;
  for (const std::string& written : reader.barcodes_as_written()) {
    const auto found = by_barcode_.find(canonical(written.substr(0, written.find('*'))));
    if (found == by_barcode_.end()) continue;
    if (match && *match != found->second)
      reader.fail(Column::barcode, Refusal(row_ambiguous, {{"first", known_[*match].name},
                                                           {"second", known_[found->second].name}}));
    match = found->second;
  }
  if (match) return match;
  if (const auto found = by_code_.find(reader.text(Column::code)); found != by_code_.end())
    return found->second;
  return std::nullopt;
}

void Importer::take_read(RowReader& reader, const SheetRow& row) {
  if (reader.barcodes_as_written().empty() && reader.text(Column::code).empty()) {
    reader.fail(Column::barcode, row_without_key);
    return;
  }
  const auto known = match(reader);
  ProductDraft base;
  base.tax_rate = kUsualTax;
  if (known) base = draft_of(known_[*known]);
  if (!known || !reader.text(Column::price).empty()) base.price = {};
  ProductDraft draft = reader.draft(std::move(base), !known);
  const bool stock_as_known = known && reader.text(Column::stock) == quantity_text(known_[*known].stock);
  const auto stock = stock_as_known ? std::nullopt : reader.stock(draft.unit_kind);
  if (!reader.problems().empty()) return;
  auto checked = normalised(std::move(draft));
  if (!checked) {
    reader.fail(column_of(*checked.refusal().code), checked.refusal());
    return;
  }
  if (!check_owners(reader, *checked, known) || !check_repeats(reader, *checked, known, row.number)) return;
  set_category(reader, *checked, !known);
  if (!reader.problems().empty()) return;
  accept(reader, row, product_of(known ? known_[*known].product_id : ids_.product(), *checked, version_),
         known, stock);
}

bool Importer::check_owners(RowReader& reader, const ProductDraft& draft, std::optional<std::size_t> match) {
  const auto foreign = [&](const auto& owners, const std::string& key) -> const Product* {
    const auto found = owners.find(key);
    return found == owners.end() || found->second == match ? nullptr : &known_[found->second];
  };
  if (const Product* other = foreign(by_code_, draft.code))
    reader.fail(Column::code, Refusal(code_taken, {{"code", draft.code}, {"other", other->name}}));
  for (const Barcode& barcode : draft.barcodes)
    if (const Product* other = foreign(by_barcode_, barcode.barcode))
      reader.fail(Column::barcode,
                  Refusal(barcode_taken, {{"barcode", barcode.barcode}, {"other", other->name}}));
  return reader.problems().empty();
}

bool Importer::check_repeats(RowReader& reader, const ProductDraft& draft, std::optional<std::size_t> match,
                             int row) {
  std::vector<std::pair<std::string, Column>> keys;
  for (const Barcode& barcode : draft.barcodes)
    keys.emplace_back("barcode " + barcode.barcode, Column::barcode);
  keys.emplace_back("code " + draft.code, Column::code);
  if (match) keys.emplace_back("product " + known_[*match].product_id.text(), Column::barcode);
  for (const auto& [key, column] : keys) {
    const auto earlier = rows_by_key_.find(key);
    if (earlier == rows_by_key_.end()) continue;
    reader.fail(column, Refusal(row_repeats, {{"row", std::to_string(earlier->second)}}));
    return false;
  }
  for (const auto& [key, column] : keys) rows_by_key_.emplace(key, row);
  return true;
}

void Importer::set_category(RowReader& reader, ProductDraft& draft, bool is_new) {
  std::string path = reader.text(Column::category);
  if (path.empty() && !is_new) return;
  if (path.empty()) path = kNoCategory;
  auto category = tree_.at(path);
  if (category)
    draft.category_id = *category;
  else
    reader.fail(Column::category, category.refusal());
}

void Importer::accept(RowReader& reader, const SheetRow& row, Product product,
                      std::optional<std::size_t> match, std::optional<Quantity> stock) {
  if (!match) {
    ++plan_.report.added;
    if (stock && stock->thousandths > 0) plan_.stock.push_back({product.product_id, *stock});
    plan_.products.push_back(std::move(product));
    return;
  }
  if (stock) note(row.number, Column::stock, reader.text(Column::stock), note_stock_kept);
  if (same_content(known_[*match], product)) {
    ++plan_.report.unchanged;
    return;
  }
  ++plan_.report.changed;
  plan_.products.push_back(std::move(product));
}

std::string path_of(std::span<const Category> categories, CategoryId category_id) {
  std::string path;
  for (int level = 0; level < kMaxCategoryLevels; ++level) {
    const auto found = std::find_if(categories.begin(), categories.end(), [&](const Category& category) {
      return category.category_id == category_id;
    });
    if (found == categories.end()) break;
    path = path.empty() ? found->name : found->name + "/" + path;
    if (!found->parent_id) break;
    category_id = *found->parent_id;
  }
  return path;
}

std::string barcodes_text(const std::vector<Barcode>& barcodes) {
  std::string text;
  for (const Barcode& barcode : barcodes) {
    if (!text.empty()) text += ' ';
    text += barcode.barcode;
    if (barcode.quantity != pieces(1)) text += '*' + quantity_text(barcode.quantity);
  }
  return text;
}

std::string cell_of(const Product& product, Column column, const std::string& category) {
  switch (column) {
    case Column::code:
      return product.code;
    case Column::barcode:
      return barcodes_text(product.barcodes);
    case Column::name:
      return product.name;
    case Column::spec:
      return product.spec;
    case Column::category:
      return category;
    case Column::unit:
      return product.unit_name;
    case Column::unit_kind:
      return product.unit_kind == UnitKind::weight ? "称重" : "计件";
    case Column::price:
      return yuan_text(product.price);
    case Column::member_price:
      return product.member_price ? yuan_text(*product.member_price) : "";
    case Column::cost:
      return yuan_text(product.cost);
    case Column::tax_rate:
      return rate_text(product.tax_rate);
    case Column::discountable:
      return product.discountable ? "是" : "否";
    case Column::state:
      return product.state == ProductState::active ? "在售" : "停售";
    case Column::stock:
      return quantity_text(product.stock);
  }
  HUIJI_CHECK(false);
}

CellKind kind_of(Column column) {
  switch (column) {
    case Column::code:
    case Column::barcode:
      return CellKind::digits;
    case Column::price:
    case Column::member_price:
    case Column::cost:
    case Column::stock:
      return CellKind::number;
    default:
      return CellKind::text;
  }
}

}  // namespace

Result<ImportPlan> plan_import(const Sheet& sheet, CatalogNow now, const ImportIds& ids) {
  if (sheet.size() < 2) return import_empty;
  Importer importer(std::move(now), ids);
  if (auto done = importer.read_heading(sheet[0]); !done) return done.refusal();
  for (std::size_t i = 1; i < sheet.size(); ++i) importer.take(sheet[i]);
  return importer.finish();
}

SheetOut export_sheet(std::span<const Product> products, std::span<const Category> categories,
                      bool with_cost) {
  std::vector<Column> columns;
  for (std::size_t i = 0; i < kColumns; ++i)
    if (const auto column = static_cast<Column>(i); column != Column::cost || with_cost)
      columns.push_back(column);
  SheetOut sheet;
  auto& headings = sheet.rows.emplace_back();
  for (Column column : columns)
    sheet.kinds.push_back(kind_of(column)), headings.emplace_back(heading(column));
  std::unordered_map<CategoryId, std::string> paths;
  for (const Category& category : categories)
    paths.emplace(category.category_id, path_of(categories, category.category_id));
  for (const Product& product : products) {
    auto& row = sheet.rows.emplace_back();
    for (Column column : columns) row.push_back(cell_of(product, column, paths[product.category_id]));
  }
  return sheet;
}

}  // namespace huiji::catalog
