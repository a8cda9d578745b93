#include "promotions/promotions.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "promotions/engine/kind.hpp"
#include "promotions/engine/schedule.hpp"
#include "promotions/engine/sets.hpp"
#include "promotions/promotions_errors.hpp"
#include "wire/json.hpp"

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
  EXPECT_EQ(names, (std::vector<std::string>{"add_on",
                                             "amount_off",
                                             "bundle",
                                             "buy_get_other",
                                             "buy_m_get_n",
                                             "count_amount_off",
                                             "coupon_back",
                                             "delivery_discount",
                                             "draws",
                                             "evening_markdown",
                                             "exchange",
                                             "expiry_markdown",
                                             "gift",
                                             "green_bonus",
                                             "n_for_price",
                                             "nth_item_percent",
                                             "order_percent",
                                             "percent_above",
                                             "percent_off",
                                             "points_bonus",
                                             "points_multiple",
                                             "points_price",
                                             "quantity_percent",
                                             "special_price",
                                             "stamps",
                                             "tender_discount",
                                             "tier_discount",
                                             "tiered_amount_off",
                                             "tiered_price",
                                             "unit_amount_off",
                                             "voucher"}));
}

// What a person would leave in a control of the form: its initial value, or the least that is allowed.
template <class Hint>
std::string filled(const Hint& hint) {
  switch (hint.control) {
    case Control::flag:
      return hint.initial.value_or(0) ? "true" : "false";
    case Control::text:
      return "\"own_bag\"";
    case Control::promotion:
      return "\"" + PromotionId{{9}}.text() + "\"";
    case Control::goods:
      return wire::to_json(GoodsSet{{ProductId{{1}}}, {CategoryId{{2}}}});
    default:
      return std::to_string(hint.initial.value_or(hint.minimum.value_or(0)));
  }
}

// One row, and of goods two: nobody makes a bundle of one.
std::string filled_table(const ParameterHint& hint) {
  std::string row;
  for (const ColumnHint& column : hint.columns)
    if (column.required) row += (row.empty() ? "{\"" : ",\"") + column.name + "\":" + filled(column);
  return "[" + (hint.columns[0].control == Control::goods ? row + "}," + row : row) + "}]";
}

std::string filled_parameter(const ParameterHint& hint) {
  if (hint.control == Control::table) return filled_table(hint);
  if (hint.control == Control::choice) return "\"" + hint.choices.at(0).value + "\"";
  return filled(hint);
}

// The form that the hints draw, filled so, makes a sound promotion.
TEST(Kinds, TheirHintsFitTheirParameters) {
  for (const Kind* kind : all_kinds()) {
    std::string json = "{";
    for (const ParameterHint& hint : kind->description.parameters)
      if (hint.required || hint.initial)
        json += (json.size() > 1 ? ",\"" : "\"") + hint.name + "\":" + filled_parameter(hint);
    PromotionDraft filled_in = draft(kind->description.kind.c_str(), (json + "}").c_str());
    if (kind->description.coupon_only) {
      EXPECT_FALSE(check_draft(filled_in)) << kind->description.kind << " would be for everybody";
      filled_in.terms.emplace().by_coupon = true;
    }
    const auto done = check_draft(filled_in);
    EXPECT_TRUE(done) << kind->description.kind << json << done.refusal().text(false);
  }
}

TEST(Kinds, SayInBothLanguagesWhatTheyAre) {
  for (const Kind* kind : all_kinds()) {
    const KindDescription& own = kind->description;
    EXPECT_FALSE(own.zh.empty() || own.en.empty() || own.summary_zh.empty() || own.summary_en.empty());
    for (const ParameterHint& hint : own.parameters) {
      EXPECT_FALSE(hint.zh.empty() || hint.en.empty() || hint.help_zh.empty() || hint.help_en.empty());
      EXPECT_EQ(hint.control == Control::table, !hint.columns.empty()) << own.kind << hint.name;
      for (const ColumnHint& column : hint.columns) EXPECT_FALSE(column.zh.empty() || column.en.empty());
    }
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

TEST(CheckDraft, RefusesTablesThatDoNotRise) {
  const auto code = [](const char* kind, const char* parameters) { return refused(draft(kind, parameters)); };
  EXPECT_EQ(code("quantity_percent", R"({"rows":[]})"), &rows_senseless);
  EXPECT_EQ(code("quantity_percent", R"({"rows":[{"count":3,"off":1000},{"count":3,"off":2000}]})"),
            &rows_order);
  EXPECT_EQ(code("quantity_percent", R"({"rows":[{"count":2,"off":2000},{"count":3,"off":1000}]})"),
            &rows_order);
  EXPECT_EQ(code("tiered_price", R"({"rows":[{"from_count":1,"price":100}],"excess_only":false})"),
            &bands_senseless);
  EXPECT_EQ(
      code("tiered_price",
           R"({"rows":[{"from_count":2,"price":100},{"from_count":4,"price":100}],"excess_only":false})"),
      &bands_senseless);
  EXPECT_EQ(code("tiered_amount_off", R"({"rows":[{"threshold":100,"off":100}]})"), &row_off_senseless);
  EXPECT_EQ(code("expiry_markdown", R"({"rows":[{"days_left":1,"off":1000},{"days_left":3,"off":2000}]})"),
            &days_senseless);
  EXPECT_EQ(code("evening_markdown", R"({"rows":[{"from_minute":1440,"off":1000}]})"), &times_senseless);
  EXPECT_EQ(code("tier_discount", R"({"rows":[{"tier":"gold","off":1000},{"tier":"gold","off":2000}]})"),
            &tiers_senseless);
  EXPECT_EQ(code("delivery_discount", R"({"rows":[{"threshold":0},{"threshold":100,"amount":5}]})"),
            &delivery_rows_senseless);
}

TEST(CheckDraft, RefusesOffersWithoutGoodsOrBenefit) {
  const auto code = [](const char* kind, const char* parameters) { return refused(draft(kind, parameters)); };
  EXPECT_EQ(
      code("gift", R"({"threshold":0,"every":false,"goods":{"products":[],"categories":[]},"count":1})"),
      &goods_missing);
  EXPECT_EQ(code("tender_discount", R"({"rows":[{"tender":"cash"}],"threshold":0})"),
            &tender_benefit_senseless);
  EXPECT_EQ(code("tender_discount", R"({"rows":[{"tender":"cash"}],"threshold":0,"off":100,"amount":5})"),
            &tender_benefit_senseless);
  EXPECT_EQ(code("voucher", R"({"value":1000,"per":999})"), &voucher_senseless);
  EXPECT_EQ(code("stamps", R"({"per":0,"per_unit":false})"), &stamps_senseless);
  EXPECT_EQ(code("stamps", R"({"per":1000,"per_unit":true})"), &stamps_senseless);
  EXPECT_EQ(code("points_multiple", R"({"multiple":100,"birthday":false})"), &multiple_senseless);
}

static std::string place_of(const Refusal& refusal) {
  for (const Detail& detail : refusal.details)
    if (detail.name == "path") return detail.value;
  return "";
}

// The form shows a refusal at the field that it is about.
TEST(CheckDraft, NamesTheFieldThatIsWrong) {
  const auto at = [](const PromotionDraft& wrong) { return place_of(check_draft(wrong).refusal()); };
  EXPECT_EQ(at(draft("percent_off", R"({"off":0})")), "/parameters/off");
  EXPECT_EQ(at(draft("percent_off", R"({"off":"much"})")), "/parameters/off");
  EXPECT_EQ(at(draft("tiered_amount_off", R"({"rows":[{"threshold":100,"off":200}]})")), "/parameters/rows");
  EXPECT_EQ(at(draft("tiered_amount_off", R"({"rows":[{"threshold":1}]})")), "/parameters/rows/0/off");
  PromotionDraft never = draft("percent_off", R"({"off":2000})");
  never.schedule.weekdays = {8};
  EXPECT_EQ(at(never), "/schedule");
  EXPECT_EQ(place_of(check_draft(draft("no_such_kind", "{}")).refusal()), "");
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

// 买 A 送 B against every choice of units: with units of both uses, more sets can be worth less.
struct Chooser {
  std::vector<UnitRun> units;  // one each
  int buy, get;
  std::int64_t best = 0;

  void choose(std::size_t at, int earning, int given, std::int64_t price) {
    if (at == units.size()) {
      if (given % get == 0 && earning == given / get * buy) best = std::max(best, price);
      return;
    }
    choose(at + 1, earning, given, price);
    if (units[at].roles & kScopeRole) choose(at + 1, earning + 1, given, price);
    if (units[at].roles & role_bit(0)) choose(at + 1, earning, given + 1, price + units[at].price.minor);
  }
};

TEST(BuyGetOther, GivesTheMostOfAllChoices) {
  std::uint64_t state = 1;
  const auto draw = [&](std::uint64_t below) {
    state = state * 6364136223846793005 + 1442695040888963407;
    return static_cast<std::int64_t>((state >> 33) % below);
  };
  for (int round = 0; round < 300; ++round) {
    Chooser chooser{{}, static_cast<int>(1 + draw(2)), static_cast<int>(1 + draw(2))};
    const std::string json =
        "{\"buy\":" + std::to_string(chooser.buy) + ",\"get\":" + std::to_string(chooser.get) +
        ",\"goods\":" + wire::to_json(GoodsSet{{ProductId{{1}}}, {}}) + ",\"off\":10000}";
    for (int i = 0; i < 8; ++i)
      chooser.units.push_back({i, i, {draw(6)}, 1, static_cast<unsigned>(1 + draw(3))});
    std::stable_sort(chooser.units.begin(), chooser.units.end(),
                     [](const UnitRun& a, const UnitRun& b) { return a.price > b.price; });
    chooser.choose(0, 0, 0, 0);
    Taken taken;
    std::get<1>(*find_kind("buy_get_other")->make({json}))->take(chooser.units, INT64_MAX, taken);
    ASSERT_EQ(taken.discount.minor, chooser.best) << json;
    std::int64_t used = 0;
    for (std::size_t i = 0; i < taken.consumed.size(); ++i) {
      ASSERT_LE(taken.consumed[i], chooser.units[i].count);
      used += taken.consumed[i];
    }
    ASSERT_EQ(used, taken.sets * (chooser.buy + chooser.get));
  }
}

TEST(Bundles, GoOnWhileASetSaves) {
  const UnitRun runs[] = {
      {0, 0, {900}, 3, role_bit(0)}, {1, 1, {300}, 2, role_bit(1)}, {2, 2, {50}, 9, role_bit(1)}};
  const auto offer = std::get<1>(*find_kind("bundle")->make(
      {"{\"rows\":[{\"goods\":" + wire::to_json(GoodsSet{{ProductId{{1}}}, {}}) +
       ",\"count\":1},{\"goods\":" + wire::to_json(GoodsSet{{ProductId{{2}}}, {}}) +
       ",\"count\":1}],\"mode\":\"price\",\"price\":1000}"}));
  Taken taken;
  offer->take(runs, INT64_MAX, taken);
  EXPECT_EQ(taken.sets, 2);  // the third would be 900 + 50
  EXPECT_EQ(taken.discount.minor, 2 * 200);
  EXPECT_EQ(taken.consumed, (std::vector<std::int64_t>{2, 2, 0}));
  EXPECT_TRUE(offer->monotone());
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
