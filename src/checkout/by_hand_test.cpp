// What people decide at the till against the engine, and who may: by a right of his own or by an approval of
// exactly this act.
#include "checkout/by_hand.hpp"

#include <gtest/gtest.h>

#include "checkout/checkout_errors.hpp"
#include "checkout/document_store.hpp"
#include "checkout/test_shop.hpp"
#include "staff/approval_flow.hpp"

namespace huiji::checkout {
namespace {

class ByHand : public test::EachEngine {
 protected:
  TestShop shop{*store};
  SaleId sale_id = shop.new_id();

  staff::Approval approval(Right right, std::string act) {
    return staff::with_proof(shop.keys, {shop.merchant_id, shop.tills[0], sale_id},
                             {.staff_id = shop.manager,
                              .staff_name = "店长",
                              .right = right,
                              .act = std::move(act),
                              .good_until = shop.clock.now() + kHour_ms,
                              .proof = {}});
  }
  SaleRequest with_bill(const std::string& reason = "熟客") {
    SaleRequest request = shop.request(0, {line(6, 2), line(3, 3)});
    request.facts.emplace();
    request.facts->manual = pricing::ManualDiscount{{1000}, {50}, reason};
    return shop.priced(std::move(request));
  }
  SaleRequest past_date(const std::string& reason = "标签印错") {
    SaleRequest request = shop.request(0, {line(6, 1)});
    request.lines[0].best_before = Date{business_day(shop.clock.now(), 480, 0).days - 1};
    request.lines[0].sold_expired = true;
    if (!reason.empty()) request.lines[0].reason = reason;
    return shop.priced(std::move(request));
  }
  void expect_refused(const SaleRequest& request, const ErrorCode& code, int till = 0) {
    const auto before = shop.dump();
    const auto receipt = shop.sell(till, sale_id, request);
    ASSERT_FALSE(receipt) << "expected " << code.code;
    EXPECT_STREQ(receipt.refusal().code->code, code.code);
    EXPECT_EQ(shop.dump(), before);
  }
  Document sold(const SaleRequest& request) {
    const auto receipt = shop.sell(0, sale_id, request);
    HUIJI_CHECK(receipt);
    return *store->read<std::optional<Document>>(
        [&](db::Transaction& transaction) { return find_document(transaction, shop.merchant_id, sale_id); });
  }
};
HUIJI_ON_EACH_ENGINE(ByHand);

TEST_P(ByHand, AnApprovalOfThisBillStandsForTheRight) {
  SaleRequest request = with_bill();
  expect_refused(request, sale_discount_not_allowed);
  request.approvals = {approval(Right::discount, "bill:1000:50:熟客")};
  const Document sale = sold(request);
  ASSERT_TRUE(sale.frozen.approvals);
  EXPECT_EQ(sale.frozen.approvals->at(0).staff_id, shop.manager);
  EXPECT_EQ(sale.frozen.approvals->at(0).act, "bill:1000:50:熟客");
  EXPECT_EQ(sale.staff_id, shop.cashier);
  EXPECT_TRUE(shop.sell(0, sale_id, request)) << "sent again, it is the same sale";
  shop.expect_sound();
}

TEST_P(ByHand, AnApprovalIsOfOneActOnly) {
  SaleRequest request = with_bill();
  request.approvals = {approval(Right::discount, "bill:500:50:熟客")};
  expect_refused(request, sale_discount_not_allowed);
  request.approvals = {approval(Right::discount, "bill:1000:50:朋友")};
  expect_refused(request, sale_discount_not_allowed);
  request.approvals = {approval(Right::sell_expired, "bill:1000:50:熟客")};
  expect_refused(request, sale_discount_not_allowed);
}

TEST_P(ByHand, AForgedOldOrBorrowedApprovalIsRefused) {
  SaleRequest request = with_bill();
  const staff::Approval genuine = approval(Right::discount, "bill:1000:50:熟客");
  staff::Approval forged = approval(Right::discount, "bill:100:50:熟客");
  forged.act = genuine.act;
  request.approvals = {forged};
  expect_refused(request, sale_approval_wrong);
  request.approvals = {genuine};
  expect_refused(request, sale_approval_wrong, 1);  // of another till
  request.sold_at = genuine.good_until + 1;
  expect_refused(shop.priced(request), sale_approval_wrong);
  sale_id = shop.new_id();
  expect_refused(with_bill(), sale_discount_not_allowed);
  SaleRequest other = with_bill();
  other.approvals = {genuine};
  expect_refused(other, sale_approval_wrong);
}

TEST_P(ByHand, ASaleOfYesterdaysJournalKeepsItsApproval) {
  SaleRequest request = with_bill();
  request.approvals = {approval(Right::discount, "bill:1000:50:熟客")};
  shop.clock.advance(20 * kHour_ms);
  sold(request);
  shop.expect_sound();
}

TEST_P(ByHand, APriceOfALineIsApprovedWithItsReason) {
  SaleRequest request = shop.request(0, {line(6, 2)});
  request.lines[0].manual_price = Money{500};
  request.lines[0].reason = "碰伤";
  request = shop.priced(std::move(request));
  expect_refused(request, sale_discount_not_allowed);
  request.approvals = {approval(Right::discount, "price:" + TestShop::product(6).text() + ":500:碰伤")};
  const Document sale = sold(request);
  ASSERT_TRUE(sale.frozen.lines);
  EXPECT_EQ(sale.frozen.lines->at(0).reason, "碰伤");
  EXPECT_EQ(request_of(sale).lines[0].reason, "碰伤");
  shop.expect_sound();
}

TEST_P(ByHand, GoodsPastTheirDateNeedAReasonAndTheRight) {
  expect_refused(past_date(""), sale_reason_missing);
  SaleRequest request = past_date();
  expect_refused(request, sale_expired_not_allowed);
  request.approvals = {approval(Right::sell_expired, expired_act(request.lines[0]))};
  const Document sale = sold(request);
  ASSERT_TRUE(sale.frozen.lines);
  EXPECT_EQ(sale.frozen.lines->at(0).sold_expired, true);
  EXPECT_EQ(sale.frozen.lines->at(0).reason, "标签印错");
  sale_id = shop.new_id();
  SaleRequest own = past_date();
  own.staff_id = shop.manager;
  sold(own);
  shop.expect_sound();
}

TEST_P(ByHand, ALabelOnGoodsByThePieceIsBelievedUpToTwiceTheShelf) {
  const Money shelf{199 + 137 * 6};
  SaleRequest request = shop.request(0, {line(6, 3)});
  request.lines[0].label_amount = Money{2500};
  request = shop.priced(std::move(request));
  const Document sale = sold(request);
  EXPECT_EQ(sale.gross, Money{2500});
  const auto back = shop.take_back(1, shop.new_id(), shop.give_back(1, sale_id, {{1, pieces(1)}}));
  ASSERT_TRUE(back);
  EXPECT_LE(back->payable.minor, sale.payable.minor / 3 + 1);
  sale_id = shop.new_id();
  request = shop.request(0, {line(6, 3)});
  request.lines[0].label_amount = Money{6 * shelf.minor + 4};
  expect_refused(shop.priced(std::move(request)), sale_label_wrong);
  shop.expect_sound();
}

}  // namespace
}  // namespace huiji::checkout
