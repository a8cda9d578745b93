#include "promotions/promotions_api.hpp"

#include <gtest/gtest.h>

#include "promotions/promotions_types.hpp"
#include "support/stores.hpp"
#include "support/world.hpp"

namespace huiji::promotions {
namespace {

constexpr std::string_view kMerchantText =
    "INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, catalog_version, "
    "member_version, "
    "next_member_number, points_per_yuan, points_valid_months, created_at) "
    "VALUES ($1, '惠记', 'Asia/Shanghai', 240, 0, 0, 1, 1, 12, 0)";
constexpr db::Statement kMerchant{"test.promotions_api_merchant", kMerchantText, kMerchantText};
constexpr const char* kBody =
    R"({"kind":"percent_off","name":"八折","state":"active","members_only":false,"scope":{"products":[],)"
    R"("categories":[],"excluded_products":[],"excluded_categories":[]},"schedule":{"weekdays":[]},)"
    R"("parameters":{"off":2000},"expected_version":0})";
constexpr const char* kPath = "/v1/promotions/01900000-0000-7000-8000-000000000001";

class PromotionsApi : public test::EachEngine {
 protected:
  Rights rights{Right::edit_promotions};
  test::FakeClock clock;
  http::Router router;

  void SetUp() override {
    const MerchantId merchant_id{{1}};
    ASSERT_TRUE(store->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      transaction.execute(kMerchant, {merchant_id});
      return Done{};
    }));
    router.authenticate_with([this, merchant_id](const http::Request&, http::Access) -> Result<Caller> {
      return Caller{merchant_id, ShopId{{2}}, StaffId{{3}}, {}, {}, rights};
    });
    add_routes(router, {.store = *store, .clock = clock});
  }
  http::Response send(const char* method, const char* path, const char* body = "") {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    return router.dispatch(request);
  }
  PromotionList list() { return *wire::from_json<PromotionList>(send("GET", "/v1/promotions").body); }
};
HUIJI_ON_EACH_ENGINE(PromotionsApi);

TEST_P(PromotionsApi, StoresListsAndAnswersARetryTheSame) {
  const auto first = send("PUT", kPath, kBody);
  EXPECT_EQ(first.status, 200);
  clock.advance(5000);
  EXPECT_EQ(send("PUT", kPath, kBody).body, first.body);
  ASSERT_EQ(list().promotions.size(), 1u);
  EXPECT_EQ(list().promotions[0].version, 1);
  EXPECT_EQ(list().promotions[0].promotion.name, "八折");
}

TEST_P(PromotionsApi, KeepsWhomItIsForItsTermsLimitsAndWhoPays) {
  const std::string more =
      R"(,"audience":{"tiers":["gold"],"tags":[],"shops":[],"channels":["till"]},)"
      R"("terms":{"mandatory":false,"by_coupon":true,"skip_discounted":true,"on_break":"reprice",)"
      R"("exclusive_group":7},"limits":{"per_order":2,"budget":100000},)"
      R"("funder":{"kind":"supplier","name":"伊利","share":5000}})";
  std::string body(kBody);
  body.replace(body.size() - 1, 1, more);
  ASSERT_EQ(send("PUT", kPath, body.c_str()).status, 200);
  const pricing::Promotion stored = list().promotions.at(0).promotion;
  EXPECT_EQ(stored.audience.value().tiers, std::vector<std::string>{"gold"});
  EXPECT_EQ(stored.terms.value().exclusive_group, 7);
  EXPECT_EQ(stored.limits.value().budget, Money{100000});
  EXPECT_EQ(stored.funder.value().name, "伊利");
}

TEST_P(PromotionsApi, RefusesWithoutTheRight) {
  rights = {Right::sell};
  EXPECT_EQ(send("PUT", kPath, kBody).status, 403);
  EXPECT_TRUE(list().promotions.empty());
}

TEST_P(PromotionsApi, RefusesNonsenseAndBadIds) {
  const auto nonsense =
      send("PUT", kPath,
           R"({"kind":"percent_off","name":"x","state":"draft","members_only":false,"scope":{)"
           R"("products":[],"categories":[],"excluded_products":[],"excluded_categories":[]},)"
           R"("schedule":{"weekdays":[]},"parameters":{"off":10000}})");
  EXPECT_EQ(nonsense.status, 409);
  EXPECT_NE(nonsense.body.find("promotions.percent_senseless"), std::string::npos);
  EXPECT_EQ(send("PUT", "/v1/promotions/one", kBody).status, 400);
  EXPECT_EQ(send("PUT", kPath, "{}").status, 400);
}

TEST_P(PromotionsApi, DescribesTheKindsForTheForm) {
  const auto kinds = wire::from_json<KindList>(send("GET", "/v1/promotion-kinds").body);
  ASSERT_TRUE(kinds);
  EXPECT_GE(kinds->kinds.size(), 5u);
}

}  // namespace
}  // namespace huiji::promotions
