#include <gtest/gtest.h>

#include <iostream>
#include <sstream>

#include "platform/world.hpp"
#include "programs/huiji/commands.hpp"
#include "support/stores.hpp"
#include "wire/json.hpp"

namespace huiji::program {
namespace {

class RepriceCommand : public testing::TestWithParam<db::Engine> {
 protected:
  int reprice(const std::string& address, int days) {
    config::Settings settings;
    settings.database = address;
    std::ostringstream caught;
    std::streambuf* const before = std::cout.rdbuf(caught.rdbuf());
    const int code = reprice_command(settings, days);
    std::cout.rdbuf(before);
    printed = caught.str();
    return code;
  }
  static void run(db::Store& store, std::string_view sql, db::Values values) {
    const db::Statement statement{"test.raw", sql, sql};
    const auto done = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      transaction.execute(statement, std::move(values));
      return Done{};
    });
    ASSERT_TRUE(done);
  }
  std::string printed;
};

// A sale of a version that nobody has: its facts cannot be found, which is a difference.
TEST_P(RepriceCommand, TellsByItsExitCodeAndNamesTheSale) {
  auto store = test::fresh_store_on_disk(GetParam());
  run(*store,
      "INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, catalog_version, "
      "member_version, next_member_number, points_per_yuan, points_valid_months, created_at) "
      "VALUES ($1, 'm', 'Asia/Shanghai', 240, 0, 0, 1, 1, 12, 0)",
      {MerchantId{}});
  EXPECT_EQ(reprice(store.address(), 0), 0);
  EXPECT_NE(printed.find("0 张销售单"), std::string::npos) << printed;
  const SaleId id{{1}};
  run(*store,
      "INSERT INTO sale (merchant_id, sale_id, kind, shop_id, till_id, staff_id, number, sequence, "
      "business_day, sold_at, recorded_at, catalog_version, gross, discount, payable, tax, points, "
      "content_hash, price, frozen, returns) VALUES ($1, $2, 'sale', $2, $2, $2, 'T1-7', 1, '2020-01-01', 0, "
      "0, 9, 0, 0, 0, 0, 0, $3, '{}', '{}', 0)",
      {MerchantId{}, id, db::Bytes{"x"}});
  run(*store,
      "INSERT INTO sale_line (merchant_id, sale_id, line_no, product_id, name, unit_name, quantity, "
      "by_weight, "
      "unit_price, gross, discount, net, tax_rate, tax, cost) "
      "VALUES ($1, $2, 1, $2, 'x', 'x', 1000, 0, 0, 0, 0, 0, 0, 0, 0)",
      {MerchantId{}, id});
  EXPECT_EQ(reprice(store.address(), 0), 1);
  EXPECT_NE(printed.find("T1-7"), std::string::npos) << printed;
  EXPECT_NE(printed.find("1 张不符 different"), std::string::npos) << printed;
  EXPECT_EQ(reprice(store.address(), 30), 0) << "it is older than that";
}

HUIJI_ON_EACH_ENGINE(RepriceCommand);

TEST(RepriceCommandOnNothing, IsAnError) {
  config::Settings settings;
  settings.database = "sqlite:" + test::temporary_folder() + "/none.db";
  EXPECT_EQ(reprice_command(settings, 0), 1);
}

}  // namespace
}  // namespace huiji::program
