#include "catalog/catalog_api.hpp"

#include "catalog/catalog_errors.hpp"
#include "catalog/test_shop.hpp"
#include "support/world.hpp"

namespace huiji::catalog {
namespace {

const std::string kProduct = "01900000-0000-7000-8000-000000000001";

class CatalogApi : public CatalogShop {
 protected:
  void SetUp() override {
    CatalogShop::SetUp();
    router.authenticate_with([this](const http::Request&, http::Access) { return Result<Caller>(who); });
    add_routes(router, {*store, clock, random, [](auto&&...) {}});
    who = caller();
  }
  http::Response send(std::string method, std::string path,
                      std::vector<std::pair<std::string, std::string>> query = {}, std::string body = {}) {
    http::Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.query = std::move(query);
    request.body = std::move(body);
    return router.dispatch(request);
  }
  std::string draft(std::int64_t price) {
    ProductDraft draft = piece("可口乐", price);
    draft.cost = {210};
    draft.barcodes = {{"6901234567892", pieces(1)}};
    return wire::to_json(draft);
  }

  test::FakeClock clock;
  test::SeededRandom random;
  http::Router router;
  Caller who;
};
HUIJI_ON_EACH_ENGINE(CatalogApi);

TEST_P(CatalogApi, products_are_put_listed_and_shown) {
  EXPECT_EQ(send("PUT", "/v1/products/" + kProduct, {}, draft(350)).status, 200);
  const auto page = wire::from_json<ProductPage>(send("GET", "/v1/products", {{"q", "kkl"}}).body);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->products.size(), 1u);
  EXPECT_EQ(page->products[0].cost, Money{210});
  who.rights = {Right::view_products};
  const auto product = wire::from_json<Product>(send("GET", "/v1/products/" + kProduct).body);
  ASSERT_TRUE(product);
  EXPECT_EQ(product->name, "可口乐");
  EXPECT_EQ(product->cost, Money{}) << "no right to see it";
  EXPECT_EQ(send("PUT", "/v1/products/" + kProduct, {}, draft(360)).status, 403);
  EXPECT_EQ(send("GET", "/v1/products/01900000-0000-7000-8000-00000000000f").status, 404);
  EXPECT_EQ(send("GET", "/v1/products/nonsense").status, 400);
  EXPECT_EQ(send("GET", "/v1/products", {{"category", "x"}}).status, 400);
  EXPECT_EQ(send("GET", "/v1/products", {{"q", std::string(200, 'x')}}).status, 400);
  EXPECT_EQ(send("GET", "/v1/products", {{"q", "\xFF\xFE"}}).status, 400) << "no UTF-8";
  EXPECT_EQ(send("GET", "/v1/products", {{"cursor", std::string("a\0b", 3)}}).status, 400);
}

TEST_P(CatalogApi, categories_are_put_and_listed) {
  const std::string path = "/v1/categories/01900000-0000-7000-8000-0000000000c1";
  EXPECT_EQ(send("PUT", path, {}, R"({"name":" 饮料 ","sort_order":1})").status, 200);
  EXPECT_EQ(send("PUT", path, {}, R"({"name":"a/b","sort_order":1})").status, 400);
  const auto list = wire::from_json<CategoryList>(send("GET", "/v1/categories").body);
  ASSERT_TRUE(list);
  ASSERT_EQ(list->categories.size(), 2u);
  EXPECT_EQ(list->categories[1].name, "饮料");
}

TEST_P(CatalogApi, files_go_in_and_come_out) {
  const std::string file = "条码,品名,售价\n6901234567892,可口乐,3.5\n";
  EXPECT_EQ(send("POST", "/v1/products/import", {}, file).status, 400) << "an import needs its id";
  const auto dry =
      wire::from_json<ImportReport>(send("POST", "/v1/products/import", {{"dry_run", "1"}}, file).body);
  ASSERT_TRUE(dry);
  EXPECT_EQ(dry->added, 1);
  EXPECT_EQ(version(), 0);
  const auto done = send("POST", "/v1/products/import", {{"import_id", kProduct}, {"format", "csv"}}, file);
  EXPECT_EQ(done.status, 200);
  EXPECT_EQ(version(), 1);
  EXPECT_EQ(send("POST", "/v1/products/import", {{"import_id", kProduct}, {"format", "xlsx"}}, file).status,
            400);
  EXPECT_EQ(send("POST", "/v1/products/import", {{"import_id", kProduct}, {"format", "pdf"}}, file).status,
            400);
  const http::Response csv = send("GET", "/v1/products/export", {{"format", "csv"}});
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8");
  EXPECT_NE(csv.body.find("可口乐"), std::string::npos);
  const http::Response xlsx = send("GET", "/v1/products/export", {{"format", "xlsx"}});
  EXPECT_TRUE(xlsx.body.starts_with("PK"));
  who.rights = {Right::view_products};
  EXPECT_EQ(send("POST", "/v1/products/import", {{"dry_run", "1"}}, file).status, 403);
}

}  // namespace
}  // namespace huiji::catalog
