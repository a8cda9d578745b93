// For this room's tests: a merchant on each engine, its keys, and a router in front, with callers at will.
#pragma once

#include <gtest/gtest.h>

#include "members/members_api.hpp"
#include "members/register_flow.hpp"
#include "support/stores.hpp"
#include "support/world.hpp"

namespace huiji::members {

inline constexpr std::string_view kInsertMerchant =
    "INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, catalog_version, "
    "member_version, "
    "next_member_number, points_per_yuan, points_valid_months, created_at) "
    "VALUES ($1, '惠记', 'Asia/Shanghai', 240, 0, 0, 1, 1, 12, 0)";
inline constexpr db::Statement insert_merchant{"test.insert_merchant", kInsertMerchant, kInsertMerchant};

class TestShop : public test::EachEngine {
 protected:
  TestShop() {
    write([&](db::Transaction& transaction) { transaction.execute(insert_merchant, {merchant_id}); });
    router.authenticate_with([this](const http::Request&, http::Access) { return Result<Caller>(caller); });
    add_routes(router, {.store = *store,
                        .clock = clock,
                        .random = random,
                        .keys = keys,
                        .points_of = [](db::Transaction&, MerchantId, MemberId) { return Points{77}; },
                        .expiring_of = {}});
    caller = at_till();
  }

  void write(const std::function<void(db::Transaction&)>& flow) {
    auto done = store->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      flow(transaction);
      return Done{};
    });
    ASSERT_TRUE(done);
  }

  Caller at_till() {
    return {.merchant_id = merchant_id,
            .shop_id = {},
            .staff_id = random.new_id<StaffId>(clock.now()),
            .session_id = random.new_id<SessionId>(clock.now()),
            .till_id = random.new_id<TillId>(clock.now()),
            .rights = {Right::register_member}};
  }
  Caller in_office() {
    Caller person = at_till();
    person.till_id.reset();
    person.rights = {Right::register_member, Right::view_members};
    return person;
  }

  MemberId new_id() { return random.new_id<MemberId>(clock.now()); }

  MemberRegistration registration(std::string phone) {
    return {.phone = std::move(phone),
            .name = {},
            .birthday = {},
            .consent_version = "2026-11",
            .consent_at = clock.now()};
  }

  Result<MemberRecord> add(MemberId member_id, const MemberRegistration& wanted) {
    return store->write<MemberRecord>([&](db::Transaction& transaction) {
      const Registrar registrar{keys, random, merchant_id, caller.staff_id, clock.now()};
      return register_member(transaction, registrar, member_id, wanted);
    });
  }

  http::Response call(const std::string& method, const std::string& path, const std::string& body = "",
                      const std::vector<std::pair<std::string, std::string>>& query = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.query = query;
    request.body = body;
    return router.dispatch(request);
  }

  test::FakeClock clock;
  test::SeededRandom random;
  crypto::Keys keys = crypto::Keys::derive_from(crypto::Key{1, 2, 3});
  MerchantId merchant_id = random.new_id<MerchantId>(clock.now());
  Caller caller;
  http::Router router;
};

}  // namespace huiji::members
