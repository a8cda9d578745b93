#include "members/close_flow.hpp"

#include "members/members_test_shop.hpp"
#include "members/merge_flow.hpp"
#include "members/pin_flow.hpp"

namespace huiji::members {
namespace {

class Closing : public TestShop {
 protected:
  MemberId member = add(new_id(), registration("13859267413"))->member_id;

  std::string close(const ClosingRequest& request) {
    return code_of(store->write<Done>([&](db::Transaction& transaction) {
      return close_member(transaction, services, actor(), member, request);
    }));
  }
  ClosingRequest confirmed(std::int64_t points) { return {new_operation(), Points{points}, "顾客要求"}; }
  std::int64_t count(const std::string& table) { return std::int64_t(rows_of(table, "merchant_id").size()); }
};
HUIJI_ON_EACH_ENGINE(Closing);

TEST_P(Closing, StoredValueIsPaidOutFirst) {
  give("stored/" + member.text(), 1);
  const auto quote = store->read<Result<ClosingQuote>>([&](db::Transaction& transaction) {
    return quote_closing(transaction, services, merchant_id, member);
  });
  ASSERT_TRUE(quote);
  EXPECT_FALSE(quote->may_close);
  EXPECT_EQ(quote->held.stored, Money{1});
  EXPECT_EQ(close(confirmed(0)), "members.close_holds");
  EXPECT_EQ(find(member).state, MemberState::active);
  give("stored/" + member.text(), -1);
  EXPECT_EQ(close(confirmed(0)), "");
}

TEST_P(Closing, PointsAreForfeitedInTheNumberThatWasConfirmed) {
  give("points/" + member.text(), 230);
  EXPECT_EQ(close(confirmed(229)), "members.close_points");
  EXPECT_EQ(close(confirmed(230)), "");
  EXPECT_EQ(amount("points/" + member.text()), 0);
}

TEST_P(Closing, ErasesThePersonAndFreesThePhone) {
  const std::string number = find(member).number;
  caller = manager(true);
  ASSERT_TRUE(set_pin(services, caller, member, {new_operation(), "482907", {}, {}}));
  ASSERT_EQ(run(change_tags, member, TagChange{new_operation(), {"熟客"}}), "");
  ASSERT_EQ(run(change_state, member, StateChange{new_operation(), true, "老王的卡"}), "");
  const ClosingRequest request = confirmed(0);
  ASSERT_EQ(close(request), "") << "a frozen one may leave";
  EXPECT_EQ(close(request), "") << "once more";
  EXPECT_EQ(close(confirmed(0)), "members.closed");
  const MemberRecord row = find(member);
  EXPECT_EQ(row.state, MemberState::closed);
  EXPECT_EQ(row.number, number) << "documents keep the number";
  EXPECT_TRUE(is_erased(row));
  EXPECT_FALSE(row.name_sealed || row.birthday_sealed);
  EXPECT_EQ(row.tags, "");
  EXPECT_EQ(count("member_secret"), 0);
  EXPECT_EQ(count("member_tags"), 0);
  for (const std::string& event : rows_of("member_event", "reason"))
    EXPECT_EQ(event.find("老王"), std::string::npos);
  EXPECT_EQ(count("member_consent"), 1) << "that he consented stays provable";
  const auto again = add(new_id(), registration("13859267413"));
  ASSERT_TRUE(again);
  EXPECT_NE(again->member_id, member);
  EXPECT_NE(again->number, number);
  EXPECT_EQ(find(member).state, MemberState::closed);
}

TEST_P(Closing, LateMessagesOfAClosedMemberDoNotFail) {
  MemberRegistration wanted = registration("13900001234");
  wanted.name = "张三";
  member = new_id();
  ASSERT_TRUE(add(member, wanted));
  ASSERT_EQ(close(confirmed(0)), "");
  EXPECT_EQ(add(member, wanted)->state, MemberState::closed) << "his registration once more";
  caller = manager(false);
  EXPECT_EQ(call("GET", "/v1/members/" + member.text()).status, 200);
  EXPECT_EQ(call("GET", "/v1/members", "", {{"number", find(member).number}}).status, 200);
  const auto page = wire::from_json<TillMemberPage>(call("GET", "/v1/till-members").body);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->members.back().state, MemberState::closed);
  EXPECT_EQ(page->members.back().till_index, "");
  EXPECT_EQ(run(change_state, member, StateChange{new_operation(), true, "x"}), "members.closed");
}

TEST_P(Closing, TakesThoseAlongWhoWereMergedIntoHim) {
  const MemberId loser = add(new_id(), registration("13900001234"))->member_id;
  const OperationId operation = new_operation();
  ASSERT_TRUE(store->write<Done>([&](db::Transaction& transaction) {
    return merge_members(transaction, services, actor(), operation, {loser, member, "同一人"});
  }));
  ASSERT_EQ(close(confirmed(0)), "");
  store->read<Done>([&](db::Transaction& transaction) {
    EXPECT_TRUE(is_erased(*find_row(transaction, merchant_id, loser)));
    EXPECT_FALSE(find_by_phone(transaction, keys, merchant_id, *parse_phone("13900001234")));
    return Done{};
  });
  EXPECT_EQ(code_of(store->write<Done>([&](db::Transaction& transaction) {
              return undo_merge(transaction, services, actor(), operation, {"后悔"});
            })),
            "members.merge_later");
}

}  // namespace
}  // namespace huiji::members
