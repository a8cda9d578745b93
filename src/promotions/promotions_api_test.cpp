#include "promotions/promotions_api.hpp"

#include <gtest/gtest.h>

#include "promotions/promotions_store.hpp"
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
  pricing::Rules rules_of_the_snapshot() {
    return *store->read<std::optional<pricing::Rules>>(
        [&](db::Transaction& transaction) { return rules_changed_since(transaction, MerchantId{{1}}, 0); });
  }
  http::Response send(const char* method, const char* path, const char* body = "", const char* member = "") {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    if (*member) request.query = {{"member_id", member}};
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

TEST_P(PromotionsApi, AudienceTermsLimitsAndFunderComeBack) {
  auto draft = *wire::from_json<PromotionDraft>(kBody);
  draft.audience = pricing::Audience{{"gold"}, {"parents"}, {ShopId{{2}}}, {"till"}};
  draft.terms = pricing::Terms{true, true, true, pricing::OnBreak::reprice, 7};
  draft.limits = pricing::Limits{1, 2, 3, 4, 5, Money{600}};
  draft.funder = pricing::Funder{pricing::FunderKind::supplier, "好厂", {2500}};
  const auto put = send("PUT", kPath, wire::to_json(draft).c_str());
  ASSERT_EQ(put.status, 200) << put.body;
  EXPECT_EQ(send("PUT", kPath, wire::to_json(draft).c_str()).body, put.body);
  const pricing::Promotion stored = list().promotions.at(0).promotion;
  EXPECT_EQ(wire::to_json(*stored.audience), wire::to_json(*draft.audience));
  EXPECT_EQ(wire::to_json(*stored.terms), wire::to_json(*draft.terms));
  EXPECT_EQ(wire::to_json(*stored.limits), wire::to_json(*draft.limits));
  EXPECT_EQ(wire::to_json(*stored.funder), wire::to_json(*draft.funder));
  EXPECT_EQ(wire::to_json(rules_of_the_snapshot().promotions.at(0)), wire::to_json(stored));
  draft.limits->total = 6;
  EXPECT_EQ(list().promotions.at(0).version, 1);
  draft.expected_version = 1;
  EXPECT_EQ(send("PUT", kPath, wire::to_json(draft).c_str()).status, 200);
  EXPECT_EQ(list().promotions.at(0).version, 2) << "another limit is another version";
}

TEST_P(PromotionsApi, TellsWhatLimitsLeave) {
  auto draft = *wire::from_json<PromotionDraft>(kBody);
  draft.limits = pricing::Limits{.per_member = 2, .total = 5};
  ASSERT_EQ(send("PUT", kPath, wire::to_json(draft).c_str()).status, 200);
  const auto all = wire::from_json<RemainingList>(send("GET", "/v1/promotions/remaining").body);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->remaining.size(), 1u);
  EXPECT_EQ(all->remaining[0].times, 5);
  const auto own = send("GET", "/v1/promotions/remaining", "", "01900000-0000-7000-8000-00000000000a");
  EXPECT_EQ(wire::from_json<RemainingList>(own.body)->remaining[0].times, 2);
  EXPECT_EQ(send("GET", "/v1/promotions/remaining", "", "nobody").status, 400);
}

TEST_P(PromotionsApi, ThePolicyIsVersionedLikeARule) {
  const char* path = "/v1/pricing-policy";
  const auto now = [&] { return *wire::from_json<VersionedPolicy>(send("GET", path).body); };
  EXPECT_EQ(now().version, 0);
  EXPECT_EQ(now().policy.points_per_yuan, 1);
  const char* body =
      R"({"version":0,"policy":{"points_per_yuan":2,"rounding":{"unit":10,"tenders":["cash"]}}})";
  const auto put = send("PUT", path, body);
  ASSERT_EQ(put.status, 200) << put.body;
  EXPECT_EQ(send("PUT", path, body).body, put.body);
  EXPECT_EQ(now().version, 1);
  EXPECT_EQ(rules_of_the_snapshot().rounding->unit, Money{10});
  EXPECT_EQ(rules_of_the_snapshot().points.points_per_yuan, 2);
  EXPECT_EQ(rules_of_the_snapshot().version, 1);
  EXPECT_EQ(send("PUT", path, R"({"version":0,"policy":{"points_per_yuan":3}})").status, 409);
  EXPECT_EQ(send("PUT", path, R"({"version":1,"policy":{"points_per_yuan":-1}})").status, 400);
  EXPECT_EQ(send("PUT", path, R"({"version":1,"policy":{"points_per_yuan":1}})").status, 200);
  EXPECT_FALSE(rules_of_the_snapshot().rounding);
  const auto then = store->read<std::optional<pricing::Rules>>(
      [&](db::Transaction& transaction) { return rules_at(transaction, MerchantId{{1}}, 1); });
  EXPECT_EQ(then->points.points_per_yuan, 2) << "an old version stays";
}

TEST_P(PromotionsApi, ThePolicySaysHowPointsPay) {
  const char* path = "/v1/pricing-policy";
  const auto policy = [](int version, const char* payment) {
    return R"({"version":)" + std::to_string(version) +
           R"(,"policy":{"points_per_yuan":1,"rounding":{"unit":10,"tenders":["cash"]},"points_payment":)" +
           payment + "}}";
  };
  const std::string sound =
      policy(0, R"({"points":100,"value":100,"minimum":200,"cap":5000,"cap_amount":2000})");
  const auto put = send("PUT", path, sound.c_str());
  ASSERT_EQ(put.status, 200) << put.body;
  const auto got = wire::from_json<VersionedPolicy>(send("GET", path).body);
  ASSERT_TRUE(got && got->policy.points_payment);
  EXPECT_EQ(got->policy.points_payment->minimum, Points{200});
  const auto rules = rules_of_the_snapshot();
  ASSERT_TRUE(rules.points_payment);
  EXPECT_EQ(rules.points_payment->cap, Percent{5000});
  EXPECT_EQ(rules.points_payment->cap_amount, Money{2000});
  const auto refused = [&](const char* payment, const char* code) {
    const auto reply = send("PUT", path, policy(1, payment).c_str());
    return reply.status == 400 && reply.body.find(code) != std::string::npos;
  };
  EXPECT_TRUE(refused(R"({"points":0,"value":100,"minimum":0,"cap":5000})", "pricing.points_step_senseless"));
  EXPECT_TRUE(refused(R"({"points":100,"value":100,"minimum":0,"cap":0})", "pricing.points_cap_senseless"));
  EXPECT_TRUE(refused(R"({"points":1,"value":1,"minimum":0,"cap":5000})", "pricing.points_step_rounded"));
  const char* without = R"({"version":1,"policy":{"points_per_yuan":1}})";
  EXPECT_EQ(send("PUT", path, without).status, 200);
  EXPECT_FALSE(rules_of_the_snapshot().points_payment);
}

TEST_P(PromotionsApi, IdsOfWhatIsNoPromotionAreRefused) {
  EXPECT_EQ(send("PUT", "/v1/promotions/00000000-0000-0000-0000-000000000102", kBody).status, 404);
  EXPECT_EQ(send("PUT", "/v1/promotions/00000000-0000-0000-0000-000000000105", kBody).status, 404);
  EXPECT_TRUE(list().promotions.empty());
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
