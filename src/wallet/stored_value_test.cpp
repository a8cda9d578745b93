#include "wallet/stored_value.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "members/member_number.hpp"
#include "wallet/card_number.hpp"
#include "wallet/tiers.hpp"
#include "wallet/wallet_errors.hpp"

namespace huiji::wallet {
namespace {

const OperationId kOperation{{1, 2, 3, 4, 5, 6, 0x70, 8, 0x80, 10, 11, 12, 13, 14, 15, 250}};

CardLot lot_with(Money principal, Money bonus, Money used, Money listed) {
  ledger::Lot lot;
  lot.amount = (principal + bonus).minor;
  lot.paid = principal.minor;
  lot.remaining = lot.amount - used.minor;
  return {lot, listed};
}

// 法释〔2025〕4号: 3000 + 1000, used 3594; and 充 100 送 20, used 60: 50 by the shop's cause, 40 by the
// customer's.
TEST(Quote, TheExamplesOfTheCourt) {
  const CashOutQuote big = quote_of({lot_with({3000'00}, {1000'00}, {3594'00}, {3594'00})}, 480);
  EXPECT_EQ(big.payable_shop_cause, Money{304'50});
  EXPECT_EQ(big.lots[0].principal_used, Money{2695'50});
  EXPECT_EQ(big.bonus_forfeited, Money{406'00 - 304'50});
  EXPECT_EQ(big.payable_customer_cause, Money{0});
  const CashOutQuote small = quote_of({lot_with({100'00}, {20'00}, {60'00}, {60'00})}, 480);
  EXPECT_EQ(small.payable_shop_cause, Money{50'00});
  EXPECT_EQ(small.payable_customer_cause, Money{40'00});
}

TEST(Quote, AnUnusedCardGivesBackWhatWasPaid) {
  const CashOutQuote quote =
      quote_of({lot_with({500'00}, {50'00}, {0}, {0}), lot_with({10'00}, {0}, {10'00}, {12'00})}, 480);
  EXPECT_EQ(quote.payable_shop_cause, Money{500'00});
  EXPECT_EQ(quote.payable_customer_cause, Money{500'00});
  EXPECT_EQ(quote.bonus_forfeited, Money{50'00});
}

RC_GTEST_PROP(Quote, NeverPaysMoreThanThePrincipalLeftNorLessThanNothing, ()) {
  const Money principal{*rc::gen::inRange(1, 500'000)}, bonus{*rc::gen::inRange(0, 200'000)};
  const Money used{*rc::gen::inRange<std::int64_t>(0, (principal + bonus).minor + 1)};
  const Money listed{used.minor + *rc::gen::inRange(0, 100'000)};
  const CashOutQuote quote = quote_of({lot_with(principal, bonus, used, listed)}, 480);
  RC_ASSERT(quote.payable_shop_cause.minor >= 0 && quote.payable_shop_cause <= principal);
  RC_ASSERT(quote.payable_customer_cause.minor >= 0);
  RC_ASSERT(quote.payable_customer_cause <= quote.payable_shop_cause);
  RC_ASSERT(quote.payable_shop_cause + quote.bonus_forfeited == principal + bonus - used);
}

TEST(Recharge, InstalmentsOpenAMonthApartAndAddUp) {
  const Instant now{1'796'000'000'000};
  const auto lots = recharge_lots(kOperation, {500'00}, {50'01}, 3, now, *parse_date("2026-11-30"));
  ASSERT_EQ(lots.size(), 3u);
  EXPECT_EQ(lots[0].paid, 500'00);
  EXPECT_EQ(lots[0].amount, 500'00 + 16'67);
  EXPECT_EQ(lots[1].paid, 0);
  EXPECT_EQ(lots[0].amount + lots[1].amount + lots[2].amount, 550'01);
  EXPECT_EQ(lots[0].opens_at.ms, 0);
  EXPECT_EQ((lots[1].opens_at.ms - now.ms) / kDay_ms, 30);  // 30 December
  EXPECT_EQ((lots[2].opens_at.ms - now.ms) / kDay_ms, 61);  // 30 January
  EXPECT_NE(lots[0].lot_id, lots[1].lot_id);
  EXPECT_NE(lots[1].lot_id, lots[2].lot_id);
  EXPECT_EQ(lot_of(kOperation.bytes, 0), LotId{kOperation.bytes});
}

TEST(CountCard, PartsOfThePriceAddUpAndFreeUsesComeLast) {
  EXPECT_EQ(revenue_of_uses({100}, 3, 1), Money{34});
  EXPECT_EQ(revenue_of_uses({100}, 3, 2), Money{67});
  EXPECT_EQ(revenue_of_uses({100}, 3, 3), Money{100});
  EXPECT_EQ(revenue_of_uses({100}, 3, 5), Money{100});
  EXPECT_EQ(revenue_of_uses({100}, 3, 0), Money{0});
}

Package count_card() {
  Package package;
  package.kind = CardKind::count;
  package.name = "洗衣十次卡";
  package.price = {188'00};
  package.uses = 10;
  package.free_uses = 1;
  return package;
}

TEST(Packages, RefusesWhatMakesNoSense) {
  EXPECT_TRUE(check_package(count_card()));
  const auto refused = [](auto change) {
    Package package = count_card();
    change(package);
    return !check_package(package);
  };
  EXPECT_TRUE(refused([](Package& package) { package.price = {0}; }));
  EXPECT_TRUE(refused([](Package& package) { package.uses = 0; }));
  EXPECT_TRUE(refused([](Package& package) { package.bonus = {100}; }));
  EXPECT_TRUE(refused([](Package& package) { package.instalments = 2; }));
  EXPECT_TRUE(refused([](Package& package) { package.kind = CardKind::gift; }));
  EXPECT_TRUE(refused([](Package& package) { package.tax_rate = Percent{10'001}; }));
}

TEST(CardNumbers, AreSixteenDigitsWithACheck) {
  const std::string number = make_card_number({kOperation.bytes}, 0);
  EXPECT_TRUE(is_card_number(number)) << number;
  EXPECT_NE(make_card_number({kOperation.bytes}, 1), number);
  for (std::size_t i = 0; i < number.size(); ++i) {
    std::string wrong = number;
    wrong[i] = wrong[i] == '9' ? '0' : char(wrong[i] + 1);
    EXPECT_FALSE(is_card_number(wrong)) << wrong;
  }
  EXPECT_FALSE(is_card_number("96"));
}

ValuePolicy three_tiers() {
  ValuePolicy policy;
  policy.tiers = {{"standard", 0, {}}, {"silver", 1000, {}}, {"gold", 5000, Money{1000'00}}};
  return policy;
}

TEST(Tiers, AreReachedByGrowthOrARecharge) {
  const ValuePolicy policy = three_tiers();
  EXPECT_EQ(tier_for_growth(policy, 0)->tier, "standard");
  EXPECT_EQ(tier_for_growth(policy, 999)->tier, "standard");
  EXPECT_EQ(tier_for_growth(policy, 1000)->tier, "silver");
  EXPECT_EQ(tier_for_growth(policy, -5), nullptr);
  EXPECT_EQ(tier_for_recharge(policy, {999'99}), nullptr);
  EXPECT_EQ(tier_for_recharge(policy, {1000'00})->tier, "gold");
  EXPECT_EQ(rank_of(policy, "gold"), 2);
  EXPECT_EQ(rank_of(policy, "platinum"), -1);
  EXPECT_EQ(growth_of({199'99}, 1), 199);
}

TEST(Tiers, TheWindowEnds) {
  ValuePolicy policy = three_tiers();
  policy.tier_grace_days = 10;
  const Date day = *parse_date("2026-11-26");
  EXPECT_EQ(to_text(growth_expires_on(policy, day)), "2027-11-30");
  EXPECT_EQ(to_text(tier_kept_until(policy, day)), "2027-12-10");
  policy.tier_window = TierWindow::calendar_year;
  EXPECT_EQ(to_text(growth_expires_on(policy, day)), "2026-12-31");
  EXPECT_EQ(to_text(tier_kept_until(policy, day)), "2028-01-10");
}

TEST(Tiers, RulesMustAscendFromTheBase) {
  EXPECT_TRUE(check_policy(three_tiers()));
  ValuePolicy policy = three_tiers();
  policy.tiers[0].growth = 1;
  EXPECT_FALSE(check_policy(policy));
  policy = three_tiers();
  policy.tiers[2].growth = 1000;
  EXPECT_FALSE(check_policy(policy));
  policy = three_tiers();
  policy.tiers[2].tier = "silver";
  EXPECT_FALSE(check_policy(policy));
}

}  // namespace
}  // namespace huiji::wallet
