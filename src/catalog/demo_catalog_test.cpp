#include "catalog/demo_catalog.hpp"

#include <gtest/gtest.h>

#include <set>

#include "catalog/barcode.hpp"
#include "catalog/catalog.hpp"

namespace huiji::catalog {
namespace {

TEST(DemoCatalog, is_a_whole_supermarket) {
  const DemoCatalog demo = demo_catalog();
  EXPECT_GE(demo.products.size(), 3000u);
  EXPECT_LE(demo.products.size(), 6000u);
  EXPECT_GE(demo.categories.size(), 80u);
  std::map<CategoryId, int> goods;
  int weighed = 0, member_prices = 0, fixed = 0, cases = 0;
  for (const Product& product : demo.products) {
    ++goods[product.category_id];
    weighed += product.unit_kind == UnitKind::weight;
    member_prices += product.member_price.has_value();
    fixed += !product.discountable;
    cases += product.barcodes.size() > 1;
  }
  for (const Category& category : demo.categories)
    EXPECT_TRUE(!category.parent_id || goods[category.category_id] >= 2) << category.name;
  EXPECT_GE(weighed, 250);
  EXPECT_GE(member_prices, 300);
  EXPECT_GE(fixed, 10) << "tobacco stays out of promotions";
  EXPECT_GE(cases, 50);
}

TEST(DemoCatalog, every_product_could_be_put_by_hand) {
  const DemoCatalog demo = demo_catalog(1, 20'000);
  ASSERT_EQ(demo.products.size(), 20'000u);
  std::set<std::string> codes, names, barcodes;
  std::set<ProductId> ids;
  for (const Product& product : demo.products) {
    const Result<ProductDraft> draft = normalised(draft_of(product));
    ASSERT_TRUE(draft) << product.name << " " << draft.refusal().text(false);
    EXPECT_TRUE(codes.insert(product.code).second) << product.code;
    EXPECT_TRUE(names.insert(product.name).second) << product.name;
    EXPECT_TRUE(ids.insert(product.product_id).second) << product.name;
    for (const Barcode& barcode : product.barcodes) {
      EXPECT_TRUE(barcodes.insert(barcode.barcode).second) << product.name;
      EXPECT_TRUE(barcode.barcode.starts_with("69") || barcode.barcode.starts_with("169"));
    }
    EXPECT_LT(product.cost, product.price) << product.name;
    EXPECT_TRUE(!product.member_price || *product.member_price < product.price) << product.name;
    EXPECT_GT(product.stock.thousandths, 0);
    EXPECT_TRUE(product.unit_kind == UnitKind::weight || is_whole(product.stock));
    EXPECT_EQ(product.barcodes.empty(), product.code.size() == 5) << "a PLU or a barcode";
  }
}

TEST(DemoCatalog, the_categories_are_a_tree) {
  const DemoCatalog demo = demo_catalog();
  std::vector<Category> known;
  for (const Category& category : demo.categories) {
    const Result<Done> done = check_category(known, category);
    EXPECT_TRUE(done) << category.name;
    known.push_back(category);
  }
  EXPECT_TRUE(std::any_of(known.begin(), known.end(), [](const Category& category) {
    return category.category_id == demo_category_id(1, "饮料/碳酸饮料");
  }));
}

TEST(DemoCatalog, a_seed_gives_the_same_shop) {
  const DemoCatalog a = demo_catalog(7), b = demo_catalog(7), other = demo_catalog(8);
  ASSERT_EQ(a.products.size(), b.products.size());
  for (std::size_t i = 0; i < a.products.size(); ++i) {
    EXPECT_EQ(a.products[i].product_id, b.products[i].product_id);
    EXPECT_TRUE(same_content(a.products[i], b.products[i]));
  }
  EXPECT_NE(a.products[0].product_id, other.products[0].product_id);
}

}  // namespace
}  // namespace huiji::catalog
