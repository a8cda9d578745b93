#include "ledger/ledger.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace huiji::ledger
