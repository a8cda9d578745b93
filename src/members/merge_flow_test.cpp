#include "members/merge_flow.hpp"

#include "members/close_flow.hpp"
#include "members/members_test_shop.hpp"

namespace huiji::members {
namespace {

class Merging : public TestShop {
 protected:
  MemberId add_member(const std::string& phone) { return add(new_id(), registration(phone))->member_id; }
  std::string merge(OperationId operation, MemberId loser, MemberId winner, const char* reason = "同一人") {
    clock.advance(1000);
    return code_of(store->write<Done>([&](db::Transaction& transaction) {
      return merge_members(transaction, services, actor(), operation, {loser, winner, reason});
    }));
  }
  std::string undo(OperationId operation) {
    clock.advance(1000);
    return code_of(store->write<Done>([&](db::Transaction& transaction) {
      return undo_merge(transaction, services, actor(), operation, {"合并错了"});
    }));
  }
  MemberId by_phone(const std::string& phone) {
    return store->read<MemberId>([&](db::Transaction& transaction) {
      return find_by_phone(transaction, keys, merchant_id, *parse_phone(phone))->member_id;
    });
  }
  MemberId by_number(const std::string& number) {
    return store->read<MemberId>([&](db::Transaction& transaction) {
      return find_by_number(transaction, merchant_id, number)->member_id;
    });
  }
  std::int64_t points(MemberId member) { return amount("points/" + member.text()); }

  static constexpr const char* kMember =
      "member_id, number, phone_sealed, phone_index, last4_index, name_sealed, birthday_sealed, tier, state, "
      "consent_version, consent_at, registered_at, registered_by, tags, marketing";
  // All that an un-merge has to bring back, byte for byte; a row's version alone may rise.
  std::vector<std::string> state_of_all() {
    auto all = rows_of("member", kMember);
    for (const char* table : {"member_alias", "member_secret", "member_tags", "member_consent"}) {
      const auto rows = rows_of(table, "*");
      all.insert(all.end(), rows.begin(), rows.end());
    }
    const auto held = rows_of("balance", "account, amount");
    for (const std::string& row : held)
      if (row.rfind("points/", 0) == 0 && row.find("|0|") == std::string::npos) all.push_back(row);
    return all;
  }
};
HUIJI_ON_EACH_ENGINE(Merging);

TEST_P(Merging, TheWinnerAnswersForPhoneNumberAndIds) {
  const MemberId winner = add_member("13800001234"), loser = add_member("13900001234");
  const MemberId alias = new_id();
  ASSERT_TRUE(add(alias, registration("13900001234")));
  const std::string number = find(loser).number;
  give("points/" + loser.text(), 30);
  give("points/" + winner.text(), 12);
  EXPECT_EQ(merge(new_operation(), loser, winner), "");
  EXPECT_EQ(find(loser).member_id, winner);
  EXPECT_EQ(find(alias).member_id, winner);
  EXPECT_EQ(by_phone("13900001234"), winner);
  EXPECT_EQ(by_number(number), winner);
  EXPECT_EQ(points(winner), 42);
  EXPECT_EQ(points(loser), 0);
  store->read<Done>([&](db::Transaction& transaction) {
    EXPECT_EQ(find_by_last4(transaction, keys, merchant_id, "1234").size(), 1u) << "found twice, told once";
    EXPECT_EQ(list_newest(transaction, merchant_id, {}, 10).size(), 1u);
    EXPECT_EQ(count_members(transaction, merchant_id), 1);
    return Done{};
  });
}

TEST_P(Merging, ComesBackByteForByte) {
  const MemberId winner = add_member("13800001234"), loser = add_member("13900001234");
  ASSERT_TRUE(add(new_id(), registration("13900001234")));
  ASSERT_TRUE(add(new_id(), registration("13800001234")));
  ASSERT_EQ(run(change_tags, loser, TagChange{new_operation(), {"熟客"}}), "");
  give("points/" + loser.text(), 30);
  give("points/" + winner.text(), 12);
  const auto before = state_of_all();
  const auto version = find(loser).version;
  const OperationId operation = new_operation();
  ASSERT_EQ(merge(operation, loser, winner), "");
  EXPECT_NE(state_of_all(), before);
  EXPECT_EQ(undo(operation), "");
  EXPECT_EQ(state_of_all(), before);
  EXPECT_GT(find(loser).version, version) << "the tills hear of it";
  EXPECT_EQ(undo(operation), "") << "once more changes nothing";
  EXPECT_EQ(state_of_all(), before);
}

TEST_P(Merging, TwiceTheSameIsOne) {
  const MemberId winner = add_member("13800001234"), loser = add_member("13900001234");
  give("points/" + loser.text(), 30);
  const OperationId operation = new_operation();
  ASSERT_EQ(merge(operation, loser, winner), "");
  EXPECT_EQ(merge(operation, loser, winner), "");
  EXPECT_EQ(points(winner), 30);
  EXPECT_EQ(merge(operation, loser, winner, "其他"), "members.operation_reused");
  EXPECT_EQ(merge(operation, winner, loser), "members.operation_reused");
  EXPECT_EQ(merge(new_operation(), loser, winner), "members.merge_same") << "they are one";
  ASSERT_EQ(undo(operation), "");
  EXPECT_EQ(merge(operation, loser, winner), "") << "a late repetition does not merge again";
  EXPECT_EQ(find(loser).member_id, loser);
}

TEST_P(Merging, RegistrationsOfTheLoserAreDeliveredLate) {
  const MemberId winner = add_member("13800001234"), loser = new_id(), late = new_id();
  MemberRegistration wanted = registration("13900001234");
  ASSERT_TRUE(add(loser, wanted));
  const OperationId operation = new_operation();
  ASSERT_EQ(merge(operation, loser, winner), "");
  EXPECT_EQ(add(loser, wanted)->member_id, winner) << "sent again";
  EXPECT_EQ(add(late, wanted)->member_id, winner) << "from a till that was offline";
  EXPECT_EQ(add(late, wanted)->member_id, winner) << "and again";
  EXPECT_EQ(code_of(add(late, registration("13700001234"))), "members.other_content");
  ASSERT_EQ(undo(operation), "");
  EXPECT_EQ(find(late).member_id, loser) << "it was the loser's phone";
}

TEST_P(Merging, AChainIsUndoneFromItsEnd) {
  const MemberId a = add_member("13800001111"), b = add_member("13800002222"), c = add_member("13800003333");
  give("points/" + a.text(), 1);
  give("points/" + b.text(), 10);
  give("points/" + c.text(), 100);
  const auto before = state_of_all();
  const OperationId first = new_operation(), second = new_operation();
  ASSERT_EQ(merge(first, a, b), "");
  ASSERT_EQ(merge(second, b, c), "");
  EXPECT_EQ(find(a).member_id, c);
  EXPECT_EQ(points(c), 111);
  EXPECT_EQ(undo(first), "members.merge_later");
  ASSERT_EQ(undo(second), "");
  EXPECT_EQ(find(a).member_id, b);
  EXPECT_EQ(points(b), 11);
  ASSERT_EQ(undo(first), "");
  EXPECT_EQ(state_of_all(), before);
}

TEST_P(Merging, OnlyActiveMembersMerge) {
  const MemberId winner = add_member("13800001234"), loser = add_member("13900001234");
  ASSERT_EQ(run(change_state, loser, StateChange{new_operation(), true, "盗用"}), "");
  EXPECT_EQ(merge(new_operation(), loser, winner), "members.merge_state") << "no way out of a freeze";
  EXPECT_EQ(merge(new_operation(), winner, loser), "members.merge_state");
  EXPECT_EQ(merge(new_operation(), winner, winner), "members.merge_same");
  EXPECT_EQ(merge(new_operation(), winner, new_id()), "members.unknown_member");
  EXPECT_EQ(undo(new_operation()), "members.merge_unknown");
}

// Histories at will: members with aliases, points and tags; merges and undoings in any order that is allowed.
// Undoing all in the end brings everything back.
TEST_P(Merging, AnyHistoryOfMergesComesBack) {
  std::uint64_t seed = 20261126;
  for (int history = 0; history < 12; ++history) {
    test::SeededRandom dice(seed + static_cast<std::uint64_t>(history));
    std::vector<MemberId> members;
    for (int i = 0; i < 5; ++i) {
      const std::string phone = "138" + std::to_string(10'000'000 + history * 100 + i);
      members.push_back(add_member(phone));
      if (dice.below(2) == 0) {
        ASSERT_TRUE(add(new_id(), registration(phone)));
      }
      give("points/" + members.back().text(), static_cast<std::int64_t>(1 + dice.below(1000)));
    }
    const auto before = state_of_all();
    std::vector<OperationId> live;
    for (int step = 0; step < 12; ++step) {
      if (!live.empty() && dice.below(3) == 0) {
        const std::size_t at = dice.below(live.size());
        const std::string refused = undo(live[at]);
        ASSERT_TRUE(refused.empty() || refused == "members.merge_later") << refused;
        if (refused.empty()) live.erase(live.begin() + static_cast<std::ptrdiff_t>(at));
        continue;
      }
      const MemberId loser = members[dice.below(5)], winner = members[dice.below(5)];
      const OperationId operation = new_operation();
      const std::string refused = merge(operation, loser, winner);
      ASSERT_TRUE(refused.empty() || refused == "members.merge_same") << refused;
      if (refused.empty()) live.push_back(operation);
    }
    while (!live.empty()) {
      ASSERT_EQ(undo(live.back()), "") << "history " << history;
      live.pop_back();
    }
    ASSERT_EQ(state_of_all(), before) << "history " << history;
  }
}

TEST_P(Merging, TheHistoryTellsIt) {
  const MemberId winner = add_member("13800001234"), loser = add_member("13900001234");
  const OperationId operation = new_operation();
  ASSERT_EQ(merge(operation, loser, winner), "");
  const auto look = [&](MemberId of) {
    return store->read<MemberHistory>(
        [&](db::Transaction& transaction) { return history_of(transaction, actor(), of); });
  };
  const auto kinds = [](const MemberHistory& history) {
    std::vector<EventKind> kinds;
    for (const MemberEvent& event : history.events) kinds.push_back(event.kind);
    return kinds;
  };
  EXPECT_EQ(kinds(look(winner)),
            (std::vector{EventKind::registered, EventKind::registered, EventKind::absorbed}));
  EXPECT_EQ(look(winner).events[2].other_member_id, loser);
  EXPECT_FALSE(look(winner).events[2].undone);
  ASSERT_EQ(undo(operation), "");
  EXPECT_EQ(kinds(look(winner)),
            (std::vector{EventKind::registered, EventKind::absorbed, EventKind::released}));
  EXPECT_TRUE(look(winner).events[1].undone);
  EXPECT_EQ(kinds(look(loser)), (std::vector{EventKind::registered, EventKind::merged, EventKind::unmerged}));
}

TEST_P(Merging, WithoutHoldingsNothingIsMoved) {
  services.holdings = nullptr;
  const MemberId winner = add_member("13800001234"), loser = add_member("13900001234");
  const OperationId operation = new_operation();
  EXPECT_EQ(merge(operation, loser, winner), "");
  EXPECT_EQ(undo(operation), "");
}

}  // namespace
}  // namespace huiji::members
