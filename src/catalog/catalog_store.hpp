// The catalogue on disk. Each change of a product or a category happens under the merchant's catalogue
// version: lock_catalog() first (other changes wait), then save with the next version, then set_version()
// once. So every version is seen whole or not at all, and a till that asks for what changed since a version
// misses nothing. A product's facts of each version are kept for ever (product_version): a sale names the
// version it was priced with.
#pragma once

#include <span>

#include "catalog/catalog.hpp"
#include "platform/db/database.hpp"

namespace huiji::catalog {

std::int64_t current_version(db::Transaction& transaction, MerchantId merchant_id);
std::int64_t lock_catalog(db::Transaction& transaction, MerchantId merchant_id);  // the current version
void set_version(db::Transaction& transaction, MerchantId merchant_id, std::int64_t version);

std::vector<Category> all_categories(db::Transaction& transaction, MerchantId merchant_id);
// `moved`: new, or under another parent than before.
struct CategoryChange {
  Category category;
  bool moved = true;
};
void save_categories(db::Transaction& transaction, MerchantId merchant_id,
                     std::span<const CategoryChange> changes, std::int64_t version);

std::optional<Product> find_product(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id,
                                    ProductId product_id);
std::vector<Product> all_products(db::Transaction& transaction, MerchantId merchant_id,
                                  ShopId shop_id);  // by code

struct ProductQuery {
  std::string text;                       // words of name, pinyin, code or barcode; empty: all
  std::optional<CategoryId> category_id;  // with everything below it
  std::optional<ProductState> state;      // of both states without one
  std::string cursor;                     // empty: from the start
  std::int64_t limit = 50;
};
ProductPage list_products(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id,
                          const ProductQuery& query);

struct Owner {
  ProductId product_id;
  std::string name;
};
std::optional<Owner> owner_of_code(db::Transaction& transaction, MerchantId merchant_id,
                                   std::string_view code);
std::optional<Owner> owner_of_barcode(db::Transaction& transaction, MerchantId merchant_id,
                                      std::string_view canonical);

// Writes products, new or changed, and their facts under their own `version`. The caller has checked that
// codes and barcodes are free.
void save_products(db::Transaction& transaction, MerchantId merchant_id, std::span<const Product> products,
                   Instant at);

// A till's share: since 0 everything on sale, else what changed after that version, retired products
// included.
struct SnapshotParts {
  std::int64_t version = 0;
  std::vector<Category> categories;
  std::vector<TillProduct> products;
};
SnapshotParts snapshot_products(db::Transaction& transaction, MerchantId merchant_id, std::int64_t since);

struct StoredImport {
  std::string content_hash;
  ImportReport report;
};
std::optional<StoredImport> find_import(db::Transaction& transaction, MerchantId merchant_id,
                                        ImportId import_id);
void save_import(db::Transaction& transaction, MerchantId merchant_id, ImportId import_id,
                 const StoredImport& stored, Instant at, StaffId by);

}  // namespace huiji::catalog
