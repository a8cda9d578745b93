#include "wallet/coupons_api.hpp"

#include "wallet/coupon_test_shop.hpp"
#include "wire/json.hpp"

namespace huiji::wallet {
namespace {

class CouponsApi : public test::EachEngine {
 protected:
  CouponShop shop{*store};
  http::Router router;
  Caller caller = shop.caller();

  void SetUp() override {
    caller.rights = {Right::edit_promotions, Right::issue_coupons, Right::view_members, Right::sell};
    router.authenticate_with([this](const http::Request&, http::Access) { return Result<Caller>(caller); });
    add_coupon_routes(router, {*store, shop.clock, shop.keys});
  }
  http::Response send(const char* method, const std::string& path, const std::string& body = "",
                      std::vector<std::pair<std::string, std::string>> query = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.query = std::move(query);
    return router.dispatch(request);
  }
  void at_till() { caller.till_id = CouponShop::till(1); }

  std::string batch_path() const { return "/v1/coupon-batches/" + shop.batch_id.text(); }
  CouponList issue(std::int64_t count, std::optional<MemberId> member = {}) {
    const auto reply = send("PUT", "/v1/coupon-issues/" + shop.new_id().text(),
                            wire::to_json(CouponIssue{shop.batch_id, member, count, {}}));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return *wire::from_json<CouponList>(reply.body);
  }
};
HUIJI_ON_EACH_ENGINE(CouponsApi);

TEST_P(CouponsApi, ABatchIsWrittenListedAndIssued) {
  const auto put = send("PUT", batch_path(), wire::to_json(shop.draft()));
  ASSERT_EQ(put.status, 200) << put.body;
  EXPECT_EQ(send("PUT", batch_path(), wire::to_json(shop.draft())).body, put.body) << "a lost reply";
  EXPECT_EQ(issue(3).coupons.size(), 3u);
  const CouponList of_member = issue(1, shop.members[0]);
  EXPECT_TRUE(of_member.coupons.at(0).usable);
  EXPECT_EQ(of_member.coupons.at(0).promotion_name, "五元券");
  const auto list = *wire::from_json<CouponBatchList>(send("GET", "/v1/coupon-batches").body);
  ASSERT_EQ(list.batches.size(), 1u);
  EXPECT_EQ(list.batches[0].promotion_name, "五元券");
  EXPECT_EQ(list.batches[0].counts.issued, 4);
  EXPECT_EQ(list.batches[0].counts.made, 4);
}

TEST_P(CouponsApi, TheOfficePagesThroughABatchAndATillSeesAMembersCoupons) {
  ASSERT_EQ(send("PUT", batch_path(), wire::to_json(shop.draft())).status, 200);
  issue(100);
  issue(1, shop.members[0]);
  const std::vector<std::pair<std::string, std::string>> batch{{"batch_id", shop.batch_id.text()}};
  const auto first = *wire::from_json<CouponList>(send("GET", "/v1/coupons", "", batch).body);
  EXPECT_EQ(first.coupons.size(), 100u);
  ASSERT_TRUE(first.next);
  auto more = batch;
  more.emplace_back("cursor", *first.next);
  EXPECT_EQ(wire::from_json<CouponList>(send("GET", "/v1/coupons", "", more).body)->coupons.size(), 1u);
  const auto count = [&](const char* name, const std::string& value) {
    auto query = batch;
    query.emplace_back(name, value);
    const auto reply = send("GET", "/v1/coupons", "", query);
    return reply.status == 200 ? std::ssize(wire::from_json<CouponList>(reply.body)->coupons) : -reply.status;
  };
  EXPECT_EQ(count("state", "issued"), 100);
  EXPECT_EQ(count("state", "used"), 0);
  EXPECT_EQ(count("state", "lost"), -400);
  EXPECT_EQ(count("member_id", shop.members[0].text()), 1);
  EXPECT_EQ(count("member_id", shop.members[1].text()), 0);
  const std::vector<std::pair<std::string, std::string>> member{{"member_id", shop.members[0].text()}};
  caller.rights = {};
  EXPECT_EQ(send("GET", "/v1/coupons", "", member).status, 403);
  EXPECT_EQ(send("GET", "/v1/coupons", "", batch).status, 403);
  at_till();
  EXPECT_EQ(wire::from_json<CouponList>(send("GET", "/v1/coupons", "", member).body)->coupons.size(), 1u);
}

TEST_P(CouponsApi, ATillHoldsGivesBackAndLooksUp) {
  ASSERT_EQ(send("PUT", batch_path(), wire::to_json(shop.draft())).status, 200);
  const std::string code = issue(1).coupons.at(0).code;
  at_till();
  const std::string hold = "/v1/coupon-reservations/" + shop.new_id().text();
  const auto held = send("PUT", hold, wire::to_json(CouponReservationRequest{code, {}, 5}));
  ASSERT_EQ(held.status, 200) << held.body;
  EXPECT_EQ(wire::from_json<CouponReservation>(held.body)->deadline, shop.clock.now() + 5 * kMinute_ms);
  auto detail = *wire::from_json<CouponDetail>(send("GET", "/v1/coupons/" + code).body);
  EXPECT_EQ(detail.coupon.state, CouponState::reserved);
  EXPECT_FALSE(detail.coupon.usable);
  EXPECT_EQ(send("DELETE", hold).status, 200);
  EXPECT_EQ(send("DELETE", hold).status, 200) << "a lost reply";
  detail = *wire::from_json<CouponDetail>(send("GET", "/v1/coupons/" + code).body);
  ASSERT_EQ(detail.events.size(), 3u);
  EXPECT_EQ(detail.events[2].event, "released");
  EXPECT_EQ(send("GET", "/v1/coupons/6901234567892").status, 409);
  EXPECT_EQ(send("GET", "/v1/coupons/Q00000000000").status, 404);
}

TEST_P(CouponsApi, IssueAndVoidNeedTheirRight) {
  ASSERT_EQ(send("PUT", batch_path(), wire::to_json(shop.draft())).status, 200);
  const std::string code = issue(1).coupons.at(0).code;
  const std::string voiding = "/v1/coupon-voids/" + shop.new_id().text();
  const std::string body = wire::to_json(CouponVoid{code, "顾客投诉"});
  caller.rights = {Right::sell};
  EXPECT_EQ(send("PUT", voiding, body).status, 403);
  EXPECT_EQ(send("PUT", batch_path(), wire::to_json(shop.draft())).status, 403);
  caller.rights = {Right::issue_coupons};
  const auto done = send("PUT", voiding, body);
  EXPECT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(send("PUT", voiding, body).body, done.body) << "a lost reply";
  EXPECT_EQ(send("PUT", voiding, wire::to_json(CouponVoid{code, ""})).status, 400) << "a reason is needed";
}

TEST_P(CouponsApi, ACouponIsPassedOn) {
  ASSERT_EQ(send("PUT", batch_path(), wire::to_json(shop.draft())).status, 200);
  const std::string code = issue(1, shop.members[0]).coupons.at(0).code;
  const std::string link = "/v1/coupon-transfers/" + shop.new_id().text();
  ASSERT_EQ(send("PUT", link, wire::to_json(CouponTransferOffer{code})).status, 200);
  const auto taken = send("PUT", link + "/taker", wire::to_json(CouponTransferTake{shop.members[1]}));
  ASSERT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(wire::from_json<CouponView>(taken.body)->member_id, shop.members[1]);
  EXPECT_EQ(send("GET", "/v1/coupons/" + code).status, 409) << "the old code was passed on";
  caller.rights = {};
  EXPECT_EQ(send("PUT", link, wire::to_json(CouponTransferOffer{code})).status, 403);
}

}  // namespace
}  // namespace huiji::wallet
