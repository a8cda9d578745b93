// The whole program, on both engines, in this process: a shop opens, people log in, a till is enrolled. The
// network is tried once, over a real socket.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "platform/http/test_client.hpp"
#include "platform/http/test_folder.hpp"
#include "programs/huiji/app.hpp"
#include "programs/huiji/commands.hpp"
#include "programs/huiji/first_shop.hpp"
#include "staff/staff_types.hpp"
#include "support/stores.hpp"
#include "support/world.hpp"
#include "wire/json.hpp"

namespace huiji::program {
namespace {

class program_smoke : public test::EachEngine {
 protected:
  void SetUp() override {
    shop = open_shop(*store, clock, random, passwords, demo_shop());
    crypto::Key master;
    random.fill(master);
    keys = crypto::Keys::derive_from(master);
    app = std::make_unique<App>(AppParts{.store = *store,
                                         .clock = clock,
                                         .random = random,
                                         .keys = keys,
                                         .merchant_id = shop.merchant_id,
                                         .password_cost = crypto::PasswordCost::cheap()});
  }

  http::Response send(const std::string& method, const std::string& path, const std::string& body = "",
                      const std::string& token = "") {
    http::Request request;
    request.method = method, request.path = path, request.body = body, request.peer = "192.0.2.1";
    if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
    return app->handle(request);
  }
  std::string log_in(const std::string& login) {
    const auto response =
        send("POST", "/v1/login", R"({"login":")" + login + R"(","password":"huiji-demo"})");
    const auto reply = wire::from_json<staff::LoginReply>(response.body);
    EXPECT_TRUE(reply) << response.body;
    return reply ? reply->token : "";
  }

  test::FakeClock clock;
  test::SeededRandom random;
  crypto::Passwords passwords{crypto::PasswordCost::cheap()};
  OpenedShop shop;
  crypto::Keys keys;
  std::unique_ptr<App> app;
};
HUIJI_ON_EACH_ENGINE(program_smoke);

TEST_P(program_smoke, a_fresh_shop_answers) {
  EXPECT_EQ(send("GET", "/healthz").status, 200);
  EXPECT_EQ(send("GET", "/readyz").status, 200);
  EXPECT_EQ(send("GET", "/v1/products").status, 401);
  EXPECT_EQ(send("GET", "/v1/nothing").status, 404);
  const auto merchant = store->read<std::optional<Merchant>>(first_merchant);
  ASSERT_TRUE(merchant);
  EXPECT_EQ(merchant->merchant_id, shop.merchant_id);
  EXPECT_EQ(merchant->name, "惠记示范商行");
}

TEST_P(program_smoke, everybody_logs_in_with_the_rights_of_his_role) {
  const std::string owner = log_in("owner"), cashier = log_in("cashier");
  EXPECT_EQ(send("GET", "/v1/staff", "", owner).status, 200);
  EXPECT_EQ(send("GET", "/v1/staff", "", cashier).status, 403);
  EXPECT_EQ(send("GET", "/v1/session", "", cashier).status, 200);
  EXPECT_EQ(send("GET", "/v1/session", "", "nonsense").status, 401);
}

TEST_P(program_smoke, a_till_is_enrolled_and_loads_its_snapshot) {
  const std::string owner = log_in("owner");
  const TillId till_id = random.new_id<TillId>(clock.now());
  const auto response = send("PUT", "/v1/tills/" + till_id.text(), R"({"name":"1号收银台"})", owner);
  const auto enrolled = wire::from_json<staff::EnrolledTill>(response.body);
  ASSERT_TRUE(enrolled) << response.body;
  EXPECT_EQ(enrolled->till.number, 1);
  EXPECT_EQ(enrolled->next_sequence, 1);
  http::Request request;
  request.method = "GET", request.path = "/v1/snapshot";
  EXPECT_EQ(app->handle(request).status, 401);
  request.headers.emplace_back("till-token", enrolled->device_token);
  EXPECT_EQ(app->handle(request).status, 200);
}

TEST_P(program_smoke, only_log_ins_that_still_work_are_shown) {
  std::vector<NewPerson> people = demo_shop().people;
  people[1].password = "changed meanwhile";
  const auto valid = valid_logins(*store, passwords, shop.merchant_id, people);
  ASSERT_EQ(valid.size(), 2u);
  EXPECT_EQ(valid[0].login, "owner");
  EXPECT_EQ(valid[1].login, "cashier");
}

TEST_P(program_smoke, speaks_http) {
  http::ServerOptions options;
  options.port = 0;
  const auto server =
      http::serve(options, [&](const http::Request& request) { return app->handle(request); });
  http::test::Client client(server->port());
  const auto answer = client.get("/v1/session");
  EXPECT_EQ(answer.status, 401);
  EXPECT_TRUE(answer.has("X-Content-Type-Options: nosniff"));
  EXPECT_NE(answer.body.find("\"family\":\"unauthenticated\""), std::string::npos);
}

TEST(first_shop, an_owner_without_demo_gets_a_password_of_his_own) {
  test::SeededRandom random;
  const NewShop first = empty_shop(random), second = empty_shop(random);
  ASSERT_EQ(first.people.size(), 1u);
  EXPECT_EQ(first.people[0].role, staff::Role::owner);
  EXPECT_EQ(first.people[0].password.size(), 14u);
  EXPECT_NE(first.people[0].password, second.people[0].password);
}

class commands : public testing::Test {
 protected:
  void SetUp() override { settings.data = test::folder_of_this_test() + "/data"; }
  config::Settings settings;
};

TEST_F(commands, a_database_with_data_is_not_opened_with_new_secrets) {
  {
    auto opened = open_store(settings);
    ASSERT_TRUE(opened);
    EXPECT_FALSE(opened->merchant);
    test::SeededRandom random;
    crypto::Passwords passwords(crypto::PasswordCost::cheap());
    open_shop(*opened->store, system_clock(), random, passwords, demo_shop());
  }
  ASSERT_TRUE(open_store(settings));
  std::filesystem::remove(config::secrets_file(settings));
  const auto opened = open_store(settings);
  ASSERT_FALSE(opened);
  EXPECT_STREQ(opened.refusal().code->code, "config.secrets_missing");
  EXPECT_FALSE(std::filesystem::exists(config::secrets_file(settings)));
}

TEST_F(commands, a_backup_comes_back_whole) {
  {
    auto opened = open_store(settings);
    ASSERT_TRUE(opened);
    test::SeededRandom random;
    crypto::Passwords passwords(crypto::PasswordCost::cheap());
    open_shop(*opened->store, system_clock(), random, passwords, demo_shop());
  }
  const std::string file = test::folder_of_this_test() + "/backup.db";
  std::filesystem::remove(file);
  ASSERT_EQ(backup_command(settings, file), 0);
  config::Settings other = settings;
  other.data += "-restored";
  ASSERT_EQ(restore_command(other, file, false), 0);
  std::filesystem::copy(config::secrets_file(settings), config::secrets_file(other));
  const auto opened = open_store(other);
  ASSERT_TRUE(opened && opened->merchant);
  EXPECT_EQ(opened->merchant->name, "惠记示范商行");
}

// Feeds a command what a person would type.
class Typed {
 public:
  explicit Typed(const std::string& text) : text_(text), before_(std::cin.rdbuf(text_.rdbuf())) {}
  ~Typed() { std::cin.rdbuf(before_); }

 private:
  std::istringstream text_;
  std::streambuf* before_;
};

bool logs_in(const config::Settings& settings, const std::string& login, const std::string& password) {
  const auto opened = open_store(settings);
  EXPECT_TRUE(opened && opened->merchant);
  App app({.store = *opened->store,
           .clock = system_clock(),
           .random = system_random(),
           .keys = opened->keys,
           .merchant_id = opened->merchant->merchant_id});
  http::Request request;
  request.method = "POST", request.path = "/v1/login";
  request.body = wire::to_json(staff::LoginRequest{login, password});
  return app.handle(request).status == 200;
}

TEST_F(commands, user_makes_log_ins_and_gives_new_passwords) {
  UserWishes wishes{
      .add = true, .login = "li", .name = "李店长", .role = "manager", .password_from_input = true};
  EXPECT_EQ(user_command(settings, wishes), 1);  // no shop yet
  {
    auto opened = open_store(settings);
    test::SeededRandom random;
    crypto::Passwords passwords(crypto::PasswordCost::cheap());
    open_shop(*opened->store, system_clock(), random, passwords, demo_shop());
  }
  const auto run = [&](const std::string& typed) {
    const Typed input(typed);
    return user_command(settings, wishes);
  };
  EXPECT_EQ(run("short\n"), 1);
  EXPECT_EQ(run("long enough\n"), 0);
  EXPECT_TRUE(logs_in(settings, "li", "long enough"));
  EXPECT_EQ(run("long enough\n"), 1);  // exists already
  wishes.add = false;
  EXPECT_EQ(run("another password\n"), 0);
  EXPECT_TRUE(logs_in(settings, "li", "another password"));
  EXPECT_FALSE(logs_in(settings, "li", "long enough"));
  wishes.login = "nobody";
  EXPECT_EQ(run("another password\n"), 1);
  wishes = {.add = true, .login = "wu", .name = "", .role = "emperor", .password_from_input = true};
  EXPECT_EQ(run("another password\n"), 1);
}

TEST_F(commands, price_says_what_the_engine_decides) {
  const std::string file = test::folder_of_this_test() + "/question.json";
  EXPECT_EQ(price_command(file + ".gone"), 1);
  std::ofstream(file) << R"({"rules":{"version":7,"points":{"points_per_yuan":1},"promotions":[]},
    "basket":{"priced_at":1760000000000,"utc_offset_minutes":480,"lines":[{"line":"1",
    "product_id":"01890000-0000-7000-8000-000000000001","quantity":2000,"by_weight":false,"unit_price":500,
    "tax_rate":1300,"discountable":true,"categories":[]}]}})";
  testing::internal::CaptureStdout();
  EXPECT_EQ(price_command(file), 0);
  const std::string said = testing::internal::GetCapturedStdout();
  EXPECT_NE(said.find("\"payable\":1000"), std::string::npos) << said;
  EXPECT_NE(said.find("\"tax\":115"), std::string::npos) << said;  // 1000 x 13 / 113, half up
  std::ofstream(file) << "{}";
  EXPECT_EQ(price_command(file), 1);
}

}  // namespace
}  // namespace huiji::program
