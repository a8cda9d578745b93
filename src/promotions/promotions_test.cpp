#include "promotions/promotions.hpp"

#include <gtest/gtest.h>

#include "promotions/engine/kind.hpp"
#include "promotions/engine/schedule.hpp"
#include "promotions/engine/sets.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {
namespace {

using pricing::Schedule;

PromotionDraft draft(const char* kind, const char* parameters) {
  PromotionDraft draft;
  draft.kind = kind;
  draft.name = "促销";
  draft.parameters.text = parameters;
  return draft;
}

const ErrorCode* refused(const PromotionDraft& draft) {
  const auto done = check_draft(draft);
  return done ? nullptr : done.refusal().code;
}

TEST(Kinds, AreTheFolders) {
  std::vector<std::string> names;
  for (const auto& kind : describe_kinds().kinds) names.push_back(kind.kind);
  EXPECT_EQ(names, (std::vector<std::string>{"amount_off", "buy_m_get_n", "nth_item_percent", "percent_off",
                                             "special_price"}));
}

// The form that the hints draw, filled with initial values (or the least allowed), makes a sound promotion.
TEST(Kinds, TheirHintsFitTheirParameters) {
  for (const Kind* kind : all_kinds()) {
    std::string json = "{";
    for (const ParameterHint& hint : kind->description.parameters) {
      EXPECT_FALSE(hint.zh.empty() || hint.en.empty() || hint.help_zh.empty() || hint.help_en.empty());
      if (!hint.required) continue;
      const std::int64_t value = hint.initial.value_or(hint.minimum.value_or(0));
      json += (json.size() > 1 ? ",\"" : "\"") + hint.name + "\":";
      json += hint.control == Control::flag ? (value ? "true" : "false") : std::to_string(value);
    }
    EXPECT_EQ(refused(draft(kind->description.kind.c_str(), (json + "}").c_str())), nullptr)
        << kind->description.kind << json;
    EXPECT_FALSE(kind->description.summary_zh.empty() || kind->description.summary_en.empty());
  }
}

TEST(CheckDraft, RefusesContradictionsWithAReason) {
  EXPECT_EQ(refused(draft("lottery", "{}")), &unknown_kind);
  EXPECT_EQ(refused(draft("percent_off", R"({"off":10000})")), &percent_senseless);
  EXPECT_EQ(refused(draft("special_price", R"({"price":0})")), &price_senseless);
  EXPECT_EQ(refused(draft("nth_item_percent", R"({"nth":1,"off":5000})")), &nth_senseless);
  EXPECT_EQ(refused(draft("nth_item_percent", R"({"nth":2,"off":5000,"max_sets":0})")), &sets_senseless);
  EXPECT_EQ(refused(draft("buy_m_get_n", R"({"buy":0,"free":1})")), &buy_free_senseless);
  EXPECT_EQ(refused(draft("amount_off", R"({"threshold":100,"off":100,"every":false})")),
            &threshold_senseless);
  EXPECT_EQ(refused(draft("amount_off", R"({"threshold":100,"off":10,"every":true,"cap":9})")),
            &cap_senseless);
  const auto text = check_draft(draft("percent_off", R"({"off":0})")).refusal();
  EXPECT_NE(text.text(true), text.text(false));
}

TEST(CheckDraft, RefusesAScopeThatIsExcludedAgain) {
  PromotionDraft one = draft("percent_off", R"({"off":1000})");
  one.scope.products = {ProductId{{1}}};
  one.scope.excluded_products = {ProductId{{1}}};
  EXPECT_EQ(refused(one), &scope_senseless);
  one.scope.products.push_back(ProductId{{2}});
  EXPECT_EQ(refused(one), nullptr);
}

PromotionDraft scheduled(const Schedule& schedule) {
  PromotionDraft one = draft("percent_off", R"({"off":1000})");
  one.schedule = schedule;
  return one;
}

TEST(Schedules, RefuseWhatIsNeverOpen) {
  constexpr std::int64_t noon = 1'759'982'400'000;  // Thursday, 2025-10-09, 12:00 in the shop
  EXPECT_EQ(refused(scheduled({Instant{noon}, Instant{noon}, {}, {}, {}})), &never_open);
  EXPECT_EQ(refused(scheduled({{}, {}, {8}, {}, {}})), &weekday_senseless);
  EXPECT_EQ(refused(scheduled({{}, {}, {1, 1}, {}, {}})), &weekday_senseless);
  EXPECT_EQ(refused(scheduled({{}, {}, {}, 600, {}})), &hours_senseless);
  EXPECT_EQ(refused(scheduled({{}, {}, {}, 600, 600})), &never_open);
  EXPECT_EQ(refused(scheduled({{}, {}, {}, 600, 1441})), &hours_senseless);
  // Two days from Thursday noon, but on Sundays only.
  EXPECT_EQ(refused(scheduled({Instant{noon}, Instant{noon + kDay_ms}, {7}, {}, {}})), &never_open);
  EXPECT_EQ(refused(scheduled({Instant{noon}, Instant{noon + 8 * kDay_ms}, {7}, {}, {}})), nullptr);
}

TEST(Schedules, OpenAcrossMidnightOnTheDayTheyBegan) {
  const Schedule friday_night{{}, {}, {5}, 22 * 60, 2 * 60};
  const auto at = [&](int day, int hour) {  // of October 2025, local
    return is_open(friday_night, {from_civil({2025, 10, day}).days * kDay_ms + (hour - 8) * kHour_ms}, 480);
  };
  EXPECT_TRUE(at(10, 22));
  EXPECT_TRUE(at(11, 1));
  EXPECT_FALSE(at(11, 2));
  EXPECT_FALSE(at(10, 1));
  EXPECT_FALSE(at(11, 23));
}

TEST(Schedules, EndAtTheInstantAndNotAfter) {
  const Schedule days{Instant{1000}, Instant{2000}, {}, {}, {}};
  EXPECT_FALSE(is_open(days, {999}, 480));
  EXPECT_TRUE(is_open(days, {1000}, 480));
  EXPECT_TRUE(is_open(days, {1999}, 480));
  EXPECT_FALSE(is_open(days, {2000}, 480));
}

TEST(Sets, LeaveTheCheapestOver) {
  const UnitRun runs[] = {{0, 0, {900}, 2}, {1, 1, {500}, 3}, {2, 2, {100}, 2}};
  Taken taken;
  take_sets({.size = 3, .discounted = 1, .off = {10000}}, runs, INT64_MAX, taken);
  EXPECT_EQ(taken.sets, 2);
  EXPECT_EQ(taken.discount.minor, 500 + 100);
  EXPECT_EQ(taken.consumed, (std::vector<std::int64_t>{2, 3, 1}));
  take_sets({.size = 3, .discounted = 1, .off = {5000}, .max_sets = 1}, runs, INT64_MAX, taken);
  EXPECT_EQ(taken.discount.minor, 250);
  EXPECT_EQ(taken.consumed, (std::vector<std::int64_t>{2, 1, 0}));
  take_sets({.size = 3, .discounted = 1, .off = {10000}}, runs, 1, taken);
  EXPECT_EQ(taken.sets, 1);
}

TEST(Sets, ThatSaveNothingAreNotMade) {
  const UnitRun runs[] = {{0, 0, {900}, 3}, {1, 1, {0}, 3}};
  Taken taken;
  take_sets({.size = 2, .discounted = 1, .off = {10000}}, runs, INT64_MAX, taken);
  EXPECT_EQ(taken.sets, 1);
  EXPECT_EQ(taken.consumed, (std::vector<std::int64_t>{2, 0}));
}

// Steps and bounds that the search relies on.
TEST(AmountOff, NamesTheAmountsAtWhichItRises) {
  const auto offer =
      std::get<3>(*find_kind("amount_off")->make({R"({"threshold":1000,"off":300,"every":true,"cap":700})"}));
  const auto off_at = [&](std::int64_t entry) { return offer->reduction({{entry}, {entry}}).amount; };
  Money at;
  for (int minor = 0; minor < 5000; ++minor) {
    const auto step = offer->next_step({minor});
    for (int above = minor + 1; above < (step ? step->minor : 5000); ++above)
      ASSERT_EQ(off_at(above), off_at(minor)) << above;
    if (step) {
      ASSERT_GT(off_at(step->minor), off_at(minor));
      minor = static_cast<int>(step->minor) - 1;
    } else {
      at = {minor};
      break;
    }
  }
  EXPECT_EQ(at.minor, 3000);
}

}  // namespace
}  // namespace huiji::promotions
