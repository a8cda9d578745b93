#include "members/members.hpp"

#include <algorithm>
#include <cstdlib>

#include "members/members_errors.hpp"

namespace huiji::members {

namespace {

constexpr int kOwnConsentAge = 14;
constexpr int kOldest = 130;

Result<Done> check_birthday(Date birthday, Date today) {
  if (birthday > today || full_years(birthday, today) > kOldest) return birthday_wrong;
  if (full_years(birthday, today) < kOwnConsentAge) return guardian_needed;
  return Done{};
}

}  // namespace

// Somebody born on 29 February is a year older on 1 March of other years.
int full_years(Date birthday, Date today) {
  const CivilDate born = to_civil(birthday);
  const CivilDate now = to_civil(today);
  const bool had_it = now.month > born.month || (now.month == born.month && now.day >= born.day);
  return now.year - born.year - (had_it ? 0 : 1);
}

Result<NewMember> check_registration(MemberId member_id, const MemberRegistration& registration, Date today) {
  auto phone = parse_phone(registration.phone);
  if (!phone) return phone.refusal();
  auto name = parse_name(registration.name.value_or(""));
  if (!name) return name.refusal();
  if (registration.consent_version.empty() || registration.consent_at.ms <= 0) return consent_missing;
  std::optional<Private<Date>> birthday;
  if (registration.birthday) {
    if (auto possible = check_birthday(*registration.birthday, today); !possible) return possible.refusal();
    birthday.emplace(*registration.birthday);
  }
  return NewMember{.member_id = member_id,
                   .phone = std::move(*phone),
                   .name = std::move(*name),
                   .birthday = std::move(birthday),
                   .consent_version = registration.consent_version,
                   .consent_at = registration.consent_at};
}

bool near_birthday(const Private<Date>& birthday, Date day) {
  const CivilDate born = to_civil(birthday.reveal());
  const int year = to_civil(day).year;
  for (int candidate : {year - 1, year, year + 1}) {
    const Date first = from_civil({candidate, born.month, 1});
    const Date own{std::min(first.days + born.day - 1, end_of_month(first, 0).days)};
    if (std::abs(own.days - day.days) <= kBirthdayWindow_days) return true;
  }
  return false;
}

}  // namespace huiji::members
