#include <gtest/gtest.h>

#include "platform/crypto/keys.hpp"
#include "staff/staff_test_shop.hpp"

namespace huiji::staff {
namespace {

class Tills : public TestShop {
 protected:
  Tokens boss = login("owner");
  TillId first_id = random.new_id<TillId>(clock.now());
  EnrolledTill first = enrol(boss, first_id);
};
HUIJI_ON_EACH_ENGINE(Tills);

TEST_P(Tills, AreNumberedAndKnowTheirShop) {
  EXPECT_EQ(first.till.number, 1);
  EXPECT_EQ(first.till.shop_id, shop_id);
  EXPECT_EQ(first.next_sequence, 42);
  EXPECT_EQ(first.member_lookup_key, crypto::to_base64(crypto::till_lookup_key(keys, merchant_id)));
  EXPECT_EQ(enrol(boss, random.new_id<TillId>(clock.now()), "二号台").till.number, 2);
  const auto list = wire::from_json<TillList>(call(boss, "GET", "/v1/tills").body);
  ASSERT_EQ(list->tills.size(), 2u);
  EXPECT_EQ(list->tills[1].name, "二号台");
  store->read<Done>([&](db::Transaction& transaction) {
    EXPECT_EQ(till_facts(transaction, merchant_id, first_id)->name, "一号台");
    EXPECT_FALSE(till_facts(transaction, merchant_id, TillId{}));
    EXPECT_EQ(staff_name(transaction, merchant_id, cashier), "cashier");
    EXPECT_FALSE(staff_name(transaction, merchant_id, StaffId{}));
    EXPECT_EQ(first_shop(transaction, merchant_id), shop_id);
    return Done{};
  });
}

TEST_P(Tills, EnrolledAgainAreTheSameTillWithANewToken) {
  EXPECT_EQ(call({"", first.device_token}, "GET", "/till").status, 200);
  const EnrolledTill again = enrol(boss, first_id, "一号台（新）");
  EXPECT_EQ(again.till.number, 1);
  EXPECT_EQ(again.till.name, "一号台（新）");
  EXPECT_NE(again.device_token, first.device_token);
  EXPECT_EQ(call({"", first.device_token}, "GET", "/till").status, 401) << "the old one is over at once";
  EXPECT_EQ(call({"", again.device_token}, "GET", "/till").status, 200);
  EXPECT_EQ(last.till_id, first_id);
}

TEST_P(Tills, AreEnrolledByWhoMay) {
  const std::string path = "/v1/tills/" + random.new_id<TillId>(clock.now()).text();
  EXPECT_EQ(call(login("cashier"), "PUT", path, R"({"name":"x"})").status, 403);
  EXPECT_EQ(call({"", first.device_token}, "PUT", path, R"({"name":"x"})").status, 401);
  EXPECT_EQ(call(login("manager"), "PUT", path, R"({"name":"x"})").status, 200);
}

TEST_P(Tills, ATillAloneIsACallerWithoutRights) {
  ASSERT_EQ(call({"", first.device_token}, "GET", "/till").status, 200);
  EXPECT_EQ(last.merchant_id, merchant_id);
  EXPECT_EQ(last.shop_id, shop_id);
  EXPECT_EQ(last.till_id, first_id);
  EXPECT_FALSE(last.staff_id);
  EXPECT_TRUE(list_of(last.rights).empty());
  EXPECT_EQ(call({"", first.device_token}, "GET", "/either").status, 200);
  EXPECT_EQ(call({"", first.device_token}, "GET", "/session").status, 401);
}

TEST_P(Tills, APersonAtATillIsBoth) {
  const Tokens both = login("cashier", first.device_token);
  ASSERT_EQ(call(both, "GET", "/either").status, 200);
  EXPECT_EQ(last.staff_id, cashier);
  EXPECT_EQ(last.till_id, first_id);
  EXPECT_TRUE(last.rights.has(Right::sell));
  EXPECT_EQ(call({both.session, ""}, "GET", "/session").status, 401) << "not away from the till";
  const auto other = enrol(boss, random.new_id<TillId>(clock.now()), "二号台");
  EXPECT_EQ(call({both.session, other.device_token}, "GET", "/session").status, 401) << "nor at another";
}

TEST_P(Tills, AnEndedSessionLeavesTheTill) {
  const Tokens both = login("cashier", first.device_token);
  clock.advance(13 * kHour_ms);
  EXPECT_EQ(call(both, "GET", "/till").status, 200) << "yesterday's sales are still delivered";
  EXPECT_FALSE(last.staff_id);
  EXPECT_EQ(call(both, "GET", "/either").status, 200);
  EXPECT_EQ(call(both, "GET", "/session").status, 401);
}

TEST_P(Tills, ARevokedTillIsOverWithItsSessions) {
  const Tokens both = login("cashier", first.device_token);
  EXPECT_EQ(call(both, "GET", "/till").status, 200);
  const auto revoked = wire::from_json<Till>(call(boss, "DELETE", "/v1/tills/" + first_id.text()).body);
  ASSERT_TRUE(revoked);
  EXPECT_EQ(revoked->state, TillState::revoked);
  EXPECT_EQ(call(both, "GET", "/till").status, 401);
  EXPECT_EQ(call(both, "GET", "/session").status, 401);
  EXPECT_EQ(call(both, "GET", "/either").status, 401);
  EXPECT_EQ(call(boss, "DELETE", "/v1/tills/" + random.new_id<TillId>(clock.now()).text()).status, 404);
  EXPECT_EQ(enrol(boss, first_id).till.state, TillState::enrolled) << "it may come back";
}

TEST_P(Tills, AnotherProcessLearnsOfARevocationWithinThreeSeconds) {
  const Tokens both = login("cashier", first.device_token);
  EXPECT_EQ(call(both, "GET", "/till").status, 200);
  write([&](db::Transaction& transaction) { mark_till_revoked(transaction, merchant_id, first_id); });
  clock.advance(2999);
  EXPECT_EQ(call(both, "GET", "/till").status, 200);
  clock.advance(1);
  EXPECT_EQ(call(both, "GET", "/till").status, 401);
}

TEST_P(Tills, OfAnotherMerchantDoNotMixWithAPersonOfThisOne) {
  const auto stranger = random.new_id<MerchantId>(clock.now());
  FreshTill foreign;
  write([&](db::Transaction& transaction) {
    foreign = enrol_till(transaction, keys, random,
                         {stranger, random.new_id<ShopId>(clock.now()), random.new_id<TillId>(clock.now()),
                          "外店", owner, clock.now()});
  });
  EXPECT_EQ(call({boss.session, foreign.device_token}, "GET", "/session").status, 401);
  ASSERT_EQ(call({"", foreign.device_token}, "GET", "/till").status, 200);
  EXPECT_EQ(last.merchant_id, stranger);
  const Tokens here = login("cashier", foreign.device_token);
  EXPECT_EQ(call({here.session, ""}, "GET", "/session").status, 200) << "logged in as in an office";
}

}  // namespace
}  // namespace huiji::staff
