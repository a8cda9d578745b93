#include "ledger/ledger.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kernel/check.hpp"

namespace huiji::ledger {
namespace {

template <class IdType>
IdType id(int n) {
  IdType id;
  id.bytes[15] = static_cast<std::uint8_t>(n);
  return id;
}
const TillId kTill = id<TillId>(1);

TEST(Posting, AddsToTheSameAccountAndKeepsNoZero) {
  Posting posting;
  posting.add("cash/1", Money{500});
  posting.add("cash/1", Money{-200});
  posting.add("revenue/1", Money{-300});
  posting.add("vat/1", Money{100});
  posting.add("vat/1", Money{-100});
  ASSERT_EQ(posting.entries.size(), 2u);
  EXPECT_EQ(posting.entries[0].amount, 300);
  EXPECT_TRUE(balanced(posting));
}

TEST(Posting, BalancesEachCurrencyByItself) {
  Posting posting;
  posting.add("cash/1", Money{100});
  posting.add("points/1", Points{-100});
  EXPECT_FALSE(balanced(posting));
  posting.add("revenue/1", Money{-100});
  EXPECT_FALSE(balanced(posting));
  posting.add("points-issued/1", Points{100});
  EXPECT_TRUE(balanced(posting));
}

TEST(Posting, AReversalUndoesEveryEntry) {
  Posting posting;
  posting.reason = "sale";
  posting.add(cash_account(kTill), Money{1130});
  posting.add(revenue_account(kTill), Money{-1000});
  posting.add(vat_account(kTill, {1300}), Money{-130});
  const Posting undone = reversal(posting, id<PostingId>(9), "correction");
  EXPECT_EQ(undone.reason, "correction");
  EXPECT_EQ(undone.posting_id, id<PostingId>(9));
  for (const Entry& entry : undone.entries) posting.add(entry.account, Money{entry.amount});
  EXPECT_TRUE(posting.entries.empty());
}

TEST(Accounts, AreNamedPerTillAndRate) {
  const std::string till = kTill.text();
  EXPECT_EQ(cash_account(kTill), "cash/" + till);
  EXPECT_EQ(vat_account(kTill, {900}), "vat/" + till + "/900");
  EXPECT_EQ(points_account(id<MemberId>(2)), "points/" + id<MemberId>(2).text());
}

TEST(Lots, ExpireAtTheEndOfTheMonth) {
  const Lot lot = earn(id<LotId>(1), {}, {10}, {0}, {5}, *parse_date("2026-11-22"), 12);
  EXPECT_EQ(to_text(lot.expires_on), "2027-11-30");
  EXPECT_EQ(to_text(earn(id<LotId>(1), {}, {10}, {0}, {5}, *parse_date("2027-02-28"), 12).expires_on),
            "2028-02-29");
  EXPECT_EQ(lot.remaining, Points{10});
}

TEST(Lots, FreshPointsFillWhatIsOwedFirst) {
  EXPECT_EQ(earn(id<LotId>(1), {}, {10}, {-4}, {5}, {}, 12).remaining, Points{6});
  EXPECT_EQ(earn(id<LotId>(1), {}, {10}, {-40}, {5}, {}, 12).remaining, Points{0});
  EXPECT_THROW(earn(id<LotId>(1), {}, {0}, {0}, {5}, {}, 12), BrokenProgram);
}

Lot lot(int n, int source, std::int64_t remaining, const char* expires_on) {
  Uuid source_id{};
  source_id[0] = static_cast<std::uint8_t>(source);
  return {id<LotId>(n), source_id, {100}, {remaining}, {n}, *parse_date(expires_on)};
}

TEST(ClawBack, TakesFromTheSalesOwnLotThenFromTheEarliestExpiring) {
  Uuid source{};
  source[0] = 3;
  const auto plan = claw_back(
      {25}, source, {lot(1, 1, 10, "2027-03-31"), lot(2, 2, 10, "2027-01-31"), lot(3, 3, 8, "2027-05-31")});
  ASSERT_EQ(plan.changes.size(), 3u);
  EXPECT_EQ(plan.changes[0].lot_id, id<LotId>(3));
  EXPECT_EQ(plan.changes[0].after, Points{0});
  EXPECT_EQ(plan.changes[1].lot_id, id<LotId>(2));
  EXPECT_EQ(plan.changes[1].after, Points{0});
  EXPECT_EQ(plan.changes[2].lot_id, id<LotId>(1));
  EXPECT_EQ(plan.changes[2].after, Points{3});
  EXPECT_EQ(plan.owed, Points{0});
}

TEST(ClawBack, WhatNoLotCanGiveIsOwed) {
  const auto plan = claw_back({25}, {}, {lot(1, 1, 10, "2027-03-31")});
  EXPECT_EQ(plan.owed, Points{15});
}

// Whatever is earned and taken back, the lots hold the balance, or nothing while points are owed.
RC_GTEST_PROP(Lots, HoldTheBalance, ()) {
  std::vector<Lot> lots;
  Points balance;
  const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-60, 61));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i] > 0) {
      Lot fresh = earn(id<LotId>(int(i + 1)), id<LotId>(int(i + 1)).bytes, {steps[i]}, balance,
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
    balance += Points{steps[i]};
    Points held;
    for (const Lot& lot : lots) {
      RC_ASSERT(lot.remaining.count >= 0 && lot.remaining <= lot.amount);
      held += lot.remaining;
    }
    RC_ASSERT(held == Points{std::max<std::int64_t>(0, balance.count)});
  }
}

}  // namespace
}  // namespace huiji::ledger
