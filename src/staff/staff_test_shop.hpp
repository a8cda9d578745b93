// For this room's tests: a shop with an owner, a manager and a cashier, a router with the real
// authenticate() in front, and a clock that stands.
#pragma once

#include <gtest/gtest.h>

#include "staff/staff.hpp"
#include "staff/staff_api.hpp"
#include "staff/staff_store.hpp"
#include "support/stores.hpp"
#include "support/world.hpp"

namespace huiji::staff {

inline constexpr std::string_view kInsertMerchant =
    "INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, catalog_version, "
    "member_version, "
    "next_member_number, points_per_yuan, points_valid_months, created_at) "
    "VALUES ($1, '惠记', 'Asia/Shanghai', 240, 0, 0, 1, 1, 12, 0)";
inline constexpr db::Statement insert_merchant{"test.insert_merchant", kInsertMerchant, kInsertMerchant};
inline constexpr std::string_view kInsertShop =
    "INSERT INTO shop (merchant_id, shop_id, name, address, phone) VALUES ($1, $2, '一店', '', '')";
inline constexpr db::Statement insert_shop{"test.insert_shop", kInsertShop, kInsertShop};

class TestShop : public test::EachEngine {
 protected:
  TestShop() {
    write([&](db::Transaction& transaction) {
      transaction.execute(insert_merchant, {merchant_id});
      transaction.execute(insert_shop, {merchant_id, shop_id});
    });
    owner = add_person("owner", Role::owner);
    manager = add_person("manager", Role::manager);
    cashier = add_person("cashier", Role::cashier);
    router.authenticate_with([this](const http::Request& request, http::Access access) {
      return authenticate(services, request, access);
    });
    add_routes(router, services);
    add_probe("/till", http::Access::till);
    add_probe("/either", http::Access::till_or_session);
    add_probe("/session", http::Access::session);
  }

  // Answers who calls.
  void add_probe(const char* path, http::Access access) {
    http::Route route{.method = "GET", .path = path, .summary = "probe", .access = access};
    route.handle = [this](const http::Call& call) {
      last = call.caller;
      return http::Response{};
    };
    router.add(std::move(route));
  }

  void write(const std::function<void(db::Transaction&)>& flow) {
    auto done = store->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      flow(transaction);
      return Done{};
    });
    ASSERT_TRUE(done);
  }

  static std::string password_of(const std::string& login) { return login + "'s password"; }

  StaffId add_person(const std::string& login, Role role) {
    const auto staff_id = random.new_id<StaffId>(clock.now());
    const std::string hash = passwords.hash(password_of(login));
    write([&](db::Transaction& transaction) {
      create_person(transaction, merchant_id, {staff_id, login, login, role, StaffState::active}, hash,
                    clock.now());
    });
    return staff_id;
  }

  struct Tokens {
    std::string session;
    std::string till;
  };

  http::Response call(const Tokens& tokens, const std::string& method, const std::string& path,
                      const std::string& body = "",
                      const std::vector<std::pair<std::string, std::string>>& query = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.query = query;
    request.body = body;
    request.peer = peer;
    if (!tokens.session.empty()) request.headers.emplace_back("authorization", "Bearer " + tokens.session);
    if (!tokens.till.empty()) request.headers.emplace_back("till-token", tokens.till);
    return router.dispatch(request);
  }

  http::Response try_login(const std::string& login, const std::string& password,
                           const std::string& till = "") {
    return call({"", till}, "POST", "/v1/login", wire::to_json(LoginRequest{login, password}));
  }
  Tokens login(const std::string& name, const std::string& till = "") {
    const auto response = try_login(name, password_of(name), till);
    EXPECT_EQ(response.status, 200) << response.body;
    const auto reply = wire::from_json<LoginReply>(response.body);
    EXPECT_TRUE(reply);
    return {reply ? reply->token : "", till};
  }
  EnrolledTill enrol(const Tokens& tokens, TillId till_id, const std::string& name = "一号台") {
    const auto response =
        call(tokens, "PUT", "/v1/tills/" + till_id.text(), wire::to_json(TillEnrolment{name}));
    EXPECT_EQ(response.status, 200) << response.body;
    const auto enrolled = wire::from_json<EnrolledTill>(response.body);
    EXPECT_TRUE(enrolled);
    return enrolled ? *enrolled : EnrolledTill{};
  }
  http::Response save(const Tokens& tokens, StaffId staff_id, const PersonDraft& draft) {
    return call(tokens, "PUT", "/v1/staff/" + staff_id.text(), wire::to_json(draft));
  }
  static std::string code_of(const http::Response& response) {
    const auto body = wire::from_json<http::ErrorBody>(response.body);
    return body ? body->code : "";
  }

  test::FakeClock clock;
  test::SeededRandom random;
  crypto::Keys keys = crypto::Keys::derive_from(crypto::Key{1, 2, 3});
  crypto::Passwords passwords{crypto::PasswordCost::cheap()};
  Door door;
  MerchantId merchant_id = random.new_id<MerchantId>(clock.now());
  ShopId shop_id = random.new_id<ShopId>(clock.now());
  std::string peer = "10.0.0.7";
  Services services{.store = *store,
                    .clock = clock,
                    .random = random,
                    .keys = keys,
                    .passwords = passwords,
                    .door = door,
                    .merchant_id = merchant_id,
                    .next_sequence = [](db::Transaction&, MerchantId, TillId) { return std::int64_t{42}; }};
  http::Router router;
  StaffId owner, manager, cashier;
  Caller last;
};

}  // namespace huiji::staff
