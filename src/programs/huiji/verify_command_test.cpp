#include <gtest/gtest.h>

#include <iostream>
#include <sstream>

#include "programs/huiji/commands.hpp"
#include "support/stores.hpp"

namespace huiji::program {
namespace {

class VerifyCommand : public testing::TestWithParam<db::Engine> {
 protected:
  // The exit code; what was printed goes to `printed`.
  int verify(const std::string& address) {
    config::Settings settings;
    settings.database = address;
    std::ostringstream caught;
    std::streambuf* const before = std::cout.rdbuf(caught.rdbuf());
    const int code = verify_command(settings);
    std::cout.rdbuf(before);
    printed = caught.str();
    return code;
  }
  static void run(db::Store& store, std::string_view sql) {
    const db::Statement statement{"test.raw", sql, sql};
    const auto done = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      transaction.execute(statement, {MerchantId{}});
      return Done{};
    });
    ASSERT_TRUE(done);
  }
  std::string printed;
};

TEST_P(VerifyCommand, TellsByItsExitCodeAndInWordsWhetherTheBooksAgree) {
  auto store = test::fresh_store_on_disk(GetParam());
  run(*store,
      "INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, catalog_version, "
      "member_version, "
      "next_member_number, points_per_yuan, points_valid_months, created_at) "
      "VALUES ($1, 'm', 'Asia/Shanghai', 240, 0, 0, 1, 1, 12, 0)");
  EXPECT_EQ(verify(store.address()), 0);  // while the store is open
  EXPECT_NE(printed.find("账目全部相符"), std::string::npos) << printed;
  run(*store, "INSERT INTO balance (merchant_id, account, currency, amount) VALUES ($1, 'cash/x', 'CNY', 7)");
  EXPECT_EQ(verify(store.address()), 1);
  EXPECT_NE(printed.find("余额记为 7，按分录合计应为 0"), std::string::npos) << printed;
  EXPECT_NE(printed.find("the balance is 7, its entries make it 0"), std::string::npos) << printed;
}

HUIJI_ON_EACH_ENGINE(VerifyCommand);

TEST(VerifyCommandOnNothing, IsNotSound) {
  config::Settings settings;
  settings.database = "sqlite:" + test::temporary_folder() + "/none.db";
  EXPECT_EQ(verify_command(settings), 1);
}

}  // namespace
}  // namespace huiji::program
