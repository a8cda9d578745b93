#include "catalog/catalog_store.hpp"

#include <thread>

#include "catalog/catalog_errors.hpp"
#include "catalog/catalog_flow.hpp"
#include "catalog/facts_store.hpp"
#include "catalog/test_shop.hpp"
#include "catalog_sql.hpp"

namespace huiji::catalog {
namespace {

class CatalogStore : public CatalogShop {};
HUIJI_ON_EACH_ENGINE(CatalogStore);

TEST_P(CatalogStore, a_product_is_kept_whole) {
  ProductDraft draft = piece("可口乐500ml", 350);
  draft.code = "A1";
  draft.spec = "500ml";
  draft.member_price = Money{320};
  draft.cost = {210};
  draft.barcodes = {{"6901234567892", pieces(1)}, {"16901234567899", pieces(12)}};
  const Product put = must(put_product(draft, 1));
  EXPECT_EQ(put.version, 1);
  const Product found = *find(1);
  EXPECT_TRUE(same_content(found, put));
  EXPECT_EQ(found.version, 1);
  EXPECT_EQ(found.member_price, Money{320});
  ASSERT_EQ(found.barcodes.size(), 2u);
  EXPECT_EQ(found.barcodes[0].barcode, "16901234567899");
  EXPECT_EQ(found.barcodes[0].quantity, pieces(12));
  EXPECT_EQ(found.stock, Quantity{});
}

TEST_P(CatalogStore, the_same_request_twice_changes_nothing) {
  const ProductDraft draft = piece("米醋", 560);
  must(put_product(draft, 1));
  const Product again = must(put_product(draft, 1));
  EXPECT_EQ(again.version, 1);
  EXPECT_EQ(version(), 1);
}

TEST_P(CatalogStore, a_change_raises_the_version_once_and_keeps_the_old_facts) {
  must(put_product(piece("米醋", 560), 1));
  must(put_product(piece("米醋", 590), 1));
  EXPECT_EQ(version(), 2);
  EXPECT_EQ(facts(1, 1)->price, Money{560});
  EXPECT_EQ(facts(1, 2)->price, Money{590});
  EXPECT_EQ(facts(1, 900)->price, Money{590});
  EXPECT_FALSE(facts(1, 0));
  EXPECT_EQ(facts(1, 2)->unit_name, "件");
}

TEST_P(CatalogStore, expected_version_guards_against_a_lost_update) {
  must(put_product(piece("米醋", 560), 1));
  ProductDraft mine = piece("米醋", 590);
  mine.expected_version = 1;
  must(put_product(piece("米醋", 570), 1));
  EXPECT_EQ(put_product(mine, 1).refusal().code, &product_changed);
  mine.expected_version = 2;
  EXPECT_EQ(must(put_product(mine, 1)).version, 3);
  EXPECT_EQ(must(put_product(mine, 1)).version, 3) << "the same request again after it went through";
  ProductDraft fresh = piece("酱油", 890);
  fresh.expected_version = 7;
  EXPECT_EQ(put_product(fresh, 2).refusal().code, &product_changed);
}

TEST_P(CatalogStore, codes_and_barcodes_belong_to_one_product) {
  ProductDraft vinegar = piece("米醋", 560);
  vinegar.code = "A1";
  vinegar.barcodes = {{"038900004095", pieces(1)}};
  must(put_product(vinegar, 1));
  ProductDraft soy = piece("酱油", 890);
  soy.code = "A1";
  const Result<Product> same_code = put_product(soy, 2);
  EXPECT_EQ(same_code.refusal().code, &code_taken);
  EXPECT_EQ(same_code.refusal().text(true), "货号 A1 已用于“米醋”，请换一个");
  soy.code = "A2";
  soy.barcodes = {{"0038900004095", pieces(1)}};  // the same article as EAN-13
  const Result<Product> same_barcode = put_product(soy, 2);
  EXPECT_EQ(same_barcode.refusal().code, &barcode_taken);
  EXPECT_NE(same_barcode.refusal().text(false).find("“米醋”"), std::string::npos);
  EXPECT_EQ(version(), 1);
  vinegar.barcodes.clear();
  must(put_product(vinegar, 1));
  EXPECT_TRUE(put_product(soy, 2)) << "free once it was removed";
}

TEST_P(CatalogStore, drafts_that_cannot_be_sold_are_refused) {
  struct Case {
    const char* what;
    void (*spoil)(ProductDraft&);
    const ErrorCode* code;
  };
  const Case cases[] = {
      {"no price", [](ProductDraft& d) { d.price = {}; }, &price_missing},
      {"no name", [](ProductDraft& d) { d.name = " \t"; }, &name_missing},
      {"no code", [](ProductDraft& d) { d.code = ""; }, &code_missing},
      {"long name", [](ProductDraft& d) { d.name.assign(241, 'x'); }, &text_too_long},
      {"member price above price", [](ProductDraft& d) { d.member_price = d.price + Money{1}; },
       &member_price_wrong},
      {"member price zero", [](ProductDraft& d) { d.member_price = Money{}; }, &member_price_wrong},
      {"negative cost", [](ProductDraft& d) { d.cost = {-1}; }, &cost_negative},
      {"wrong check digit",
       [](ProductDraft& d) {
         d.barcodes = {{"6901234567893", pieces(1)}};
       },
       &barcode_check_digit},
      {"twice",
       [](ProductDraft& d) {
         d.barcodes = {{"038900004095", pieces(1)}, {"0038900004095", pieces(1)}};
       },
       &barcode_twice},
      {"unknown category", [](ProductDraft& d) { d.category_id = CategoryId{{9}}; }, &category_unknown},
  };
  for (const Case& c : cases) {
    ProductDraft draft = piece("米醋", 560);
    c.spoil(draft);
    const Result<Product> put = put_product(draft, 1);
    ASSERT_FALSE(put) << c.what;
    EXPECT_EQ(put.refusal().code, c.code) << c.what;
  }
  ProductDraft retired = piece("米醋", 0);
  retired.state = ProductState::retired;
  EXPECT_TRUE(put_product(retired, 1));
  EXPECT_EQ(version(), 1);
}

TEST_P(CatalogStore, without_the_right_the_cost_is_neither_shown_nor_changed) {
  ProductDraft draft = piece("米醋", 560);
  draft.cost = {400};
  must(put_product(draft, 1));
  Caller clerk = caller();
  clerk.rights = {Right::edit_products};
  draft.price = {580};
  draft.cost = {};
  EXPECT_EQ(must(put_product(draft, 1, clerk)).cost, Money{});
  EXPECT_EQ(find(1)->cost, Money{400});
  EXPECT_EQ(must(put_product(draft, 1, clerk)).cost, Money{}) << "unchanged";
}

TEST_P(CatalogStore, products_are_found_by_name_pinyin_code_and_barcode) {
  ProductDraft noodles = piece("重庆小面", 1250);
  noodles.code = "M-100%";
  noodles.spec = "5袋装";
  noodles.barcodes = {{"6901234567892", pieces(1)}};
  must(put_product(noodles, 1));
  must(put_product(piece("可口乐 500ml", 350), 2));
  must(put_product(piece("银耳羹", 600), 3));
  const auto found = [&](std::string text) {
    std::vector<std::string> names;
    for (const Product& product :
         list({.text = text, .category_id = {}, .state = {}, .cursor = {}, .limit = 50}).products)
      names.push_back(product.name);
    return names;
  };
  using Names = std::vector<std::string>;
  const Names noodle{"重庆小面"};
  EXPECT_EQ(found("小面"), noodle);
  EXPECT_EQ(found("cqxm"), noodle);
  EXPECT_EQ(found("CQ"), noodle);
  EXPECT_EQ(found("chongqing"), noodle);
  EXPECT_EQ(found("m-100%"), noodle);
  EXPECT_EQ(found("5袋"), noodle);
  EXPECT_EQ(found("6901234567892"), noodle);
  EXPECT_EQ(found("67892"), noodle) << "the last digits of a barcode";
  EXPECT_EQ(found("可口 500"), Names{"可口乐 500ml"});
  EXPECT_EQ(found("kkl"), Names{"可口乐 500ml"});
  EXPECT_EQ(found("_"), Names{}) << "no wildcard";
  EXPECT_EQ(found("").size(), 3u);
}

TEST_P(CatalogStore, pages_follow_each_other_without_gap_or_repeat) {
  for (int i = 0; i < 7; ++i) {
    ProductDraft draft = piece("商品" + std::to_string(i), 100);
    draft.code = std::string(1, "bBaA92-"[i]);
    must(put_product(draft, i + 1));
  }
  std::string codes;
  ProductQuery query{.text = {}, .category_id = {}, .state = {}, .cursor = {}, .limit = 3};
  for (int page = 0; page < 3; ++page) {
    const ProductPage result = list(query);
    EXPECT_EQ(result.total, 7);
    for (const Product& product : result.products) codes += product.code;
    EXPECT_EQ(result.next.has_value(), page < 2);
    query.cursor = result.next.value_or("");
  }
  EXPECT_EQ(codes, "-29ABab") << "byte order on both engines";
}

TEST_P(CatalogStore, a_list_shows_retired_goods_only_when_asked) {
  ASSERT_TRUE(put_product(piece("白醋", 300), 1));
  ProductDraft retired = piece("米醋", 0);
  retired.code = "RETIRED";
  retired.state = ProductState::retired;
  ASSERT_TRUE(put_product(retired, 2));
  const auto names = [&](std::optional<ProductState> state, std::optional<CategoryId> category) {
    const ProductPage page =
        list({.text = "醋", .category_id = category, .state = state, .cursor = {}, .limit = 50});
    EXPECT_EQ(page.total, std::int64_t(page.products.size()));
    std::vector<std::string> found;
    for (const Product& product : page.products) found.push_back(product.name);
    return found;
  };
  for (const std::optional<CategoryId> category :
       {std::optional<CategoryId>(), std::optional(retired.category_id)}) {
    EXPECT_EQ(names(ProductState::active, category), std::vector<std::string>{"白醋"});
    EXPECT_EQ(names(ProductState::retired, category), std::vector<std::string>{"米醋"});
    EXPECT_EQ(names({}, category).size(), 2u);
  }
}

TEST_P(CatalogStore, a_category_shows_what_hangs_below_it) {
  const CategoryId drinks{{1, 1}}, soda{{1, 2}}, food{{1, 3}};
  must(put_category({drinks, std::nullopt, "饮料", 1}));
  must(put_category({soda, drinks, "碳酸", 1}));
  must(put_category({food, std::nullopt, "食品", 2}));
  ProductDraft cola = piece("可口乐", 350);
  cola.category_id = soda;
  must(put_product(cola, 1));
  ProductDraft biscuit = piece("饼干", 450);
  biscuit.category_id = food;
  must(put_product(biscuit, 2));
  const ProductPage page = list({.text = {}, .category_id = drinks, .state = {}, .cursor = {}, .limit = 50});
  ASSERT_EQ(page.products.size(), 1u);
  EXPECT_EQ(page.products[0].name, "可口乐");
  EXPECT_EQ(page.total, 1);
  EXPECT_EQ(list({.text = "bg", .category_id = drinks, .state = {}, .cursor = {}, .limit = 50}).total, 0);
}

TEST_P(CatalogStore, categories_stay_a_tree) {
  const CategoryId a{{1}}, b{{2}}, c{{3}};
  must(put_category({a, std::nullopt, "饮料", 1}));
  must(put_category({b, a, "碳酸", 1}));
  EXPECT_EQ(put_category({a, b, "饮料", 1}).refusal().code, &category_loop);
  EXPECT_EQ(put_category({a, a, "饮料", 1}).refusal().code, &category_loop);
  EXPECT_EQ(put_category({c, CategoryId{{8}}, "酒", 1}).refusal().code, &category_unknown);
  EXPECT_EQ(put_category({c, a, "碳酸", 2}).refusal().code, &category_name_taken);
  EXPECT_TRUE(put_category({c, std::nullopt, "碳酸", 2})) << "the same name on another level";
  const std::int64_t before = version();
  must(put_category({c, std::nullopt, "碳酸", 2}));
  EXPECT_EQ(version(), before);
  CategoryId parent = a;
  for (std::uint8_t level = 2; level <= kMaxCategoryLevels; ++level) {
    const CategoryId next{{4, level}};
    must(put_category({next, parent, "第" + std::to_string(level), 1}));
    parent = next;
  }
  EXPECT_EQ(put_category({CategoryId{{5}}, parent, "太深", 1}).refusal().code, &category_too_deep);
  EXPECT_EQ(put_category({a, c, "饮料", 1}).refusal().code, &category_too_deep)
      << "it takes its children along";
}

TEST_P(CatalogStore, an_old_basket_sees_the_category_where_it_hung) {
  const CategoryId drinks{{1}}, sale{{2}}, soda{{3}};
  must(put_category({drinks, std::nullopt, "饮料", 1}));
  must(put_category({sale, std::nullopt, "促销", 2}));
  must(put_category({soda, drinks, "碳酸", 1}));
  ProductDraft cola = piece("可口乐", 350);
  cola.category_id = soda;
  must(put_product(cola, 1));
  const std::int64_t before = version();
  must(put_category({soda, sale, "碳酸", 1}));
  EXPECT_EQ(facts(1, before)->categories, (std::vector<CategoryId>{soda, drinks}));
  EXPECT_EQ(facts(1, version())->categories, (std::vector<CategoryId>{soda, sale}));
}

TEST_P(CatalogStore, a_snapshot_holds_everything_or_what_changed) {
  ProductDraft cola = piece("可口乐", 350);
  cola.barcodes = {{"6901234567892", pieces(1)}};
  must(put_product(cola, 1));
  must(put_product(piece("米醋", 560), 2));
  ProductDraft gone = piece("旧货", 100);
  gone.state = ProductState::retired;
  must(put_product(gone, 3));
  SnapshotParts parts = snapshot(0);
  EXPECT_EQ(parts.version, 3);
  ASSERT_EQ(parts.products.size(), 2u) << "a new till needs no retired goods";
  EXPECT_EQ(parts.categories.size(), 1u);
  must(put_product(piece("米醋", 570), 2));
  parts = snapshot(2);
  EXPECT_EQ(parts.version, 4);
  ASSERT_EQ(parts.products.size(), 2u);
  EXPECT_EQ(parts.products[0].price, Money{570});
  EXPECT_EQ(parts.products[1].state, ProductState::retired);
  EXPECT_TRUE(snapshot(4).products.empty());
  cola.barcodes.push_back({"6901234567908", pieces(1)});
  must(put_product(cola, 1));
  parts = snapshot(4);
  ASSERT_EQ(parts.products.size(), 1u);
  EXPECT_EQ(parts.products[0].barcodes.size(), 2u);
  EXPECT_NE(parts.products[0].search_key.find(" kkl"), std::string::npos);
}

// Without statistics SQLite once read all barcodes for each product: 100,000 products took hours.
TEST_P(CatalogStore, barcodes_are_looked_up_by_their_product) {
  if (GetParam() != db::Engine::sqlite) return;  // PostgreSQL keeps statistics by itself
  for (const db::Statement* statement :
       {&sql::all_products, &sql::product, &sql::page, &sql::page_in_category, &sql::till_products}) {
    const std::string text = "EXPLAIN QUERY PLAN " + std::string(statement->sqlite);
    std::size_t parameters = 0;
    while (text.find('$' + std::to_string(parameters + 1)) != std::string::npos) ++parameters;
    const std::string plan = store->read<std::string>([&](db::Transaction& t) {
      std::string details;
      const db::Rows rows = t.query({"test.explain", text, text}, db::Values(parameters));
      for (const auto& row : rows) details += row.text(3) + "\n";
      return details;
    });
    EXPECT_NE(plan.find("barcode_product (merchant_id=? AND product_id=?)"), std::string::npos)
        << statement->name << "\n"
        << plan;
  }
}

TEST_P(CatalogStore, the_cache_answers_as_the_database_does) {
  FactsCache cache;
  for (int i = 1; i <= 5; ++i) must(put_product(piece("商品" + std::to_string(i), 100 * i), i));
  for (int round = 0; round < 3; ++round) {
    for (int i = 1; i <= 5; ++i) must(put_product(piece("商品" + std::to_string(i), 100 * i + round + 1), i));
    for (std::int64_t at = 0; at <= version(); ++at) expect_equal_facts(cache, at);
  }
  EXPECT_EQ(cache.size(), 20u);
  EXPECT_FALSE(cached(cache, version() + 1)) << "a version that the catalogue has not reached";
}

TEST_P(CatalogStore, the_cache_takes_in_nothing_that_was_not_asked_for) {
  FactsCache cache;
  must(put_product(piece("米醋", 560), 1));
  must(put_product(piece("米醋", 570), 1));
  ASSERT_TRUE(cached(cache, 1));
  EXPECT_EQ(cache.size(), 1u) << "version 2 may still be rolled back where it was read";
  ASSERT_TRUE(cached(cache, 2));
  EXPECT_EQ(cache.size(), 2u);
}

TEST_P(CatalogStore, the_cache_serves_many_threads) {
  FactsCache cache;
  for (int i = 1; i <= 5; ++i) must(put_product(piece("商品" + std::to_string(i), 100 * i), i));
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (std::int64_t at = 1; at <= 5; ++at) {
        const auto facts = cached(cache, at);
        if (facts && (*facts)[static_cast<std::size_t>(at - 1)]->price == Money{100 * at}) ++right;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 20);
}

}  // namespace
}  // namespace huiji::catalog
