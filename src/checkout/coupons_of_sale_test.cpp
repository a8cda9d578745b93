// Coupons through a whole sale and its returns: held, used with it, given back, earned and taken back.
#include <gtest/gtest.h>

#include <random>

#include "checkout/checkout_errors.hpp"
#include "checkout/coupons_of_sale_store.hpp"
#include "checkout/test_shop.hpp"
#include "checkout/totals_store.hpp"
#include "checkout/verify_store.hpp"
#include "wallet/coupon_batch_flow.hpp"
#include "wallet/coupon_errors.hpp"
#include "wallet/coupon_issue_flow.hpp"
#include "wallet/coupon_reserve_flow.hpp"

namespace huiji::checkout {
namespace {

using wallet::Coupon;
using wallet::CouponState;

class CouponsOfSale : public test::EachEngine {
 protected:
  TestShop shop{*store};
  PromotionId voucher;
  int ids = 0;

  void SetUp() override {
    voucher = add_voucher(pricing::OnBreak::keep);
    put_batch();
  }
  void TearDown() override { shop.expect_sound(); }

  // 5 yuan for products 7 and 8, by coupon.
  PromotionId add_voucher(pricing::OnBreak on_break) {
    pricing::Promotion promotion;
    promotion.kind = "voucher";
    promotion.parameters.text = R"({"value":500,"per":0})";
    promotion.scope.products = {TestShop::product(7), TestShop::product(8)};
    promotion.terms = pricing::Terms{.by_coupon = true, .on_break = on_break, .exclusive_group = {}};
    return shop.add_promotion(4, promotion);
  }
  wallet::CouponWork work(db::Transaction& transaction, std::optional<int> till = {}) {
    Caller caller{shop.merchant_id, shop.shop_id, shop.manager, {}, {}, {}};
    if (till) caller.till_id = shop.tills[*till];
    return wallet::coupon_work(transaction, caller, shop.clock.now());
  }
  void put_batch() {
    wallet::CouponBatchDraft draft;
    draft.promotion_id = voucher;
    draft.name = "五元券";
    draft.state = wallet::CouponBatchState::active;
    draft.validity.days = 30;
    draft.ways = {wallet::CouponWay::code, wallet::CouponWay::rule};
    ASSERT_TRUE(store->write<wallet::StoredCouponBatch>([&](db::Transaction& transaction) {
      return wallet::put_coupon_batch(transaction, work(transaction), test_id<CouponBatchId>(40, 1), draft);
    }));
  }
  std::vector<Coupon> issued(int count) {
    auto coupons = store->write<std::vector<Coupon>>([&](db::Transaction& transaction) {
      return wallet::issue_coupons(transaction, shop.keys, work(transaction), test_id<OperationId>(41, ++ids),
                                   {test_id<CouponBatchId>(40, 1), {}, count, {}});
    });
    HUIJI_CHECK(coupons);
    return *coupons;
  }
  void hold(int till, const Coupon& coupon) {
    ASSERT_TRUE(store->write<wallet::CouponReservation>([&](db::Transaction& transaction) {
      return wallet::reserve_coupon(transaction, work(transaction, till), test_id<OperationId>(42, ++ids),
                                    {coupon.code, {}, {}});
    }));
  }
  SaleRequest request(int till, std::vector<SaleLine> lines, const std::vector<Coupon>& coupons, int held) {
    SaleRequest request = shop.request(till, std::move(lines), shop.members[0]);
    TillFacts& facts = request.facts.emplace();
    facts.coupons = {{voucher, held}};
    facts.coupon_ids.emplace();
    for (const Coupon& coupon : coupons) facts.coupon_ids->push_back(coupon.coupon_id);
    return shop.priced(std::move(request));
  }
  Coupon now(const Coupon& coupon) {
    return store->read<Coupon>([&](db::Transaction& transaction) {
      return *wallet::find_coupon(transaction, shop.merchant_id, coupon.coupon_id);
    });
  }
  std::vector<Coupon> earned_by(SaleId sale_id) {
    return store->read<std::vector<Coupon>>([&](db::Transaction& transaction) {
      return wallet::coupons_by_source(transaction, shop.merchant_id, sale_id.bytes);
    });
  }
  void take_back(SaleId sale_id, std::vector<ReturnLine> lines) {
    ASSERT_TRUE(shop.take_back(0, shop.new_id(), shop.give_back(0, sale_id, std::move(lines))));
  }
  // 返券: a voucher for each 10 yuan of products 7 (11.58) and 8 (12.95), one kind of goods a line.
  Receipt sold_with_rewards() {
    pricing::Promotion back;
    back.kind = "coupon_back";
    back.parameters.text =
        R"({"threshold":1000,"every":true,"coupon":")" + voucher.text() + R"(","count":1})";
    back.scope.products = {TestShop::product(7), TestShop::product(8)};
    shop.add_promotion(5, back);
    return shop.sold(0, {line(7, 1), line(8, 1)}, shop.members[0]);
  }
  SaleId use(const Coupon& coupon) {
    const SaleId sale_id = shop.new_id();
    EXPECT_TRUE(shop.sell(1, sale_id, request(1, {line(7, 1)}, {coupon}, 1)));
    EXPECT_EQ(now(coupon).state, CouponState::used);
    return sale_id;
  }
  Receipt taken_back(SaleId sale_id, std::vector<ReturnLine> lines) {
    auto receipt = shop.take_back(0, shop.new_id(), shop.give_back(0, sale_id, std::move(lines)));
    HUIJI_CHECK(receipt);
    return *receipt;
  }
  static Money paid_with(const Receipt& receipt, TenderKind kind) {
    Money sum;
    for (const Tender& tender : receipt.tenders)
      if (tender.kind == kind) sum += tender.amount;
    return sum;
  }
  std::int64_t cost_of_coupons() {
    return shop.number(
        "SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) FROM balance "
        "WHERE account LIKE 'coupon-cost/%'");
  }
};
HUIJI_ON_EACH_ENGINE(CouponsOfSale);

TEST_P(CouponsOfSale, TheSaleUsesTheCouponsThatItsBasketTook) {
  const auto coupons = issued(3);
  for (const Coupon& coupon : coupons) hold(0, coupon);
  const SaleId sale_id = shop.new_id();
  const SaleRequest sale =
      request(0, {line(7, 1)}, coupons, 3);  // 11.58: three vouchers, the last gives no change
  const auto receipt = shop.sell(0, sale_id, sale);
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->promotions.back().coupons, 3);
  ASSERT_TRUE(shop.sell(0, sale_id, sale)) << "a lost reply";
  Money discount;
  for (const Coupon& coupon : coupons) {
    EXPECT_EQ(now(coupon).state, CouponState::used);
    EXPECT_EQ(now(coupon).sale_id, sale_id);
    discount += now(coupon).discount;
  }
  EXPECT_EQ(discount, receipt->promotions.back().amount);
}

TEST_P(CouponsOfSale, WhatTheBasketDidNotTakeIsFreeAgain) {
  const auto coupons = issued(2);
  for (const Coupon& coupon : coupons) hold(0, coupon);
  const auto receipt = shop.sell(0, shop.new_id(), request(0, {line(1, 1)}, coupons, 2));
  ASSERT_TRUE(receipt);
  for (const Coupon& coupon : coupons) EXPECT_EQ(now(coupon).state, CouponState::issued);
}

TEST_P(CouponsOfSale, CouponsWithCodesAreScanned) {
  const auto refused = shop.sell(0, shop.new_id(), request(0, {line(7, 1)}, issued(1), 2));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, &wallet::coupon_of_sale_missing);
}

TEST_P(CouponsOfSale, ALateSaleStandsAndVerifyShowsIt) {
  const auto coupons = issued(1);
  hold(0, coupons[0]);
  const SaleRequest late = request(0, {line(7, 1)}, coupons, 1);
  ASSERT_TRUE(shop.sell(1, shop.new_id(), request(1, {line(8, 1)}, coupons, 1)));
  ASSERT_TRUE(shop.sell(0, shop.new_id(), late));
  const auto report =
      store->read<VerifyReport>([](db::Transaction& transaction) { return verify(transaction); });
  ASSERT_EQ(report.notices.size(), 1u);
  EXPECT_EQ(report.notices[0].check, &notice_coupon);
}

TEST_P(CouponsOfSale, TheCouponComesBackWithTheLastOfItsGoods) {
  const auto coupons = issued(1);
  const SaleId sale_id = shop.new_id();
  ASSERT_TRUE(shop.sell(0, sale_id, request(0, {line(7, 1), line(8, 1), line(1, 1)}, coupons, 1)));
  take_back(sale_id, {{1, pieces(1)}});
  EXPECT_EQ(now(coupons[0]).state, CouponState::used) << "the other goods still have their part";
  take_back(sale_id, {{2, pieces(1)}});
  EXPECT_EQ(now(coupons[0]).state, CouponState::issued);
  take_back(sale_id, {{3, pieces(1)}});
  EXPECT_EQ(now(coupons[0]).returns, 1);
}

TEST_P(CouponsOfSale, ATillOfTheRestPricedAgainWithoutTheCouponGivesItBack) {
  pricing::Promotion promotion;
  promotion.kind = "amount_off";
  promotion.parameters.text = R"({"threshold":2000,"off":500,"every":false})";
  promotion.terms =
      pricing::Terms{.by_coupon = true, .on_break = pricing::OnBreak::reprice, .exclusive_group = {}};
  promotion.scope.products = {TestShop::product(7), TestShop::product(8)};
  voucher = shop.add_promotion(4, promotion);
  const auto coupons = issued(1);
  const SaleId sale_id = shop.new_id();
  ASSERT_TRUE(shop.sell(0, sale_id, request(0, {line(7, 1), line(8, 1)}, coupons, 1)));
  take_back(sale_id, {{1, pieces(1)}});
  EXPECT_EQ(now(coupons[0]).state, CouponState::issued) << "the rest is below the threshold";
}

TEST_P(CouponsOfSale, EarnedCouponsFollowTheGoods) {
  pricing::Promotion back;
  back.kind = "coupon_back";
  back.parameters.text = R"({"threshold":1000,"every":true,"coupon":")" + voucher.text() + R"(","count":1})";
  back.scope.products = {TestShop::product(7), TestShop::product(8)};
  shop.add_promotion(5, back);
  const Receipt sale = shop.sold(0, {line(7, 1), line(8, 1)}, shop.members[0]);  // 11.58 + 12.95: two
  auto earned = earned_by(sale.sale_id);
  ASSERT_EQ(earned.size(), 2u);
  EXPECT_EQ(earned[0].member_id, shop.members[0]);
  take_back(sale.sale_id, {{1, pieces(1)}});
  const auto count = [&](CouponState state) {
    earned = earned_by(sale.sale_id);
    return std::count_if(earned.begin(), earned.end(),
                         [&](const Coupon& coupon) { return coupon.state == state; });
  };
  EXPECT_EQ(count(CouponState::voided), 1);
  EXPECT_EQ(count(CouponState::issued), 1);
  take_back(sale.sale_id, {{2, pieces(1)}});
  EXPECT_EQ(count(CouponState::voided), 2);
}

TEST_P(CouponsOfSale, AUsedCouponIsDeductedFromTheRefundOnce) {
  const Receipt sale = sold_with_rewards();
  const auto earned = earned_by(sale.sale_id);
  ASSERT_EQ(earned.size(), 2u);
  use(earned[0]);
  const Receipt first = taken_back(sale.sale_id, {{2, pieces(1)}});
  EXPECT_EQ(paid_with(first, TenderKind::cash), Money{1295}) << "the coupon that was not used goes first";
  EXPECT_EQ(now(earned[1]).state, CouponState::voided);
  const auto shown = store->read<Result<Receipt>>([&](db::Transaction& transaction) {
    return find_receipt(transaction, shop.services, shop.merchant_id, sale.sale_id);
  });
  ASSERT_TRUE(shown && shown->earned_coupons);
  EXPECT_EQ(shown->earned_coupons->front().value, Money{500}) << "so that the till can say it beforehand";

  const ReturnRequest request = shop.give_back(0, sale.sale_id, {{1, pieces(1)}});
  EXPECT_EQ(request.refund, Money{1158 - 500});
  const SaleId return_id = shop.new_id();
  const auto second = shop.take_back(0, return_id, request);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->payable, Money{1158});
  EXPECT_EQ(paid_with(*second, TenderKind::cash), Money{658});
  EXPECT_EQ(paid_with(*second, TenderKind::used_coupon), Money{500});
  ASSERT_TRUE(shop.take_back(0, return_id, request)) << "a lost reply";
  EXPECT_EQ(cost_of_coupons(), -500);
  const DayTotals day = store->read<DayTotals>([&](db::Transaction& transaction) {
    return day_totals(transaction, shop.merchant_id, sale.business_day);
  });
  EXPECT_EQ(day.used_coupons, Money{500});
  EXPECT_TRUE(day.agrees);
}

TEST_P(CouponsOfSale, ACouponUsedBetweenShowingAndReturningIsRefusedInWords) {
  const Receipt sale = sold_with_rewards();
  const auto earned = earned_by(sale.sale_id);
  const ReturnRequest request = shop.give_back(0, sale.sale_id, {{1, pieces(1)}, {2, pieces(1)}});
  use(earned[1]);
  const auto refused = shop.take_back(0, shop.new_id(), request);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, &return_coupon_used);
}

TEST_P(CouponsOfSale, TheCouponThatWasPaidForIsTheHoldersAgain) {
  const Receipt sale = sold_with_rewards();
  const auto earned = earned_by(sale.sale_id);
  const SaleId used_by = use(earned[0]);
  EXPECT_EQ(paid_with(taken_back(sale.sale_id, {{1, pieces(1)}, {2, pieces(1)}}), TenderKind::used_coupon),
            Money{500});
  taken_back(used_by, {{1, pieces(1)}});
  EXPECT_EQ(now(earned[0]).state, CouponState::issued) << "its value was deducted, so it may be used";
  EXPECT_EQ(cost_of_coupons(), -500);
}

TEST_P(CouponsOfSale, NoMoreIsDeductedThanTheGoodsAreWorthAndTheRestWaits) {
  pricing::Promotion back;
  back.kind = "coupon_back";
  back.parameters.text = R"({"threshold":2000,"every":false,"coupon":")" + voucher.text() + R"(","count":3})";
  shop.add_promotion(5, back);
  const Receipt sale = shop.sold(0, {line(0, 1), line(7, 1), line(8, 1)}, shop.members[0]);
  const auto earned = earned_by(sale.sale_id);
  ASSERT_EQ(earned.size(), 3u);
  for (const Coupon& coupon : earned) use(coupon);
  Money paid_back, kept, value;
  for (const Coupon& coupon : earned) value += now(coupon).discount;
  for (const int line_no : {2, 3, 1}) {
    const Receipt part = taken_back(sale.sale_id, {{line_no, pieces(1)}});
    EXPECT_GE(paid_with(part, TenderKind::cash), Money{});
    paid_back += paid_with(part, TenderKind::cash);
    kept += paid_with(part, TenderKind::used_coupon);
  }
  EXPECT_EQ(kept, value);
  EXPECT_EQ(paid_back, sale.payable - value);
  EXPECT_EQ(cost_of_coupons(), -value.minor);
}

// The same sale twice, as many of its coupons used: one comes back in one return, the other in parts.
TEST_P(CouponsOfSale, InPartsIsAsInOne) {
  pricing::Promotion back;
  back.kind = "coupon_back";
  back.parameters.text = R"({"threshold":1000,"every":true,"coupon":")" + voucher.text() + R"(","count":1})";
  back.scope.products = {TestShop::product(7), TestShop::product(8)};
  shop.add_promotion(5, back);
  std::mt19937 dice(7);
  const auto roll = [&](std::int64_t sides) { return std::int64_t(dice() % std::uint64_t(sides)); };
  const auto paid_and_kept = [&](const Receipt& receipt) {
    return std::pair(receipt.payable - paid_with(receipt, TenderKind::used_coupon),
                     paid_with(receipt, TenderKind::used_coupon));
  };
  for (int round = 0; round < (GetParam() == db::Engine::sqlite ? 12 : 3); ++round) {
    const std::vector<SaleLine> lines = {line(7, 1 + roll(2)), line(8, 1 + roll(2)), line(1, 2)};
    const Receipt whole = shop.sold(0, lines, shop.members[0]);
    const Receipt parts = shop.sold(0, lines, shop.members[0]);
    const auto of_whole = earned_by(whole.sale_id), of_parts = earned_by(parts.sale_id);
    ASSERT_EQ(of_whole.size(), of_parts.size());
    const auto used = static_cast<std::size_t>(roll(std::ssize(of_whole) + 1));
    for (std::size_t i = 0; i < used; ++i) use(of_whole[i]), use(of_parts[i]);
    std::vector<ReturnLine> all;
    for (std::size_t i = 0; i < lines.size(); ++i) all.push_back({int(i + 1), lines[i].quantity});
    const auto [paid_whole, kept_whole] = paid_and_kept(taken_back(whole.sale_id, all));
    Money paid, kept;
    while (!all.empty()) {
      const auto at = static_cast<std::size_t>(roll(std::ssize(all)));
      const auto [cash, coupons] = paid_and_kept(taken_back(parts.sale_id, {{all[at].line_no, pieces(1)}}));
      EXPECT_GE(cash, Money{});
      paid += cash, kept += coupons;
      all[at].quantity = all[at].quantity - pieces(1);
      if (all[at].quantity.thousandths == 0) all.erase(all.begin() + std::ptrdiff_t(at));
    }
    EXPECT_EQ(paid + kept, whole.payable);
    EXPECT_EQ(paid_whole + kept_whole, whole.payable);
    const auto earned =
        *store->read<std::optional<std::vector<pricing::EarnedCoupon>>>([&](db::Transaction& transaction) {
          return load_earned_coupons(transaction, shop.merchant_id,
                                     *find_document(transaction, shop.merchant_id, parts.sale_id));
        });
    Money waiting;
    for (const pricing::EarnedCoupon& coupon : earned) {
      EXPECT_TRUE(coupon.taken_back);
      waiting += coupon.value - coupon.deducted;
    }
    EXPECT_EQ(kept + waiting, kept_whole);
  }
}

TEST_P(CouponsOfSale, ADeductionBeyondTheCouponIsFound) {
  const Receipt sale = sold_with_rewards();
  const auto earned = earned_by(sale.sale_id);
  use(earned[0]);
  taken_back(sale.sale_id, {{1, pieces(1)}, {2, pieces(1)}});
  shop.run("UPDATE coupon SET taken_back = 0 WHERE state = 'used'");
  const auto report =
      store->read<VerifyReport>([](db::Transaction& transaction) { return verify(transaction); });
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].check, &check_used_coupon);
  shop.run("UPDATE coupon SET taken_back = 1 WHERE state = 'used'");
}

}  // namespace
}  // namespace huiji::checkout
