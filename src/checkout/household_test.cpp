// Households 家庭: members whose points are one pool, on both engines. After each story verify finds nothing.
#include "checkout/household_test_shop.hpp"
#include "members/pin_flow.hpp"

namespace huiji::checkout {
namespace {

class Households : public HouseholdShop {
 protected:
  void TearDown() override { shop.expect_sound(); }
};

#define EXPECT_REFUSED(result, error)                                            \
  do {                                                                           \
    const auto outcome = (result);                                               \
    ASSERT_FALSE(outcome);                                                       \
    EXPECT_EQ(outcome.refusal().code, &(error)) << outcome.refusal().code->code; \
  } while (false)

TEST_P(Households, JoiningBringsThePointsAndLeavingTakesThemAlong) {
  adjust(people[0], 100), adjust(people[1], 30);
  const auto first = join(people[0], home);
  ASSERT_TRUE(first) << first.refusal().text(false);
  ASSERT_TRUE(join(people[1], home));
  EXPECT_EQ(own(people[0]), 0);
  EXPECT_EQ(pool(home), 130);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(wallet_of(people[i]).points, Points{130});
    EXPECT_EQ(wallet_of(people[i]).points_available, Points{130});
    EXPECT_EQ(wallet_of(people[i]).household->members, 2);
  }
  EXPECT_FALSE(wallet_of(people[2]).household);
  const auto household = household_of(people[1]);
  ASSERT_TRUE(household);
  EXPECT_EQ(household->points, Points{130});
  EXPECT_EQ(household->members[0].points, Points{100});
  EXPECT_EQ(household->members[1].points, Points{30});
  EXPECT_EQ(household->members[1].phone_masked, "139****0002");
  EXPECT_EQ(household->members[1].consent, wallet::HouseholdConsent::noted);
  shop.expect_sound();
  ASSERT_TRUE(leave(people[0], home));
  EXPECT_EQ(own(people[0]), 100);
  EXPECT_EQ(pool(home), 30);
  EXPECT_FALSE(wallet_of(people[0]).household);
}

TEST_P(Households, AnybodyEarnsIntoItAndSpendsFromIt) {
  allow_points();
  adjust(people[0], 900);
  ASSERT_TRUE(join(people[0], home) && join(people[1], home));
  shop.clock.advance(kSecond_ms);
  const auto hold = hold_points(people[1], 300);
  ASSERT_TRUE(hold) << hold.refusal().text(false);
  EXPECT_EQ(hold->member_id, people[1]);
  const Receipt sale = sold_with(people[1], *hold, {line(6, 4)});
  EXPECT_EQ(sale.points_spent, Points{300});
  EXPECT_EQ(sale.points_shared, true);
  EXPECT_EQ(sale.points_balance, Points{600} + sale.points);
  EXPECT_EQ(pool(home), sale.points_balance->count);
  const auto household = household_of(people[0]);
  EXPECT_EQ(household->members[0].points, Points{600});
  EXPECT_EQ(household->members[1].points, sale.points);
  const auto statement = read<wallet::Statement>([&](db::Transaction& transaction) {
    return wallet::statement_of(transaction, shop.merchant_id, wallet::StatementOf::points, people[0].bytes,
                                "");
  });
  EXPECT_EQ(statement.lines[0].reason, "sale");
  EXPECT_EQ(statement.lines[0].member_id, people[1]) << "who spent, on everybody's statement";
  EXPECT_FALSE(statement.lines[0].member_number->empty());
  EXPECT_EQ(statement.lines[0].after, pool(home));
}

TEST_P(Households, GrowthAndTierStayPersonal) {
  wallet::ValuePolicy policy;
  policy.tiers = {{"standard", 0, {}}, {"gold", 10, {}}};
  put_policy(policy);
  ASSERT_TRUE(join(people[0], home) && join(people[1], home));
  const Receipt sale = shop.sold(0, {line(6, 4)}, people[0]);
  EXPECT_EQ(wallet_of(people[0]).growth, *sale.growth);
  EXPECT_EQ(wallet_of(people[0]).tier, "gold");
  EXPECT_EQ(wallet_of(people[1]).growth, 0);
  EXPECT_EQ(wallet_of(people[1]).tier, "standard");
}

TEST_P(Households, AReturnFindsThePointsWhereTheyAre) {
  allow_points();
  const Receipt before = shop.sold(0, {line(6, 2)}, people[0]);  // before he joins
  ASSERT_TRUE(join(people[0], home) && join(people[1], home));
  ASSERT_TRUE(shop.take_back(0, shop.new_id(), shop.give_back(0, before.sale_id, {{1, pieces(2)}})));
  EXPECT_EQ(pool(home), 0);
  EXPECT_EQ(own(people[0]), 0);
  shop.expect_sound();
  const Receipt inside = shop.sold(0, {line(6, 2)}, people[0]);
  ASSERT_TRUE(leave(people[0], home));
  EXPECT_EQ(own(people[0]), inside.points.count);
  const auto back = shop.take_back(0, shop.new_id(), shop.give_back(0, inside.sale_id, {{1, pieces(2)}}));
  ASSERT_TRUE(back);
  EXPECT_EQ(own(people[0]), 0);
  EXPECT_FALSE(back->points_shared);
}

// Who spends the household's points, leaves and brings the goods back would have made them his own.
TEST_P(Households, SpentPointsGoBackToTheOneWhoEarnedThem) {
  allow_points();
  adjust(people[0], 900);
  ASSERT_TRUE(join(people[0], home) && join(people[1], home));
  const Receipt sale = sold_with(people[1], *hold_points(people[1], 300), {line(6, 4)});
  ASSERT_TRUE(leave(people[1], home));
  const std::int64_t earned = own(people[1]);
  EXPECT_EQ(pool(home), 600);
  const auto back = shop.take_back(0, shop.new_id(), shop.give_back(0, sale.sale_id, {{1, pieces(4)}}));
  ASSERT_TRUE(back) << back.refusal().text(false);
  EXPECT_EQ(back->points_spent, Points{300});
  EXPECT_EQ(pool(home), 900);
  EXPECT_EQ(own(people[1]), earned - sale.points.count);
  EXPECT_EQ(back->points_balance, Points{own(people[1])});
}

TEST_P(Households, OwedOrPromisedPointsKeepTheDoorShut) {
  adjust(people[0], -50);
  EXPECT_REFUSED(join(people[0], home), wallet::household_member_owes);
  adjust(people[0], 150);
  const auto promised = hold_points(people[0], 40);
  EXPECT_REFUSED(join(people[0], home), wallet::household_promised);
  ASSERT_TRUE(write<AllowanceView>([&](db::Transaction& transaction) {
    return wallet::release_allowance(transaction, at_till(0), promised->allowance_id, shop.clock.now());
  }));
  ASSERT_TRUE(join(people[0], home) && join(people[1], home));
  const auto again = hold_points(people[1], 40);
  ASSERT_TRUE(again);
  EXPECT_REFUSED(leave(people[0], home), wallet::household_promised);
  shop.clock.advance(kHour_ms);
  ASSERT_TRUE(write<int>([&](db::Transaction& transaction) -> Result<int> {
    return wallet::free_overdue_holds(transaction, shop.merchant_id, shop.clock.now(), 10);
  }));
  adjust(people[1], -200);
  EXPECT_REFUSED(leave(people[0], home), wallet::household_owes);
  EXPECT_REFUSED(join(people[2], home), wallet::household_owes);
  adjust(people[1], 500);
  EXPECT_TRUE(leave(people[0], home));
}

TEST_P(Households, OneHouseholdEachAndNotTooManyInIt) {
  wallet::ValuePolicy policy;
  policy.household_size = 2;
  put_policy(policy);
  ASSERT_TRUE(join(people[0], home) && join(people[1], home));
  EXPECT_REFUSED(join(people[1], other), wallet::household_already);
  EXPECT_REFUSED(join(people[1], home), wallet::household_already);
  EXPECT_REFUSED(join(people[2], home), wallet::household_full);
  EXPECT_REFUSED(leave(people[2], home), wallet::household_not_in);
  EXPECT_REFUSED(leave(people[0], other), wallet::household_not_in);
  shop.run("UPDATE member SET state = 'frozen' WHERE number = (SELECT max(number) FROM member)");
  EXPECT_REFUSED(join(people[3], other), wallet::member_not_active);
}

TEST_P(Households, ALostReplyJoinsOnce) {
  adjust(people[0], 100);
  const OperationId id = new_id<OperationId>();
  const auto first = change(home, people[0], HouseholdStep::join, id);
  const auto again = change(home, people[0], HouseholdStep::join, id);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(wire::to_json(*first), wire::to_json(*again));
  EXPECT_REFUSED(change(other, people[0], HouseholdStep::join, id), wallet::id_reused);
  EXPECT_EQ(pool(home), 100);
}

TEST_P(Households, AJoinIsProvenByTheMembersOwnPin) {
  const wallet::Services proving{*store, shop.clock, shop.keys, member_services()};
  const Caller caller = in_office(shop.manager);
  ASSERT_TRUE(
      members::set_pin(member_services(), caller, people[0], {new_id<OperationId>(), "258036", {}, {}}));
  const OperationId id = new_id<OperationId>();
  HouseholdChange change{home, people[0], HouseholdStep::join, "本人输入", "111999", {}};
  EXPECT_FALSE(wallet::prove_join(proving, caller, id, change));
  change.pin = "258036";
  const auto proven = wallet::prove_join(proving, caller, id, change);
  ASSERT_TRUE(proven) << proven.refusal().text(false);
  ASSERT_TRUE(write<OperationReceipt>([&](db::Transaction& transaction) {
    return wallet::change_household(transaction, caller, id, change, *proven, shop.clock.now());
  }));
  EXPECT_EQ(household_of(people[0])->members[0].consent, wallet::HouseholdConsent::proven);
  EXPECT_EQ(shop.number("SELECT count(*) FROM value_operation WHERE request LIKE '%258036%'"), 0);
}

TEST_P(Households, TheLastOneTakesAll) {
  adjust(people[0], 100), adjust(people[1], 30);
  ASSERT_TRUE(join(people[0], home) && join(people[1], home));
  adjust(people[0], 5);
  ASSERT_TRUE(leave(people[1], home) && leave(people[0], home));
  EXPECT_EQ(own(people[0]), 105);
  EXPECT_EQ(own(people[1]), 30);
  EXPECT_EQ(pool(home), 0);
  EXPECT_EQ(shop.number("SELECT count(*) FROM lot WHERE earner IS NOT NULL"), 0);
}

TEST_P(Households, PointsThatWaitAreSharedToo) {
  wallet::ValuePolicy policy;
  policy.pending = {{"online", 1}};
  put_policy(policy);
  const auto online = [&](MemberId member) {
    SaleRequest request = shop.request(0, {line(6, 3)}, member);
    request.facts = TillFacts{};
    request.facts->channel = "online";
    const auto receipt = shop.sell(0, shop.new_id(), shop.priced(std::move(request)));
    HUIJI_CHECK(receipt);
    return *receipt;
  };
  const Receipt before = online(people[0]);
  ASSERT_TRUE(join(people[0], home) && join(people[1], home));
  const Receipt inside = online(people[1]);
  EXPECT_EQ(wallet_of(people[0]).points_pending, before.points + inside.points);
  EXPECT_EQ(household_of(people[0])->members[1].pending, inside.points);
  shop.expect_sound();
  ASSERT_TRUE(leave(people[1], home));
  EXPECT_EQ(wallet_of(people[1]).points_pending, inside.points);
  shop.clock.advance(3 * kDay_ms);
  run_jobs();
  EXPECT_EQ(pool(home), before.points.count);
  EXPECT_EQ(own(people[1]), inside.points.count);
}

TEST_P(Households, WhoIsInOneIsNeitherMergedAwayNorClosed) {
  adjust(people[0], 100), adjust(people[2], 7);
  ASSERT_TRUE(join(people[0], home));
  const auto merge = [&](MemberId loser, MemberId winner) {
    return write<Done>([&](db::Transaction& transaction) {
      return members::merge_members(transaction, member_services(), actor(), new_id<OperationId>(),
                                    {loser, winner, "同一人"});
    });
  };
  EXPECT_REFUSED(merge(people[0], people[1]), wallet::household_first);
  const auto close = write<Done>([&](db::Transaction& transaction) {
    return members::close_member(transaction, member_services(), actor(), people[0],
                                 {new_id<OperationId>(), {0}, "本人申请"});
  });
  EXPECT_REFUSED(close, wallet::household_first);
  ASSERT_TRUE(merge(people[2], people[0])) << "another one's points come into the pool";
  EXPECT_EQ(pool(home), 107);
  EXPECT_EQ(household_of(people[0])->members[0].points, Points{107});
}

TEST_P(Households, AnUnmergeFindsItsPointsInThePool) {
  adjust(people[0], 100), adjust(people[2], 7), adjust(people[1], 11);
  ASSERT_TRUE(join(people[0], home) && join(people[1], home));
  const OperationId id = new_id<OperationId>();
  ASSERT_TRUE(write<Done>([&](db::Transaction& transaction) {
    return members::merge_members(transaction, member_services(), actor(), id,
                                  {people[2], people[0], "同一人"});
  }));
  shop.expect_sound();
  ASSERT_TRUE(write<Done>([&](db::Transaction& transaction) {
    return members::undo_merge(transaction, member_services(), actor(), id, {"弄错了"});
  }));
  EXPECT_EQ(own(people[2]), 7);
  EXPECT_EQ(pool(home), 111);
  EXPECT_EQ(household_of(people[0])->members[0].points, Points{100});
}

HUIJI_ON_EACH_ENGINE(Households);

}  // namespace
}  // namespace huiji::checkout
