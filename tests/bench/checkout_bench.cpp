// ./x bench checkout: durable checkouts per second, whole requests over HTTP on the loopback (parse,
// authenticate, price, check, save, receipt): a 10-line basket with a member, promotions, points and stock.
// Beside it the floor: the rows of one of these checkouts written by hand-tuned SQL with the same durability.
// Each figure is the median of the runs; floor and product take turns, since the machine is noisy.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "checkout/commit_sale_flow.hpp"
#include "checkout/services_store.hpp"
#include "floor.hpp"
#include "http_client.hpp"
#include "platform/http/http.hpp"
#include "programs/huiji/api_client.hpp"
#include "programs/huiji/first_shop.hpp"
#include "promotions/promotions_types.hpp"
#include "support/stores.hpp"

namespace huiji::bench {
namespace {

using Steady = std::chrono::steady_clock;
constexpr int kProducts = 3000;
constexpr int kMembers = 2000;
constexpr int kBasketLines = 10;
constexpr int kRecordings = 1000;

struct Settings {
  int milliseconds = 4000;
  int runs = 3;
};

struct BenchTill {
  TillId id;
  std::string token;
  std::int64_t sequence = 0;
  std::uint64_t dice = 1;
};

std::uint64_t roll(std::uint64_t& dice) {  // xorshift64
  dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
  return dice;
}

// A shop on one engine: goods, members, promotions, a till for each client, and the server on a port.
class Shop {
 public:
  Shop(db::Engine engine, int clients);
  ~Shop();

  // Sales a second with this many clients, each with a till and a connection of its own.
  double rate(int clients, int milliseconds, std::vector<std::int64_t>& latencies_us);
  // The writes of one real checkout.
  Floor record();
  const std::string& address() const { return address_; }

 private:
  void open_shop();
  void add_goods(program::ApiClient& api);
  void add_members(program::ApiClient& api);
  void add_tills(program::ApiClient& api, int count);
  checkout::SaleRequest next_sale(BenchTill& till) const;
  std::int64_t sell_until(BenchTill& till, Steady::time_point end, std::vector<std::int64_t>& latencies_us);

  std::string address_;
  std::unique_ptr<db::Store> store_;
  std::unique_ptr<program::App> app_;
  std::unique_ptr<http::Server> server_;
  program::OpenedShop ids_;
  StaffId cashier_;
  crypto::Keys keys_ = crypto::Keys::derive_from(crypto::Key{});
  checkout::Snapshot snapshot_;
  std::optional<pricing::CompiledRules> rules_;
  std::vector<MemberId> members_;
  std::vector<BenchTill> tills_;
};

Shop::Shop(db::Engine engine, int clients) : address_(test::fresh_place(engine)), store_(db::open(address_)) {
  store_->migrate(system_clock().now().ms);
  open_shop();
  program::ApiClient api(*app_);
  cashier_ = api.log_in("manager", "manager-password").person.staff_id;
  add_goods(api);
  add_tills(api, clients);
  add_members(api);
  snapshot_ = api.get<checkout::Snapshot>("/v1/snapshot?since=0");
  auto rules = pricing::compile(*snapshot_.rules);
  HUIJI_CHECK(rules);
  rules_ = std::move(*rules);
  server_ = http::serve({.port = 0}, [this](const http::Request& request) { return app_->handle(request); });
}

Shop::~Shop() {
  if (server_) server_->stop();
  server_.reset(), app_.reset(), store_.reset();
  test::drop_place(address_);
}

void Shop::open_shop() {
  const crypto::PasswordCost cheap = crypto::PasswordCost::cheap();
  crypto::Passwords passwords(cheap);
  program::NewShop shop{"测速商户",
                        "一号店",
                        "解放路 1 号",
                        "010-0000000",
                        {{"manager", "店长", staff::Role::manager, "manager-password"}}};
  ids_ = program::open_shop(*store_, system_clock(), system_random(), passwords, shop);
  app_ = std::make_unique<program::App>(
      program::AppParts{*store_, system_clock(), system_random(), keys_, ids_.merchant_id, {}, cheap});
}

void Shop::add_goods(program::ApiClient& api) {
  std::string csv = "货号,品名,分类,单位,售价,进价,税率\n";
  for (int i = 0; i < kProducts; ++i) {
    const int price = 150 + (i * 37) % 4000;
    csv += "B" + std::to_string(i) + ",商品 " + std::to_string(i) + ",分类" + std::to_string(i % 20) +
           ",件," + std::to_string(price / 100) + "." + std::to_string(price % 100 / 10) +
           std::to_string(price % 10) + ",1.00,13\n";
  }
  const auto import_id = system_random().new_id<ImportId>(system_clock().now());
  api.call("POST", "/v1/products/import?format=csv&import_id=" + import_id.text(), csv,
           {{"content-type", "text/csv"}});
  const auto categories = api.get<catalog::CategoryList>("/v1/categories");
  promotions::PromotionDraft draft;
  draft.kind = "amount_off", draft.name = "满 50 减 5";
  draft.state = pricing::PromotionState::active;
  draft.parameters.text = R"({"threshold":5000,"off":500,"every":false})";
  api.call("PUT", "/v1/promotions/" + system_random().new_id<PromotionId>(system_clock().now()).text(),
           wire::to_json(draft));
}

void Shop::add_tills(program::ApiClient& api, int count) {
  for (int i = 0; i < count; ++i) {
    const auto id = system_random().new_id<TillId>(system_clock().now());
    const auto till = api.put<staff::EnrolledTill>("/v1/tills/" + id.text(),
                                                   staff::TillEnrolment{"收银台 " + std::to_string(i + 1)});
    tills_.push_back({id, till.device_token, 0, 0x9e3779b97f4a7c15ULL * static_cast<std::uint64_t>(i + 1)});
  }
}

void Shop::add_members(program::ApiClient& api) {
  for (int i = 0; i < kMembers; ++i) {
    members::MemberRegistration registration;
    registration.phone = std::to_string(13900000000 + i);
    registration.consent_version = "2026-11", registration.consent_at = system_clock().now();
    const auto id = system_random().new_id<MemberId>(system_clock().now());
    members_.push_back(api.put<members::Member>("/v1/members/" + id.text(), registration).member_id);
  }
}

checkout::SaleRequest Shop::next_sale(BenchTill& till) const {
  checkout::SaleRequest request;
  request.staff_id = cashier_;
  request.sequence = ++till.sequence;
  request.number = till.id.text().substr(24) + "-" + std::to_string(till.sequence);
  request.sold_at = system_clock().now();
  request.catalog_version = snapshot_.version;
  request.member_id = members_[roll(till.dice) % members_.size()];
  pricing::Basket basket{request.sold_at,
                         snapshot_.shop.utc_offset_minutes,
                         pricing::MemberFacts{*request.member_id, "standard"},
                         {}};
  for (int i = 0; i < kBasketLines; ++i) {
    // Different goods in each line, as the floor's one statement a table needs it too.
    const auto& product =
        snapshot_.products[(roll(till.dice) % (snapshot_.products.size() / kBasketLines)) * kBasketLines +
                           static_cast<std::size_t>(i)];
    const Quantity quantity = pieces(1 + static_cast<std::int64_t>(roll(till.dice) % 3));
    request.lines.push_back({product.id, quantity, {}, {}});
    basket.lines.push_back({std::to_string(i + 1),
                            product.id,
                            quantity,
                            false,
                            product.price,
                            product.member_price,
                            {},
                            product.tax_rate,
                            product.discountable,
                            {product.category}});
  }
  request.payable = pricing::price(basket, *rules_).payable;
  request.tenders.push_back({checkout::TenderKind::cash, request.payable, request.payable, Money{0}});
  return request;
}

std::int64_t Shop::sell_until(BenchTill& till, Steady::time_point end,
                              std::vector<std::int64_t>& latencies_us) {
  HttpClient client(server_->port());
  const std::string headers = "Content-Type: application/json\r\nTill-Token: " + till.token + "\r\n";
  std::int64_t count = 0;
  while (Steady::now() < end) {
    const std::string body = wire::to_json(next_sale(till));
    const std::string id = system_random().new_id<SaleId>(system_clock().now()).text();
    const auto start = Steady::now();
    const int status = client.send("PUT", "/v1/sales/" + id, headers, body);
    if (status != 200) throw std::runtime_error(client.body);
    latencies_us.push_back(
        std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - start).count());
    ++count;
  }
  return count;
}

double Shop::rate(int clients, int milliseconds, std::vector<std::int64_t>& latencies_us) {
  std::vector<std::thread> threads;
  std::vector<std::vector<std::int64_t>> latencies(static_cast<std::size_t>(clients));
  std::atomic<std::int64_t> count = 0;
  const auto start = Steady::now();
  const auto end = start + std::chrono::milliseconds(milliseconds);
  for (std::size_t c = 0; c < static_cast<std::size_t>(clients); ++c)
    threads.emplace_back([&, c] { count += sell_until(tills_[c], end, latencies[c]); });
  for (std::thread& thread : threads) thread.join();
  const double seconds = std::chrono::duration<double>(Steady::now() - start).count();
  for (const auto& some : latencies) latencies_us.insert(latencies_us.end(), some.begin(), some.end());
  return static_cast<double>(count) / seconds;
}

Floor Shop::record() {
  catalog::FactsCache facts;
  promotions::RulesCache rules;
  const checkout::Services services{*store_, system_clock(), facts, rules, keys_};
  BenchTill& till = tills_[0];
  Caller caller;
  caller.merchant_id = ids_.merchant_id, caller.shop_id = ids_.shop_id, caller.till_id = till.id;
  Floor floor;
  for (int i = 0; i < kRecordings; ++i) {
    RecordedCheckout recorded;
    recorded.marks.sequence = 1'000'000'000'000 + i;
    recorded.marks.number = "recorded-" + std::to_string(i);
    recorded.marks.sale = system_random().new_id<SaleId>(system_clock().now()).bytes;
    checkout::SaleRequest request = next_sale(till);
    request.sequence = recorded.marks.sequence, request.number = recorded.marks.number;
    const auto receipt =
        store_->write<checkout::Receipt>([&](db::Transaction& transaction) -> Result<checkout::Receipt> {
          RecordingTransaction recording(transaction);
          auto result = checkout::commit_sale(recording, services, caller, SaleId{recorded.marks.sale},
                                              request, system_clock().now());
          recorded.writes = std::move(recording.writes);
          return result;
        });
    if (!receipt) throw std::runtime_error(receipt.refusal().text(false));
    floor.checkouts.push_back(std::move(recorded));
  }
  return floor;
}

std::size_t rows_a_checkout(const Floor& floor) {
  std::size_t rows = 0;
  for (const RecordedCheckout& checkout : floor.checkouts) rows += row_count(checkout.writes);
  return rows / floor.checkouts.size();
}

double median(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return numbers[numbers.size() / 2];
}

double milliseconds_at(std::vector<std::int64_t>& latencies_us, double share) {
  if (latencies_us.empty()) return 0;
  std::sort(latencies_us.begin(), latencies_us.end());
  return static_cast<double>(
             latencies_us[static_cast<std::size_t>(share * static_cast<double>(latencies_us.size() - 1))]) /
         1000;
}

double floor_rate(Shop& shop, Floor& floor, db::Engine engine, int clients, int milliseconds) {
  if (engine == db::Engine::sqlite)
    return run_sqlite_floor(floor, shop.address().substr(7), clients, milliseconds);
  const double grouped = run_postgres_floor(floor, shop.address(), clients, milliseconds);
  return std::max(grouped, run_postgres_floor_parallel(floor, shop.address(), clients, milliseconds));
}

void bench_engine(db::Engine engine, const Settings& settings) {
  Shop shop(engine, 32);
  Floor floor = shop.record();
  const char* name = engine == db::Engine::sqlite ? "sqlite" : "postgres";
  std::printf("%s: %zu rows a checkout, %d runs of %d ms, medians\n", name, rows_a_checkout(floor),
              settings.runs, settings.milliseconds);
  std::printf("  clients   checkouts/s   floor/s   ratio   p50 ms   p99 ms\n");
  for (const int clients : {1, 8, 32}) {
    std::vector<double> ours, floors, ratios;
    std::vector<std::int64_t> latencies_us;
    for (int run = 0; run < settings.runs; ++run) {
      floors.push_back(floor_rate(shop, floor, engine, clients, settings.milliseconds));
      ours.push_back(shop.rate(clients, settings.milliseconds, latencies_us));
      ratios.push_back(ours.back() / floors.back());
    }
    std::printf("  %7d   %11.0f   %7.0f   %5.2f   %6.2f   %6.2f\n", clients, median(ours), median(floors),
                median(ratios), milliseconds_at(latencies_us, 0.5), milliseconds_at(latencies_us, 0.99));
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace huiji::bench

int main(int argc, char** argv) {
  using namespace huiji;
  bench::Settings settings;
  std::string engines = "both";
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--seconds") settings.milliseconds = std::atoi(argv[i + 1]) * 1000;
    if (name == "--runs") settings.runs = std::atoi(argv[i + 1]);
    if (name == "--engine") engines = argv[i + 1];
  }
  try {
    if (engines != "postgres") bench::bench_engine(db::Engine::sqlite, settings);
    if (engines != "sqlite") bench::bench_engine(db::Engine::postgres, settings);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench: %s\n", error.what());
    return 1;
  }
  return 0;
}
