#include "ledger/lots.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kernel/check.hpp"

namespace huiji::ledger {
namespace {

template <class IdType>
IdType id(int n) {
  IdType id;
  id.bytes[14] = static_cast<std::uint8_t>(n >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(n);
  return id;
}

TEST(Lots, ExpireAtTheEndOfTheMonth) {
  const Lot lot = earn(id<LotId>(1), {}, {10}, {0}, {5}, *parse_date("2026-11-22"), 12);
  EXPECT_EQ(to_text(lot.expires_on), "2027-11-30");
  EXPECT_EQ(to_text(earn(id<LotId>(1), {}, {10}, {0}, {5}, *parse_date("2027-02-28"), 12).expires_on),
            "2028-02-29");
  EXPECT_EQ(lot.remaining, 10);
}

TEST(Lots, FreshPointsFillWhatIsOwedFirst) {
  EXPECT_EQ(earn(id<LotId>(1), {}, {10}, {-4}, {5}, {}, 12).remaining, 6);
  EXPECT_EQ(earn(id<LotId>(1), {}, {10}, {-40}, {5}, {}, 12).remaining, 0);
  EXPECT_THROW(earn(id<LotId>(1), {}, {0}, {0}, {5}, {}, 12), BrokenProgram);
}

Lot lot(int n, int source, std::int64_t remaining, const char* expires_on) {
  Uuid source_id{};
  source_id[0] = static_cast<std::uint8_t>(source);
  return {id<LotId>(n), source_id, 100, remaining, {n}, *parse_date(expires_on)};
}

TEST(ClawBack, TakesFromTheSalesOwnLotThenFromTheEarliestExpiring) {
  Uuid source{};
  source[0] = 3;
  const auto plan = claw_back(
      {25}, source, {lot(1, 1, 10, "2027-03-31"), lot(2, 2, 10, "2027-01-31"), lot(3, 3, 8, "2027-05-31")});
  ASSERT_EQ(plan.changes.size(), 3u);
  EXPECT_EQ(plan.changes[0].lot_id, id<LotId>(3));
  EXPECT_EQ(plan.changes[0].after, 0);
  EXPECT_EQ(plan.changes[1].lot_id, id<LotId>(2));
  EXPECT_EQ(plan.changes[1].after, 0);
  EXPECT_EQ(plan.changes[2].lot_id, id<LotId>(1));
  EXPECT_EQ(plan.changes[2].after, 3);
  EXPECT_EQ(plan.owed, 0);
}

TEST(ClawBack, WhatNoLotCanGiveIsOwed) {
  const auto plan = claw_back({25}, {}, {lot(1, 1, 10, "2027-03-31")});
  EXPECT_EQ(plan.owed, 15);
}

// Whatever is earned and taken back, the lots hold the balance, or nothing while points are owed.
RC_GTEST_PROP(Lots, HoldTheBalance, ()) {
  std::vector<Lot> lots;
  std::int64_t balance = 0;
  const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-60, 61));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i] > 0) {
      Lot fresh = earn(id<LotId>(int(i + 1)), id<LotId>(int(i + 1)).bytes, {steps[i]}, {balance},
                       {std::int64_t(i)}, {int(i) % 40}, 3);
      lots.push_back(fresh);
    } else if (steps[i] < 0) {
      const Uuid source = id<LotId>(int(*rc::gen::inRange<std::size_t>(0, i + 1))).bytes;
      for (const LotChange& change : claw_back({-steps[i]}, source, lots).changes)
        for (Lot& lot : lots)
          if (lot.lot_id == change.lot_id) {
            RC_ASSERT(lot.remaining == change.before);
            lot.remaining = change.after;
          }
    }
    balance += steps[i];
    std::int64_t held = 0;
    for (const Lot& lot : lots) {
      RC_ASSERT(lot.remaining >= 0 && lot.remaining <= lot.amount);
      held += lot.remaining;
    }
    RC_ASSERT(held == std::max<std::int64_t>(0, balance));
  }
}

// ---- stored value: principal and bonus

Lot recharge(int n, std::int64_t principal, std::int64_t bonus) {
  Lot lot;
  lot.lot_id = id<LotId>(n);
  lot.amount = lot.remaining = principal + bonus;
  lot.paid = principal;
  lot.earned_at = {n};
  lot.expires_on = kNever;
  return lot;
}

void apply(std::vector<Lot>& lots, const std::vector<LotChange>& changes) {
  for (const LotChange& change : changes)
    for (Lot& lot : lots)
      if (lot.lot_id == change.lot_id) {
        HUIJI_CHECK(lot.remaining == change.before);
        lot.remaining = change.after;
      }
}

// The example of the 2025 interpretation: 3000 + 1000, used 3594, 304.50 of the principal is left.
TEST(StoredValue, TheExampleOfTheCourt) {
  std::vector<Lot> lots = {recharge(1, 3000'00, 1000'00)};
  const Taken taken = take(3594'00, lots, Order::age, {9});
  EXPECT_EQ(taken.paid, 2695'50);
  EXPECT_EQ(taken.bonus, 898'50);
  apply(lots, taken.changes);
  EXPECT_EQ(paid_remaining(lots[0]), 304'50);
}

TEST(StoredValue, TheOldestLotFirst) {
  const std::vector<Lot> lots = {recharge(2, 100, 0), recharge(1, 50, 50)};
  const Taken taken = take(120, lots, Order::age, {9});
  ASSERT_EQ(taken.uses.size(), 2u);
  EXPECT_EQ(taken.uses[0].lot_id, id<LotId>(1));
  EXPECT_EQ(taken.paid, 50 + 20);
  EXPECT_EQ(taken.missing, 0);
  EXPECT_EQ(take(201, lots, Order::age, {9}).missing, 1);
}

TEST(StoredValue, AnInstalmentIsNotSpentBeforeItOpens) {
  Lot later = recharge(1, 0, 100);
  later.opens_at = {50};
  EXPECT_EQ(take(10, {later}, Order::age, {49}).missing, 10);
  EXPECT_EQ(take(10, {later}, Order::age, {50}).missing, 0);
  EXPECT_EQ(open_amount({later, recharge(2, 7, 3)}, {49}), 10);
}

// However value is spent and put back, in whatever order and parts: no lot goes out of its bounds, the parts
// add up, and when everything is back every lot is as it was.
RC_GTEST_PROP(StoredValue, SpendingAndPuttingBackNeverDrifts, ()) {
  std::vector<Lot> lots;
  for (int n = 1; n <= 4; ++n)
    lots.push_back(recharge(n, *rc::gen::inRange(0, 5000), *rc::gen::inRange(1, 2000)));
  const std::vector<Lot> fresh = lots;
  std::int64_t principal = 0, bonus = 0;
  std::vector<std::vector<LotUse>> documents;
  const auto check = [&] {
    std::int64_t paid = 0, rest = 0;
    for (const Lot& lot : lots) {
      RC_ASSERT(lot.remaining >= 0 && lot.remaining <= lot.amount);
      paid += lot.paid - paid_remaining(lot);
      rest += lot.amount - lot.remaining;
    }
    RC_ASSERT(paid == principal && rest == principal + bonus);
  };
  const auto put_back = [&](std::vector<LotUse>& uses, std::int64_t amount) {
    const Restored back = restore(amount, amount, uses, lots, {0});
    apply(lots, back.changes);
    principal -= back.paid, bonus -= back.bonus;
    for (const LotUse& changed : back.uses)
      for (LotUse& use : uses)
        if (use.lot_id == changed.lot_id) use.returned = changed.returned;
    return back.unplaced;
  };
  for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-3000, 3001))) {
    if (step >= 0) {
      const Taken taken = take(step, lots, Order::age, {99});
      RC_ASSERT(taken.paid + taken.bonus + taken.missing == step);
      apply(lots, taken.changes);
      principal += taken.paid, bonus += taken.bonus;
      documents.push_back(taken.uses);
    } else if (!documents.empty()) {
      put_back(documents[std::size_t(-step) % documents.size()], -step);
    }
    check();
  }
  for (auto& uses : documents) put_back(uses, 1'000'000);
  check();
  for (std::size_t i = 0; i < lots.size(); ++i) RC_ASSERT(lots[i].remaining == fresh[i].remaining);
}

// ---- points that come back

TEST(Restore, TheLastLotUsedGetsItsPointsFirst) {
  std::vector<Lot> lots = {lot(1, 1, 10, "2027-03-31"), lot(2, 2, 10, "2027-01-31")};
  const Taken taken = take(15, lots, Order::expiry, {99});
  EXPECT_EQ(taken.uses[0].lot_id, id<LotId>(2));
  apply(lots, taken.changes);
  const Restored back = restore(7, 7, taken.uses, lots, *parse_date("2026-12-01"));
  apply(lots, back.changes);
  EXPECT_EQ(lots[0].remaining, 10);
  EXPECT_EQ(lots[1].remaining, 2);
  EXPECT_EQ(back.unplaced, 0);
  EXPECT_EQ(restore(99, 99, taken.uses, lots, *parse_date("2026-12-01")).unplaced, 99 - 15);
}

TEST(Restore, APointOfAnExpiredLotIsGoodForThirtyDaysOnce) {
  std::vector<Lot> lots = {lot(1, 1, 10, "2026-11-30")};
  const Taken taken = take(10, lots, Order::expiry, {99});
  apply(lots, taken.changes);
  const Restored back = restore(4, 4, taken.uses, lots, *parse_date("2026-12-05"));
  EXPECT_TRUE(back.changes.empty());
  ASSERT_EQ(back.renewals.size(), 1u);
  EXPECT_EQ(back.renewals[0].amount, 4);
  EXPECT_EQ(to_text(back.renewals[0].expires_on), "2027-01-04");
  lots[0].renewed = true;
  EXPECT_TRUE(restore(4, 4, taken.uses, lots, *parse_date("2026-12-05")).renewals.empty());
}

TEST(Restore, WhatIsOwedIsFilledBeforeTheLots) {
  EXPECT_EQ(into_lots(-10, 4), 0);
  EXPECT_EQ(into_lots(-10, 14), 4);
  EXPECT_EQ(into_lots(3, 4), 4);
  EXPECT_EQ(into_lots(3, -10), -3);
  std::vector<Lot> lots = {lot(1, 1, 10, "2027-03-31")};
  const Taken taken = take(10, lots, Order::expiry, {99});
  apply(lots, taken.changes);
  const Restored back = restore(10, 4, taken.uses, lots, *parse_date("2026-12-05"));
  ASSERT_EQ(back.changes.size(), 1u);
  EXPECT_EQ(back.changes[0].after, 4);
  EXPECT_EQ(back.uses[0].returned, 10);
}

}  // namespace
}  // namespace huiji::ledger
