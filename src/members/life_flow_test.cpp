#include "members/life_flow.hpp"

#include "members/members_test_shop.hpp"

namespace huiji::members {
namespace {

class Life : public TestShop {
 protected:
  MemberId member = add(new_id(), registration("13859267413"))->member_id;

  MemberHistory history(MemberId of) {
    return store->read<MemberHistory>(
        [&](db::Transaction& transaction) { return history_of(transaction, actor(), of); });
  }
  std::vector<EventKind> kinds(MemberId of) {
    std::vector<EventKind> kinds;
    for (const MemberEvent& event : history(of).events) kinds.push_back(event.kind);
    return kinds;
  }
  std::string tag(std::vector<std::string> tags) {
    clock.advance(1000);
    return run(change_tags, member, TagChange{new_operation(), std::move(tags)});
  }
  bool plausible(std::vector<std::string> tags, Instant at) {
    return store->read<bool>([&](db::Transaction& transaction) {
      return could_have_tags(transaction, merchant_id, member, *find_member(transaction, merchant_id, member),
                             std::move(tags), at);
    });
  }
};
HUIJI_ON_EACH_ENGINE(Life);

TEST_P(Life, FreezingIsRecordedAndReachesTheTills) {
  const auto before = find(member);
  const StateChange freeze{new_operation(), true, "顾客报失"};
  clock.advance(1000);
  EXPECT_EQ(run(change_state, member, freeze), "");
  EXPECT_EQ(find(member).state, MemberState::frozen);
  EXPECT_GT(find(member).version, before.version);
  const auto after = find(member);
  EXPECT_EQ(run(change_state, member, freeze), "") << "once more";
  EXPECT_EQ(find(member).version, after.version);
  StateChange other = freeze;
  other.reason = "别的原因";
  EXPECT_EQ(run(change_state, member, other), "members.operation_reused");
  EXPECT_EQ(run(change_state, member, StateChange{new_operation(), true, " "}), "members.reason_form");
  EXPECT_EQ(run(change_state, new_id(), StateChange{new_operation(), true, "x"}), "members.unknown_member");
  clock.advance(1000);
  EXPECT_EQ(run(change_state, member, StateChange{new_operation(), false, "找到了"}), "");
  EXPECT_EQ(find(member).state, MemberState::active);
  const auto events = history(member).events;
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0].kind, EventKind::registered);
  EXPECT_EQ(events[1].kind, EventKind::frozen);
  EXPECT_EQ(events[1].reason, "顾客报失");
  EXPECT_EQ(events[1].staff_id, caller.staff_id);
  EXPECT_EQ(events[1].operation_id, freeze.operation_id);
  EXPECT_EQ(events[2].kind, EventKind::unfrozen);
}

TEST_P(Life, ALateRepetitionDoesNotUndoWhatCameAfter) {
  const StateChange freeze{new_operation(), true, "报失"};
  ASSERT_EQ(run(change_state, member, freeze), "");
  ASSERT_EQ(run(change_state, member, StateChange{new_operation(), false, "找到了"}), "");
  EXPECT_EQ(run(change_state, member, freeze), "");
  EXPECT_EQ(find(member).state, MemberState::active);
}

TEST_P(Life, TagsAreSetWholeAndTheHistoryNamesNone) {
  EXPECT_EQ(tag({"熟客", "素食", "熟客"}), "");
  EXPECT_EQ(find(member).tags, "熟客\n素食");
  EXPECT_EQ(tag({"熟客"}), "");
  EXPECT_EQ(find(member).tags, "熟客");
  EXPECT_EQ(tag({"13800001234"}), "members.words_number");
  for (const std::string& row : rows_of("member_event", "kind, reason"))
    EXPECT_EQ(row.find("熟客"), std::string::npos) << row;
  EXPECT_EQ(kinds(member),
            (std::vector{EventKind::registered, EventKind::tags_changed, EventKind::tags_changed}));
}

TEST_P(Life, ATillMayKnowTagsOfTheWeekBefore) {
  EXPECT_EQ(tag({"熟客"}), "");
  clock.advance(kDay_ms);
  const Instant changed = clock.now() + 1000;
  EXPECT_EQ(tag({"b", "a"}), "");
  EXPECT_TRUE(plausible({}, clock.now()));
  EXPECT_TRUE(plausible({"b", "a"}, clock.now())) << "in any order";
  EXPECT_TRUE(plausible({"熟客"}, changed + kTillKnows_ms));
  EXPECT_FALSE(plausible({"熟客"}, changed + (kTillKnows_ms + 1))) << "no longer";
  EXPECT_FALSE(plausible({"a"}, clock.now())) << "a part was never all";
  EXPECT_FALSE(plausible({"a", "b", "熟客"}, clock.now()));
  EXPECT_EQ(tag({}), "");
  EXPECT_TRUE(plausible({"a", "b"}, clock.now()));
}

TEST_P(Life, MarketingIsAskedApartAndWithdrawnAlone) {
  const auto say = [&](bool given, const char* version, ConsentPurpose purpose = ConsentPurpose::marketing) {
    clock.advance(1000);
    return run(change_consent, member, ConsentChange{new_operation(), purpose, given, version, clock.now()});
  };
  EXPECT_FALSE(find(member).marketing) << "membership alone is no consent to marketing";
  EXPECT_EQ(say(true, "m-1"), "");
  EXPECT_TRUE(find(member).marketing);
  EXPECT_EQ(say(false, "m-1"), "");
  EXPECT_FALSE(find(member).marketing);
  EXPECT_EQ(find(member).state, MemberState::active);
  EXPECT_EQ(say(true, ""), "members.consent_missing");
  EXPECT_EQ(say(false, "2026-11", ConsentPurpose::membership), "members.consent_closes");
  const auto consents = history(member).consents;
  ASSERT_EQ(consents.size(), 3u);
  EXPECT_EQ(consents[0].purpose, ConsentPurpose::membership);
  EXPECT_EQ(consents[0].version, "2026-11");
  EXPECT_TRUE(consents[1].given);
  EXPECT_FALSE(consents[2].given);
  EXPECT_EQ(consents[2].version, "m-1");
  EXPECT_EQ(kinds(member),
            (std::vector{EventKind::registered, EventKind::consent_given, EventKind::consent_withdrawn}));
}

}  // namespace
}  // namespace huiji::members
