#include <gtest/gtest.h>

#include "members/code_store.hpp"
#include "members/members_test_shop.hpp"

namespace huiji::members {
namespace {

class LifeApi : public TestShop {
 protected:
  MemberId member = add(new_id(), registration("13859267413"))->member_id;
  std::string path(const char* what) { return "/v1/members/" + member.text() + what; }
  template <class Body>
  http::Response put(const std::string& to, const Body& body) {
    return call("PUT", to, wire::to_json(body));
  }
  Member shown(const http::Response& response) {
    EXPECT_EQ(response.status, 200) << response.body;
    auto member = wire::from_json<Member>(response.body);
    EXPECT_TRUE(member);
    return member ? *member : Member{};
  }
  MemberHistory history() {
    const auto response = call("GET", path("/history"));
    EXPECT_EQ(response.status, 200) << response.body;
    return *wire::from_json<MemberHistory>(response.body);
  }
  std::string code() {
    return store
        ->write<ShownCode>([&](db::Transaction& transaction) {
          return code_now(transaction, keys, random, merchant_id, member, clock.now());
        })
        ->code.reveal();
  }
};
HUIJI_ON_EACH_ENGINE(LifeApi);

TEST_P(LifeApi, WhoMayDoWhat) {
  const MemberId other = add(new_id(), registration("13900001234"))->member_id;
  const auto statuses = [&] {
    std::vector<int> statuses;
    statuses.push_back(put(path("/state"), StateChange{new_operation(), false, "x"}).status);
    statuses.push_back(put(path("/tags"), TagChange{new_operation(), {}}).status);
    statuses.push_back(put(path("/pin-removal"), PinRemoval{new_operation(), "x"}).status);
    statuses.push_back(
        put("/v1/member-merges/" + new_operation().text(), MergeRequest{other, other, "x"}).status);
    statuses.push_back(put("/v1/member-merges/" + new_operation().text() + "/undo", MergeUndo{"x"}).status);
    statuses.push_back(call("GET", path("/closing")).status);
    statuses.push_back(put(path("/closing"), ClosingRequest{new_operation(), Points{1}, "x"}).status);
    statuses.push_back(call("GET", path("/history")).status);
    return statuses;
  };
  EXPECT_EQ(statuses(), (std::vector{403, 403, 403, 403, 403, 403, 403, 403})) << "a cashier";
  caller = in_office();
  EXPECT_EQ(statuses(), (std::vector{403, 403, 403, 403, 403, 403, 403, 200})) << "may look";
  caller = manager(true);
  EXPECT_EQ(statuses(), (std::vector{200, 200, 200, 409, 404, 200, 409, 200}));
}

TEST_P(LifeApi, ChangesAnswerTheMember) {
  caller = manager(true);
  EXPECT_EQ(shown(put(path("/state"), StateChange{new_operation(), true, "报失"})).state,
            MemberState::frozen);
  EXPECT_EQ(shown(put(path("/tags"), TagChange{new_operation(), {"熟客"}})).tags,
            std::vector<std::string>{"熟客"});
  const ConsentChange consent{new_operation(), ConsentPurpose::marketing, true, "m-1", clock.now()};
  EXPECT_TRUE(shown(put(path("/consent"), consent)).marketing);
  EXPECT_EQ(history().events.back().staff_name, "店长");
  EXPECT_EQ(history().consents.size(), 2u);
}

TEST_P(LifeApi, AMergeAndItsUndoing) {
  const MemberId loser = add(new_id(), registration("13900001234"))->member_id;
  caller = manager(true);
  const std::string merge = "/v1/member-merges/" + new_operation().text();
  EXPECT_EQ(shown(put(merge, MergeRequest{loser, member, "同一人"})).member_id, member);
  const auto merged_page = *wire::from_json<TillMemberPage>(call("GET", "/v1/till-members").body);
  ASSERT_EQ(merged_page.members.size(), 2u);
  EXPECT_EQ(merged_page.members[1].id, loser);
  EXPECT_EQ(merged_page.members[1].state, MemberState::merged);
  EXPECT_EQ(merged_page.members[1].leads_to, member);
  EXPECT_EQ(shown(put(merge + "/undo", MergeUndo{"合并错了"})).member_id, loser);
  const std::string since = std::to_string(merged_page.version);
  const auto page =
      *wire::from_json<TillMemberPage>(call("GET", "/v1/till-members", "", {{"since", since}}).body);
  ASSERT_EQ(page.members.size(), 1u);
  EXPECT_EQ(page.members[0].state, MemberState::active);
  EXPECT_FALSE(page.members[0].leads_to);
}

TEST_P(LifeApi, TheHistoryNamesTheOtherByNumber) {
  const auto loser = add(new_id(), registration("13900001234"));
  caller = manager(true);
  clock.advance(1000);
  ASSERT_EQ(
      put("/v1/member-merges/" + new_operation().text(), MergeRequest{loser->member_id, member, "同一人"})
          .status,
      200);
  EXPECT_EQ(history().events.back().kind, EventKind::absorbed);
  EXPECT_EQ(history().events.back().other_number, loser->number);
}

TEST_P(LifeApi, ClosesByTheQuote) {
  give("points/" + member.text(), 5);
  caller = manager(true);
  const auto quote = wire::from_json<ClosingQuote>(call("GET", path("/closing")).body);
  ASSERT_TRUE(quote);
  EXPECT_TRUE(quote->may_close);
  const auto closed =
      shown(put(path("/closing"), ClosingRequest{new_operation(), quote->held.points, "顾客要求"}));
  EXPECT_EQ(closed.state, MemberState::closed);
  EXPECT_EQ(closed.phone_masked, "");
  EXPECT_EQ(call("GET", path("/closing")).status, 409);
}

TEST_P(LifeApi, ATillFindsByCode) {
  const auto response = call("POST", "/v1/member-codes", wire::to_json(MemberCodeScan{code()}));
  EXPECT_EQ(shown(response).member_id, member);
  EXPECT_EQ(response.body.find("13859267413"), std::string::npos);
  EXPECT_EQ(call("POST", "/v1/member-codes", wire::to_json(MemberCodeScan{"123"})).status, 400);
  caller.staff_id.reset();
  EXPECT_EQ(call("POST", "/v1/member-codes", wire::to_json(MemberCodeScan{code()})).status, 401);
}

TEST_P(LifeApi, NoRefusalRepeatsAPinOrACode) {
  caller = manager(false);
  for (const char* pin : {"482907", "123456", "267413", "48290x", "900506", "4829070"}) {
    for (const char* last4 : {"7413", "0000", "", "x"}) {
      const auto response = put(path("/pin"), PinChange{new_operation(), pin, "593016", last4});
      EXPECT_EQ(response.body.find(std::string("\"") + pin), std::string::npos) << response.body;
      EXPECT_EQ(response.body.find("593016"), std::string::npos) << response.body;
      EXPECT_EQ(response.body.find("7413"), std::string::npos) << response.body;
    }
  }
  const auto malformed = call("PUT", path("/pin"), R"({"pin":482907,"operation_id":"593016"})");
  EXPECT_EQ(malformed.status, 400);
  EXPECT_EQ(malformed.body.find("482907"), std::string::npos) << malformed.body;
  const std::string wrong = code().substr(0, 19) + "x";
  const auto refused = call("POST", "/v1/member-codes", wire::to_json(MemberCodeScan{wrong}));
  EXPECT_EQ(refused.body.find(wrong.substr(11, 8)), std::string::npos) << refused.body;
}

TEST_P(LifeApi, APinIsSetAtATill) {
  EXPECT_EQ(put(path("/pin"), PinChange{new_operation(), "482907", {}, "7413"}).status, 403)
      << "a cashier alone";
  caller = manager(false);
  EXPECT_EQ(put(path("/pin"), PinChange{new_operation(), "482907", {}, "7413"}).status, 200);
  EXPECT_TRUE(history().pin_set);
  EXPECT_EQ(history().events.back().kind, EventKind::pin_set);
  caller = manager(true);
  EXPECT_EQ(put(path("/pin-removal"), PinRemoval{new_operation(), "忘记密码"}).status, 200);
  EXPECT_FALSE(history().pin_set);
}

}  // namespace
}  // namespace huiji::members
