#include <gtest/gtest.h>

#include <thread>

#include "checkout/checkout_errors.hpp"
#include "checkout/test_shop.hpp"
#include "checkout/verify_store.hpp"
#include "ledger/ledger_store.hpp"

namespace huiji::checkout {
namespace {

class CommitSale : public test::EachEngine {
 protected:
  TestShop shop{*store};

  void expect_sound() {
    const auto report =
        store->read<VerifyReport>([](db::Transaction& transaction) { return verify(transaction); });
    for (const Finding& finding : report.findings) ADD_FAILURE() << finding.en;
  }
  Points balance(MemberId member) {
    return store->read<Points>([&](db::Transaction& transaction) {
      return ledger::points_balance(transaction, shop.merchant_id, member);
    });
  }
};

TEST_P(CommitSale, WritesEveryBook) {
  const SaleRequest request = shop.request(0, {line(0, 2), line(3, 3), grams(10, 1234)}, shop.members[0]);
  const auto receipt = shop.sell(0, shop.new_id(), request);
  ASSERT_TRUE(receipt) << receipt.refusal().code->code;
  EXPECT_EQ(receipt->payable, request.payable);
  EXPECT_EQ(receipt->lines.size(), 3u);
  EXPECT_EQ(receipt->lines[2].unit_name, "kg");
  EXPECT_EQ(receipt->shop_name, "一店");
  EXPECT_EQ(receipt->staff_name, "小张");
  EXPECT_EQ(receipt->member_phone_masked, "138****0001");
  EXPECT_EQ(receipt->points.count, request.payable.minor / 100);
  EXPECT_EQ(receipt->points_balance, receipt->points);
  EXPECT_EQ(balance(shop.members[0]), receipt->points);
  EXPECT_EQ(shop.number("SELECT quantity FROM stock_level WHERE quantity = -1234"), -1234);
  EXPECT_EQ(shop.number("SELECT count(*) FROM stock_move"), 3);
  EXPECT_EQ(shop.number("SELECT count(*) FROM posting"), 1);
  EXPECT_EQ(shop.number("SELECT amount FROM balance WHERE account LIKE 'cash/%'"), request.payable.minor);
  expect_sound();
}

HUIJI_ON_EACH_ENGINE(CommitSale);

}  // namespace
}  // namespace huiji::checkout
