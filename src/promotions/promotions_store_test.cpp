#include "promotions/promotions_store.hpp"

#include <gtest/gtest.h>

#include "promotions/promotions.hpp"
#include "promotions/promotions_errors.hpp"
#include "promotions/promotions_flow.hpp"
#include "support/stores.hpp"

namespace huiji::promotions {
namespace {

constexpr std::string_view kMerchantText =
    "INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, catalog_version, "
    "member_version, "
    "next_member_number, points_per_yuan, points_valid_months, created_at) "
    "VALUES ($1, '惠记', 'Asia/Shanghai', 240, 0, 0, 1, 2, 12, 0)";
constexpr std::string_view kPersonText =
    "INSERT INTO staff (merchant_id, staff_id, login, name, password_hash, role, state) "
    "VALUES ($1, $2, 'boss', '王店长', '', 'owner', 'active')";
constexpr db::Statement kMerchant{"test.promotions_merchant", kMerchantText, kMerchantText};
constexpr db::Statement kPerson{"test.promotions_person", kPersonText, kPersonText};

class PromotionsShop : public test::EachEngine {
 protected:
  const MerchantId merchant_id{{1, 1}};
  const StaffId staff_id{{4, 4}};
  const Caller caller{.merchant_id = merchant_id,
                      .shop_id = ShopId{{2}},
                      .staff_id = staff_id,
                      .session_id = {},
                      .till_id = {},
                      .rights = {Right::edit_promotions}};

  void SetUp() override {
    const auto done = store->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      transaction.execute(kMerchant, {merchant_id});
      transaction.execute(kPerson, {merchant_id, staff_id});
      return Done{};
    });
    ASSERT_TRUE(done);
  }

  static PromotionId id(int number) { return PromotionId{{9, static_cast<std::uint8_t>(number)}}; }

  static PromotionDraft percent_off(std::int64_t off) {
    PromotionDraft draft;
    draft.kind = "percent_off";
    draft.name = "打折";
    draft.state = pricing::PromotionState::active;
    draft.parameters.text = "{\"off\":" + std::to_string(off) + "}";
    return draft;
  }

  Result<StoredPromotion> put(int number, const PromotionDraft& draft) {
    return store->write<StoredPromotion>([&](db::Transaction& transaction) {
      return put_promotion(transaction, caller, id(number), draft, Instant{1000});
    });
  }
  std::optional<pricing::Rules> rules(std::int64_t version) {
    return store->read<std::optional<pricing::Rules>>(
        [&](db::Transaction& transaction) { return rules_at(transaction, merchant_id, version); });
  }
  std::optional<pricing::Rules> changed_since(std::int64_t since) {
    return store->read<std::optional<pricing::Rules>>(
        [&](db::Transaction& transaction) { return rules_changed_since(transaction, merchant_id, since); });
  }
  PromotionList all() {
    return store->read<PromotionList>(
        [&](db::Transaction& transaction) { return all_promotions(transaction, merchant_id); });
  }
  std::shared_ptr<const pricing::CompiledRules> cached(RulesCache& cache, std::int64_t version) {
    return store->read<std::shared_ptr<const pricing::CompiledRules>>(
        [&](db::Transaction& transaction) { return cache.rules_at(transaction, merchant_id, version); });
  }
};
HUIJI_ON_EACH_ENGINE(PromotionsShop);

TEST_P(PromotionsShop, StoresAVersionWithWhoAndWhen) {
  const auto stored = put(1, percent_off(5000));
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->version, 1);
  EXPECT_EQ(stored->changed_by, "王店长");
  EXPECT_EQ(stored->changed_at, Instant{1000});
  EXPECT_EQ(stored->promotion.promotion_id, id(1));
  ASSERT_EQ(all().promotions.size(), 1u);
  EXPECT_EQ(all().promotions[0].promotion.parameters.text, "{\"off\":5000}");
}

TEST_P(PromotionsShop, TheSameContentAgainIsNoNewVersion) {
  auto draft = percent_off(5000);
  draft.expected_version = 0;
  ASSERT_TRUE(put(1, draft));
  const auto again = put(1, draft);  // a retry of the same request
  ASSERT_TRUE(again);
  EXPECT_EQ(again->version, 1);
  EXPECT_EQ(put(2, percent_off(1000))->version, 2);
}

TEST_P(PromotionsShop, RefusesAChangeOfWhatChangedMeanwhile) {
  ASSERT_TRUE(put(1, percent_off(5000)));
  ASSERT_TRUE(put(1, percent_off(4000)));
  auto late = percent_off(3000);
  late.expected_version = 1;
  const auto refused = put(1, late);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, &changed_meanwhile);
  EXPECT_EQ(refused.refusal().details[0].value, "2");
  late.expected_version = 2;
  EXPECT_EQ(put(1, late)->version, 3);
}

TEST_P(PromotionsShop, RefusesSenselessParametersAndStoresNothing) {
  const auto refused = put(1, percent_off(10000));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, &percent_senseless);
  EXPECT_TRUE(all().promotions.empty());
  EXPECT_EQ(rules(0)->version, 0);
}

TEST_P(PromotionsShop, RulesAreThoseOfTheVersion) {
  ASSERT_TRUE(put(1, percent_off(5000)));  // version 1
  ASSERT_TRUE(put(2, percent_off(2000)));  // version 2
  auto ended = percent_off(5000);
  ended.state = pricing::PromotionState::ended;
  ASSERT_TRUE(put(1, ended));  // version 3
  EXPECT_EQ(rules(0)->promotions.size(), 0u);
  EXPECT_EQ(rules(1)->promotions.size(), 1u);
  EXPECT_EQ(rules(2)->promotions.size(), 2u);
  ASSERT_EQ(rules(3)->promotions.size(), 1u);
  EXPECT_EQ(rules(3)->promotions[0].promotion_id, id(2));
  EXPECT_EQ(rules(3)->points.points_per_yuan, 2);
  EXPECT_FALSE(rules(4)) << "a version that the catalogue has not come to";
  EXPECT_FALSE(rules(-1));
}

TEST_P(PromotionsShop, TheSnapshotGetsRulesOnlyWhenOneChanged) {
  EXPECT_TRUE(changed_since(0)) << "a new till gets the points rule even without promotions";
  ASSERT_TRUE(put(1, percent_off(5000)));
  ASSERT_TRUE(changed_since(0));
  EXPECT_EQ(changed_since(0)->promotions.size(), 1u);
  EXPECT_FALSE(changed_since(1));
  ASSERT_TRUE(put(1, percent_off(4000)));
  ASSERT_TRUE(changed_since(1));
  EXPECT_EQ(changed_since(1)->version, 2);
}

TEST_P(PromotionsShop, TheCacheAnswersAsTheDatabaseInAnyOrder) {
  for (int k = 1; k <= 5; ++k) ASSERT_TRUE(put(k % 3, percent_off(1000 * k)));
  RulesCache cache;
  const std::int64_t last = changed_since(0)->version;
  for (const std::int64_t version :
       {last, std::int64_t{2}, std::int64_t{0}, last - 1, std::int64_t{1}, last}) {
    const auto fast = cached(cache, version);
    ASSERT_TRUE(fast) << version;
    EXPECT_EQ(fast->version(), rules(version)->version) << version;
    EXPECT_EQ(fast->points().points_per_yuan, 2);
    EXPECT_EQ(fast, cached(cache, version)) << "compiled once";
  }
  EXPECT_FALSE(cached(cache, last + 1));
  EXPECT_FALSE(cached(cache, -1));
}

TEST_P(PromotionsShop, TheCacheSeesAChangeMadeAfterItWasFilled) {
  ASSERT_TRUE(put(1, percent_off(5000)));
  RulesCache cache;
  const auto before = cached(cache, 1);
  ASSERT_TRUE(put(1, percent_off(4000)));
  EXPECT_EQ(cached(cache, 2)->version(), 2);
  EXPECT_EQ(cached(cache, 1), before);
}

TEST_P(PromotionsShop, TheNilIdBelongsToTheMemberPrice) {
  const auto refused = store->write<StoredPromotion>([&](db::Transaction& transaction) {
    return put_promotion(transaction, caller, PromotionId{}, percent_off(5000), Instant{1});
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, &no_such_promotion);
}

}  // namespace
}  // namespace huiji::promotions
