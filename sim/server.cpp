#include "server.hpp"

#include "kernel/check.hpp"
#include "programs/huiji/api_client.hpp"
#include "programs/huiji/first_shop.hpp"
#include "promotions/promotions_types.hpp"
#include "staff/staff_types.hpp"
#include "support/postgres_cluster.hpp"
#include "wallet/allowance_flow.hpp"
#include "wallet/coupon_reserve_flow.hpp"
#include "wallet/jobs_flow.hpp"
#include "wire/json.hpp"

namespace huiji::sim {

namespace {

namespace fs = std::filesystem;

// Passwords are not what is simulated: the cheapest Argon2id there is.
const crypto::PasswordCost kCheapPasswords = crypto::PasswordCost::cheap();

crypto::Keys simulated_keys() { return crypto::Keys::derive_from(crypto::Key{}); }

// Thrown by the fault hook: the power is gone.
struct PowerCut {};

class Opening {
 public:
  Opening(program::App& app, DiceRandom& random, SetClock& clock)
      : api(app), random_(random), clock_(clock) {}
  program::ApiClient api;

  void add_tills(ShopTemplate& shop, int count) {
    for (int i = 1; i <= count; ++i) {
      const auto id = random_.new_id<TillId>(clock_.now());
      const auto till = api.put<staff::EnrolledTill>("/v1/tills/" + id.text(),
                                                     staff::TillEnrolment{"收银台 " + std::to_string(i)});
      shop.tills.push_back({id, till.till.number, till.device_token});
    }
  }

  void add_goods(ShopTemplate& shop) {
    for (const char* name : {"饮料", "零食", "果蔬"}) {
      shop.categories.push_back(random_.new_id<CategoryId>(clock_.now()));
      api.call("PUT", "/v1/categories/" + shop.categories.back().text(),
               wire::to_json(catalog::CategoryDraft{{}, name, 0}));
    }
    for (int i = 0; i < 18; ++i) {
      catalog::ProductDraft draft;
      const bool weighed = i % 6 == 5;
      draft.code = std::to_string(10001 + i);
      draft.name = "商品 " + std::to_string(i + 1);
      draft.spec = weighed ? "散装" : "1 件";
      draft.category_id = shop.categories[static_cast<std::size_t>(weighed ? 2 : i % 2)];
      draft.unit_kind = weighed ? catalog::UnitKind::weight : catalog::UnitKind::piece;
      draft.unit_name = weighed ? "kg" : "件";
      draft.price = Money{199 + i * 137};
      if (i % 4 == 0) draft.member_price = Money{189 + i * 130};
      draft.cost = Money{100 + i * 90};
      draft.tax_rate = Percent{weighed ? 900 : 1300};
      draft.discountable = i != 3;
      const auto id = random_.new_id<ProductId>(clock_.now());
      shop.products.push_back(id);
      api.call("PUT", "/v1/products/" + id.text(), wire::to_json(draft));
    }
  }

  void add_promotion(const char* kind, const char* parameters, pricing::Scope scope, bool members_only) {
    promotions::PromotionDraft draft;
    draft.kind = kind;
    draft.name = kind;
    draft.state = pricing::PromotionState::active;
    draft.members_only = members_only;
    draft.scope = std::move(scope);
    draft.parameters.text = parameters;
    api.call("PUT", "/v1/promotions/" + random_.new_id<PromotionId>(clock_.now()).text(),
             wire::to_json(draft));
  }

  void add_coupons(ShopTemplate& shop) {
    promotions::PromotionDraft voucher;
    voucher.kind = voucher.name = "voucher";
    voucher.state = pricing::PromotionState::active;
    voucher.parameters.text = R"({"value":500,"per":0})";
    voucher.terms = pricing::Terms{.by_coupon = true, .exclusive_group = {}};
    const auto promotion_id = random_.new_id<PromotionId>(clock_.now());
    api.call("PUT", "/v1/promotions/" + promotion_id.text(), wire::to_json(voucher));
    wallet::CouponBatchDraft batch;
    batch.promotion_id = promotion_id;
    batch.name = "五元券";
    batch.state = wallet::CouponBatchState::active;
    batch.validity.days = 30;
    batch.limits.used = kCouponsInUse;
    batch.ways = {wallet::CouponWay::code};
    const auto batch_id = random_.new_id<CouponBatchId>(clock_.now());
    api.call("PUT", "/v1/coupon-batches/" + batch_id.text(), wire::to_json(batch));
    const auto list =
        api.put<wallet::CouponList>("/v1/coupon-issues/" + random_.new_id<OperationId>(clock_.now()).text(),
                                    wallet::CouponIssue{batch_id, {}, 3 * kCouponsInUse, {}});
    for (const wallet::CouponView& coupon : list.coupons)
      shop.coupons.push_back({coupon.coupon_id, coupon.code});
  }

  SoldPackage add_package(wallet::Package package) {
    const auto id = random_.new_id<PackageId>(clock_.now());
    api.call("PUT", "/v1/value-packages/" + id.text(), wire::to_json(wallet::PackageDraft{0, package}));
    return {id, package.price, package.bonus, package.uses};
  }

 private:
  DiceRandom& random_;
  SetClock& clock_;
};

void add_promotions(Opening& opening, const ShopTemplate& shop) {
  pricing::Scope drinks, snacks, everything, one;
  drinks.categories = {shop.categories[0]};
  snacks.categories = {shop.categories[1]};
  one.products = {shop.products[2]};
  opening.add_promotion("percent_off", R"({"off":1000})", drinks, true);
  opening.add_promotion("nth_item_percent", R"({"nth":2,"off":5000})", snacks, false);
  opening.add_promotion("buy_m_get_n", R"({"buy":2,"free":1})", one, false);
  opening.add_promotion("amount_off", R"({"threshold":5000,"off":500,"every":true,"cap":2000})", everything,
                        false);
}

wallet::Package package(wallet::CardKind kind, const char* name, Money price) {
  wallet::Package package;
  package.kind = kind;
  package.name = name;
  package.price = price;
  return package;
}

// Ratios that no 分 divides, instalments, free uses.
void add_packages(Opening& opening, ShopTemplate& shop) {
  wallet::Package odd = package(wallet::CardKind::stored, "充 100 送 17", {100'00});
  odd.bonus = {17'00};
  wallet::Package monthly = package(wallet::CardKind::stored, "充 70 送 23 分三个月", {70'00});
  monthly.bonus = {23'00}, monthly.instalments = 3;
  wallet::Package lawful = package(wallet::CardKind::stored, "充 3000 送 1000", {3000'00});
  lawful.bonus = {1000'00};
  for (const wallet::Package& each : {odd, monthly, lawful})
    shop.recharges.push_back(opening.add_package(each));
  shop.gift_cards.push_back(opening.add_package(package(wallet::CardKind::gift, "礼品卡 80", {80'00})));
  wallet::Package uses = package(wallet::CardKind::count, "洗衣 7 次送 1 次", {100'00});
  uses.uses = 7, uses.free_uses = 1;
  shop.count_cards.push_back(opening.add_package(uses));
}

void add_rules_of_value(Opening& opening, ShopTemplate& shop) {
  promotions::VersionedPolicy pricing;
  pricing.policy.points_per_yuan = kPointsPerYuan;
  pricing.policy.points_payment = pricing::PointsPayment{50, {50}, {}, Percent{6000}, {}};
  opening.api.call("PUT", "/v1/pricing-policy", wire::to_json(pricing));
  wallet::VersionedValuePolicy value;
  value.policy.notice_days = kNotice_days;
  value.policy.without_proof = {5000'00};
  value.policy.lease_points = {600};
  value.policy.lease_stored = {60'00};
  value.policy.lease_credit = {25'00};
  value.policy.write_down_alone = {20'00};
  value.policy.tiers = {{"standard", 0, {}}, {"gold", 500, {}}};
  opening.api.call("PUT", "/v1/value-policy", wire::to_json(value));
  add_packages(opening, shop);
}

// An empty place for one database; its address.
std::string new_place(db::Engine engine, const fs::path& file) {
  if (engine == db::Engine::postgres) return test::create_database();
  return "sqlite:" + file.string();
}

void drop_place(db::Engine engine, const std::string& address) {
  if (engine == db::Engine::postgres) return test::drop_database(address);
  const std::string file = address.substr(std::string("sqlite:").size());
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(file + suffix);
}

}  // namespace

ShopTemplate build_template(db::Engine engine, const fs::path& folder, int tills) {
  ShopTemplate shop;
  shop.engine = engine;
  shop.opened_at = Instant{1'795'312'800'000};  // 2026-11-22, ten in the morning in Shanghai
  SetClock clock(shop.opened_at);
  DiceRandom random(1);
  const std::string address = new_place(engine, folder / "template.db");
  auto store = db::open(address, {.readers = 1});
  store->migrate(clock.now().ms);
  program::NewShop opened{"模拟商户", "一号店", "解放路 1 号", "010-0000000", {}};
  opened.people = {{"manager", "店长", staff::Role::manager, "manager-password"},
                   {"cashier", "收银员", staff::Role::cashier, "cashier-password"}};
  crypto::Passwords passwords(kCheapPasswords);
  const program::OpenedShop ids = program::open_shop(*store, clock, random, passwords, opened);
  shop.merchant_id = ids.merchant_id, shop.shop_id = ids.shop_id;
  auto app = std::make_unique<program::App>(
      program::AppParts{*store, clock, random, simulated_keys(), shop.merchant_id, {}, kCheapPasswords});
  Opening opening(*app, random, clock);
  shop.cashier_id = opening.api.log_in("cashier", "cashier-password").person.staff_id;
  opening.api.log_in("manager", "manager-password");
  shop.manager_token = opening.api.bearer();
  opening.add_tills(shop, tills);
  opening.add_goods(shop);
  add_promotions(opening, shop);
  add_rules_of_value(opening, shop);
  opening.add_coupons(shop);
  shop.database = folder / "opened";
  store->backup(shop.database.string());
  app.reset();
  store.reset();
  drop_place(engine, address);
  return shop;
}

Server::Server(const ShopTemplate& shop, const fs::path& database, SetClock& clock, std::uint64_t seed)
    : shop_(shop), address_(new_place(shop.engine, database)), clock_(clock), random_(seed ^ 0x5e77e7) {
  if (shop.engine == db::Engine::sqlite)
    fs::copy_file(shop.database, database, fs::copy_options::overwrite_existing);
  else
    db::restore(shop.database.string(), address_);
}

Server::~Server() {
  app_.reset();
  store_.reset();
  drop_place(shop_.engine, address_);
}

// One step of the database. When the armed crash is due, and ever after, nothing goes through.
void Server::step() {
  if (crash_after_ > 0) --crash_after_;
  if (crash_after_ == 0) up_ = false;
  if (!up_) throw PowerCut{};
}

void Server::restart() {
  app_.reset();
  store_.reset();
  crash_after_ = -1;
  up_ = true;
  db::Options options{.readers = 1};
  options.fault_hook = [this](db::Step, std::string_view) { step(); };
  store_ = db::open(address_, options);
  app_ = std::make_unique<program::App>(
      program::AppParts{*store_, clock_, random_, simulated_keys(), shop_.merchant_id, {}, kCheapPasswords});
}

void Server::crash() {
  ++crashes_;
  up_ = false;
}

std::optional<http::Response> Server::handle(const http::Request& request) {
  if (!up_) return std::nullopt;
  std::optional<http::Response> response;
  try {
    response = app_->handle(request);
  } catch (const PowerCut&) {
  }
  if (up_) return response;
  ++crashes_;
  return std::nullopt;
}

void Server::do_quiet_work(bool jobs) {
  const Instant now = clock_.now();
  const auto freed = store_->write<int>([&](db::Transaction& transaction) -> Result<int> {
    wallet::free_expired_coupons(transaction, shop_.merchant_id, now, 1000);
    return wallet::free_overdue_holds(transaction, shop_.merchant_id, now, 1000);
  });
  HUIJI_CHECK(freed);
  if (jobs)
    wallet::run_jobs(*store_, clock_, shop_.merchant_id, wallet::JobPace(7),
                     [](const wallet::JobProgress&) { return true; });
}

}  // namespace huiji::sim
