#include <gtest/gtest.h>

#include <thread>

#include "checkout/checkout_errors.hpp"
#include "checkout/test_shop.hpp"
#include "ledger/ledger_store.hpp"

namespace huiji::checkout {
namespace {

class CommitSale : public test::EachEngine {
 protected:
  TestShop shop{*store};

  void expect_refused(int till, SaleRequest request, const ErrorCode& code) {
    const auto before = shop.dump();
    const auto receipt = shop.sell(till, shop.new_id(), request);
    ASSERT_FALSE(receipt) << "expected " << code.code;
    EXPECT_STREQ(receipt.refusal().code->code, code.code);
    EXPECT_EQ(shop.dump(), before) << "a refused sale leaves nothing behind";
  }
};

TEST_P(CommitSale, WritesEveryBook) {
  const SaleRequest request = shop.request(0, {line(0, 2), line(3, 3), grams(10, 1234)}, shop.members[0]);
  const auto receipt = shop.sell(0, shop.new_id(), request);
  ASSERT_TRUE(receipt) << receipt.refusal().code->code;
  EXPECT_EQ(receipt->payable, request.payable);
  ASSERT_EQ(receipt->lines.size(), 3u);
  EXPECT_EQ(receipt->lines[2].unit_name, "kg");
  EXPECT_GT(receipt->discount.minor, 0);
  ASSERT_FALSE(receipt->lines[1].discounts.empty());
  EXPECT_EQ(receipt->lines[1].discounts.back().name, "促销2");
  EXPECT_EQ(receipt->shop_name, "一店");
  EXPECT_EQ(receipt->staff_name, "小张");
  EXPECT_EQ(receipt->member_phone_masked, "138****0001");
  EXPECT_EQ(receipt->points.count, request.payable.minor / 100);
  EXPECT_EQ(receipt->points_balance, receipt->points);
  EXPECT_EQ(shop.points(shop.members[0]), receipt->points);
  EXPECT_EQ(shop.stock(10), -1234);
  EXPECT_EQ(shop.stock(0), -2000);
  EXPECT_EQ(shop.number("SELECT count(*) FROM stock_move"), 3);
  EXPECT_EQ(shop.number("SELECT count(*) FROM posting"), 1);
  EXPECT_EQ(shop.number("SELECT amount FROM balance WHERE account LIKE 'cash/%'"), request.payable.minor);
  EXPECT_EQ(shop.number("SELECT remaining FROM lot"), receipt->points.count);
  shop.expect_sound();
}

TEST_P(CommitSale, TheSameRequestFiveTimesIsOneSale) {
  const SaleId sale_id = shop.new_id();
  const SaleRequest request = shop.request(0, {line(0, 2), line(4, 1)}, shop.members[0]);
  const auto first = shop.sell(0, sale_id, request);
  ASSERT_TRUE(first);
  const auto after = shop.dump();
  for (int i = 0; i < 4; ++i) {
    shop.clock.advance(kHour_ms);
    const auto again = shop.sell(0, sale_id, request);
    ASSERT_TRUE(again);
    EXPECT_EQ(wire::to_json(*again), wire::to_json(*first));
  }
  EXPECT_EQ(shop.dump(), after);
}

TEST_P(CommitSale, ARepeatShowsTheBalanceAsItWasThen) {
  const SaleId sale_id = shop.new_id();
  const SaleRequest request = shop.request(0, {line(6, 2)}, shop.members[0]);
  const auto first = shop.sell(0, sale_id, request);
  ASSERT_TRUE(first);
  shop.sold(1, {line(6, 5)}, shop.members[0]);
  const auto back = shop.take_back(1, shop.new_id(), shop.give_back(1, sale_id, {{1, pieces(1)}}));
  ASSERT_TRUE(back);
  EXPECT_EQ(wire::to_json(*shop.sell(0, sale_id, request)), wire::to_json(*first));
}

TEST_P(CommitSale, TheSameIdWithOtherContentIsRefused) {
  const SaleId sale_id = shop.new_id();
  SaleRequest request = shop.request(0, {line(0, 2)});
  ASSERT_TRUE(shop.sell(0, sale_id, request));
  const SaleRequest other = shop.request(0, {line(0, 3)});
  const auto refused = shop.sell(0, sale_id, other);
  ASSERT_FALSE(refused);
  EXPECT_STREQ(refused.refusal().code->code, "sale.id_reused");
  EXPECT_STREQ(shop.sell(1, sale_id, request).refusal().code->code, "sale.id_reused")
      << "another till is other content";
  expect_refused(0, request, sale_sequence_reused);  // the same journal entry under another id
  request.sequence = 999;
  expect_refused(0, request, sale_sequence_reused);  // the receipt number is taken
}

TEST_P(CommitSale, EightThreadsWithOneIdMakeOneSale) {
  const SaleId sale_id = shop.new_id();
  const SaleRequest request = shop.request(0, {line(0, 2), line(1, 1)}, shop.members[1]);
  std::vector<std::string> receipts(8);
  std::vector<std::thread> threads;
  for (std::string& receipt : receipts)
    threads.emplace_back([&] {
      const auto result = shop.sell(0, sale_id, request);
      receipt = result ? wire::to_json(*result) : result.refusal().code->code;
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& receipt : receipts) EXPECT_EQ(receipt, receipts[0]);
  EXPECT_EQ(shop.number("SELECT count(*) FROM sale"), 1);
  shop.expect_sound();
}

TEST_P(CommitSale, ManyTillsSellAtOnce) {
  std::vector<std::thread> threads;
  std::vector<std::vector<SaleRequest>> requests(2);
  for (int till = 0; till < 2; ++till)
    for (int i = 0; i < 10; ++i)
      requests[till].push_back(shop.request(till, {line(i, 1), line(3, 2)}, shop.members[0]));
  std::vector<std::vector<SaleId>> ids(2);
  for (auto& list : ids)
    for (int i = 0; i < 10; ++i) list.push_back(shop.new_id());
  for (int till = 0; till < 2; ++till)
    threads.emplace_back([&, till] {
      for (std::size_t i = 0; i < 10; ++i) EXPECT_TRUE(shop.sell(till, ids[till][i], requests[till][i]));
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(shop.stock(3), -2000 * 20 - 2000);  // and one piece from each till's i == 3
  shop.expect_sound();
}

TEST_P(CommitSale, APoisonedSaleLeavesTheOthersAlone) {
  SaleRequest poison = shop.request(0, {line(0, 1)});
  poison.payable += Money{1};
  poison.tenders[0].amount += Money{1};
  poison.tenders[0].change_given -= Money{1};
  expect_refused(0, poison, sale_total_differs);
  const auto refused = shop.sell(0, shop.new_id(), poison);
  EXPECT_EQ(refused.refusal().details[0].value, std::to_string(poison.payable.minor));
  EXPECT_EQ(refused.refusal().details[1].value, std::to_string(poison.payable.minor - 1));
  EXPECT_TRUE(shop.sell(0, shop.new_id(), shop.request(0, {line(0, 1)})));
  shop.expect_sound();
}

TEST_P(CommitSale, ADigestThatDiffersIsRefusedAnEmptyOneIsNot) {
  SaleRequest request = shop.request(0, {line(0, 1)});
  request.price_digest = std::string(64, '0');
  expect_refused(0, request, sale_total_differs);
  request.price_digest.clear();
  EXPECT_TRUE(shop.sell(0, shop.new_id(), request));
}

TEST_P(CommitSale, RefusesWhatATillMustNotSend) {
  const SaleRequest good = shop.request(0, {line(0, 1)});
  SaleRequest request = good;
  request.lines.clear();
  expect_refused(0, request, sale_lines_wrong);
  request.lines.assign(501, line(0, 1));
  expect_refused(0, request, sale_lines_wrong);
  request = good;
  request.lines[0].quantity = {1500};
  expect_refused(0, request, sale_quantity_wrong);
  request.lines[0].quantity = {kQuantityLimit + 1000};
  expect_refused(0, request, sale_quantity_wrong);
  request = good;
  request.lines[0].label_amount = Money{-1};
  expect_refused(0, request, sale_label_wrong);
  request = good;
  request.lines[0].product_id = TestShop::product(99);
  expect_refused(0, request, sale_product_unknown);
  request = good;
  request.staff_id = test_id<StaffId>(3, 9);
  expect_refused(0, request, sale_staff_unknown);
  request = good;
  request.member_id = test_id<MemberId>(5, 9);
  expect_refused(0, request, sale_member_unknown);
  request = good;
  request.catalog_version = shop.version + 1;
  expect_refused(0, request, sale_version_unknown);
  request.catalog_version = 0;
  expect_refused(0, request, sale_version_unknown);
  request = good;
  request.number.clear();
  expect_refused(0, request, sale_number_wrong);
  EXPECT_TRUE(shop.sell(0, shop.new_id(), good));
}

struct BadTender {
  const char* why;
  std::int64_t amount, tendered, change;  // the bill is 199
};

TEST_P(CommitSale, RefusesTendersThatDoNotPayTheBill) {
  const BadTender table[] = {{"less than the bill", 198, 198, 0},
                             {"more than the bill", 200, 200, 0},
                             {"change that does not fit", 199, 300, 100},
                             {"change above what was received", 199, 100, -99},
                             {"negative amount", -199, -199, 0},
                             {"beyond the limit", 199, kMoneyLimit + 200, kMoneyLimit + 1}};
  const SaleRequest good = shop.request(0, {line(0, 1)});
  ASSERT_EQ(good.payable.minor, 199);
  for (const BadTender& bad : table) {
    SCOPED_TRACE(bad.why);
    SaleRequest request = good;
    request.tenders = {{TenderKind::cash, {bad.amount}, {bad.tendered}, {bad.change}}};
    expect_refused(0, request, sale_tender_wrong);
  }
  SaleRequest request = good;
  request.tenders.clear();
  expect_refused(0, request, sale_tender_wrong);
  request.tenders = {{TenderKind::cash, {100}, {100}, {0}}, {TenderKind::cash, {99}, {100}, {1}}};
  EXPECT_TRUE(shop.sell(0, shop.new_id(), request)) << "two notes of one bill";
}

TEST_P(CommitSale, AnAmountBeyondTheLimitIsRefused) {
  const SaleRequest good = shop.request(0, {line(9, 1)});
  SaleRequest request = good;
  shop.change_price(9, {100'000'000});
  request.catalog_version = shop.version;
  request.lines.assign(500, SaleLine{TestShop::product(9), {kQuantityLimit}, {}, {}});
  expect_refused(0, request, sale_too_large);
}

TEST_P(CommitSale, ALabelIsBelievedForWeighedGoods) {
  SaleLine weighed = grams(11, 1000);
  weighed.label_amount = Money{1500};
  const Receipt receipt = shop.sold(0, {weighed});
  EXPECT_EQ(receipt.gross.minor, 1500);
  SaleRequest misread = shop.request(0, {grams(11, 1000)});
  misread.lines[0].label_amount = Money{150000};
  expect_refused(0, misread, sale_label_wrong);
  shop.expect_sound();
}

TEST_P(CommitSale, AnOldVersionIsSoldAtItsOldPrice) {
  const SaleRequest old = shop.request(0, {line(8, 1)});
  shop.change_price(8, {99});
  const auto receipt = shop.sell(0, shop.new_id(), old);
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->lines[0].unit_price.minor, 199 + 137 * 8);
  EXPECT_EQ(shop.sold(0, {line(8, 1)}).lines[0].unit_price.minor, 99);
  shop.expect_sound();
}

TEST_P(CommitSale, AFrozenMembersSaleStandsWithoutPoints) {
  const SaleRequest request = shop.request(0, {line(0, 9)}, shop.members[0]);
  shop.run("UPDATE member SET state = 'frozen'");
  const auto receipt = shop.sell(0, shop.new_id(), request);
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->payable, request.payable);
  EXPECT_EQ(receipt->points, Points{0});
  EXPECT_EQ(shop.number("SELECT count(*) FROM lot"), 0);
  shop.expect_sound();
}

TEST_P(CommitSale, AnAliasLeadsToTheMember) {
  const MemberId alias = test_id<MemberId>(5, 7);
  shop.add_alias(alias, shop.members[0]);
  const Receipt receipt = shop.sold(0, {line(7, 1)}, alias);
  EXPECT_EQ(receipt.member_id, shop.members[0]);
  EXPECT_EQ(shop.points(shop.members[0]), receipt.points);
  shop.expect_sound();
}

struct DayCase {
  const char* why;
  const char* sold_day;
  int sold_minute;  // of the shop's local day
  std::int64_t recorded_later_ms;
  const char* business_day;
};

TEST_P(CommitSale, TheBusinessDayIsDecidedOnce) {
  // The day begins at 04:00 in Shanghai.
  const DayCase table[] = {
      {"afternoon", "2026-11-22", 15 * 60, 0, "2026-11-22"},
      {"after midnight still the day before", "2026-11-23", 3 * 60 + 59, 0, "2026-11-22"},
      {"the cut-off begins the next day", "2026-11-23", 4 * 60, 0, "2026-11-23"},
      {"sold offline two days ago keeps its day", "2026-11-20", 600, 2 * kDay_ms, "2026-11-20"},
      {"a clock a minute ahead is believed", "2026-11-23", 4 * 60, -60'000, "2026-11-23"},
      {"a clock further ahead is not", "2026-11-23", 4 * 60, -61'000, "2026-11-22"},
      {"a clock years ahead: the server's day", "2036-01-01", 600, -9 * 365 * kDay_ms, "2027-01-03"}};
  for (const DayCase& day : table) {
    SCOPED_TRACE(day.why);
    const Instant sold_at{parse_date(day.sold_day)->days * kDay_ms + (day.sold_minute - 480) * kMinute_ms};
    shop.clock.set(sold_at + day.recorded_later_ms);
    SaleRequest request = shop.request(0, {line(0, 1)});
    request.sold_at = sold_at;
    const auto receipt = shop.sell(0, shop.new_id(), shop.priced(request));
    ASSERT_TRUE(receipt);
    EXPECT_EQ(to_text(receipt->business_day), day.business_day);
    EXPECT_EQ(receipt->sold_at, sold_at);
    EXPECT_EQ(receipt->recorded_at, shop.clock.now());
  }
  shop.expect_sound();
}

TEST_P(CommitSale, FiveHundredLines) {
  std::vector<SaleLine> lines;
  for (int i = 0; i < 500; ++i)
    lines.push_back(i % 12 < 10 ? line(i % 12, 1 + i % 7) : grams(i % 12, 17 + 13 * i));
  const Receipt receipt = shop.sold(0, lines, shop.members[0]);
  EXPECT_EQ(receipt.lines.size(), 500u);
  EXPECT_EQ(shop.number("SELECT count(*) FROM stock_move"), 500);
  shop.expect_sound();
}

TEST_P(CommitSale, FreeGoodsMakeAReceiptWithoutMoney) {
  shop.change_price(6, {0});
  const Receipt receipt = shop.sold(0, {line(6, 1)});
  EXPECT_EQ(receipt.payable, Money{0});
  EXPECT_EQ(shop.number("SELECT count(*) FROM posting"), 1);
  EXPECT_EQ(shop.number("SELECT count(*) FROM entry"), 0);
  shop.expect_sound();
}

// A crash before any statement and around the commit, then the till sends again: the final state is that of
// the day without a crash.
TEST_P(CommitSale, ACrashAtEveryStepThenARetryGivesTheSameBooks) {
  struct Crash : std::runtime_error {
    using std::runtime_error::runtime_error;
  };
  int countdown = -1;
  db::Options options;
  options.fault_hook = [&](db::Step, std::string_view) {
    if (countdown > 0 && --countdown == 0) throw Crash("power cut");
  };
  auto fresh = test::fresh_store(GetParam(), options);
  std::vector<std::string> expected;
  for (int crash_at = 0;; ++crash_at) {
    countdown = -1;
    TestShop shop(*fresh, 100 + crash_at);
    const SaleId sale_id = test_id<SaleId>(9, 1), return_id = test_id<SaleId>(9, 2);
    const SaleRequest request = shop.request(0, {line(3, 3), grams(10, 250)}, shop.members[0]);
    ReturnRequest back;
    bool crashed = false;
    const auto deliver = [&](auto send) {
      try {
        EXPECT_TRUE(send());
      } catch (const Crash&) {
        crashed = true;
        countdown = -1;
        EXPECT_TRUE(send());
      }
    };
    countdown = crash_at;
    deliver([&] { return shop.sell(0, sale_id, request); });
    const int left = countdown;
    countdown = -1;
    back = shop.give_back(0, sale_id, {{1, pieces(2)}});
    countdown = left;
    deliver([&] { return shop.take_back(0, return_id, back); });
    countdown = -1;
    if (crash_at == 0) expected = shop.dump();
    EXPECT_TRUE(shop.dump() == expected) << "crash at step " << crash_at;
    if (crash_at == 0) continue;
    if (!crashed) {
      EXPECT_GT(crash_at, 30) << "the hook saw every statement";
      break;
    }
  }
}

HUIJI_ON_EACH_ENGINE(CommitSale);

}  // namespace
}  // namespace huiji::checkout
