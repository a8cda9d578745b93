#include "catalog/facts_store.hpp"

#include <mutex>

#include "catalog/catalog_store.hpp"
#include "catalog/stored_names.hpp"
#include "catalog_sql.hpp"

namespace huiji::catalog {
namespace {

ProductFacts read_facts(const db::Rows::Row& row) {
  return {.product_id = row.id<ProductId>(0),
          .version = row.integer(1),
          .name = row.text(2),
          .unit_kind = unit_kind_from(row.text(4)),
          .unit_name = row.text(11),
          .price = row.money(5),
          .member_price = row.is_null(6) ? std::nullopt : std::optional(row.money(6)),
          .cost = row.money(7),
          .tax_rate = row.percent(8),
          .discountable = row.boolean(9),
          .state = state_from(row.text(10)),
          .category_id = row.id<CategoryId>(3),
          .categories = {}};
}

void add_history(CategoryHistory& history, db::Transaction& transaction, MerchantId merchant_id,
                 std::int64_t after, std::int64_t version) {
  const db::Rows rows = transaction.query(sql::category_versions, {merchant_id, after, version});
  for (const auto& row : rows)
    history.add(row.id<CategoryId>(0), row.integer(1), row.id_or_none<CategoryId>(2));
}

}  // namespace

std::optional<ProductFacts> facts_at(db::Transaction& transaction, MerchantId merchant_id,
                                     ProductId product_id, std::int64_t version) {
  const db::Rows rows = transaction.query(sql::facts_at, {merchant_id, product_id, version});
  if (rows.empty()) return std::nullopt;
  ProductFacts facts = read_facts(rows[0]);
  CategoryHistory history;
  add_history(history, transaction, merchant_id, 0, version);
  facts.categories = history.path(facts.category_id, version);
  return facts;
}

std::optional<std::vector<std::optional<ProductFacts>>> FactsCache::facts_at(
    db::Transaction& transaction, MerchantId merchant_id, std::span<const ProductId> product_ids,
    std::int64_t version) {
  const auto look = [&](const Merchant& merchant) {
    std::vector<std::optional<ProductFacts>> facts;
    for (ProductId product_id : product_ids) facts.push_back(look_up(merchant, product_id, version));
    return facts;
  };
  {
    const std::shared_lock lock(mutex_);
    const auto found = merchants_.find(merchant_id);
    if (found != merchants_.end() && found->second.covered >= version) return look(found->second);
  }
  if (current_version(transaction, merchant_id) < version) return std::nullopt;
  const std::unique_lock lock(mutex_);
  Merchant& merchant = merchants_[merchant_id];
  if (merchant.covered < version) extend(merchant, transaction, merchant_id, version);
  return look(merchant);
}

std::size_t FactsCache::size() const {
  const std::shared_lock lock(mutex_);
  std::size_t size = 0;
  for (const auto& [id, merchant] : merchants_)
    for (const auto& [product_id, versions] : merchant.products) size += versions.size();
  return size;
}

std::optional<ProductFacts> FactsCache::look_up(const Merchant& merchant, ProductId product_id,
                                                std::int64_t version) {
  const auto found = merchant.products.find(product_id);
  if (found == merchant.products.end()) return std::nullopt;
  const auto& versions = found->second;
  const auto after =
      std::upper_bound(versions.begin(), versions.end(), version,
                       [](std::int64_t v, const ProductFacts& facts) { return v < facts.version; });
  if (after == versions.begin()) return std::nullopt;
  ProductFacts facts = *std::prev(after);
  facts.categories = merchant.categories.path(facts.category_id, version);
  return facts;
}

// Reads everything before it changes anything: a query that throws leaves the cache as it was.
void FactsCache::extend(Merchant& merchant, db::Transaction& transaction, MerchantId merchant_id,
                        std::int64_t version) {
  const db::Rows rows = transaction.query(sql::facts_between, {merchant_id, merchant.covered, version});
  CategoryHistory categories = merchant.categories;
  add_history(categories, transaction, merchant_id, merchant.covered, version);
  merchant.categories = std::move(categories);
  for (const auto& row : rows) {
    ProductFacts facts = read_facts(row);
    merchant.products[facts.product_id].push_back(std::move(facts));
  }
  merchant.covered = version;
}

}  // namespace huiji::catalog
