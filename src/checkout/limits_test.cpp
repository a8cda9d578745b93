// Limits of promotions at the server, and returns that need more than the frozen shares.
#include <gtest/gtest.h>

#include "checkout/snapshot_store.hpp"
#include "checkout/test_shop.hpp"
#include "checkout/verify_store.hpp"
#include "promotions/usage_store.hpp"

namespace huiji::checkout {
namespace {

class Limits : public test::EachEngine {
 protected:
  TestShop shop{*store};

  // 20 % off product 7, limited.
  PromotionId limit(pricing::Limits limits) {
    pricing::Promotion promotion;
    promotion.kind = "percent_off";
    promotion.parameters.text = R"({"off":2000})";
    promotion.scope.products = {TestShop::product(7)};
    promotion.limits = limits;
    return shop.add_promotion(4, promotion);
  }
  pricing::Remaining left(std::optional<MemberId> member = {}) {
    const auto list = store->read<promotions::RemainingList>([&](db::Transaction& transaction) {
      return promotions::remaining_now(transaction, shop.merchant_id, member, shop.clock.now());
    });
    return list.remaining.empty() ? pricing::Remaining{} : list.remaining.at(0);
  }
  Receipt sold_with(std::optional<pricing::Remaining> remaining, std::int64_t pieces_count,
                    std::optional<MemberId> member = {}) {
    SaleRequest request = shop.request(0, {line(7, pieces_count)}, member);
    if (remaining) request.facts.emplace().remaining = {*remaining};
    auto receipt = shop.sell(0, shop.new_id(), shop.priced(std::move(request)));
    HUIJI_CHECK(receipt);
    return *receipt;
  }
  VerifyReport verified() {
    return store->read<VerifyReport>([](db::Transaction& transaction) { return verify(transaction); });
  }
};

TEST_P(Limits, WhatIsUsedIsCountedAndTheRestIsTold) {
  const PromotionId id = limit({.per_member = 3, .per_day = 5, .total = 100, .budget = Money{10'000}});
  const Receipt sale = sold_with({}, 2, shop.members[0]);
  EXPECT_EQ(wire::to_json(left()),
            wire::to_json(pricing::Remaining{id, 3, Money{10'000 - sale.discount.minor}}));
  EXPECT_EQ(left(shop.members[0]).times, 1);
  EXPECT_EQ(left(shop.members[1]).times, 3);
  shop.clock.advance(kDay_ms);
  EXPECT_EQ(left().times, 5) << "another business day";
  EXPECT_EQ(left(shop.members[0]).times, 1);
  const Receipt next = sold_with(left(shop.members[0]), 4, shop.members[0]);
  EXPECT_EQ(next.promotions.at(0).times, 1) << "the till priced with what remained";
  EXPECT_EQ(left(shop.members[0]).times, 0);
  EXPECT_TRUE(verified().notices.empty());
  shop.expect_sound();
}

TEST_P(Limits, ASaleBeyondALimitStandsAndIsShown) {
  const PromotionId id = limit({.per_day = 3, .budget = Money{700}});
  sold_with({}, 2);
  const Receipt over = sold_with({}, 2);  // a till that was offline did not know
  const auto report = verified();
  EXPECT_TRUE(report.sound());
  ASSERT_EQ(report.notices.size(), 2u);
  EXPECT_NE(report.notices[1].en.find(over.sale_id.text()), std::string::npos);
  EXPECT_NE(report.notices[1].en.find("(per_day) by 1;"), std::string::npos) << report.notices[1].en;
  const auto list = store->read<promotions::PromotionList>([&](db::Transaction& transaction) {
    return promotions::all_promotions(transaction, shop.merchant_id);
  });
  for (const auto& stored : list.promotions) {
    ASSERT_EQ(stored.usage.has_value(), stored.promotion.promotion_id == id);
    if (!stored.usage) continue;
    EXPECT_EQ(stored.usage->times, 4);
    EXPECT_EQ(stored.usage->sales_over_limit, 1);
  }
  EXPECT_EQ(wire::to_json(left()), wire::to_json(pricing::Remaining{id, 0, Money{0}}));
}

TEST_P(Limits, OnlyAWholeReturnGivesAUseBack) {
  limit({.per_member_day = 9, .total = 9});
  const Receipt sale = sold_with({}, 3, shop.members[0]);
  EXPECT_EQ(left().times, 6);
  shop.clock.advance(kDay_ms);
  ASSERT_TRUE(shop.take_back(1, shop.new_id(), shop.give_back(1, sale.sale_id, {{1, pieces(2)}})));
  EXPECT_EQ(left().times, 6);
  ASSERT_TRUE(shop.take_back(1, shop.new_id(), shop.give_back(1, sale.sale_id, {{1, pieces(1)}})));
  EXPECT_EQ(left().times, 9);
  EXPECT_EQ(shop.number("SELECT CAST(sum(times) + sum(amount) AS BIGINT) FROM promotion_usage"), 0);
  shop.expect_sound();
}

TEST_P(Limits, ASnapshotTellsWhatRemains) {
  const auto snapshot_now = [&] {
    return store->read<Snapshot>([&](db::Transaction& transaction) {
      return snapshot(transaction, shop.caller(0), shop.version, shop.clock.now());
    });
  };
  EXPECT_FALSE(snapshot_now().remaining);
  limit({.per_member = 1, .total = 9});
  sold_with({}, 3, shop.members[0]);
  ASSERT_TRUE(snapshot_now().remaining);
  EXPECT_EQ(snapshot_now().remaining->at(0).times, 6);
}

// ---- returns

class Basis : public Limits {
 protected:
  // The till's own sum, from the receipt alone.
  Money by_the_receipt(const Receipt& receipt, const std::vector<ReturnLine>& lines,
                       Points* points = nullptr) {
    pricing::RefundRequest asked;
    for (const ReceiptLine& line : receipt.lines) {
      asked.lines.push_back({line.line_no,
                             line.quantity,
                             line.line_no == 3,
                             line.gross,
                             line.net,
                             line.tax,
                             line.returned,
                             {},
                             line.points_percent});
      for (const ReturnLine& back : lines)
        if (back.line_no == line.line_no) asked.lines.back().returned_now = back.quantity;
    }
    asked.points_per_yuan = receipt.member_id ? 1 : 0;
    asked.points_earned = receipt.points;
    asked.rewards = receipt.rewards;
    asked.sold = receipt.refund_basis;
    const auto plan = pricing::refund(asked);
    if (points) *points = plan.points_back;
    return plan.refund;
  }
  Receipt look_up(SaleId sale_id) {
    auto receipt = store->read<Result<Receipt>>([&](db::Transaction& transaction) {
      return find_receipt(transaction, shop.services, shop.merchant_id, sale_id);
    });
    HUIJI_CHECK(receipt);
    return *receipt;
  }
  Receipt take_back(SaleId sale_id, std::vector<ReturnLine> lines) {
    const Receipt shown = look_up(sale_id);
    Points points;
    ReturnRequest request = shop.give_back(0, sale_id, lines);
    request.refund = by_the_receipt(shown, lines, &points);
    auto receipt = shop.take_back(0, shop.new_id(), request);
    HUIJI_CHECK(receipt);
    EXPECT_EQ(receipt->points, points);
    return *receipt;
  }
};

TEST_P(Basis, AThresholdThatBreaksIsPricedAgain) {
  pricing::Promotion threshold;
  threshold.kind = "amount_off";
  threshold.parameters.text = R"({"threshold":3000,"off":1000,"every":false})";
  threshold.scope.products = {TestShop::product(7), TestShop::product(8)};
  threshold.terms = pricing::Terms{.on_break = pricing::OnBreak::reprice};
  shop.add_promotion(4, threshold);
  const SaleId sale_id = shop.new_id();
  const SaleRequest request = shop.request(0, {line(7, 2), line(8, 1), grams(10, 100)}, shop.members[0]);
  const auto sale = shop.sell(0, sale_id, request);
  ASSERT_TRUE(sale);
  ASSERT_TRUE(sale->refund_basis);
  EXPECT_TRUE(sale->refund_basis->reprice);
  EXPECT_EQ(wire::to_json(*shop.sell(0, sale_id, request)), wire::to_json(*sale));
  const Money price7{199 + 137 * 7}, price8{199 + 137 * 8};
  const Receipt first = take_back(sale_id, {{2, pieces(1)}});
  EXPECT_EQ(first.payable, price8 - Money{1000}) << "the rest is below the threshold";
  EXPECT_EQ(look_up(sale_id).refund_basis->refunded_before, first.payable);
  const Receipt second = take_back(sale_id, {{1, pieces(1)}});
  EXPECT_EQ(second.payable, price7);
  const Receipt last = take_back(sale_id, {{1, pieces(1)}, {3, Quantity{100}}});
  EXPECT_EQ(first.payable + second.payable + last.payable, sale->payable);
  EXPECT_EQ(first.points + second.points + last.points, sale->points);
  shop.expect_sound();
}

TEST_P(Basis, PointsOfAMultipleAndFixedOnesComeBackWithTheirGoods) {
  pricing::Promotion twice;
  twice.kind = "points_multiple";
  twice.parameters.text = R"({"multiple":200,"birthday":false})";
  twice.scope.products = {TestShop::product(7)};
  shop.add_promotion(4, twice);
  pricing::Promotion bonus;
  bonus.kind = "points_bonus";
  bonus.parameters.text = R"({"threshold":2000,"points":100,"every":false})";
  shop.add_promotion(5, bonus);
  const Receipt sale = shop.sold(0, {line(7, 2), line(8, 1)}, shop.members[0]);
  EXPECT_EQ(sale.lines[0].points_percent, 200);
  ASSERT_TRUE(sale.rewards);
  ASSERT_TRUE(sale.refund_basis);
  EXPECT_FALSE(sale.refund_basis->reprice);
  EXPECT_GE(sale.points.count, 100 + 2 * 20);
  const Receipt first = take_back(sale.sale_id, {{1, pieces(2)}});
  EXPECT_GE(first.points.count, 100 + 2 * 20) << "the bonus fell away with its goods";
  const Receipt last = take_back(sale.sale_id, {{2, pieces(1)}});
  EXPECT_EQ(first.points + last.points, sale.points);
  EXPECT_EQ(shop.points(shop.members[0]), Points{0});
  shop.expect_sound();
}

TEST_P(Basis, AUsualSaleNeedsNone) {
  const Receipt sale = shop.sold(0, {line(1, 2), line(3, 3)}, shop.members[0]);
  EXPECT_FALSE(sale.refund_basis);
  EXPECT_FALSE(sale.rewards);
  EXPECT_EQ(wire::to_json(sale).find("refund_basis"), std::string::npos);
}

HUIJI_ON_EACH_ENGINE(Limits);
HUIJI_ON_EACH_ENGINE(Basis);

}  // namespace
}  // namespace huiji::checkout
