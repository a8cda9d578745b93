#include "checkout/test_shop.hpp"

#include "checkout/coupons_of_sale_store.hpp"

#include "checkout/stored_basket_store.hpp"
#include "checkout/verify_store.hpp"
#include "inventory/inventory_store.hpp"
#include "ledger/ledger_store.hpp"

namespace huiji::checkout {

namespace {

catalog::Product test_product(int i, std::int64_t version, CategoryId category_id) {
  catalog::Product product;
  product.product_id = TestShop::product(i);
  product.version = version;
  product.code = std::to_string(100 + i);
  product.name = "商品" + std::to_string(i);
  product.category_id = category_id;
  const bool weighed = i >= TestShop::kProducts - 2;
  product.unit_kind = weighed ? catalog::UnitKind::weight : catalog::UnitKind::piece;
  product.unit_name = weighed ? "kg" : "件";
  product.price = {199 + 137 * i};
  if (i % 3 == 0) product.member_price = Money{180 + 130 * i};
  product.cost = {100 + 70 * i};
  product.tax_rate = {i % 4 == 0 ? 900 : i % 4 == 1 ? 0 : 1300};
  product.discountable = i != 5;
  return product;
}

}  // namespace

TestShop::TestShop(db::Store& store, int merchant)
    : store(store), merchant_id(test_id<MerchantId>(1, merchant)) {
  const auto done = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    transaction.execute(
        RawSql("INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, "
               "catalog_version, member_version, next_member_number, points_per_yuan, "
               "points_valid_months, created_at) VALUES ($1, '测试', 'Asia/Shanghai', 240, 0, 0, "
               "1, 1, 12, 0)"),
        {merchant_id});
    transaction.execute(RawSql("INSERT INTO shop (merchant_id, shop_id, name, address, phone) "
                               "VALUES ($1, $2, '一店', '', '')"),
                        {merchant_id, shop_id});
    staff::create_person(transaction, merchant_id, {cashier, "c", "小张", staff::Role::cashier, {}}, "x",
                         clock.now());
    staff::create_person(transaction, merchant_id, {manager, "m", "店长", staff::Role::manager, {}}, "x",
                         clock.now());
    for (int i = 0; i < 2; ++i)
      staff::enrol_till(
          transaction, keys, random,
          {merchant_id, shop_id, tills[i], "收银台" + std::to_string(i + 1), cashier, clock.now()});
    const catalog::Category category{test_id<CategoryId>(7, 1), {}, "全部", 0};
    catalog::lock_catalog(transaction, merchant_id);
    const catalog::CategoryChange changes[] = {{category, true}};
    catalog::save_categories(transaction, merchant_id, changes, version);
    std::vector<catalog::Product> products;
    for (int i = 0; i < kProducts; ++i) products.push_back(test_product(i, version, category.category_id));
    catalog::save_products(transaction, merchant_id, products, clock.now());
    catalog::set_version(transaction, merchant_id, version);
    const char* phones[] = {"13800000001", "13900000002"};
    const CivilDate soon = to_civil(business_day(clock.now(), 480, 0));
    const auto birthday = [&](int i) -> std::optional<Date> {
      if (i == 0) return std::nullopt;
      return Date{from_civil({soon.year - 30, soon.month, soon.day}).days + 3};
    };
    for (int i = 0; i < 2; ++i) {
      const members::Registrar registrar{keys, random, merchant_id, cashier, clock.now()};
      auto member = members::register_member(transaction, registrar, members[i],
                                             {phones[i], {}, birthday(i), "2026-11", clock.now()});
      if (!member) return member.refusal();
    }
    return Done{};
  });
  HUIJI_CHECK(done);
  put_promotion(1, "percent_off", R"({"off":1000})", 1);
  put_promotion(2, "buy_m_get_n", R"({"buy":2,"free":1})", 1);
  put_promotion(3, "amount_off", R"({"threshold":5000,"off":500,"every":true})", 1);
}

void TestShop::put_promotion(int i, const char* kind, const char* parameters, std::int64_t at_version) {
  pricing::Promotion promotion;
  promotion.promotion_id = test_id<PromotionId>(8, i);
  promotion.kind = kind;
  promotion.name = "促销" + std::to_string(i);
  promotion.state = pricing::PromotionState::active;
  if (i == 1) promotion.scope.products = {product(1), product(2), product(11)};
  if (i == 2) promotion.scope.products = {product(3), product(4)};
  promotion.parameters.text = parameters;
  const auto done = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    transaction.execute(
        RawSql("INSERT INTO promotion_version (merchant_id, promotion_id, version, kind, "
               "definition, state, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, "
               "'active', 0, $6)"),
        {merchant_id, promotion.promotion_id, at_version, kind, wire::to_json(promotion), cashier});
    return Done{};
  });
  HUIJI_CHECK(done);
}

void TestShop::change_policy(const promotions::PricingPolicy& policy) {
  const auto done = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    version = catalog::lock_catalog(transaction, merchant_id) + 1;
    promotions::insert_policy(transaction, merchant_id, {version, policy}, clock.now(), manager);
    catalog::set_version(transaction, merchant_id, version);
    return Done{};
  });
  HUIJI_CHECK(done);
}

PromotionId TestShop::add_promotion(int i, pricing::Promotion promotion) {
  promotion.promotion_id = test_id<PromotionId>(8, i);
  promotion.name = "促销" + std::to_string(i);
  promotion.state = pricing::PromotionState::active;
  const auto done = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    version = catalog::lock_catalog(transaction, merchant_id) + 1;
    promotions::insert_promotion(transaction, merchant_id, {version, clock.now(), "", promotion, {}},
                                 manager);
    catalog::set_version(transaction, merchant_id, version);
    return Done{};
  });
  HUIJI_CHECK(done);
  return promotion.promotion_id;
}

void TestShop::change_price(int i, Money price) {
  const auto done = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    version = catalog::lock_catalog(transaction, merchant_id) + 1;
    auto product = catalog::find_product(transaction, merchant_id, shop_id, TestShop::product(i));
    HUIJI_CHECK(product);
    product->price = price;
    product->member_price.reset();
    product->version = version;
    catalog::save_products(transaction, merchant_id, {&*product, 1}, clock.now());
    catalog::set_version(transaction, merchant_id, version);
    return Done{};
  });
  HUIJI_CHECK(done);
}

SaleRequest TestShop::priced(SaleRequest request) {
  const auto priced = store.read<std::optional<pricing::PricedBasket>>(
      [&](db::Transaction& transaction) -> std::optional<pricing::PricedBasket> {
        const auto loaded =
            load_sale(transaction, services, caller(0),
                      look(transaction, caller(0), heading_of(SaleId{}, request)), request, clock.now());
        if (!loaded) return std::nullopt;
        return pricing::price(basket_of(request, loaded->facts), *loaded->rules);
      });
  HUIJI_CHECK(priced);
  request.payable = priced->payable;
  request.price_digest = pricing::digest(*priced);
  const Money handed{(priced->payable.minor + 9999) / 10000 * 10000};
  request.tenders = {{TenderKind::cash, priced->payable, handed, handed - priced->payable}};
  return request;
}

SaleRequest TestShop::request(int till, std::vector<SaleLine> lines, std::optional<MemberId> member) {
  SaleRequest request;
  request.staff_id = cashier;
  request.sequence = ++sequences_[till];
  request.number = std::to_string(till + 1) + "-" + std::to_string(request.sequence);
  request.sold_at = clock.now();
  request.catalog_version = version;
  request.member_id = member;
  request.lines = std::move(lines);
  return priced(std::move(request));
}

ReturnRequest TestShop::give_back(int till, SaleId original, std::vector<ReturnLine> lines) {
  ReturnRequest request;
  request.original_sale_id = original;
  request.staff_id = cashier;
  request.sequence = ++sequences_[till];
  request.number = std::to_string(till + 1) + "-" + std::to_string(request.sequence);
  request.sold_at = clock.now();
  request.lines = std::move(lines);
  request.reason = "坏了";
  // What the till computes from the receipt that it shows.
  request.refund = store.read<Money>([&](db::Transaction& transaction) {
    const auto document = find_document(transaction, merchant_id, original);
    if (!document) return Money{};
    auto asked = refund_request(*document, returned_of(transaction, merchant_id, original), request,
                                refund_basis(transaction, facts, merchant_id, *document));
    if (!asked) return Money{};
    asked->earned_coupons = load_earned_coupons(transaction, merchant_id, *document);
    return pricing::paid_out(pricing::refund(*asked));
  });
  return request;
}

Result<Receipt> TestShop::sell(int till, SaleId sale_id, const SaleRequest& request) {
  return store.write<Receipt>([&](db::Transaction& transaction) {
    return commit_sale(transaction, services, caller(till), sale_id, request, clock.now());
  });
}

Result<Receipt> TestShop::take_back(int till, SaleId return_id, const ReturnRequest& request) {
  return store.write<Receipt>([&](db::Transaction& transaction) {
    return return_goods(transaction, services, caller(till), return_id, request, clock.now());
  });
}

Receipt TestShop::sold(int till, std::vector<SaleLine> lines, std::optional<MemberId> member) {
  auto receipt = sell(till, new_id(), request(till, std::move(lines), member));
  HUIJI_CHECK(receipt);
  return *receipt;
}

void TestShop::run(const std::string& sql) {
  const auto done = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    transaction.execute(RawSql(sql), {});
    return Done{};
  });
  HUIJI_CHECK(done);
}

Points TestShop::points(MemberId member) {
  return store.read<Points>(
      [&](db::Transaction& transaction) { return ledger::points_balance(transaction, merchant_id, member); });
}

std::int64_t TestShop::stock(int i) {
  return store.read<std::int64_t>([&](db::Transaction& transaction) {
    return inventory::stock_of(transaction, merchant_id, shop_id, product(i)).thousandths;
  });
}

void TestShop::add_alias(MemberId alias, MemberId member) {
  const auto done = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    members::insert_alias(transaction, merchant_id, alias, member, clock.now());
    return Done{};
  });
  HUIJI_CHECK(done);
}

void TestShop::tag(MemberId member, std::vector<std::string> tags) {
  const auto done = store.write<Done>([&](db::Transaction& transaction) {
    const members::Actor actor{merchant_id, manager, {}, clock.now()};
    return members::change_tags(transaction, actor, member,
                                {random.new_id<OperationId>(clock.now()), std::move(tags)});
  });
  HUIJI_CHECK(done);
}

void TestShop::expect_sound() {
  const auto report =
      store.read<VerifyReport>([](db::Transaction& transaction) { return verify(transaction); });
  for (const Finding& finding : report.findings) ADD_FAILURE() << finding.zh << "\n" << finding.en;
  EXPECT_EQ(report.counts.repriced, report.counts.sales);
}

static std::string text_of(const db::Value& value) {
  struct Text {
    std::string operator()(std::monostate) const { return "-"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const db::Bytes& bytes) const { return bytes.data; }
    std::string operator()(const Uuid& uuid) const { return uuid_to_text(uuid); }
  };
  return std::visit(Text{}, value.content());
}

std::vector<std::string> TestShop::dump() {
  const std::pair<const char*, const char*> tables[] = {
      {"sale", "sale_id"},
      {"sale_line", "sale_id, line_no"},
      {"sale_discount", "sale_id, line_no, promotion_id"},
      {"tender", "sale_id, tender_no"},
      {"stock_level", "shop_id, product_id"},
      {"stock_move", "source_id, line_no"},
      {"posting", "posting_id"},
      {"entry", "posting_id, entry_no"},
      {"balance", "account, currency"},
      {"lot", "lot_id"},
      {"promotion_usage", "member_id, promotion_id, business_day, till_id"},
      {"promotion_excess", "promotion_id, sale_id, limit_name"},
      {"markdown_label", "serial"},
  };
  std::vector<std::string> rows;
  store.read<int>([&](db::Transaction& transaction) {
    rows.clear();
    for (const auto& [table, key] : tables) {
      const std::string sql =
          std::string("SELECT * FROM ") + table + " WHERE merchant_id = $1 ORDER BY " + key;
      for (const auto row : transaction.query(RawSql(sql), {merchant_id})) {
        std::string text = table;
        for (std::size_t i = 1; i < row.values().size(); ++i) text += "|" + text_of(row.values()[i]);
        rows.push_back(std::move(text));
      }
    }
    return 0;
  });
  return rows;
}

std::int64_t TestShop::number(const std::string& sql) {
  return store.read<std::int64_t>(
      [&](db::Transaction& transaction) { return transaction.query(RawSql(sql), {})[0].integer(0); });
}

}  // namespace huiji::checkout
