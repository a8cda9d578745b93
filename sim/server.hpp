// The real server in process, over a database file that survives its crashes. A crash can be armed at any
// statement or around the commit: from then on nothing reaches the disk and no reply leaves.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "checkout/checkout_types.hpp"
#include "dice.hpp"
#include "platform/db/database.hpp"
#include "platform/http/http.hpp"

namespace huiji::program {
class App;
}

namespace huiji::sim {

struct TillAccess {
  TillId till_id;
  int number = 0;
  std::string token;
};

// What the simulated shop promises its members; the auditor counts with the same numbers.
inline constexpr std::int64_t kPointsPerYuan = 3;
inline constexpr int kNotice_days = 30;
struct SoldPackage {
  PackageId package_id;
  Money price, bonus;
  std::int64_t uses = 0;
};

// A printed coupon of the one batch there is, of which no more than so many may be in use at a time.
inline constexpr std::int64_t kCouponsInUse = 4;
struct PrintedCoupon {
  CouponId coupon_id;
  std::string code;
};

// The shop that every seed starts from, built once and copied.
struct ShopTemplate {
  db::Engine engine = db::Engine::sqlite;
  std::filesystem::path database;  // a backup: a file of SQLite, a dump of PostgreSQL
  MerchantId merchant_id;
  ShopId shop_id;
  StaffId cashier_id;
  std::string manager_token;  // a bearer token
  std::vector<TillAccess> tills;
  std::vector<ProductId> products;
  std::vector<CategoryId> categories;
  std::vector<PrintedCoupon> coupons;
  std::vector<SoldPackage> recharges, gift_cards, count_cards;
  Instant opened_at;
};

ShopTemplate build_template(db::Engine engine, const std::filesystem::path& folder, int tills);

class Server {
 public:
  Server(const ShopTemplate& shop, const std::filesystem::path& database, SetClock& clock,
         std::uint64_t seed);
  ~Server();

  // Answers, or returns nothing when it crashed before the reply left. A crashed server answers nothing
  // until it is restarted.
  std::optional<http::Response> handle(const http::Request& request);
  void arm_crash(int steps) { crash_after_ = steps; }  // counted in database steps
  void crash();
  void restart();
  bool up() const { return up_; }
  int crashes() const { return crashes_; }
  db::Store& store() { return *store_; }
  // What the server does by itself: frees overdue promises, gives notices, lets points expire.
  void do_quiet_work(bool jobs);

 private:
  void step();
  const ShopTemplate& shop_;
  std::string address_;
  SetClock& clock_;
  DiceRandom random_;
  std::unique_ptr<db::Store> store_;
  std::unique_ptr<program::App> app_;
  int crash_after_ = -1;
  bool up_ = false;
  int crashes_ = 0;
};

}  // namespace huiji::sim
