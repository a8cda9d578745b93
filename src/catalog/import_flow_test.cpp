#include "catalog/import_flow.hpp"

#include <set>

#include "catalog/catalog_errors.hpp"
#include "catalog/catalog_flow.hpp"
#include "catalog/demo_catalog.hpp"
#include "catalog/test_shop.hpp"
#include "support/world.hpp"
#include "wire/json.hpp"

namespace huiji::catalog {
namespace {

constexpr db::Statement kAddStock{
    "test.add_stock",
    "INSERT INTO stock_level (merchant_id, shop_id, product_id, quantity) VALUES ($1, $2, $3, $4)",
    "INSERT INTO stock_level (merchant_id, shop_id, product_id, quantity) VALUES ($1, $2, $3, $4)"};

class Import : public CatalogShop {
 protected:
  test::SeededRandom random;
  std::vector<ImportId> moved;  // sources of opening stock

  ImportTools tools() {
    return {*store, random,
            [this](db::Transaction& t, MerchantId merchant, ShopId shop, ImportId source,
                   const std::vector<OpeningStock>& stock, Instant) {
              moved.push_back(source);
              for (const OpeningStock& one : stock)
                t.execute(kAddStock, {merchant, shop, one.product_id, one.quantity});
            }};
  }
  Result<ImportReport> take(std::string_view bytes, int import_number, bool dry_run, const Caller& by) {
    return import_products(tools(), by,
                           {.import_id = ImportId{{8, static_cast<std::uint8_t>(import_number)}},
                            .bytes = bytes,
                            .format = {},
                            .dry_run = dry_run},
                           now);
  }
  ImportReport import(std::string_view bytes, int import_number = 1) {
    return must(take(bytes, import_number, false, caller()));
  }
  ImportReport dry_run(std::string_view bytes) { return must(take(bytes, 1, true, caller())); }
  std::string exported(FileFormat format) {
    return store->read<std::string>([&](db::Transaction& t) { return export_products(t, caller(), format); });
  }
  Product named(const std::string& name) {
    for (const Product& product : list(everything(name)).products)
      if (product.name == name) return product;
    throw std::runtime_error("no product " + name);
  }
  static ProductQuery everything(std::string text = {}) {
    ProductQuery query;
    query.text = std::move(text);
    return query;
  }
  std::string path_of(const Product& product) {
    return store->read<std::string>([&](db::Transaction& t) {
      const auto categories = all_categories(t, merchant_id);
      return export_sheet(std::span(&product, 1), categories, false).rows[1][4];
    });
  }
  static std::set<std::string> codes(const std::vector<ImportProblem>& problems) {
    std::set<std::string> codes;
    for (const ImportProblem& problem : problems)
      codes.insert(std::to_string(problem.row) + " " + problem.column + " " + problem.code);
    return codes;
  }
};
HUIJI_ON_EACH_ENGINE(Import);

TEST_P(Import, a_list_becomes_products_categories_and_stock) {
  const ImportReport report = import(
      "条码,品名,规格,分类,单位,售价,会员价,进价,税率,货号,库存\n"
      "6901234567892 16901234567899*12,可口乐,500ml,饮料/碳酸,瓶,3.5,3.2,2.10,13%,A1,24\n"
      "038900004095,菠萝块,234g,罐头,罐,\"9.90\",,,,,\n"
      ",大白菜,,蔬菜,kg,2.98,,1.5,9%,4011,12.5\n");
  EXPECT_EQ(report.rows, 3);
  EXPECT_EQ(report.added, 3);
  EXPECT_EQ(report.refused, 0) << report.problems[0].text_en;
  EXPECT_EQ(report.categories_added, 4);
  EXPECT_EQ(version(), 1) << "one version for the whole file";
  const Product cola = named("可口乐");
  EXPECT_EQ(cola.code, "A1");
  EXPECT_EQ(cola.price, Money{350});
  EXPECT_EQ(cola.member_price, Money{320});
  EXPECT_EQ(cola.cost, Money{210});
  EXPECT_EQ(cola.tax_rate, Percent{1300});
  ASSERT_EQ(cola.barcodes.size(), 2u);
  EXPECT_EQ(cola.barcodes[0].quantity, pieces(12));
  EXPECT_EQ(cola.stock, pieces(24));
  EXPECT_EQ(path_of(cola), "饮料/碳酸");
  const Product pineapple = named("菠萝块");
  EXPECT_EQ(pineapple.code, "0038900004095") << "without a code the barcode is one";
  EXPECT_EQ(pineapple.tax_rate, Percent{1300});
  EXPECT_EQ(pineapple.stock, Quantity{});
  const Product cabbage = named("大白菜");
  EXPECT_EQ(cabbage.unit_kind, UnitKind::weight);
  EXPECT_EQ(cabbage.stock, Quantity{12'500});
  EXPECT_EQ(moved, (std::vector<ImportId>{ImportId{{8, 1}}}));
}

TEST_P(Import, a_dry_run_lists_what_is_wrong_and_changes_nothing) {
  const ImportReport report = dry_run(
      "条码,品名,售价,税率,库存,货号,单位,颜色\n"
      "6901234567893,错校验,3.5,,,,,\n"       // 2: check digit
      "84501202316,短码,3.5,,,,,\n"           // 3: eleven digits
      "6.90123E+12,科学计数,3.5,,,,,\n"       // 4
      "6901234567908,坏价格,3元5,13%,,,,\n"   // 5: price, and more than one thing
      "6901234567915,,1.005,x,1.5,,,\n"       // 6: rate, price, stock
      ",无码,3.5,,,,,\n"                      // 7
      "6901234567922,无价,,,,,,\n"            // 8
      "6901234567939,好的,3.5,,,,,\n"         // 9: fine
      "6901234567939,重复,3.6,,,,,\n"         // 10: repeats row 9
      "6901234567946,称斤,3.5,,,,斤,\n"       // 11
      "6901234567953,宽行,3.5,,,,,,多一格\n"  // 12
      "6901234567960,,3.5,,,,,\n");           // 13: no name
  EXPECT_TRUE(report.dry_run);
  EXPECT_EQ(report.rows, 12);
  EXPECT_EQ(report.added, 1);
  EXPECT_EQ(report.refused, 11);
  EXPECT_EQ(codes(report.problems),
            (std::set<std::string>{
                "2 条码 catalog.barcode_check_digit", "3 条码 catalog.barcode_length",
                "4 条码 catalog.cell_scientific", "5 售价 catalog.cell_amount", "6 售价 catalog.cell_amount",
                "6 税率 catalog.cell_rate", "6 库存 catalog.cell_stock", "7 条码 catalog.row_without_key",
                "8 售价 catalog.price_missing", "10 条码 catalog.row_repeats", "11 单位 catalog.cell_unit",
                "12  catalog.row_too_wide", "13 品名 catalog.name_missing"}));
  EXPECT_EQ(codes(report.notes), (std::set<std::string>{"1 颜色 catalog.note_column_ignored"}));
  EXPECT_EQ(report.problems[0].value, "6901234567893");
  EXPECT_NE(report.problems[0].text_zh.find("末位应为 2"), std::string::npos);
  EXPECT_EQ(version(), 0);
  EXPECT_EQ(list(everything()).total, 0);
}

TEST_P(Import, good_rows_go_in_and_bad_ones_stay_out) {
  const ImportReport report = import("条码,品名,售价\n6901234567892,可口乐,3.5\n6901234567893,错校验,3.5\n");
  EXPECT_EQ(report.added, 1);
  EXPECT_EQ(report.refused, 1);
  EXPECT_EQ(list(everything()).total, 1);
}

TEST_P(Import, the_same_import_again_answers_the_first_report) {
  const std::string file = "条码,品名,售价,库存\n6901234567892,可口乐,3.5,10\n";
  const ImportReport first = import(file);
  EXPECT_EQ(wire::to_json(import(file)), wire::to_json(first));
  EXPECT_EQ(first.added, 1);
  EXPECT_EQ(moved.size(), 1u);
  EXPECT_EQ(named("可口乐").stock, pieces(10));
  EXPECT_EQ(take("条码,品名,售价\n6901234567892,可口乐,4\n", 1, false, caller()).refusal().code,
            &import_reused);
  const ImportReport again = import(file, 2);
  EXPECT_EQ(again.unchanged, 1);
  EXPECT_EQ(version(), 1);
}

TEST_P(Import, known_products_are_matched_and_keep_what_the_file_does_not_say) {
  import("条码,品名,分类,单位,售价,进价,货号\n6901234567892 6901234567908,可口乐,饮料,瓶,3.5,2.1,A1\n");
  const ImportReport by_barcode = import("barcode,price\n6901234567908,3.9\n", 2);
  EXPECT_EQ(by_barcode.changed, 1);
  const Product cola = named("可口乐");
  EXPECT_EQ(cola.price, Money{390});
  EXPECT_EQ(cola.cost, Money{210});
  EXPECT_EQ(cola.unit_name, "瓶");
  EXPECT_EQ(cola.barcodes.size(), 2u) << "the other barcode stays";
  EXPECT_EQ(import("code,name,price\nA1,可口乐 大瓶,3.9\n", 3).changed, 1);
  EXPECT_EQ(named("可口乐 大瓶").product_id, cola.product_id);
  EXPECT_EQ(version(), 3);
}

TEST_P(Import, rows_that_mean_two_products_are_refused) {
  import("条码,品名,售价,货号\n6901234567892,可口乐,3.5,A1\n6901234567908,米醋,5.6,A2\n");
  const ImportReport report = import(
      "条码,品名,售价,货号\n"
      "6901234567892 6901234567908,两个,3.5,\n"
      "6901234567892,可口乐,3.5,A2\n"
      "6901234567915,新货,1,A1\n",
      2);
  EXPECT_EQ(codes(report.problems),
            (std::set<std::string>{"2 条码 catalog.row_ambiguous", "3 货号 catalog.code_taken"}));
  EXPECT_NE(report.problems[0].text_zh.find("“可口乐”和“米醋”"), std::string::npos);
  EXPECT_EQ(report.changed, 1) << "the third row is A1 with a new barcode";
}

TEST_P(Import, stock_of_known_products_is_left_alone_and_said) {
  import("条码,品名,售价,库存\n6901234567892,可口乐,3.5,10\n");
  const ImportReport report = import("条码,品名,售价,库存\n6901234567892,可口乐,3.5,99\n", 2);
  EXPECT_EQ(report.unchanged, 1);
  EXPECT_EQ(codes(report.notes).count("2 库存 catalog.note_stock_kept"), 1u);
  EXPECT_EQ(named("可口乐").stock, pieces(10));
}

TEST_P(Import, headings_and_encodings_of_real_files) {
  EXPECT_EQ(dry_run("\xEF\xBB\xBF商品条码\t商品名称\t零售价(元)\n6901234567892\t可口乐\t3.5\n").added, 1);
  EXPECT_EQ(dry_run("Barcode;Name;Retail Price\n6901234567892;Cola;3.5\n").added, 1);
  EXPECT_EQ(dry_run("\xCC\xF5\xC2\xEB,\xC6\xB7\xC3\xFB,\xCA\xDB\xBC\xDB\n6901234567892,\xB4\xD7,3.5\n").added,
            1)
      << "条码,品名,售价 in GB18030";
  const auto refused = [&](std::string_view bytes) { return take(bytes, 1, true, caller()).refusal().code; };
  EXPECT_EQ(refused("品名,售价\n可口乐,3.5\n"), &import_column_missing);
  EXPECT_EQ(refused("条码,产地\n6901234567892,上海\n"), &import_column_missing);
  EXPECT_EQ(refused("条码,barcode,品名\n1,2,3\n"), &import_column_twice);
  EXPECT_EQ(refused("条码,品名,售价\n"), &import_empty);
  EXPECT_EQ(refused(""), &import_empty);
  EXPECT_EQ(refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), &import_format);
}

TEST_P(Import, an_export_comes_back_without_a_change) {
  import(
      "条码,品名,规格,分类,单位,计价方式,售价,会员价,进价,税率,货号,库存,可打折,状态\n"
      "6901234567892 "
      "16901234567899*12,\"=可,口\"\"乐\",500ml,饮料/"
      "碳酸,瓶,计件,3.5,3.2,2.10,13%,0012345678901234,24,是,在售\n"
      ",大白菜,,蔬菜,kg,称重,2.98,,1.5,9%,4011,12.5,是,在售\n"
      "038900004095,旧货,,烟,盒,计件,0,,0,1.5%,9,,否,停售\n");
  Product sold = named("大白菜");
  must(store->write<Done>([&](db::Transaction& t) -> Result<Done> {  // sold more than there was by the book
    constexpr const char* sql =
        "UPDATE stock_level SET quantity = -750 WHERE merchant_id = $1 AND product_id = $2";
    t.execute({"test.sell", sql, sql}, {merchant_id, sold.product_id});
    return Done{};
  }));
  const std::int64_t before = version();
  int number = 10;
  for (FileFormat format : {FileFormat::csv, FileFormat::xlsx}) {
    const ImportReport report = import(exported(format), ++number);
    EXPECT_EQ(report.unchanged, 3);
    EXPECT_TRUE(report.problems.empty()) << report.problems[0].text_en;
    EXPECT_TRUE(report.notes.empty()) << report.notes[0].text_en;
    EXPECT_EQ(version(), before);
  }
}

TEST_P(Import, the_demo_shop_comes_back_without_a_change) {
  DemoCatalog demo = demo_catalog(3);
  for (Product& product : demo.products) product.version = 1;
  must(store->write<Done>([&](db::Transaction& t) -> Result<Done> {
    std::vector<CategoryChange> categories;
    for (const Category& category : demo.categories) categories.push_back({category, true});
    save_categories(t, merchant_id, categories, 1);
    save_products(t, merchant_id, demo.products, now);
    set_version(t, merchant_id, 1);
    return Done{};
  }));
  const ImportReport report = import(exported(FileFormat::xlsx), 2);
  EXPECT_EQ(report.unchanged, static_cast<int>(demo.products.size()));
  EXPECT_EQ(report.refused, 0);
}

TEST_P(Import, without_the_right_costs_stay_hidden_and_unchanged) {
  import("条码,品名,售价,进价\n6901234567892,可口乐,3.5,2.1\n");
  Caller clerk = caller();
  clerk.rights = {Right::import_products, Right::view_products};
  const auto bytes = store->read<std::string>(
      [&](db::Transaction& t) { return export_products(t, clerk, FileFormat::csv); });
  EXPECT_EQ(bytes.find("进价"), std::string::npos);
  EXPECT_EQ(bytes.find("2.10"), std::string::npos);
  must(take("条码,品名,售价,进价\n6901234567892,可口乐,3.6,9.9\n", 5, false, clerk));
  EXPECT_EQ(named("可口乐").cost, Money{210});
  EXPECT_EQ(named("可口乐").price, Money{360});
}

TEST_P(Import, a_thousand_problems_are_listed_and_all_are_counted) {
  std::string file = "条码,品名,售价\n";
  for (int i = 0; i < 1500; ++i) file += "123,坏码,1\n";
  const ImportReport report = dry_run(file);
  EXPECT_EQ(report.refused, 1500);
  ASSERT_EQ(report.problems.size(), 1000u);
  EXPECT_EQ(report.problems.back().code, "catalog.note_more");
}

}  // namespace
}  // namespace huiji::catalog
