// For the catalogue's tests: a merchant with one shop and one category, on each engine.
#pragma once

#include <gtest/gtest.h>

#include "catalog/catalog_flow.hpp"
#include "catalog/facts_store.hpp"
#include "support/stores.hpp"

namespace huiji::catalog {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error("refused: " + result.refusal().text(false));
  return *std::move(result);
}

inline constexpr db::Statement kInsertMerchant{
    "test.insert_merchant",
    "INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, catalog_version, "
    "member_version, "
    "next_member_number, points_per_yuan, points_valid_months, created_at) "
    "VALUES ($1, '惠记', 'Asia/Shanghai', 240, 0, 0, 1, 1, 12, 0)",
    "INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, catalog_version, "
    "member_version, "
    "next_member_number, points_per_yuan, points_valid_months, created_at) "
    "VALUES ($1, '惠记', 'Asia/Shanghai', 240, 0, 0, 1, 1, 12, 0)"};
inline constexpr db::Statement kInsertCategory{
    "test.insert_category",
    "INSERT INTO category (merchant_id, category_id, parent_id, name, sort_order, version) "
    "VALUES ($1, $2, NULL, '未分类', 0, 0)",
    "INSERT INTO category (merchant_id, category_id, parent_id, name, sort_order, version) "
    "VALUES ($1, $2, NULL, '未分类', 0, 0)"};

class CatalogShop : public test::EachEngine {
 protected:
  const MerchantId merchant_id{{1, 1}};
  const ShopId shop_id{{2, 2}};
  const CategoryId category_id{{3, 3}};
  const Instant now{1'760'000'000'000};

  void SetUp() override {
    must(store->write<Done>([&](db::Transaction& t) -> Result<Done> {
      t.execute(kInsertMerchant, {merchant_id});
      t.execute(kInsertCategory, {merchant_id, category_id});
      return Done{};
    }));
  }
  Caller caller() const {
    return {.merchant_id = merchant_id,
            .shop_id = shop_id,
            .staff_id = StaffId{{4}},
            .session_id = {},
            .till_id = {},
            .rights = {Right::view_products, Right::edit_products, Right::import_products, Right::view_cost}};
  }
  static ProductId product_id(int number) { return ProductId{{7, static_cast<std::uint8_t>(number)}}; }
  ProductDraft piece(std::string name, std::int64_t price) const {
    ProductDraft draft;
    draft.code = name;
    draft.name = name;
    draft.category_id = category_id;
    draft.unit_name = "件";
    draft.price = {price};
    draft.tax_rate = {1300};
    return draft;
  }
  Result<Product> put_product(const ProductDraft& draft, int number) {
    return put_product(draft, number, caller());
  }
  Result<Product> put_product(const ProductDraft& draft, int number, const Caller& by) {
    return store->write<Product>(
        [&](db::Transaction& t) { return catalog::put_product(t, by, product_id(number), draft, now); });
  }
  Result<Category> put_category(Category category) {
    return store->write<Category>(
        [&](db::Transaction& t) { return catalog::put_category(t, caller(), category); });
  }
  std::int64_t version() {
    return store->read<std::int64_t>([&](db::Transaction& t) { return current_version(t, merchant_id); });
  }
  std::optional<Product> find(int number) {
    return store->read<std::optional<Product>>(
        [&](db::Transaction& t) { return find_product(t, merchant_id, shop_id, product_id(number)); });
  }
  ProductPage list(const ProductQuery& query) {
    return store->read<ProductPage>(
        [&](db::Transaction& t) { return list_products(t, merchant_id, shop_id, query); });
  }
  SnapshotParts snapshot(std::int64_t since) {
    return store->read<SnapshotParts>(
        [&](db::Transaction& t) { return snapshot_products(t, merchant_id, since); });
  }
  std::optional<ProductFacts> facts(int number, std::int64_t at) {
    return store->read<std::optional<ProductFacts>>(
        [&](db::Transaction& t) { return facts_at(t, merchant_id, product_id(number), at); });
  }
  using Cached = std::optional<std::vector<std::optional<ProductFacts>>>;
  Cached cached(FactsCache& cache, std::int64_t at) {
    std::vector<ProductId> ids;
    for (int number = 1; number <= 5; ++number) ids.push_back(product_id(number));
    return store->read<Cached>([&](db::Transaction& t) { return cache.facts_at(t, merchant_id, ids, at); });
  }
  void expect_equal_facts(FactsCache& cache, std::int64_t at) {
    const Cached found = cached(cache, at);
    ASSERT_TRUE(found);
    for (int number = 1; number <= 5; ++number) {
      const auto& fast = (*found)[static_cast<std::size_t>(number - 1)];
      const auto slow = facts(number, at);
      ASSERT_EQ(fast.has_value(), slow.has_value()) << number << " at " << at;
      if (!fast) continue;
      EXPECT_EQ(fast->price, slow->price);
      EXPECT_EQ(fast->version, slow->version);
      EXPECT_EQ(fast->categories, slow->categories);
    }
  }
};

}  // namespace huiji::catalog
