// Paid memberships 付费会员 on both engines: sold, renewed, earned month by month, given back, merged,
// closed, and any history of all that against books of the test's own. After each story verify finds nothing.
#include <algorithm>
#include <random>
#include <thread>

#include "checkout/value_test_shop.hpp"
#include "checkout/verify_store.hpp"
#include "members/close_flow.hpp"
#include "members/merge_flow.hpp"
#include "wallet/member_holdings_store.hpp"
#include "wallet/membership_flow.hpp"

namespace huiji::checkout {
namespace {

using wallet::Membership;

class PaidMembership : public ValueShop {
 protected:
  const PackageId year = test_id<PackageId>(41, 1);
  const PackageId quarter = test_id<PackageId>(41, 2);

  void add_membership(PackageId id, const char* tier, Money price, int months) {
    wallet::Package package;
    package.kind = wallet::CardKind::membership;
    package.name = "付费会员";
    package.tier = tier;
    package.price = price;
    package.months = months;
    ASSERT_TRUE(write<wallet::StoredPackage>([&](db::Transaction& transaction) {
      return wallet::put_package(transaction, in_office(shop.manager), id, {0, package}, shop.clock.now());
    }));
  }
  void prepare(int cooling_days = 0) {
    wallet::ValuePolicy policy;
    policy.tiers = {{"standard", 0, {}}, {"silver", 100, {}}, {"gold", 5000, {}}};
    policy.membership_cooling_days = cooling_days;
    put_policy(policy);
    add_membership(year, "gold", {199'00}, 12);
    add_membership(quarter, "silver", {29'99}, 3);
  }
  Result<OperationReceipt> buy(MemberId member, PackageId package, std::optional<OperationId> id = {}) {
    const Money price = package == year ? Money{199'00} : Money{29'99};
    const OperationId operation_id = id ? *id : new_id<OperationId>();
    return write<OperationReceipt>([&](db::Transaction& transaction) {
      return wallet::sell_membership(transaction, at_till(0), operation_id,
                                     {member, package, price, price, Instant{1}}, shop.clock.now());
    });
  }
  Result<wallet::MembershipQuote> quote(OperationId id) {
    return read<Result<wallet::MembershipQuote>>([&](db::Transaction& transaction) {
      return wallet::quote_membership(transaction, shop.merchant_id, id, shop.clock.now());
    });
  }
  Result<OperationReceipt> refund(OperationId id, Money amount) {
    return write<OperationReceipt>([&](db::Transaction& transaction) {
      return wallet::refund_membership(transaction, at_till(0), new_id<OperationId>(),
                                       {id, amount, "不想要了", shop.clock.now()}, shop.clock.now());
    });
  }
  std::vector<Membership> of(MemberId member) {
    return read<std::vector<Membership>>([&](db::Transaction& transaction) {
      return wallet::memberships_of(transaction, shop.merchant_id, member);
    });
  }
  std::string tier(MemberId member) {
    return read<std::string>([&](db::Transaction& transaction) {
      return members::find_member_facts(transaction, shop.merchant_id, member)->tier;
    });
  }
  wallet::Wallet wallet_of(MemberId member) {
    return *read<Result<wallet::Wallet>>([&](db::Transaction& transaction) {
      return wallet::wallet_of(transaction, shop.merchant_id, member, shop.clock.now());
    });
  }
  Money prepaid(MemberId member) {
    return read<Money>([&](db::Transaction& transaction) {
      return Money{ledger::held(transaction, shop.merchant_id, ledger::prepaid_membership_account(member),
                                ledger::Currency::CNY)};
    });
  }
  Money drawer() {
    return {shop.number(
        "SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM balance WHERE account LIKE 'cash/%'")};
  }
  Money earned() {  // revenue and its tax
    return {
        -shop.number("SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM balance "
                     "WHERE account LIKE 'revenue/%' OR account LIKE 'vat/%'")};
  }
  void days(int count) {
    shop.clock.advance(count * kDay_ms);
    run_jobs();
  }
  wallet::MemberHoldings holdings;
  crypto::Passwords passwords{crypto::PasswordCost::cheap()};
  members::Services member_services() {
    return {*store, shop.clock, shop.random, shop.keys, passwords, {}, {}, {}, &holdings};
  }
  members::Actor actor() { return {shop.merchant_id, shop.manager, {}, shop.clock.now()}; }
};

TEST_P(PaidMembership, IsEarnedMonthByMonthAndEndsWithTheEarnedTier) {
  prepare();
  const MemberId member = shop.members[0];
  adjust(member, 150, wallet::Asset::growth);
  ASSERT_EQ(tier(member), "silver");
  const auto receipt = buy(member, year);
  ASSERT_TRUE(receipt) << receipt.refusal().text(false);
  EXPECT_EQ(receipt->cash, Money{199'00});
  EXPECT_EQ(tier(member), "gold");
  EXPECT_EQ(prepaid(member), Money{199'00});
  EXPECT_EQ(earned(), Money{});
  days(31);
  EXPECT_EQ(earned(), Money{16'58});  // floor(199.00 / 12)
  run_jobs();
  EXPECT_EQ(earned(), Money{16'58});  // a month is earned once
  EXPECT_EQ(wallet_of(member).membership->earned_tier, "silver");
  EXPECT_FALSE(wallet_of(member).membership->remind);
  days(310);
  EXPECT_TRUE(wallet_of(member).membership->remind);
  EXPECT_EQ(tier(member), "gold");
  shop.expect_sound();
  days(30);
  EXPECT_EQ(earned(), Money{199'00});
  EXPECT_EQ(prepaid(member), Money{});
  EXPECT_FALSE(wallet_of(member).membership);
  EXPECT_EQ(tier(member), "silver");
  shop.expect_sound();
}

TEST_P(PaidMembership, TheTierThatIsEarnedMeanwhileStaysAfterwards) {
  prepare();
  const MemberId member = shop.members[0];
  ASSERT_TRUE(buy(member, quarter));
  EXPECT_EQ(tier(member), "silver");
  adjust(member, 900, wallet::Asset::growth);  // silver, which is paid for anyway
  adjust(member, 1000, wallet::Asset::growth);
  EXPECT_EQ(tier(member), "silver");
  days(95);
  EXPECT_EQ(tier(member), "silver");  // of growth now
  shop.expect_sound();
}

TEST_P(PaidMembership, ARetryIsOnceAndOtherContentIsRefused) {
  prepare();
  const auto id = new_id<OperationId>();
  ASSERT_TRUE(buy(shop.members[0], year, id));
  ASSERT_TRUE(buy(shop.members[0], year, id));
  EXPECT_EQ(of(shop.members[0]).size(), 1U);
  const auto other = buy(shop.members[1], year, id);
  ASSERT_FALSE(other);
  EXPECT_STREQ(other.refusal().code->code, "wallet.id_reused");
  EXPECT_EQ(drawer(), Money{199'00});
}

TEST_P(PaidMembership, ARenewalFollowsAndGoesBackFirst) {
  prepare();
  const MemberId member = shop.members[0];
  const auto first = buy(member, quarter), second = buy(member, year);
  ASSERT_TRUE(first && second);
  const auto list = of(member);
  EXPECT_EQ(list[1].starts_on.days, list[0].ends_on.days + 1);
  EXPECT_EQ(tier(member), "silver");  // the dearer one has not begun
  const auto early = quote(first->operation_id);
  ASSERT_FALSE(early);
  EXPECT_STREQ(early.refusal().code->code, "wallet.membership_renewed");
  days(100);
  EXPECT_EQ(tier(member), "gold");
  const auto whole = quote(second->operation_id);
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->months_started, 1);
  EXPECT_EQ(whole->payable, Money{199'00 - 16'58});
  const auto wrong = refund(second->operation_id, whole->payable + Money{1});
  ASSERT_FALSE(wrong);
  EXPECT_STREQ(wrong.refusal().code->code, "wallet.quote_differs");
  const auto back = refund(second->operation_id, whole->payable);
  ASSERT_TRUE(back) << back.refusal().text(false);
  EXPECT_EQ(back->cash, -whole->payable);
  EXPECT_EQ(tier(member), "gold");  // to the end of the month that is kept
  EXPECT_EQ(prepaid(member), Money{});
  EXPECT_FALSE(refund(second->operation_id, {}));
  shop.expect_sound();
  days(31);
  EXPECT_EQ(tier(member), "standard");
  EXPECT_EQ(drawer(), Money{29'99 + 16'58});
  EXPECT_EQ(earned(), drawer());
  shop.expect_sound();
}

TEST_P(PaidMembership, WithinTheCoolingOffTheWholePriceGoesBackAndTheTierEnds) {
  prepare(7);
  const auto bought = buy(shop.members[0], year);
  ASSERT_TRUE(bought);
  days(7);
  const auto quoted = quote(bought->operation_id);
  ASSERT_TRUE(quoted && quoted->cooling_off);
  EXPECT_EQ(quoted->payable, Money{199'00});
  ASSERT_TRUE(refund(bought->operation_id, quoted->payable));
  EXPECT_EQ(tier(shop.members[0]), "standard");
  EXPECT_EQ(drawer(), Money{});
  EXPECT_EQ(earned(), Money{});
  days(1);
  // What a till that had no network priced with the tier it knew is accepted.
  SaleRequest late = shop.request(0, {line(6, 1)}, shop.members[0]);
  late.facts = TillFacts{};
  late.facts->tier = "gold";
  EXPECT_TRUE(shop.sell(0, shop.new_id(), shop.priced(late)));
  shop.expect_sound();
}

TEST_P(PaidMembership, AMergeMovesItAndItsUndoingGivesItBack) {
  prepare();
  const MemberId a = shop.members[0], b = shop.members[1];
  ASSERT_TRUE(buy(a, quarter));
  ASSERT_TRUE(buy(b, year));
  const OperationId id = new_id<OperationId>();
  const auto merged = write<Done>([&](db::Transaction& transaction) {
    return members::merge_members(transaction, member_services(), actor(), id, {b, a, "同一人"});
  });
  ASSERT_TRUE(merged) << merged.refusal().text(false);
  EXPECT_EQ(tier(a), "gold");
  EXPECT_EQ(prepaid(a), Money{199'00 + 29'99});
  shop.expect_sound();
  days(32);
  shop.expect_sound();
  const auto undone = write<Done>([&](db::Transaction& transaction) {
    return members::undo_merge(transaction, member_services(), actor(), id, {"弄错了"});
  });
  ASSERT_TRUE(undone) << undone.refusal().text(false);
  EXPECT_EQ(tier(a), "silver");
  EXPECT_EQ(tier(b), "gold");
  EXPECT_EQ(prepaid(b), Money{199'00 - 16'58});
  shop.expect_sound();
}

TEST_P(PaidMembership, AMemberIsClosedOnlyAfterItWentBack) {
  prepare();
  const MemberId member = shop.members[0];
  const auto bought = buy(member, quarter);
  const auto close = [&] {
    return write<Done>([&](db::Transaction& transaction) {
      return members::close_member(transaction, member_services(), actor(), member,
                                   {new_id<OperationId>(), {}, "本人要求"});
    });
  };
  EXPECT_FALSE(close());
  const auto quoted = quote(bought->operation_id);
  ASSERT_TRUE(refund(bought->operation_id, quoted->payable));
  const auto closed = close();
  ASSERT_TRUE(closed) << closed.refusal().text(false);
  days(120);
  shop.expect_sound();
}

TEST_P(PaidMembership, RenewalsOfManyTillsAtOnceNeverOverlap) {
  prepare();
  std::vector<OperationId> ids;
  for (int i = 0; i < 8; ++i) ids.push_back(new_id<OperationId>());
  std::vector<std::thread> tills;
  for (const OperationId id : ids)
    tills.emplace_back([&, id] { EXPECT_TRUE(buy(shop.members[0], quarter, id)); });
  for (std::thread& till : tills) till.join();
  const auto list = of(shop.members[0]);
  ASSERT_EQ(list.size(), 8U);
  for (std::size_t i = 1; i < list.size(); ++i)
    EXPECT_EQ(list[i].starts_on.days, list[i - 1].ends_on.days + 1);
  shop.expect_sound();
}

TEST_P(PaidMembership, VerifyFindsARowThatSaysOtherThanTheLedger) {
  prepare();
  ASSERT_TRUE(buy(shop.members[0], year));
  shop.expect_sound();
  shop.run("UPDATE membership SET recognised = recognised + 1");
  EXPECT_FALSE(
      read<VerifyReport>([](db::Transaction& transaction) { return verify(transaction); }).findings.empty());
}

// Any history: what came into the drawer is earned or still owed, tiers follow from what is paid for.
TEST_P(PaidMembership, AnyHistoryAgreesWithItsOwnBooks) {
  prepare(3);
  std::mt19937 dice(20261127);
  const auto roll = [&](int sides) { return int(dice() % unsigned(sides)); };
  Money cash;
  const int steps = GetParam() == db::Engine::sqlite ? 150 : 40;
  for (int i = 0; i < steps && !HasFailure(); ++i) {
    SCOPED_TRACE("step " + std::to_string(i));
    const MemberId member = shop.members[roll(2)];
    const auto list = of(member);
    if (roll(3) == 0) {
      if (list.size() < 12) cash += buy(member, roll(2) == 0 ? year : quarter)->cash;
    } else if (roll(3) == 0 && !list.empty()) {
      const OperationId id = list[std::size_t(roll(int(list.size())))].membership_id;
      if (const auto quoted = quote(id)) cash += refund(id, quoted->payable)->cash;
    } else if (roll(4) == 0) {
      shop.clock.advance(roll(100) * kDay_ms);  // the job was not run for long
    } else {
      days(roll(40));
    }
    EXPECT_EQ(drawer(), cash);
    Money owed;
    for (const MemberId each : shop.members) owed += prepaid(each);
    EXPECT_EQ(earned() + owed, cash);
    if (i % 20 == 0) shop.expect_sound();
  }
  days(5000);
  EXPECT_EQ(earned(), cash);
  for (const MemberId each : shop.members) {
    EXPECT_EQ(prepaid(each), Money{});
    EXPECT_EQ(tier(each), "standard");
  }
  shop.expect_sound();
}

HUIJI_ON_EACH_ENGINE(PaidMembership);

}  // namespace
}  // namespace huiji::checkout
