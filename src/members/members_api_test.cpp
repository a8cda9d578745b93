#include <gtest/gtest.h>

#include <set>

#include "members/member_number.hpp"
#include "members/members_test_shop.hpp"
#include "platform/crypto/blind_index.hpp"

namespace huiji::members {
namespace {

class MembersApi : public TestShop {
 protected:
  http::Response put(MemberId member_id, const MemberRegistration& body) {
    return call("PUT", "/v1/members/" + member_id.text(), wire::to_json(body));
  }
  MemberList find(const std::string& by, const std::string& text) {
    const auto response = call("GET", "/v1/members", "", {{by, text}});
    EXPECT_EQ(response.status, 200) << response.body;
    auto list = wire::from_json<MemberList>(response.body);
    EXPECT_TRUE(list);
    return list ? *list : MemberList{};
  }
  int find_status() { return call("GET", "/v1/members", "", {{"phone", "13800001234"}}).status; }
  TillMemberPage page(const std::string& since) {
    const auto response = call("GET", "/v1/till-members", "", {{"since", since}});
    EXPECT_EQ(response.status, 200) << response.body;
    return *wire::from_json<TillMemberPage>(response.body);
  }
};
HUIJI_ON_EACH_ENGINE(MembersApi);

TEST_P(MembersApi, RegistersAndAnswersMasked) {
  MemberRegistration wanted = registration("138 0000 1234");
  wanted.name = "张三丰";
  wanted.birthday = parse_date("1990-05-06");
  const MemberId id = new_id();
  const auto response = put(id, wanted);
  ASSERT_EQ(response.status, 200) << response.body;
  const auto member = wire::from_json<Member>(response.body);
  EXPECT_EQ(member->member_id, id);
  EXPECT_EQ(member->phone_masked, "138****1234");
  EXPECT_EQ(member->name_masked, "张*");
  EXPECT_TRUE(member->has_birthday);
  EXPECT_EQ(member->points.count, 77);
  EXPECT_EQ(member->consent_version, "2026-11");
  EXPECT_EQ(response.body.find("13800001234"), std::string::npos);
  EXPECT_EQ(response.body.find("三丰"), std::string::npos);
  EXPECT_EQ(response.body.find("1990"), std::string::npos);
  EXPECT_EQ(put(id, wanted).body, response.body) << "the same request, the same answer";
}

TEST_P(MembersApi, RefusalsHoldNoPhone) {
  MemberRegistration wanted = registration("138000012345");
  const auto response = put(new_id(), wanted);
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body.find("13800001"), std::string::npos) << response.body;
  const auto search = call("GET", "/v1/members", "", {{"phone", "138000012345"}});
  EXPECT_EQ(search.status, 400);
  EXPECT_EQ(search.body.find("13800001"), std::string::npos) << search.body;
  EXPECT_EQ(search.body.find("345"), std::string::npos) << search.body;
}

TEST_P(MembersApi, FindsByPhoneFourDigitsAndNumber) {
  const auto one = add(new_id(), registration("13800001234"));
  const auto two = add(new_id(), registration("13911111234"));
  EXPECT_EQ(find("phone", "１３８ 0000 1234").members.at(0).member_id, one->member_id);
  EXPECT_EQ(find("phone", "13800009999").members.size(), 0u);
  EXPECT_EQ(find("last4", "1234").total, 2);
  EXPECT_EQ(find("number", two->number).members.at(0).member_id, two->member_id);
  EXPECT_EQ(call("GET", "/v1/members", "", {{"number", "1000000000"}}).status, 400) << "check digit";
  EXPECT_EQ(call("GET", "/v1/members/" + one->member_id.text()).status, 200);
  EXPECT_EQ(call("GET", "/v1/members/" + new_id().text()).status, 404);
}

TEST_P(MembersApi, FourDigitsShowAtMostTwenty) {
  for (int i = 0; i < 23; ++i)
    ASSERT_TRUE(add(new_id(), registration("138" + std::to_string(1000 + i) + "1234")));
  const MemberList list = find("last4", "1234");
  EXPECT_EQ(list.members.size(), 20u);
  EXPECT_EQ(list.total, 23);
}

TEST_P(MembersApi, WhoMayLook) {
  ASSERT_TRUE(add(new_id(), registration("13800001234")));
  EXPECT_EQ(find_status(), 200) << "a cashier at his till";
  caller = in_office();
  EXPECT_EQ(find_status(), 200) << "with the right";
  caller.rights = {Right::register_member};
  EXPECT_EQ(find_status(), 403) << "a cashier in the office";
  caller = at_till();
  caller.staff_id.reset();
  caller.rights = {};
  EXPECT_EQ(find_status(), 401) << "a till where nobody is logged in";
  EXPECT_EQ(put(new_id(), registration("13800001235")).status, 200) << "it still delivers registrations";
  caller.till_id.reset();
  EXPECT_EQ(put(new_id(), registration("13800001236")).status, 403);
}

TEST_P(MembersApi, TheListIsForTheOffice) {
  for (int i = 0; i < 120; ++i)
    ASSERT_TRUE(add(new_id(), registration("1380000" + std::to_string(1000 + i))));
  EXPECT_EQ(call("GET", "/v1/members").status, 403) << "not at a till";
  caller = in_office();
  std::vector<std::string> numbers;
  std::string cursor;
  int pages = 0;
  do {
    const auto list = wire::from_json<MemberList>(call("GET", "/v1/members", "", {{"cursor", cursor}}).body);
    ASSERT_TRUE(list);
    EXPECT_EQ(list->total, 120);
    for (const Member& member : list->members) numbers.push_back(member.number);
    cursor = list->next.value_or("");
    ASSERT_LE(++pages, 4);
  } while (!cursor.empty());
  ASSERT_EQ(numbers.size(), 120u);
  EXPECT_EQ(numbers.front(), make_member_number(120)) << "newest first";
  EXPECT_EQ(numbers.back(), make_member_number(1));
  EXPECT_TRUE(std::is_sorted(numbers.rbegin(), numbers.rend()));
  EXPECT_EQ(call("GET", "/v1/members", "", {{"cursor", "x"}}).status, 400);
}

TEST_P(MembersApi, TillsGetPagesOfFiveThousandAndThenWhatChanged) {
  write([&](db::Transaction& transaction) {
    const Registrar registrar{keys, random, merchant_id, caller.staff_id, clock.now()};
    for (int i = 0; i < 5003; ++i) {
      const auto member = check_registration(
          new_id(), registration("1380000" + std::to_string(1000 + i % 5003)), *parse_date("2026-11-22"));
      insert_member(transaction, registrar, *member);
    }
  });
  const TillMemberPage first = page("0");
  EXPECT_EQ(first.members.size(), 5000u);
  EXPECT_TRUE(first.more);
  const TillMemberPage second = page(std::to_string(first.version));
  EXPECT_EQ(second.members.size(), 3u);
  EXPECT_FALSE(second.more);
  EXPECT_EQ(second.version, 5003);
  EXPECT_EQ(page("5003").members.size(), 0u);
  EXPECT_EQ(page("5003").version, 5003);
  ASSERT_TRUE(add(new_id(), registration("13912345678")));
  const TillMemberPage change = page("5003");
  ASSERT_EQ(change.members.size(), 1u);
  const TillMember& member = change.members[0];
  EXPECT_EQ(member.phone_masked, "139****5678");
  EXPECT_EQ(member.points.count, 77);
  EXPECT_EQ(member.till_index,
            crypto::till_index(crypto::till_lookup_key(keys, merchant_id), *parse_phone("13912345678")));
  EXPECT_EQ(page("999999").members.size(), 5000u) << "it knew more before a backup was restored";
  EXPECT_EQ(call("GET", "/v1/till-members", "", {{"since", "-1"}}).status, 400);
}

}  // namespace
}  // namespace huiji::members
