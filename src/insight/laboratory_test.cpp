#include "insight/laboratory.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "insight/booked_price.hpp"
#include "wire/json.hpp"

namespace huiji::insight {
namespace {

PromotionId promotion_id(int number) { return PromotionId{{7, std::uint8_t(number)}}; }
ProductId product_id(int number) { return ProductId{{6, std::uint8_t(number)}}; }

promotions::PromotionDraft draft_of(const char* kind, const char* parameters) {
  promotions::PromotionDraft draft;
  draft.kind = kind;
  draft.name = "草案";
  draft.parameters.text = parameters;
  return draft;
}

pricing::Promotion percent_off(int number, std::int64_t off) {
  auto draft = draft_of("percent_off", "");
  draft.parameters.text = "{\"off\":" + std::to_string(off) + "}";
  return replayed(promotion_id(number), draft);
}

ReplayRules rules_of(std::vector<pricing::Promotion> live, const pricing::Promotion& draft) {
  pricing::Rules rules;
  rules.promotions = std::move(live);
  return {*pricing::compile(rules), *pricing::compile(with_draft(rules, draft)), false, false};
}

// Booked as its own rules price it.
StoredBasket basket(const ReplayRules& rules, std::vector<std::pair<int, std::int64_t>> goods,
                    std::optional<MemberId> member = {}) {
  StoredBasket stored;
  stored.sale_id = SaleId{{1}};
  stored.number = "1-1";
  stored.business_day = Date{20'000};
  stored.rules = &rules;
  stored.basket.priced_at = Instant{20'000 * kDay_ms};
  if (member) stored.basket.member = pricing::MemberFacts{*member, "standard"};
  for (const auto& [product, count] : goods) {
    pricing::BasketLine line;
    line.line = std::to_string(stored.lines.size() + 1);
    line.product_id = product_id(product);
    line.quantity = pieces(count);
    line.unit_price = {1000};
    stored.basket.lines.push_back(line);
    stored.lines.push_back({{}, Money{800 * count}, nullptr});
  }
  const auto priced = pricing::price(stored.basket, rules.own);
  stored.payable = priced.payable;
  for (std::size_t i = 0; i < stored.lines.size(); ++i) stored.lines[i].net = priced.lines[i].net;
  return stored;
}

// Booked by today's arithmetic, as the reader finds it.
void book(StoredBasket& stored) {
  const auto priced = pricing::price(stored.basket, stored.rules->own);
  stored.booked = BookedPrice{priced.gross, priced.discount, priced.points, priced.certificate.optimal};
}

LaboratoryTotals replay_of(const pricing::Promotion& draft, std::vector<StoredBasket> baskets,
                           std::optional<Percent> least_margin = {}) {
  Replay replay(draft, least_margin);
  Tally tally;
  for (StoredBasket& stored : baskets) replay.look(stored, tally);
  return tally.totals();
}

TEST(Laboratory, AddsUpWhatTheDraftCosts) {
  const auto draft = percent_off(1, 1000);
  const auto rules = rules_of({}, draft);
  const auto totals = replay_of(draft, {basket(rules, {{1, 2}, {2, 1}}), basket(rules, {{1, 1}})});
  EXPECT_EQ(totals.baskets, 2);
  EXPECT_EQ(totals.touched, 2);
  EXPECT_EQ(totals.revenue_before, Money{4000});
  EXPECT_EQ(totals.revenue_after, Money{3600});
  EXPECT_EQ(totals.cost, Money{400});
  EXPECT_EQ(totals.draft_discount, Money{400});
  EXPECT_EQ(totals.margin_before, Money{800});
  EXPECT_EQ(totals.margin_after, Money{400});
  EXPECT_EQ(totals.margin_rate_before, 2000);
  EXPECT_EQ(totals.margin_rate_after, 1111);
  EXPECT_EQ(totals.differs, 0);
  EXPECT_EQ(totals.rose, 0);
  ASSERT_EQ(totals.products.size(), 2u);
  EXPECT_EQ(totals.products[0].product_id, product_id(1));
  EXPECT_EQ(totals.products[0].quantity, pieces(3));
  EXPECT_EQ(totals.products[0].revenue_after, Money{2700});
  EXPECT_EQ(totals.products[0].change, Money{-300});
  EXPECT_EQ(totals.products[0].margin_after, Money{300});
}

TEST(Laboratory, CountsWhoGainsByTier) {
  auto draft = percent_off(1, 1000);
  draft.members_only = true;
  const auto rules = rules_of({}, draft);
  const MemberId anna{{1}}, bert{{2}};
  const auto totals = replay_of(draft, {basket(rules, {{1, 1}}, anna), basket(rules, {{1, 1}}, anna),
                                        basket(rules, {{1, 1}}, bert), basket(rules, {{1, 1}})});
  EXPECT_EQ(totals.members_gaining, 2);
  ASSERT_EQ(totals.tiers.size(), 2u);
  EXPECT_FALSE(totals.tiers[0].member);
  EXPECT_EQ(totals.tiers[0].baskets, 1);
  EXPECT_EQ(totals.tiers[0].gain, Money{});
  EXPECT_EQ(totals.tiers[1].tier, "standard");
  EXPECT_EQ(totals.tiers[1].baskets_gaining, 3);
  EXPECT_EQ(totals.tiers[1].members_gaining, 2);
  EXPECT_EQ(totals.tiers[1].gain, Money{300});
}

TEST(Laboratory, SeesLossesAndThinMargins) {
  const auto half = percent_off(1, 5000);
  const auto rules = rules_of({}, half);
  const auto loss = replay_of(half, {basket(rules, {{1, 2}})}, Percent{500});
  EXPECT_EQ(loss.below_cost_before, 0);
  EXPECT_EQ(loss.below_cost_after, 1);
  EXPECT_EQ(loss.below_cost_loss, Money{600});
  EXPECT_EQ(loss.below_margin_after, 1);
  EXPECT_EQ(loss.products[0].below_cost, 1);
  const auto slight = percent_off(1, 1700);  // 8.30 for 8.00
  const auto thin = rules_of({}, slight);
  const auto margin = replay_of(slight, {basket(thin, {{1, 1}})}, Percent{500});
  EXPECT_EQ(margin.below_cost_after, 0);
  EXPECT_EQ(margin.below_margin_after, 1);
}

TEST(Laboratory, KeepsTheDeepestBaskets) {
  const auto draft =
      replayed(promotion_id(1), draft_of("amount_off", R"({"threshold":2000,"off":500,"every":false})"));
  const auto rules = rules_of({percent_off(2, 1000)}, draft);
  std::vector<StoredBasket> baskets;
  for (int count = 10; count >= 3; --count) baskets.push_back(basket(rules, {{1, count}}));
  baskets[6].number = "deepest";  // four pieces? the three of the last one are cheaper still
  baskets[7].number = "three";
  const auto totals = replay_of(draft, std::move(baskets));
  ASSERT_EQ(totals.deepest.size(), 5u);
  EXPECT_EQ(totals.deepest[0].number, "three");
  EXPECT_EQ(totals.deepest[0].gross, Money{3000});
  EXPECT_EQ(totals.deepest[0].discount_after, Money{800});
  EXPECT_EQ(totals.deepest[0].off, Percent{2667});
  EXPECT_EQ(totals.deepest[0].promotions.size(), 2u);
  EXPECT_EQ(totals.deepest[1].number, "deepest");
}

TEST(Laboratory, NoticesASaleThatWasBookedAtAnotherPrice) {
  const auto draft = percent_off(1, 1000);
  const auto rules = rules_of({}, draft);
  auto wrong = basket(rules, {{1, 1}, {2, 1}});
  wrong.lines[0].net += Money{1};  // the total still agrees
  wrong.lines[1].net -= Money{1};
  auto total = basket(rules, {{1, 1}});
  total.payable += Money{5};
  const auto totals = replay_of(draft, {wrong, total, basket(rules, {{1, 1}})});
  EXPECT_EQ(totals.differs, 2);
  ASSERT_EQ(totals.differs_samples.size(), 2u);
  EXPECT_EQ(totals.differs_samples[1].before, Money{1005});
  EXPECT_EQ(totals.differs_samples[1].after, Money{1000});
}

TEST(Laboratory, ADraftTakesThePlaceOfItsFormerVersion) {
  pricing::Rules rules;
  rules.promotions = {percent_off(1, 1000), percent_off(2, 500)};
  const auto changed = with_draft(rules, percent_off(1, 2000));
  ASSERT_EQ(changed.promotions.size(), 2u);
  EXPECT_EQ(changed.promotions[1].parameters.text, "{\"off\":2000}");
}

TEST(Laboratory, SetsTheDraftsDatesAside) {
  auto draft = draft_of("percent_off", R"({"off":1000})");
  draft.schedule.starts_at = Instant{1};
  draft.schedule.ends_at = Instant{2};
  draft.schedule.weekdays = {6};
  const auto promotion = replayed(promotion_id(1), draft);
  EXPECT_FALSE(promotion.schedule.starts_at || promotion.schedule.ends_at);
  EXPECT_EQ(promotion.schedule.weekdays, std::vector<int>{6});
  EXPECT_EQ(promotion.state, pricing::PromotionState::active);
}

TEST(Laboratory, PricesNothingThatCannotDiffer) {
  const auto draft =
      replayed(promotion_id(1), draft_of("amount_off", R"({"threshold":2500,"off":500,"every":false})"));
  const auto rules = rules_of({percent_off(2, 1000)}, draft);
  std::vector<StoredBasket> baskets;
  for (int i = 0; i < 129; ++i) baskets.push_back(basket(rules, {{1, 1 + i % 4}}));
  for (StoredBasket& stored : baskets) book(stored);
  baskets[1].booked.reset();  // by an older arithmetic
  Replay replay(draft, {});
  Tally tally;
  for (StoredBasket& stored : baskets) replay.look(stored, tally);
  EXPECT_EQ(replay.work().baskets, 129);
  EXPECT_EQ(replay.work().own, 3 + 1) << "a spot check each 64, and the old one";
  EXPECT_EQ(replay.work().draft, 64) << "three pieces and four reach the threshold";
  EXPECT_EQ(replay.work().none, 129 - 64 - 4);
}

TEST(Laboratory, ASpotCheckFindsBooksThatAreWrong) {
  const auto draft = percent_off(1, 1000);
  const auto rules = rules_of({}, draft);
  auto wrong = basket(rules, {{1, 1}});
  wrong.payable += Money{5};
  book(wrong);
  EXPECT_EQ(replay_of(draft, {wrong}).differs, 1);
}

TEST(Laboratory, TheDraftsLimitsJoinThoseOfOtherPromotions) {
  pricing::Promotion limited = percent_off(2, 2000);
  limited.limits = pricing::Limits{};
  limited.limits->total = 1;
  auto draft = percent_off(1, 1000);
  draft.limits = pricing::Limits{};
  draft.limits->total = 1;
  const auto rules = rules_of({limited}, draft);
  auto stored = basket(rules, {{1, 1}});
  stored.basket.remaining = {{limited.promotion_id, 0, {}}};  // it had been used up
  stored.payable = stored.lines[0].net = Money{1000};
  const auto totals = replay_of(draft, {stored, stored});
  EXPECT_EQ(totals.differs, 0);
  EXPECT_EQ(totals.times, 1);
  EXPECT_EQ(totals.revenue_after, Money{1900});
}

TEST(BookedPrice, IsWhatTheEngineWrote) {
  const auto rules = rules_of({percent_off(2, 1000)}, percent_off(1, 500));
  const auto stored = basket(rules, {{1, 3}, {2, 1}}, MemberId{{1}});
  auto priced = pricing::price(stored.basket, rules.own);
  priced.promotions.at(0).name = R"(","points":7,"arithmetic":3,"certificate":{"optimal":false)";
  priced.promotions.at(0).points = Points{9};
  priced.points = Points{-12};
  for (const bool optimal : {true, false}) {
    priced.certificate.optimal = optimal;
    const auto booked = booked_price(wire::to_json(priced), priced.rules_version);
    ASSERT_TRUE(booked);
    EXPECT_EQ(booked->points, priced.points);
    EXPECT_EQ(booked->optimal, optimal);
  }
  priced.rewards.emplace();
  priced.rewards->push_back({promotion_id(3),
                             "stamps",
                             R"(,"arithmetic":3,"certificate":{"optimal":)",
                             pricing::RewardKind::stamps,
                             1,
                             {},
                             {}});
  EXPECT_EQ(booked_price(wire::to_json(priced), priced.rules_version)->points, priced.points);
  EXPECT_FALSE(booked_price(wire::to_json(priced), priced.rules_version + 1)) << "other rules";
  --priced.arithmetic;
  EXPECT_FALSE(booked_price(wire::to_json(priced), priced.rules_version)) << "an older arithmetic";
  EXPECT_FALSE(booked_price("{}", 0));
  EXPECT_FALSE(booked_price("", 0));
}

TEST(DraftUsage, LeavesWhatItsLimitsAllow) {
  pricing::Limits limits;
  limits.per_member = 3;
  limits.per_day = 4;
  limits.budget = Money{1000};
  DraftUsage usage(promotion_id(1), limits);
  const MemberId anna{{1}}, bert{{2}};
  EXPECT_EQ(usage.remaining(anna, Date{1})->times, 3);
  EXPECT_EQ(usage.remaining({}, Date{1})->times, 4);
  usage.add(anna, Date{1}, 2, Money{300});
  EXPECT_EQ(usage.remaining(anna, Date{1})->times, 1);
  EXPECT_EQ(usage.remaining(bert, Date{1})->times, 2);
  EXPECT_EQ(usage.remaining(anna, Date{1})->budget, Money{700});
  usage.add(bert, Date{1}, 2, Money{900});
  EXPECT_EQ(usage.remaining(bert, Date{1})->times, 0);
  EXPECT_EQ(usage.remaining(bert, Date{2})->times, 1) << "a new day";
  EXPECT_EQ(usage.remaining({}, Date{2})->budget, Money{0});
  EXPECT_FALSE(DraftUsage(promotion_id(1), {}).remaining(anna, Date{1})) << "no limits, nothing to tell";
}

// ---- laws ----

std::vector<StoredBasket> some_baskets(const ReplayRules& rules) {
  const auto wanted = *rc::gen::container<std::vector<std::vector<std::pair<int, int>>>>(
      rc::gen::nonEmpty(rc::gen::container<std::vector<std::pair<int, int>>>(
          rc::gen::pair(rc::gen::inRange(1, 6), rc::gen::inRange(1, 8)))));
  std::vector<StoredBasket> baskets;
  for (const auto& lines : wanted) {
    std::vector<std::pair<int, std::int64_t>> goods(lines.begin(), lines.end());
    const bool member = *rc::gen::arbitrary<bool>();
    baskets.push_back(basket(rules, goods, member ? std::optional(MemberId{{1}}) : std::nullopt));
  }
  return baskets;
}

RC_GTEST_PROP(LaboratoryLaws, ADraftThatIsNothingChangesNothing, ()) {
  // A threshold that no basket reaches.
  const auto draft =
      replayed(promotion_id(9), draft_of("amount_off", R"({"threshold":100000000,"off":1,"every":false})"));
  const auto rules = rules_of({percent_off(1, 1000)}, draft);
  const auto totals = replay_of(draft, some_baskets(rules));
  RC_ASSERT(totals.touched == 0 && totals.gaining == 0 && totals.rose == 0 && totals.differs == 0);
  RC_ASSERT(totals.cost == Money{} && totals.revenue_before == totals.revenue_after);
  RC_ASSERT(totals.margin_before == totals.margin_after);
  RC_ASSERT(totals.discount_before == totals.discount_after);
  RC_ASSERT(totals.products.empty() && totals.deepest.empty());
}

RC_GTEST_PROP(LaboratoryLaws, WhatIsLeftOutChangesNoFigure, ()) {
  const char* kinds[][2] = {{"amount_off", R"({"threshold":3000,"off":500,"every":true})"},
                            {"buy_m_get_n", R"({"buy":2,"free":1})"},
                            {"percent_off", R"({"off":1500})"}};
  const auto* kind = kinds[*rc::gen::inRange(0, 3)];
  auto wanted = draft_of(kind[0], kind[1]);
  wanted.members_only = *rc::gen::arbitrary<bool>();
  if (*rc::gen::arbitrary<bool>()) wanted.scope.products = {product_id(1), product_id(2)};
  if (*rc::gen::arbitrary<bool>()) {
    wanted.limits.emplace();
    wanted.limits->total = *rc::gen::inRange(1, 6);
  }
  if (*rc::gen::arbitrary<bool>()) {
    wanted.terms.emplace();
    wanted.terms->mandatory = *rc::gen::arbitrary<bool>();
    wanted.terms->skip_discounted = *rc::gen::arbitrary<bool>();
  }
  const auto draft = replayed(promotion_id(1), wanted);
  const auto rules = rules_of({percent_off(2, *rc::gen::inRange(1, 4) * 500)}, draft);
  auto baskets = some_baskets(rules);
  const auto totals_by = [&](Thoroughness thoroughness) {
    Replay replay(draft, Percent{500}, thoroughness);
    Tally tally;
    for (StoredBasket stored : baskets) replay.look(stored, tally);
    return wire::to_json(tally.totals());
  };
  const auto all = totals_by(Thoroughness::everything);
  RC_ASSERT(totals_by(Thoroughness::what_may_differ) == all);
  for (StoredBasket& stored : baskets) book(stored);
  RC_ASSERT(totals_by(Thoroughness::what_may_differ) == all);
}

RC_GTEST_PROP(LaboratoryLaws, ChunksAddUpToTheWhole, ()) {
  const auto draft = percent_off(1, 3000);
  const auto rules = rules_of({}, draft);
  auto baskets = some_baskets(rules);
  const auto whole = replay_of(draft, baskets);
  Replay replay(draft, {});
  Tally together;
  const auto cut = *rc::gen::inRange<std::size_t>(0, baskets.size() + 1);
  Tally chunks[2];
  for (std::size_t i = 0; i < baskets.size(); ++i) replay.look(baskets[i], chunks[i < cut ? 0 : 1]);
  together.add(chunks[0]);
  together.add(chunks[1]);
  RC_ASSERT(wire::to_json(together.totals()) == wire::to_json(whole));
}

RC_GTEST_PROP(LaboratoryLaws, PartsAddUp, ()) {
  const auto draft = percent_off(1, 3000);
  const auto rules = rules_of({}, draft);
  const auto totals = replay_of(draft, some_baskets(rules));
  Money gain, change;
  for (const TierEffect& tier : totals.tiers) gain += tier.gain;
  for (const ProductEffect& product : totals.products)
    change += product.revenue_before - product.revenue_after;
  RC_ASSERT(gain == totals.cost);
  RC_ASSERT(change == totals.cost);
  RC_ASSERT(totals.revenue_before - totals.revenue_after == totals.cost);
  RC_ASSERT(totals.margin_before - totals.margin_after == totals.cost);
}

}  // namespace
}  // namespace huiji::insight
