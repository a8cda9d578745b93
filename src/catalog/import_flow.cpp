#include "catalog/import_flow.hpp"

#include "catalog/catalog_errors.hpp"
#include "catalog/encoding_client.hpp"
#include "catalog/xlsx_client.hpp"
#include "kernel/limits.hpp"
#include "platform/crypto/content_hash.hpp"

namespace huiji::catalog {
namespace {

CatalogNow load(db::Transaction& transaction, const Caller& caller, std::int64_t version) {
  return {all_products(transaction, caller.merchant_id, caller.shop_id),
          all_categories(transaction, caller.merchant_id), version};
}

ImportIds ids_from(Random& random, Instant now) {
  return {[&random, now] { return random.new_id<ProductId>(now); },
          [&random, now] { return random.new_id<CategoryId>(now); }};
}

// Without the right the file's costs count for nothing.
void hide_costs(ImportPlan& plan, const CatalogNow& now, const Caller& caller) {
  if (caller.rights.has(Right::view_cost)) return;
  std::unordered_map<ProductId, Money> costs;
  for (const Product& product : now.products) costs.emplace(product.product_id, product.cost);
  for (Product& product : plan.products) product.cost = costs[product.product_id];
}

void save(db::Transaction& transaction, const ImportTools& tools, const Caller& caller,
          const ImportPlan& plan, const ImportRequest& request, std::int64_t version, Instant now) {
  std::vector<CategoryChange> categories;
  for (const Category& category : plan.categories) categories.push_back({category, true});
  save_categories(transaction, caller.merchant_id, categories, version);
  save_products(transaction, caller.merchant_id, plan.products, now);
  if (!categories.empty() || !plan.products.empty()) set_version(transaction, caller.merchant_id, version);
  if (!plan.stock.empty())
    tools.move_stock(transaction, caller.merchant_id, caller.shop_id, request.import_id, plan.stock, now);
  save_import(transaction, caller.merchant_id, request.import_id,
              {crypto::content_hash(request.bytes), plan.report}, now, caller.staff_id.value_or(StaffId{}));
}

Result<ImportReport> import_sheet(db::Transaction& transaction, const ImportTools& tools,
                                  const Caller& caller, const ImportRequest& request, const Sheet& sheet,
                                  Instant now) {
  const std::int64_t version = lock_catalog(transaction, caller.merchant_id) + 1;
  if (const auto stored = find_import(transaction, caller.merchant_id, request.import_id)) {
    if (stored->content_hash == crypto::content_hash(request.bytes)) return stored->report;
    return import_reused;
  }
  const CatalogNow before = load(transaction, caller, version);
  auto plan = plan_import(sheet, before, ids_from(tools.random, now));
  if (!plan) return plan.refusal();
  plan->report.dry_run = false;
  hide_costs(*plan, before, caller);
  save(transaction, tools, caller, *plan, request, version, now);
  return plan->report;
}

}  // namespace

Result<Sheet> read_sheet(std::string_view bytes, std::optional<FileFormat> format) {
  if (bytes.size() > kMaxImportBytes)
    return Refusal(import_too_large, {{"limit_zh", std::to_string(kMaxImportBytes >> 20) + " MB"},
                                      {"limit_en", std::to_string(kMaxImportBytes >> 20) + " MB"}});
  const bool xlsx = looks_like_xlsx(bytes);
  if (format && (*format == FileFormat::xlsx) != xlsx) return import_format;
  if (!xlsx && bytes.starts_with("\xD0\xCF\x11\xE0")) return import_format;  // .xls of Excel 97
  Result<Sheet> sheet = Sheet{};
  if (xlsx) {
    sheet = read_xlsx(bytes);
  } else {
    auto text = to_utf8(bytes);
    if (!text) return text.refusal();
    sheet = parse_csv(*text);
  }
  if (!sheet) return sheet;
  for (SheetRow& row : *sheet)
    for (std::string& cell : row.cells) cell = xlsx ? trimmed(cell) : clean_cell(cell);
  return sheet;
}

std::string write_sheet(const SheetOut& sheet, FileFormat format) {
  return format == FileFormat::xlsx ? write_xlsx(sheet) : write_csv(sheet);
}

Result<ImportReport> import_products(const ImportTools& tools, const Caller& caller,
                                     const ImportRequest& request, Instant now) {
  auto sheet = read_sheet(request.bytes, request.format);
  if (!sheet) return sheet.refusal();
  if (!request.dry_run)
    return tools.store.write<ImportReport>([&](db::Transaction& transaction) {
      return import_sheet(transaction, tools, caller, request, *sheet, now);
    });
  auto plan = tools.store.read<Result<ImportPlan>>([&](db::Transaction& transaction) {
    return plan_import(*sheet, load(transaction, caller, 0), ids_from(tools.random, now));
  });
  if (!plan) return plan.refusal();
  return plan->report;
}

std::string export_products(db::Transaction& transaction, const Caller& caller, FileFormat format) {
  const std::vector<Product> products = all_products(transaction, caller.merchant_id, caller.shop_id);
  const std::vector<Category> categories = all_categories(transaction, caller.merchant_id);
  return write_sheet(export_sheet(products, categories, caller.rights.has(Right::view_cost)), format);
}

}  // namespace huiji::catalog
