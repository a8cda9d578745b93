// Published baskets through the whole API: what the files say is what the books say, a second time changes
// nothing, and a shop that trades in the same database never notices.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "checkout/verify_store.hpp"
#include "programs/huiji/commands.hpp"
#include "programs/huiji/replay_plan.hpp"
#include "support/stores.hpp"

namespace huiji::program {
namespace {

constexpr const char* kRetail =
    "invoice,stock_code,description,quantity,datetime,unit_price,customer_id,country\n"
    "1,A,\"TEA, GREEN\",6,2010-12-01 08:26:00,2.55,17850,UK\n"
    "1,B,CUP,2,2010-12-01 08:26:00,3.39,17850,UK\n"
    "1,A,\"TEA, GREEN\",1,2010-12-01 08:26:00,2.10,17850,UK\n"
    "2,C,,3,2010-12-01 09:00:00,0,,UK\n"
    "C3,A,\"TEA, GREEN\",-4,2010-12-02 10:00:00,2.55,17850,UK\n"
    "C4,D,JUG,-1,2010-12-02 11:00:00,9.95,11111,UK\n";

class replays : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    folder = test::temporary_folder() + "/replay-" + (GetParam() == db::Engine::sqlite ? "s" : "p");
    std::filesystem::create_directories(folder);
    settings.data = folder;
    place = test::fresh_place(GetParam());
    settings.database = place;
  }
  void TearDown() override { test::drop_place(place); }
  std::string file(const char* name, const std::string& text) {
    std::ofstream(folder + "/" + name) << text;
    return folder + "/" + name;
  }
  checkout::VerifyReport verified() {
    const auto opened = open_store(settings);
    return opened->store->read<checkout::VerifyReport>(
        [](db::Transaction& transaction) { return checkout::verify(transaction); });
  }
  config::Settings settings;
  std::string folder, place;
};
INSTANTIATE_TEST_SUITE_P(engines, replays, test::each_engine(), test::engine_name);

TEST_P(replays, sales_and_returns_add_up_to_the_data_and_once_only) {
  const ReplayWishes wishes{"online-retail", {file("retail.csv", kRetail)}};
  ASSERT_EQ(replay_command(settings, wishes), 0);  // compares each day with the data, then proves the books
  const auto first = verified();
  EXPECT_EQ(first.counts.sales, 1);
  EXPECT_EQ(first.counts.returns, 2);  // one by receipt, one without
  ASSERT_EQ(replay_command(settings, wishes), 0);
  EXPECT_EQ(verified().counts.sales, 1);
  const auto opened = open_store(settings);
  EXPECT_FALSE(opened->merchant) << "a replay's merchant is not the one that is served";
}

TEST_P(replays, baskets_are_one_yuan_an_item) {
  ASSERT_EQ(replay_command(settings, {"baskets", {file("baskets.txt", "13 60 69\n24\n\n14 24\n")}}), 0);
  EXPECT_EQ(verified().counts.lines, 6);
}

TEST_P(replays, a_broken_file_is_refused_before_anything_is_written) {
  const std::string text = std::string(kRetail) + "5,A,TEA,many,2010-12-03 08:00:00,2.55,,UK\n";
  EXPECT_EQ(replay_command(settings, {"online-retail", {file("broken.csv", text)}}), 1);
  EXPECT_EQ(replay_command(settings, {"no-such-format", {file("retail.csv", kRetail)}}), 1);
  EXPECT_EQ(verified().counts.sales, 0);
}

TEST(replay_plan, names_the_row_that_is_wrong) {
  const auto plan = replay::plan_online_retail({{"invoice", "stock_code"}}, 480);
  ASSERT_FALSE(plan);
  EXPECT_NE(plan.refusal().text(false).find("no column"), std::string::npos);
}

TEST(replay_plan, returns_go_to_the_latest_sale_of_that_customer) {
  const std::vector<std::string> heading{"invoice",  "stock_code", "description", "quantity",
                                         "datetime", "unit_price", "customer_id"};
  const auto plan = replay::plan_online_retail({heading,
                                                {"1", "A", "TEA", "5", "2010-12-01 08:00:00", "2.00", "7"},
                                                {"2", "A", "TEA", "3", "2010-12-01 09:00:00", "2.00", "7"},
                                                {"C3", "A", "TEA", "-4", "2010-12-02 09:00:00", "2.00", "7"}},
                                               480);
  ASSERT_TRUE(plan);
  const auto& returns = plan->days.at("2010-12-02").returns;
  ASSERT_EQ(returns.size(), 2u);
  EXPECT_EQ(returns[0].sale_key, "2/2010-12-01/1");
  EXPECT_EQ(returns[0].lines[0].pieces, 3);
  EXPECT_EQ(returns[1].lines[0].pieces, 1);
  EXPECT_EQ(plan->days.at("2010-12-02").returned, 800);
}

}  // namespace
}  // namespace huiji::program
