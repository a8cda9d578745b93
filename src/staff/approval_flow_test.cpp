#include "staff/approval_flow.hpp"

#include "staff/staff_test_shop.hpp"

namespace huiji::staff {
namespace {

class Approvals : public TestShop {
 protected:
  void SetUp() override { till = enrol(login("manager"), till_id).device_token; }

  http::Response ask(const std::string& name, const std::string& password) {
    const ApprovalRequest request{name, password, Right::discount, sale_id, "bill:1000:0:熟客"};
    return call({"", till}, "POST", "/v1/approvals", wire::to_json(request));
  }
  Approval allowed() {
    const auto response = ask("manager", password_of("manager"));
    EXPECT_EQ(response.status, 200) << response.body;
    const auto approval = wire::from_json<Approval>(response.body);
    return approval ? *approval : Approval{};
  }

  TillId till_id = random.new_id<TillId>(clock.now());
  SaleId sale_id = random.new_id<SaleId>(clock.now());
  std::string till;
};
HUIJI_ON_EACH_ENGINE(Approvals);

TEST_P(Approvals, NameThePersonTheActAndTheDeadline) {
  const Approval approval = allowed();
  EXPECT_EQ(approval.staff_id, manager);
  EXPECT_EQ(approval.staff_name, "manager");
  EXPECT_EQ(approval.act, "bill:1000:0:熟客");
  EXPECT_EQ(approval.good_until, clock.now() + kApproval_ms);
  EXPECT_TRUE(is_genuine(keys, {merchant_id, till_id, sale_id}, approval));
}

TEST_P(Approvals, HoldForOneSaleAtOneTillOfOneMerchantAndAsTheyAre) {
  const Approval approval = allowed();
  const auto other = [&] { return random.new_id<SaleId>(clock.now()).bytes; };
  EXPECT_FALSE(is_genuine(keys, {merchant_id, till_id, SaleId{other()}}, approval));
  EXPECT_FALSE(is_genuine(keys, {merchant_id, TillId{other()}, sale_id}, approval));
  EXPECT_FALSE(is_genuine(keys, {MerchantId{other()}, till_id, sale_id}, approval));
  Approval changed = approval;
  changed.act = "bill:9000:0:熟客";
  EXPECT_FALSE(is_genuine(keys, {merchant_id, till_id, sale_id}, changed));
  changed = approval;
  changed.good_until = changed.good_until + 1;
  EXPECT_FALSE(is_genuine(keys, {merchant_id, till_id, sale_id}, changed));
  changed = approval;
  changed.right = Right::sell_expired;
  EXPECT_FALSE(is_genuine(keys, {merchant_id, till_id, sale_id}, changed));
  changed = approval;
  changed.staff_id = owner;
  EXPECT_FALSE(is_genuine(keys, {merchant_id, till_id, sale_id}, changed));
  const crypto::Keys elsewhere = crypto::Keys::derive_from(crypto::Key{9});
  EXPECT_FALSE(is_genuine(elsewhere, {merchant_id, till_id, sale_id}, approval));
}

TEST_P(Approvals, NeedTheRightAndTheTill) {
  const auto refused = ask("cashier", password_of("cashier"));
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(code_of(refused), "staff.cannot_approve");
  till.clear();
  EXPECT_EQ(code_of(ask("manager", password_of("manager"))), "http.not_a_till");
}

TEST_P(Approvals, CountFailuresLikeALogin) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(ask("manager", "wrong password").status, 401);
  EXPECT_EQ(ask("manager", password_of("manager")).status, 200) << "a success clears the count";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ask("manager", "wrong password").status, 401);
  EXPECT_EQ(ask("manager", password_of("manager")).status, 429);
  EXPECT_EQ(try_login("manager", password_of("manager")).status, 429) << "one lock for both";
}

TEST_P(Approvals, OpenNoSession) {
  const auto before = call(login("manager"), "GET", "/v1/sessions").body;
  allowed();
  const auto after = wire::from_json<SessionList>(call(login("manager"), "GET", "/v1/sessions").body);
  const auto known = wire::from_json<SessionList>(before);
  ASSERT_TRUE(known && after);
  EXPECT_EQ(after->sessions.size(), known->sessions.size() + 1) << "that of the second log-in";
}

}  // namespace
}  // namespace huiji::staff
