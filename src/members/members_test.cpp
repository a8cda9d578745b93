#include "members/members.hpp"

#include <gtest/gtest.h>

namespace huiji::members {
namespace {

const Date kToday = *parse_date("2026-11-22");

MemberRegistration registration() {
  return {.phone = "138 0000 1234",
          .name = {},
          .birthday = {},
          .consent_version = "2026-11",
          .consent_at = Instant{1'763'800'000'000}};
}

std::string code_of(const MemberRegistration& registration) {
  const auto member = check_registration(MemberId{}, registration, kToday);
  return member ? "" : member.refusal().code->code;
}

std::string code_with_birthday(const char* birthday) {
  MemberRegistration wanted = registration();
  wanted.birthday = parse_date(birthday);
  EXPECT_TRUE(wanted.birthday) << birthday;
  return code_of(wanted);
}

TEST(Registration, APhoneIsEnough) {
  const auto member = check_registration(MemberId{}, registration(), kToday);
  ASSERT_TRUE(member);
  EXPECT_EQ(member->phone.reveal(), "13800001234");
  EXPECT_FALSE(member->name);
  EXPECT_FALSE(member->birthday);
}

TEST(Registration, NeedsConsentWithVersionAndTime) {
  MemberRegistration wanted = registration();
  wanted.consent_version = "";
  EXPECT_EQ(code_of(wanted), "members.consent_missing");
  wanted = registration();
  wanted.consent_at = Instant{0};
  EXPECT_EQ(code_of(wanted), "members.consent_missing");
}

TEST(Registration, BirthdayIsPastAndPossible) {
  EXPECT_EQ(code_with_birthday("1990-05-06"), "");
  EXPECT_EQ(code_with_birthday("2026-11-23"), "members.birthday_wrong");
  EXPECT_EQ(code_with_birthday("1890-01-01"), "members.birthday_wrong");
}

TEST(Registration, BelowFourteenAsksForTheGuardian) {
  EXPECT_EQ(code_with_birthday("2012-11-23"), "members.guardian_needed") << "fourteen tomorrow";
  EXPECT_EQ(code_with_birthday("2012-11-22"), "") << "fourteen today";
  EXPECT_EQ(code_with_birthday("2026-11-22"), "members.guardian_needed") << "born today";
}

TEST(Registration, AYearIsFullOnTheBirthday) {
  const auto years = [](const char* birthday, const char* today) {
    return full_years(*parse_date(birthday), *parse_date(today));
  };
  EXPECT_EQ(years("2012-02-29", "2026-02-28"), 13);
  EXPECT_EQ(years("2012-02-29", "2026-03-01"), 14);
  EXPECT_EQ(years("2000-12-31", "2001-01-01"), 0);
}

TEST(Registration, RefusalsHoldNothingPersonal) {
  MemberRegistration wanted = registration();
  wanted.phone = "1380000123x";
  wanted.name = "张三";
  const auto refused = check_registration(MemberId{}, wanted, kToday);
  ASSERT_FALSE(refused);
  for (bool chinese : {true, false}) {
    EXPECT_EQ(refused.refusal().text(chinese).find("1380000"), std::string::npos);
    EXPECT_EQ(refused.refusal().text(chinese).find("张三"), std::string::npos);
  }
  EXPECT_TRUE(refused.refusal().details.empty());
}

TEST(Birthday, IsNearAWeekBeforeAndAfter) {
  struct Row {
    CivilDate born, day;
    bool near;
  };
  const Row table[] = {{{1990, 5, 20}, {2026, 5, 20}, true},  {{1990, 5, 20}, {2026, 5, 13}, true},
                       {{1990, 5, 20}, {2026, 5, 12}, false}, {{1990, 5, 20}, {2026, 5, 27}, true},
                       {{1990, 5, 20}, {2026, 5, 28}, false}, {{1990, 1, 2}, {2026, 12, 29}, true},
                       {{1990, 12, 30}, {2027, 1, 3}, true},  {{1992, 2, 29}, {2026, 2, 21}, true},
                       {{1992, 2, 29}, {2026, 3, 7}, true},   {{1992, 2, 29}, {2026, 3, 8}, false},
                       {{1992, 2, 29}, {2028, 3, 7}, true},   {{1990, 5, 20}, {2026, 11, 20}, false}};
  for (const Row& row : table)
    EXPECT_EQ(near_birthday(Private<Date>(from_civil(row.born)), from_civil(row.day)), row.near)
        << to_text(from_civil(row.born)) << " " << to_text(from_civil(row.day));
}

}  // namespace
}  // namespace huiji::members
