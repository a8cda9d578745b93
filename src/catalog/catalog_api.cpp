#include "catalog/catalog_api.hpp"

#include "catalog/catalog_errors.hpp"
#include "catalog/catalog_flow.hpp"
#include "catalog/sheet.hpp"

namespace huiji::catalog {
namespace {

using http::Call;
using http::Route;
using http::Router;

constexpr std::size_t kMaxQueryBytes = 120;
constexpr const char* kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Refusal bad_parameter(std::string_view name, std::string_view value) {
  return {http::bad_parameter, {{"name", std::string(name)}, {"value", std::string(value)}}};
}

Product shown_to(const Caller& caller, Product product) {
  if (!caller.rights.has(Right::view_cost)) product.cost = {};
  return product;
}

Result<ProductPage> list(const Services& services, const Call& call) {
  ProductQuery query;
  query.text = call.request.query_value("q");
  if (query.text.size() > kMaxQueryBytes) return bad_parameter("q", "…");
  query.cursor = call.request.query_value("cursor");
  for (const auto& [name, text] : {std::pair("q", query.text), std::pair("cursor", query.cursor)})
    if (!is_utf8(text) || text.find('\0') != std::string::npos) return bad_parameter(name, "?");
  if (const auto text = call.request.query_value("category"); !text.empty()) {
    query.category_id = CategoryId::parse(text);
    if (!query.category_id) return bad_parameter("category", text);
  }
  if (const auto text = call.request.query_value("state"); text == "active")
    query.state = ProductState::active;
  else if (text == "retired")
    query.state = ProductState::retired;
  else if (!text.empty())
    return bad_parameter("state", text);
  auto page = services.store.read<ProductPage>([&](db::Transaction& transaction) {
    return list_products(transaction, call.caller.merchant_id, call.caller.shop_id, query);
  });
  for (Product& product : page.products) product = shown_to(call.caller, std::move(product));
  return page;
}

Result<Product> get(const Services& services, const Call& call) {
  const auto product_id = call.id<ProductId>(0);
  if (!product_id) return product_id.refusal();
  auto product = services.store.read<std::optional<Product>>([&](db::Transaction& transaction) {
    return find_product(transaction, call.caller.merchant_id, call.caller.shop_id, *product_id);
  });
  if (!product) return product_unknown;
  return shown_to(call.caller, std::move(*product));
}

Result<Product> put(const Services& services, const Call& call, const ProductDraft& draft) {
  const auto product_id = call.id<ProductId>(0);
  if (!product_id) return product_id.refusal();
  const Instant now = services.clock.now();
  return services.store.write<Product>([&](db::Transaction& transaction) {
    return put_product(transaction, call.caller, *product_id, draft, now);
  });
}

Result<Category> put(const Services& services, const Call& call, const CategoryDraft& draft) {
  const auto category_id = call.id<CategoryId>(0);
  if (!category_id) return category_id.refusal();
  return services.store.write<Category>([&](db::Transaction& transaction) {
    return put_category(transaction, call.caller,
                        {*category_id, draft.parent_id, trimmed(draft.name), draft.sort_order});
  });
}

Result<std::optional<FileFormat>> format_of(const Call& call) {
  const auto text = call.request.query_value("format");
  if (text.empty()) return std::optional<FileFormat>();
  if (text == "csv") return std::optional(FileFormat::csv);
  if (text == "xlsx") return std::optional(FileFormat::xlsx);
  return bad_parameter("format", text);
}

Result<ImportReport> import_file(const Services& services, const Call& call) {
  ImportRequest request;
  request.bytes = call.request.body;
  const auto format = format_of(call);
  if (!format) return format.refusal();
  request.format = *format;
  const auto dry_run = call.request.query_value("dry_run");
  if (!dry_run.empty() && dry_run != "0" && dry_run != "1") return bad_parameter("dry_run", dry_run);
  request.dry_run = dry_run == "1";
  const auto text = call.request.query_value("import_id");
  const auto import_id = ImportId::parse(text);
  if (!import_id && !request.dry_run) return bad_parameter("import_id", text);
  request.import_id = import_id.value_or(ImportId{});
  return import_products({services.store, services.random, services.move_stock}, call.caller, request,
                         services.clock.now());
}

http::Response export_file(const Services& services, const Call& call) {
  const auto format = format_of(call);
  if (!format) return http::refusal_response(format.refusal(), call.request);
  const FileFormat wanted = format->value_or(FileFormat::csv);
  http::Response response;
  response.body = services.store.read<std::string>(
      [&](db::Transaction& transaction) { return export_products(transaction, call.caller, wanted); });
  response.content_type = wanted == FileFormat::xlsx ? kXlsxType : "text/csv; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", wanted == FileFormat::xlsx
                                                           ? "attachment; filename=\"products.xlsx\""
                                                           : "attachment; filename=\"products.csv\"");
  return response;
}

void add_product_routes(Router& router, const Services& services) {
  router.get<ProductPage>(
      Route{.path = "/v1/products",
            .summary = "Products by name, pinyin, code or barcode",
            .right = Right::view_products,
            .query = {{"q", "words of the name, pinyin initials or full pinyin, code, barcode"},
                      {"category", "only this category and what hangs below it"},
                      {"state", "active or retired; both without it"},
                      {"cursor", "`next` of the page before"}}},
      [services](const Call& call) { return list(services, call); });
  router.get<Product>(
      Route{.path = "/v1/products/{product_id}", .summary = "One product", .right = Right::view_products},
      [services](const Call& call) { return get(services, call); });
  router.with_body<ProductDraft, Product>(
      Route{.method = "PUT",
            .path = "/v1/products/{product_id}",
            .summary = "Add a product or replace it whole; the same content again changes nothing",
            .right = Right::edit_products},
      [services](const Call& call, const ProductDraft& draft) { return put(services, call, draft); });
}

void add_category_routes(Router& router, const Services& services) {
  router.get<CategoryList>(
      Route{.path = "/v1/categories", .summary = "The category tree", .right = Right::view_products},
      [services](const Call& call) -> Result<CategoryList> {
        return CategoryList{services.store.read<std::vector<Category>>([&](db::Transaction& transaction) {
          return all_categories(transaction, call.caller.merchant_id);
        })};
      });
  router.with_body<CategoryDraft, Category>(
      Route{.method = "PUT",
            .path = "/v1/categories/{category_id}",
            .summary = "Add a category, rename it or hang it elsewhere",
            .right = Right::edit_products},
      [services](const Call& call, const CategoryDraft& draft) { return put(services, call, draft); });
}

void add_file_routes(Router& router, const Services& services) {
  router.without_body<ImportReport>(
      Route{.method = "POST",
            .path = "/v1/products/import",
            .summary = "Import products from CSV or XLSX; idempotent by import_id",
            .right = Right::import_products,
            .query = {{"format", "csv or xlsx; without it the bytes tell"},
                      {"dry_run", "1: only report what would happen"},
                      {"import_id", "UUID of this import, made by the client; may be missing in a dry run"}},
            .raw_body = "application/octet-stream"},
      [services](const Call& call) { return import_file(services, call); });
  router.add(Route{.method = "GET",
                   .path = "/v1/products/export",
                   .summary = "All products as a file that can be imported again",
                   .right = Right::view_products,
                   .query = {{"format", "csv (for Excel, with a byte order mark) or xlsx; csv without it"}},
                   .raw_reply = "application/octet-stream",
                   .handle = [services](const Call& call) { return export_file(services, call); }});
}

}  // namespace

void add_routes(Router& router, Services services) {
  add_product_routes(router, services);
  add_category_routes(router, services);
  add_file_routes(router, services);
}

}  // namespace huiji::catalog
