#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <thread>

#include "checkout/checkout_errors.hpp"
#include "checkout/test_shop.hpp"
#include "checkout/unreceipted_return_flow.hpp"

namespace huiji::checkout {
namespace {

class Returns : public test::EachEngine {
 protected:
  TestShop shop{*store};

  void expect_refused(const ReturnRequest& request, const ErrorCode& code) {
    const auto before = shop.dump();
    const auto receipt = shop.take_back(1, shop.new_id(), request);
    ASSERT_FALSE(receipt) << "expected " << code.code;
    EXPECT_STREQ(receipt.refusal().code->code, code.code);
    EXPECT_EQ(shop.dump(), before);
  }
};

TEST_P(Returns, AllOfASaleGivesEverythingBack) {
  const Receipt sale = shop.sold(0, {line(3, 3), line(0, 2), grams(10, 735)}, shop.members[0]);
  const auto back =
      shop.take_back(1, shop.new_id(),
                     shop.give_back(1, sale.sale_id, {{1, pieces(3)}, {2, pieces(2)}, {3, Quantity{735}}}));
  ASSERT_TRUE(back) << back.refusal().code->code;
  EXPECT_EQ(back->kind, SaleKind::goods_return);
  EXPECT_EQ(back->payable, sale.payable);
  EXPECT_EQ(back->tax, sale.tax);
  EXPECT_EQ(back->points, sale.points);
  EXPECT_EQ(back->points_balance, Points{0});
  EXPECT_EQ(back->member_phone_masked, "138****0001");
  EXPECT_EQ(shop.points(shop.members[0]), Points{0});
  for (int product : {0, 3, 10}) EXPECT_EQ(shop.stock(product), 0);
  EXPECT_EQ(shop.number("SELECT CAST(sum(amount) AS BIGINT) FROM balance WHERE account LIKE 'cash/%'"), 0);
  EXPECT_EQ(shop.number("SELECT remaining FROM lot"), 0);
  shop.expect_sound();
}

TEST_P(Returns, ARepeatIsTheSameReceipt) {
  const Receipt sale = shop.sold(0, {line(1, 4)}, shop.members[0]);
  const SaleId return_id = shop.new_id();
  const ReturnRequest request = shop.give_back(1, sale.sale_id, {{1, pieces(1)}});
  const auto first = shop.take_back(1, return_id, request);
  ASSERT_TRUE(first);
  shop.clock.advance(kHour_ms);
  EXPECT_EQ(wire::to_json(*shop.take_back(1, return_id, request)), wire::to_json(*first));
  ReturnRequest other = request;
  other.reason = "换了说法";
  EXPECT_STREQ(shop.take_back(1, return_id, other).refusal().code->code, "sale.id_reused");
  EXPECT_EQ(shop.number("SELECT count(*) FROM sale"), 2);
  shop.expect_sound();
}

TEST_P(Returns, TheReceiptShowsWhatCameBack) {
  const Receipt sale = shop.sold(0, {line(1, 4), line(2, 1)});
  ASSERT_TRUE(shop.take_back(1, shop.new_id(), shop.give_back(1, sale.sale_id, {{1, pieces(1)}})));
  ASSERT_TRUE(shop.take_back(0, shop.new_id(), shop.give_back(0, sale.sale_id, {{1, pieces(2)}})));
  const auto receipt = store->read<Result<Receipt>>([&](db::Transaction& transaction) {
    return find_receipt(transaction, shop.services, shop.merchant_id, sale.sale_id);
  });
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->lines[0].returned, pieces(3));
  EXPECT_EQ(receipt->lines[1].returned, pieces(0));
}

TEST_P(Returns, RefusesWhatCannotComeBack) {
  const Receipt sale = shop.sold(0, {line(1, 2), grams(10, 500)});
  const auto asking = [&](std::vector<ReturnLine> lines) {
    ReturnRequest request = shop.give_back(1, sale.sale_id, {});
    request.lines = std::move(lines);
    return request;
  };
  expect_refused(asking({}), sale_lines_wrong);
  expect_refused(asking({{3, pieces(1)}}), return_line_wrong);
  expect_refused(asking({{1, pieces(1)}, {1, pieces(1)}}), return_line_wrong);
  expect_refused(asking({{1, Quantity{500}}}), return_line_wrong);
  expect_refused(asking({{1, pieces(3)}}), return_too_much);
  expect_refused(asking({{2, Quantity{501}}}), return_too_much);
  ReturnRequest wrong_money = shop.give_back(1, sale.sale_id, {{1, pieces(1)}});
  wrong_money.refund += Money{1};
  expect_refused(wrong_money, return_refund_differs);
  expect_refused(shop.give_back(1, shop.new_id(), {{1, pieces(1)}}), return_original_unknown);
  const auto back = shop.take_back(1, shop.new_id(), shop.give_back(1, sale.sale_id, {{1, pieces(1)}}));
  ASSERT_TRUE(back);
  expect_refused(shop.give_back(1, back->sale_id, {{1, pieces(1)}}), return_of_return);
  ReturnRequest more = shop.give_back(1, sale.sale_id, {{1, pieces(2)}});
  expect_refused(more, return_too_much);
  shop.expect_sound();
}

TEST_P(Returns, OfTwoTillsThatReturnTheSameGoodsOneWins) {
  for (int round = 0; round < 5; ++round) {
    const Receipt sale = shop.sold(0, {line(1, 1), line(2, 3)}, shop.members[0]);
    const ReturnRequest requests[] = {shop.give_back(0, sale.sale_id, {{1, pieces(1)}}),
                                      shop.give_back(1, sale.sale_id, {{1, pieces(1)}})};
    const SaleId ids[] = {shop.new_id(), shop.new_id()};
    std::atomic<int> won = 0;
    std::vector<std::thread> threads;
    for (int till = 0; till < 2; ++till)
      threads.emplace_back([&, till] {
        if (shop.take_back(till, ids[till], requests[till])) ++won;
      });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(won, 1);
  }
  shop.expect_sound();
}

TEST_P(Returns, SpentPointsAreOwedAndLaterEarningsFillTheDebt) {
  const Receipt first = shop.sold(0, {line(9, 3)}, shop.members[0]);
  // Somebody spent them meanwhile (spending is not built yet): the lot is empty and the balance zero.
  const std::string account = "points/" + shop.members[0].text();
  shop.run("UPDATE lot SET remaining = 0");
  shop.run("UPDATE balance SET amount = 0 WHERE account = '" + account + "'");
  ASSERT_TRUE(shop.take_back(1, shop.new_id(), shop.give_back(1, first.sale_id, {{1, pieces(3)}})));
  EXPECT_EQ(shop.points(shop.members[0]), -first.points);
  const Receipt next = shop.sold(0, {line(9, 5)}, shop.members[0]);
  EXPECT_EQ(shop.points(shop.members[0]), next.points - first.points);
  EXPECT_EQ(shop.number("SELECT CAST(sum(remaining) AS BIGINT) FROM lot"),
            (next.points - first.points).count);
}

TEST_P(Returns, PointsComeFromTheSalesOwnLotFirst) {
  const Receipt first = shop.sold(0, {line(9, 3)}, shop.members[0]);
  shop.clock.advance(40 * kDay_ms);
  const Receipt second = shop.sold(0, {line(9, 2)}, shop.members[0]);
  ASSERT_TRUE(shop.take_back(1, shop.new_id(), shop.give_back(1, second.sale_id, {{1, pieces(2)}})));
  EXPECT_EQ(shop.number("SELECT remaining FROM lot ORDER BY earned_at"), first.points.count);
  EXPECT_EQ(shop.number("SELECT remaining FROM lot ORDER BY earned_at DESC"), 0);
  shop.expect_sound();
}

// Whatever order and size the partial returns have, they add up to the whole: money, tax, points and stock
// come back exactly, never more (product.md 4.7, P6, P14, P16).
TEST_P(Returns, AnyPartitionAddsUpToTheWhole) {
  const bool held = rc::check("partial returns", [&] {
    std::vector<SaleLine> lines;
    const int count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i) {
      const int product = *rc::gen::inRange(0, TestShop::kProducts);
      lines.push_back(product >= 10 ? grams(product, *rc::gen::inRange(1, 3000))
                                    : line(product, *rc::gen::inRange(1, 6)));
    }
    const Points before = shop.points(shop.members[0]);
    const Receipt sale = shop.sold(0, lines, shop.members[0]);
    std::vector<Quantity> left;
    for (const SaleLine& sold : lines) left.push_back(sold.quantity);
    Money refunded, tax;
    Points points;
    for (int round = 0; round < 12; ++round) {
      std::vector<ReturnLine> part;
      for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i].thousandths == 0) continue;
        const bool weighed = lines[i].product_id >= TestShop::product(10);
        const std::int64_t unit = weighed ? 1 : 1000;
        const std::int64_t most = left[i].thousandths / unit;
        const std::int64_t taken = round == 11 ? most : *rc::gen::inRange<std::int64_t>(0, most + 1);
        if (taken == 0) continue;
        part.push_back({int(i + 1), Quantity{taken * unit}});
        left[i] -= Quantity{taken * unit};
      }
      if (part.empty()) continue;
      const auto back = shop.take_back(1, shop.new_id(), shop.give_back(1, sale.sale_id, part));
      RC_ASSERT(static_cast<bool>(back));
      refunded += back->payable, tax += back->tax, points += back->points;
      RC_ASSERT(refunded <= sale.payable && points <= sale.points);
    }
    RC_ASSERT(refunded == sale.payable);
    RC_ASSERT(tax == sale.tax);
    RC_ASSERT(points == sale.points);
    RC_ASSERT(shop.points(shop.members[0]) == before);
  });
  EXPECT_TRUE(held);
  for (int product = 0; product < TestShop::kProducts; ++product) EXPECT_EQ(shop.stock(product), 0);
  EXPECT_EQ(shop.number("SELECT CAST(sum(amount) AS BIGINT) FROM balance WHERE account LIKE 'cash/%'"), 0);
  EXPECT_EQ(
      shop.number("SELECT CAST(sum(cost) AS BIGINT) FROM sale_line JOIN sale USING (merchant_id, sale_id) "
                  "WHERE kind = 'sale'"),
      shop.number("SELECT CAST(sum(cost) AS BIGINT) FROM sale_line JOIN sale USING (merchant_id, sale_id) "
                  "WHERE kind = 'return'"));
  shop.expect_sound();
}

class Unreceipted : public Returns {
 protected:
  Result<Receipt> take(SaleId return_id, const UnreceiptedReturn& request) {
    return store->write<Receipt>([&](db::Transaction& transaction) {
      return return_unreceipted(transaction, shop.services, shop.caller(0), return_id, request,
                                shop.clock.now());
    });
  }
  UnreceiptedReturn two_pieces() {
    return {shop.cashier, "1-900",
            900,          shop.clock.now(),
            shop.version, {{TestShop::product(1), pieces(2), {300}}},
            {600},        "没有小票"};
  }
};

TEST_P(Unreceipted, NeedsTheRight) {
  const auto refused = take(shop.new_id(), two_pieces());
  ASSERT_FALSE(refused);
  EXPECT_STREQ(refused.refusal().code->code, "return.not_allowed");
}

TEST_P(Unreceipted, BringsStockBackAndPaysOnce) {
  shop.run("UPDATE staff SET role = 'manager'");
  const SaleId return_id = shop.new_id();
  const auto first = take(return_id, two_pieces());
  ASSERT_TRUE(first) << first.refusal().code->code;
  EXPECT_EQ(wire::to_json(*take(return_id, two_pieces())), wire::to_json(*first));
  EXPECT_EQ(first->payable, Money{600});
  EXPECT_EQ(shop.stock(1), 2000);
  EXPECT_EQ(shop.number("SELECT amount FROM balance WHERE account LIKE 'cash/%'"), -600);
  shop.expect_sound();
}

TEST_P(Unreceipted, RefusesAPriceAboveTheShelfAndASumThatDiffers) {
  shop.run("UPDATE staff SET role = 'owner'");
  UnreceiptedReturn request = two_pieces();
  request.lines[0].unit_price = {337};
  EXPECT_STREQ(take(shop.new_id(), request).refusal().code->code, "return.price_too_high");
  request = two_pieces();
  request.refund = {601};
  EXPECT_STREQ(take(shop.new_id(), request).refusal().code->code, "return.refund_differs");
  request = two_pieces();
  request.lines[0].quantity = {1500};
  EXPECT_STREQ(take(shop.new_id(), request).refusal().code->code, "return.line_wrong");
}

HUIJI_ON_EACH_ENGINE(Returns);
HUIJI_ON_EACH_ENGINE(Unreceipted);

}  // namespace
}  // namespace huiji::checkout
