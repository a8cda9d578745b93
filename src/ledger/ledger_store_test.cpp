#include "ledger/ledger_store.hpp"

#include <gtest/gtest.h>

#include "support/stores.hpp"

namespace huiji::ledger {
namespace {

template <class IdType>
IdType id(int n) {
  IdType id;
  id.bytes[15] = static_cast<std::uint8_t>(n);
  return id;
}

class LedgerStore : public test::EachEngine {
 protected:
  const MerchantId merchant = id<MerchantId>(1);
  const MemberId member = id<MemberId>(2);
  const TillId till = id<TillId>(3);

  Posting posting(int n, std::int64_t cash, std::int64_t points, const char* reason = "sale") {
    Posting posting;
    posting.posting_id = id<PostingId>(n);
    posting.source_id = posting.posting_id.bytes;
    posting.reason = reason;
    posting.business_day = *parse_date("2026-11-22");
    posting.add(cash_account(till), Money{cash});
    posting.add(revenue_account(till), Money{-cash + cash / 10});
    posting.add(vat_account(till, {1300}), Money{-(cash / 10)});
    posting.add(points_account(member), Points{-points});
    posting.add(points_issued_account(till), Points{points});
    return posting;
  }
  template <class Flow>
  void write(Flow flow) {
    const auto done = store->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      flow(transaction);
      return Done{};
    });
    ASSERT_TRUE(done);
  }
  Points points() {
    return store->read<Points>(
        [&](db::Transaction& transaction) { return points_balance(transaction, merchant, member); });
  }
};

TEST_P(LedgerStore, BalancesAreTheSumOfTheEntries) {
  write([&](db::Transaction& transaction) {
    append(transaction, merchant, posting(1, 1000, 10));
    append(transaction, merchant, posting(2, 500, 5));
  });
  EXPECT_EQ(points(), Points{15});
  write([&](db::Transaction& transaction) {
    append(transaction, merchant, reversal(posting(2, 500, 5), id<PostingId>(3), "correction"));
  });
  EXPECT_EQ(points(), Points{10});
  const auto cash = store->read<std::int64_t>([&](db::Transaction& transaction) {
    return balance(transaction, merchant, cash_account(till), Currency::CNY);
  });
  EXPECT_EQ(cash, 1000);
}

TEST_P(LedgerStore, RefusesAPostingThatDoesNotBalance) {
  Posting wrong = posting(1, 1000, 10);
  wrong.add(cash_account(till), Money{1});
  EXPECT_THROW(write([&](db::Transaction& transaction) { append(transaction, merchant, wrong); }),
               BrokenProgram);
  EXPECT_EQ(points(), Points{0});
}

TEST_P(LedgerStore, ASourceIsPostedOncePerReason) {
  write([&](db::Transaction& transaction) { append(transaction, merchant, posting(1, 1000, 10)); });
  Posting again = posting(1, 1000, 10);
  again.posting_id = id<PostingId>(9);
  EXPECT_THROW(write([&](db::Transaction& transaction) { append(transaction, merchant, again); }),
               db::ConstraintViolation);
  EXPECT_EQ(points(), Points{10});
}

TEST_P(LedgerStore, LotsAreReadInTheOrderTheyExpire) {
  const auto lot = [&](int n, std::int64_t amount, const char* day) {
    return earn(id<LotId>(n), id<LotId>(n).bytes, {amount}, {}, {n}, *parse_date(day), 12);
  };
  write([&](db::Transaction& transaction) {
    add_lot(transaction, merchant, points_account(member), Currency::PTS, lot(1, 10, "2026-12-01"));
    add_lot(transaction, merchant, points_account(member), Currency::PTS, lot(2, 20, "2026-11-01"));
    add_lot(transaction, merchant, points_account(member), Currency::PTS, lot(3, 30, "2026-11-22"));
    change_lots(transaction, merchant, {{id<LotId>(2), 20, 15}});
  });
  store->read<int>([&](db::Transaction& transaction) {
    const auto lots = open_lots(transaction, merchant, points_account(member));
    EXPECT_EQ(lots.size(), 3u);
    EXPECT_EQ(lots[0].lot_id, id<LotId>(2));
    EXPECT_EQ(lots[0].remaining, 15);
    EXPECT_EQ(lots[0].amount, 20);
    EXPECT_EQ(lots[2].lot_id, id<LotId>(1));
    const auto next = next_expiry(transaction, merchant, points_account(member));
    EXPECT_TRUE(next);
    EXPECT_EQ(to_text(next->on), "2027-11-30");
    EXPECT_EQ(next->points, Points{45});
    EXPECT_FALSE(next_expiry(transaction, merchant, "points/x"));
    return 0;
  });
}

TEST_P(LedgerStore, ADaysBook) {
  write([&](db::Transaction& transaction) {
    append(transaction, merchant, posting(1, 1000, 10));
    append(transaction, merchant, posting(2, -300, -3, "return"));
    Posting other_day = posting(3, 7000, 70);
    other_day.business_day = *parse_date("2026-11-23");
    append(transaction, merchant, other_day);
  });
  store->read<int>([&](db::Transaction& transaction) {
    const DayBook book = day_book(transaction, merchant, *parse_date("2026-11-22"));
    EXPECT_EQ(book.cash, Money{700});
    EXPECT_EQ(book.revenue, Money{630});
    EXPECT_EQ(book.tax, Money{70});
    EXPECT_EQ(book.points_earned, Points{10});
    EXPECT_EQ(book.points_taken_back, Points{3});
    return 0;
  });
}

TEST_P(LedgerStore, AnAllowanceKeepsItsPartReserved) {
  const AllowanceId hold = id<AllowanceId>(1), lease = id<AllowanceId>(2);
  const std::string account = stored_account(id<CardId>(1));
  const auto wanted = [&](AllowanceId allowance_id, AllowanceKind kind, std::int64_t amount, Instant end) {
    Allowance allowance;
    allowance.allowance_id = allowance_id;
    allowance.kind = kind;
    allowance.account = account;
    allowance.till_id = till;
    allowance.amount = amount;
    allowance.bonus = 3;
    allowance.opened_at = {100};
    allowance.expires_at = end;
    return allowance;
  };
  const auto reserved_now = [&] {
    return store->read<std::int64_t>(
        [&](db::Transaction& transaction) { return reserved(transaction, merchant, account); });
  };
  write([&](db::Transaction& transaction) {
    open_allowance(transaction, merchant, wanted(hold, AllowanceKind::hold, 50, {200}));
    open_allowance(transaction, merchant, wanted(lease, AllowanceKind::lease, 30, {150}));
  });
  EXPECT_EQ(reserved_now(), 80);
  write([&](db::Transaction& transaction) {
    const auto found = find_allowance(transaction, merchant, lease);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, AllowanceKind::lease);
    EXPECT_EQ(found->bonus, 3);
    EXPECT_EQ(allowances_of(transaction, merchant, till).size(), 2u);
    EXPECT_EQ(allowances_of(transaction, merchant, account).size(), 2u);
    EXPECT_TRUE(overdue_holds(transaction, merchant, {200}, 9).empty());  // a lease does not end by itself
    EXPECT_EQ(overdue_holds(transaction, merchant, {201}, 9).size(), 1u);
    use_allowance(transaction, merchant, *found, 10, false, {300});
  });
  EXPECT_EQ(reserved_now(), 70);
  write([&](db::Transaction& transaction) {
    const auto found = find_allowance(transaction, merchant, lease);
    EXPECT_EQ(found->left(), 20);
    use_allowance(transaction, merchant, *found, 5, true, {300});
    use_allowance(transaction, merchant, *find_allowance(transaction, merchant, hold), 50, true, {300});
    EXPECT_EQ(find_allowance(transaction, merchant, lease)->left(), 0);
  });
  EXPECT_EQ(reserved_now(), 0);
}

TEST_P(LedgerStore, WhatADocumentTookIsRemembered) {
  const std::string account = points_account(member);
  const Uuid sale = id<SaleId>(9).bytes;
  write([&](db::Transaction& transaction) {
    add_lot(transaction, merchant, account, Currency::PTS,
            earn(id<LotId>(1), {}, {10}, {}, {1}, *parse_date("2026-11-22"), 12));
    const Taken taken = take(6, open_lots(transaction, merchant, account), Order::expiry, {9});
    change_lots(transaction, merchant, taken.changes);
    add_uses(transaction, merchant, sale, taken.uses);
  });
  write([&](db::Transaction& transaction) {
    auto used = used_lots(transaction, merchant, sale);
    ASSERT_EQ(used.size(), 1u);
    EXPECT_EQ(used[0].account, account);
    EXPECT_EQ(used[0].lot.remaining, 4);
    EXPECT_EQ(used[0].use.amount, 6);
    used[0].use.returned = 2;
    change_uses(transaction, merchant, sale, {used[0].use});
    EXPECT_EQ(used_lots(transaction, merchant, sale)[0].use.returned, 2);
  });
}

HUIJI_ON_EACH_ENGINE(LedgerStore);

}  // namespace
}  // namespace huiji::ledger
