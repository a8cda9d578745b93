#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kernel/caller.hpp"
#include "kernel/id.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"

namespace huiji {
namespace {

TEST(Dates, parse_only_real_days) {
  EXPECT_EQ(parse_date("1970-01-01"), Date{0});
  EXPECT_EQ(parse_date("2028-02-29").has_value(), true);
  EXPECT_EQ(parse_date("2026-02-29"), std::nullopt);
  EXPECT_EQ(parse_date("2026-04-31"), std::nullopt);
  EXPECT_EQ(parse_date("2026-4-01"), std::nullopt);
  EXPECT_EQ(parse_date("2026-13-01"), std::nullopt);
  EXPECT_EQ(parse_date("20x6-01-01"), std::nullopt);
}

TEST(Dates, the_business_day_turns_at_the_cutoff_of_the_shops_zone) {
  const Instant midnight_in_shanghai{from_civil({2026, 11, 22}).days * kDay_ms - 8 * kHour_ms};
  EXPECT_EQ(to_text(business_day(midnight_in_shanghai, 480, 0)), "2026-11-22");
  EXPECT_EQ(to_text(business_day(midnight_in_shanghai, 480, 240)), "2026-11-21");
  EXPECT_EQ(to_text(business_day(midnight_in_shanghai + 4 * kHour_ms, 480, 240)), "2026-11-22");
  EXPECT_EQ(to_text(business_day(midnight_in_shanghai + (4 * kHour_ms - 1), 480, 240)), "2026-11-21");
}

TEST(Dates, end_of_month_counts_months) {
  EXPECT_EQ(to_text(end_of_month(*parse_date("2026-11-22"), 0)), "2026-11-30");
  EXPECT_EQ(to_text(end_of_month(*parse_date("2026-11-22"), 12)), "2027-11-30");
  EXPECT_EQ(to_text(end_of_month(*parse_date("2027-01-31"), 1)), "2027-02-28");
  EXPECT_EQ(to_text(end_of_month(*parse_date("2027-12-01"), 2)), "2028-02-29");
}

RC_GTEST_PROP(Dates, every_day_survives_text_and_back, ()) {
  const Date date{*rc::gen::inRange(-200'000, 200'000)};
  const CivilDate civil = to_civil(date);
  RC_ASSERT(from_civil(civil) == date);
  if (civil.year >= 0 && civil.year <= 9999) RC_ASSERT(parse_date(to_text(date)) == date);
}

TEST(Ids, carry_their_time_and_survive_text) {
  const Uuid uuid = uuid_v7(Instant{0x0123456789ab}, {0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5, 6});
  EXPECT_EQ(uuid_to_text(uuid), "01234567-89ab-7fff-bfff-010203040506");
  EXPECT_EQ(uuid_from_text("01234567-89AB-7FFF-BFFF-010203040506"), uuid);
  EXPECT_EQ(uuid_from_text("0123456789ab7fffbfff010203040506"), std::nullopt);
  EXPECT_EQ(uuid_from_text("01234567-89ab-7fff-bfff-01020304050g"), std::nullopt);
}

const ErrorCode kTooMany{"test.too_many", Family::refused, "最多 {limit} 件，您输入了 {count} 件",
                         "At most {limit}, you entered {count}"};

TEST(Refusals, fill_their_placeholders_in_both_languages) {
  const Refusal refusal(kTooMany, {{"count", "{limit}"}, {"limit", "5"}});
  EXPECT_EQ(refusal.text(true), "最多 5 件，您输入了 {limit} 件");  // a value is never expanded again
  EXPECT_EQ(refusal.text(false), "At most 5, you entered {limit}");
  bool found = false;
  for (const ErrorCode* code = ErrorCode::first(); code; code = code->next) found |= code == &kTooMany;
  EXPECT_TRUE(found);
}

TEST(Results, hold_a_value_or_a_refusal) {
  const Result<int> good = 3;
  const Result<int> bad = kTooMany;
  EXPECT_EQ(*good, 3);
  EXPECT_EQ(bad.refusal().code, &kTooMany);
  EXPECT_THROW((void)*bad, BrokenProgram);
  EXPECT_THROW((void)good.refusal(), BrokenProgram);
}

TEST(RightsOfARole, are_a_set) {
  const Rights rights{Right::sell, Right::view_totals};
  EXPECT_TRUE(rights.has(Right::sell));
  EXPECT_TRUE(rights.has(Right::view_totals));
  EXPECT_FALSE(rights.has(Right::edit_staff));
}

}  // namespace
}  // namespace huiji
