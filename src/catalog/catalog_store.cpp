#include "catalog/catalog_store.hpp"

#include "catalog/barcode.hpp"
#include "catalog/pinyin.hpp"
#include "catalog/stored_names.hpp"
#include "catalog_sql.hpp"
#include "wire/json.hpp"

namespace huiji::catalog {
namespace {

using Row = db::Rows::Row;

Product read_product(const Row& row) {
  return {.product_id = row.id<ProductId>(0),
          .version = row.integer(1),
          .code = row.text(2),
          .name = row.text(3),
          .spec = row.text(4),
          .category_id = row.id<CategoryId>(5),
          .unit_kind = unit_kind_from(row.text(6)),
          .unit_name = row.text(7),
          .price = row.money(8),
          .member_price = row.is_null(9) ? std::nullopt : std::optional(row.money(9)),
          .cost = row.money(10),
          .tax_rate = row.percent(11),
          .discountable = row.boolean(12),
          .state = state_from(row.text(13)),
          .barcodes = {},
          .stock = row.quantity(14)};
}

void add_barcode(std::vector<Barcode>& barcodes, const Row& row, std::size_t column) {
  if (!row.is_null(column)) barcodes.push_back({row.text(column), row.quantity(column + 1)});
}

// One row a barcode, a product's rows side by side.
std::vector<Product> read_products(const db::Rows& rows) {
  std::vector<Product> products;
  for (const Row& row : rows) {
    if (products.empty() || products.back().product_id != row.id<ProductId>(0))
      products.push_back(read_product(row));
    add_barcode(products.back().barcodes, row, 15);
  }
  return products;
}

TillProduct read_till_product(const Row& row) {
  return {.id = row.id<ProductId>(0),
          .code = row.text(1),
          .name = row.text(2),
          .spec = row.text(3),
          .category = row.id<CategoryId>(4),
          .unit_kind = unit_kind_from(row.text(5)),
          .unit_name = row.text(6),
          .price = row.money(7),
          .member_price = row.is_null(8) ? std::nullopt : std::optional(row.money(8)),
          .tax_rate = row.percent(9),
          .discountable = row.boolean(10),
          .state = state_from(row.text(11)),
          .search_key = row.text(12),
          .barcodes = {}};
}

// The words of the query in their order, anywhere in the key: "可乐 500" finds 可乐500ml.
std::string key_pattern(std::string_view text) {
  std::string pattern = "%";
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    const std::string word = fold(text.substr(start, end - start));
    for (char c : word) {
      if (c == '%' || c == '_' || c == '!') pattern += '!';
      pattern += c;
    }
    if (!word.empty()) pattern += '%';
    start = end + 1;
  }
  return pattern;
}

// A barcode may be searched by any run of at least four of its digits; '' matches none.
std::string barcode_pattern(std::string_view text) {
  const std::string digits = canonical(text);
  if (!all_digits(digits) || digits.size() < 4) return {};
  return "%" + digits + "%";
}

std::optional<Owner> read_owner(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return Owner{rows[0].id<ProductId>(0), rows[0].text(1)};
}

}  // namespace

std::int64_t current_version(db::Transaction& transaction, MerchantId merchant_id) {
  const db::Rows rows = transaction.query(sql::current_version, {merchant_id});
  HUIJI_CHECK(rows.size() == 1);
  return rows[0].integer(0);
}

std::int64_t lock_catalog(db::Transaction& transaction, MerchantId merchant_id) {
  const db::Rows rows = transaction.query(sql::lock_version, {merchant_id});
  HUIJI_CHECK(rows.size() == 1);
  return rows[0].integer(0);
}

void set_version(db::Transaction& transaction, MerchantId merchant_id, std::int64_t version) {
  transaction.execute(sql::set_version, {merchant_id, version});
}

std::vector<Category> all_categories(db::Transaction& transaction, MerchantId merchant_id) {
  std::vector<Category> categories;
  const db::Rows rows = transaction.query(sql::categories, {merchant_id});
  for (const Row& row : rows)
    categories.push_back({row.id<CategoryId>(0), row.id_or_none<CategoryId>(1), row.text(2),
                          static_cast<int>(row.integer(3))});
  return categories;
}

void save_categories(db::Transaction& transaction, MerchantId merchant_id,
                     std::span<const CategoryChange> changes, std::int64_t version) {
  std::vector<db::Values> rows, versions;
  for (const auto& [category, moved] : changes) {
    rows.push_back(
        {merchant_id, category.category_id, category.parent_id, category.name, category.sort_order, version});
    if (moved) versions.push_back({merchant_id, category.category_id, version, category.parent_id});
  }
  transaction.batch(sql::save_category, std::move(rows));
  transaction.batch(sql::insert_category_version, std::move(versions));
}

std::optional<Product> find_product(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id,
                                    ProductId product_id) {
  std::vector<Product> found =
      read_products(transaction.query(sql::product, {merchant_id, shop_id, product_id}));
  if (found.empty()) return std::nullopt;
  return std::move(found[0]);
}

std::vector<Product> all_products(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id) {
  return read_products(transaction.query(sql::all_products, {merchant_id, shop_id}));
}

ProductPage list_products(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id,
                          const ProductQuery& query) {
  const std::string state = query.state ? std::string(stored_name(*query.state)) : "%";
  db::Values page{
      merchant_id,     shop_id, query.cursor, key_pattern(query.text), barcode_pattern(query.text),
      query.limit + 1, state};
  db::Values count{merchant_id, key_pattern(query.text), barcode_pattern(query.text), state};
  if (query.category_id) page.push_back(*query.category_id), count.push_back(*query.category_id);
  const bool all = !query.category_id;
  ProductPage result;
  result.products =
      read_products(transaction.query(all ? sql::page : sql::page_in_category, std::move(page)));
  result.total =
      transaction.query(all ? sql::count_page : sql::count_page_in_category, std::move(count))[0].integer(0);
  if (static_cast<std::int64_t>(result.products.size()) > query.limit) {
    result.products.pop_back();
    result.next = result.products.back().code;
  }
  return result;
}

std::optional<Owner> owner_of_code(db::Transaction& transaction, MerchantId merchant_id,
                                   std::string_view code) {
  return read_owner(transaction.query(sql::code_owner, {merchant_id, code}));
}

std::optional<Owner> owner_of_barcode(db::Transaction& transaction, MerchantId merchant_id,
                                      std::string_view canonical) {
  return read_owner(transaction.query(sql::barcode_owner, {merchant_id, canonical}));
}

void save_products(db::Transaction& transaction, MerchantId merchant_id, std::span<const Product> products,
                   Instant at) {
  std::vector<db::Values> rows, versions, old_barcodes, barcodes;
  for (const Product& p : products) {
    rows.push_back({merchant_id, p.product_id, p.version, p.code, p.name, p.spec, p.category_id,
                    stored_name(p.unit_kind), p.unit_name, p.price, p.member_price, p.cost, p.tax_rate,
                    p.discountable, stored_name(p.state), search_key(p.name, p.spec, p.code), at});
    versions.push_back({merchant_id, p.product_id, p.version, p.name, p.category_id, stored_name(p.unit_kind),
                        p.price, p.member_price, p.cost, p.tax_rate, p.discountable, stored_name(p.state),
                        p.unit_name});
    old_barcodes.push_back({merchant_id, p.product_id});
    for (const Barcode& barcode : p.barcodes)
      barcodes.push_back({merchant_id, barcode.barcode, p.product_id, barcode.quantity});
  }
  transaction.batch(sql::save_product, std::move(rows));
  transaction.batch(sql::insert_product_version, std::move(versions));
  transaction.batch(sql::delete_barcodes, std::move(old_barcodes));
  transaction.batch(sql::insert_barcode, std::move(barcodes));
}

SnapshotParts snapshot_products(db::Transaction& transaction, MerchantId merchant_id, std::int64_t since) {
  SnapshotParts parts;
  parts.version = current_version(transaction, merchant_id);
  parts.categories = all_categories(transaction, merchant_id);
  const db::Rows rows = transaction.query(sql::till_products, {merchant_id, since});
  for (const Row& row : rows) {
    if (parts.products.empty() || parts.products.back().id != row.id<ProductId>(0))
      parts.products.push_back(read_till_product(row));
    add_barcode(parts.products.back().barcodes, row, 13);
  }
  return parts;
}

std::optional<StoredImport> find_import(db::Transaction& transaction, MerchantId merchant_id,
                                        ImportId import_id) {
  const db::Rows rows = transaction.query(sql::find_import, {merchant_id, import_id});
  if (rows.empty()) return std::nullopt;
  auto report = wire::from_json<ImportReport>(rows[0].text(1));
  HUIJI_CHECK(report);
  return StoredImport{rows[0].bytes(0), std::move(*report)};
}

void save_import(db::Transaction& transaction, MerchantId merchant_id, ImportId import_id,
                 const StoredImport& stored, Instant at, StaffId by) {
  transaction.execute(sql::insert_import, {merchant_id, import_id, db::Bytes{stored.content_hash},
                                           wire::to_json(stored.report), at, by});
}

}  // namespace huiji::catalog
