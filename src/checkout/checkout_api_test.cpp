#include "checkout/checkout_api.hpp"

#include <gtest/gtest.h>

#include "checkout/test_shop.hpp"
#include "checkout/totals_store.hpp"

namespace huiji::checkout {
namespace {

// Requests as the network would bring them; whoever asks is the first till with a manager's rights.
class CheckoutApi : public test::EachEngine {
 protected:
  CheckoutApi() {
    add_routes(router, shop.services);
    router.authenticate_with([this](const http::Request&, http::Access) -> Result<Caller> {
      Caller caller = shop.caller(0);
      caller.rights = Rights{Right::view_totals};
      return caller;
    });
  }

  http::Response call(const std::string& method, const std::string& path, std::string body = {},
                      std::vector<std::pair<std::string, std::string>> query = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.query = std::move(query);
    request.body = std::move(body);
    return router.dispatch(request);
  }
  template <class T>
  T read(const http::Response& response) {
    EXPECT_EQ(response.status, 200) << response.body;
    auto value = wire::from_json<T>(response.body);
    HUIJI_CHECK(value);
    return *value;
  }

  TestShop shop{*store};
  http::Router router;
};

TEST_P(CheckoutApi, ASaleIsPutAndReadBack) {
  const std::string path = "/v1/sales/" + shop.new_id().text();
  const std::string body = wire::to_json(shop.request(0, {line(0, 2), line(4, 3)}, shop.members[0]));
  const auto put = call("PUT", path, body);
  EXPECT_EQ(put.status, 200) << put.body;
  EXPECT_EQ(call("PUT", path, body).body, put.body);
  EXPECT_EQ(call("GET", path).body, put.body);
  EXPECT_EQ(call("GET", "/v1/sales/" + shop.new_id().text()).status, 404);
  EXPECT_EQ(call("GET", "/v1/sales/nonsense").status, 400);
}

TEST_P(CheckoutApi, ARefusalSaysWhatToDo) {
  SaleRequest request = shop.request(0, {line(0, 2)});
  request.price_digest = std::string(64, '0');
  const auto refused = call("PUT", "/v1/sales/" + shop.new_id().text(), wire::to_json(request));
  EXPECT_EQ(refused.status, 409);
  const auto error = wire::from_json<http::ErrorBody>(refused.body);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, "sale.total_differs");
  EXPECT_EQ(error->family, "refused");
  EXPECT_NE(error->text_zh.find("398"), std::string::npos);
  EXPECT_EQ(call("PUT", "/v1/sales/" + shop.new_id().text(), "{}").status, 400);
  SaleRequest newer = shop.request(0, {line(0, 2)});
  newer.catalog_version = 99;
  EXPECT_EQ(call("PUT", "/v1/sales/" + shop.new_id().text(), wire::to_json(newer)).status, 503);
}

TEST_P(CheckoutApi, AReturnIsPut) {
  const Receipt sale = shop.sold(0, {line(0, 2)});
  const auto body = wire::to_json(shop.give_back(0, sale.sale_id, {{1, pieces(1)}}));
  const auto back = read<Receipt>(call("PUT", "/v1/returns/" + shop.new_id().text(), body));
  EXPECT_EQ(back.original_sale_id, sale.sale_id);
  const auto original = read<Receipt>(call("GET", "/v1/sales/" + sale.sale_id.text()));
  EXPECT_EQ(original.lines[0].returned, pieces(1));
}

TEST_P(CheckoutApi, TheListHasPagesAndFilters) {
  for (int i = 0; i < 60; ++i) {
    shop.sold(i % 2, {line(0, 1)});
    shop.clock.advance(i == 30 ? kDay_ms : kMinute_ms);
  }
  const auto first = read<SaleList>(call("GET", "/v1/sales"));
  ASSERT_EQ(first.sales.size(), 50u);
  ASSERT_TRUE(first.next);
  const auto second = read<SaleList>(call("GET", "/v1/sales", {}, {{"cursor", *first.next}}));
  ASSERT_EQ(second.sales.size(), 10u);
  EXPECT_FALSE(second.next);
  EXPECT_GT(first.sales[0].recorded_at, first.sales[49].recorded_at);
  EXPECT_GT(first.sales[49].recorded_at, second.sales[0].recorded_at);

  const std::string day = to_text(business_day(second.sales[9].sold_at, 480, 240));
  EXPECT_EQ(read<SaleList>(call("GET", "/v1/sales", {}, {{"day", day}})).sales.size(), 31u);
  const auto of_till =
      read<SaleList>(call("GET", "/v1/sales", {}, {{"till", shop.tills[1].text()}, {"day", day}}));
  EXPECT_EQ(of_till.sales.size(), 15u);
  const auto by_number = read<SaleList>(call("GET", "/v1/sales", {}, {{"q", "2-7"}}));
  ASSERT_EQ(by_number.sales.size(), 1u);
  EXPECT_EQ(by_number.sales[0].number, "2-7");
  for (const char* cursor : {"x", "2026-01-01.5.x", "2026-01-01.x.00000000-0000-0000-0000-000000000000"})
    EXPECT_EQ(call("GET", "/v1/sales", {}, {{"cursor", cursor}}).status, 400) << cursor;
  EXPECT_EQ(call("GET", "/v1/sales", {}, {{"day", "2026-13-01"}}).status, 400);
}

TEST_P(CheckoutApi, ADaysTotalsAgreeWithTheLedger) {
  const Receipt first = shop.sold(0, {line(1, 2), line(4, 1)}, shop.members[0]);
  const Receipt second = shop.sold(1, {line(2, 1), grams(10, 500)});
  const auto back = shop.take_back(1, shop.new_id(), shop.give_back(1, first.sale_id, {{1, pieces(1)}}));
  ASSERT_TRUE(back);
  const std::string day = to_text(first.business_day);
  const auto totals = read<DayTotals>(call("GET", "/v1/days/" + day));
  EXPECT_TRUE(totals.agrees);
  EXPECT_EQ(totals.sales, 2);
  EXPECT_EQ(totals.returns, 1);
  EXPECT_EQ(totals.sold, first.payable + second.payable);
  EXPECT_EQ(totals.returned, back->payable);
  EXPECT_EQ(totals.ledger_cash, totals.sold - totals.returned);
  EXPECT_EQ(totals.tax, first.tax + second.tax - back->tax);
  EXPECT_EQ(totals.points_earned, first.points);
  EXPECT_EQ(totals.points_taken_back, back->points);
  ASSERT_EQ(totals.tills.size(), 2u);
  EXPECT_EQ(totals.tills[1].cash, second.payable - back->payable);
  ASSERT_EQ(totals.hours.size(), 1u);
  EXPECT_EQ(totals.hours[0].hour, 16);  // 08:53 UTC in Shanghai
  Money tax_of_rates;
  for (const TaxTotal& rate : totals.tax_totals) tax_of_rates += rate.tax;
  EXPECT_EQ(tax_of_rates, totals.tax);
  const auto days = read<DayList>(call("GET", "/v1/days"));
  ASSERT_EQ(days.days.size(), 1u);
  EXPECT_EQ(days.days[0].net, totals.net);

  shop.run("UPDATE sale SET payable = payable + 1 WHERE kind = 'return'");
  EXPECT_FALSE(read<DayTotals>(call("GET", "/v1/days/" + day)).agrees);
  EXPECT_FALSE(read<DayTotals>(call("GET", "/v1/days/1999-01-01")).sales);
}

TEST_P(CheckoutApi, TheSnapshotTellsATillEverythingThenWhatChanged) {
  const auto all = read<Snapshot>(call("GET", "/v1/snapshot"));
  EXPECT_EQ(all.version, 1);
  EXPECT_EQ(all.products.size(), std::size_t{TestShop::kProducts});
  EXPECT_EQ(all.shop.shop_name, "一店");
  EXPECT_FALSE(all.shop.consent_text_zh.empty());
  ASSERT_TRUE(all.rules);
  EXPECT_EQ(all.rules->promotions.size(), 3u);
  shop.change_price(4, {4321});
  const auto changed = read<Snapshot>(call("GET", "/v1/snapshot", {}, {{"since", "1"}}));
  EXPECT_EQ(changed.version, 2);
  ASSERT_EQ(changed.products.size(), 1u);
  EXPECT_EQ(changed.products[0].price.minor, 4321);
  EXPECT_FALSE(changed.rules);
  EXPECT_EQ(call("GET", "/v1/snapshot", {}, {{"since", "-1"}}).status, 400);
}

TEST_P(CheckoutApi, ATillGoesOnWithItsSequence) {
  const auto next = [&] {
    return store->read<std::int64_t>([&](db::Transaction& transaction) {
      return next_sequence(transaction, shop.merchant_id, shop.tills[0]);
    });
  };
  EXPECT_EQ(next(), 1);
  shop.sold(0, {line(0, 1)});
  EXPECT_EQ(next(), 2);
}

HUIJI_ON_EACH_ENGINE(CheckoutApi);

}  // namespace
}  // namespace huiji::checkout
