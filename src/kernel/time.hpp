// Instants are UTC milliseconds; pure code receives them and never asks a clock. A Date is a day of the
// proleptic Gregorian calendar without a zone: the business day of a shop is decided once, at commit,
// from its zone and cut-off hour, and stored.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huiji {

struct Instant {
  std::int64_t ms = 0;  // since 1970-01-01T00:00:00Z
  friend constexpr auto operator<=>(Instant, Instant) = default;
};

inline constexpr std::int64_t kSecond_ms = 1000;
inline constexpr std::int64_t kMinute_ms = 60 * kSecond_ms;
inline constexpr std::int64_t kHour_ms = 60 * kMinute_ms;
inline constexpr std::int64_t kDay_ms = 24 * kHour_ms;

constexpr Instant operator+(Instant at, std::int64_t ms) { return {at.ms + ms}; }

struct Date {
  std::int32_t days = 0;  // since 1970-01-01
  friend constexpr auto operator<=>(Date, Date) = default;
};

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
};

// Gregorian calendar arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
Date from_civil(CivilDate civil);
CivilDate to_civil(Date date);

// "2026-11-22"; parse refuses anything that is not a real day in exactly this form.
std::string to_text(Date date);
std::optional<Date> parse_date(std::string_view text);

// The local day at `now` for a zone offset (minutes east of UTC), where the day begins `cutoff_minutes`
// after midnight (营业日切).
Date business_day(Instant now, int utc_offset_minutes, int cutoff_minutes);

// Last day of the month that lies `months` after the month of `date`.
Date end_of_month(Date date, int months);

}  // namespace huiji
