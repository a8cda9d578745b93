#include "promotions/engine/schedule.hpp"

#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

static constexpr int kDayMinutes = 24 * 60;

static bool weekday_listed(const pricing::Schedule& schedule, std::int64_t day) {
  if (schedule.weekdays.empty()) return true;
  const int weekday = static_cast<int>(((day + 3) % 7 + 7) % 7) + 1;  // 1970-01-01 was a Thursday
  for (int listed : schedule.weekdays)
    if (listed == weekday) return true;
  return false;
}

bool is_open(const pricing::Schedule& schedule, Instant at, int utc_offset_minutes) {
  if (schedule.starts_at && at < *schedule.starts_at) return false;
  if (schedule.ends_at && at >= *schedule.ends_at) return false;
  const std::int64_t local = at.ms + std::int64_t{utc_offset_minutes} * kMinute_ms;
  std::int64_t day = local / kDay_ms - (local % kDay_ms < 0);
  const int minute = static_cast<int>((local - day * kDay_ms) / kMinute_ms);
  const int from = schedule.from_minute.value_or(0);
  const int to = schedule.to_minute.value_or(kDayMinutes);
  if (from < to) return minute >= from && minute < to && weekday_listed(schedule, day);
  if (minute >= from) return weekday_listed(schedule, day);
  return minute < to && weekday_listed(schedule, day - 1);
}

static Result<Done> check_hours(const pricing::Schedule& schedule) {
  if (schedule.from_minute.has_value() != schedule.to_minute.has_value()) return hours_senseless;
  if (!schedule.from_minute) return Done{};
  const int from = *schedule.from_minute, to = *schedule.to_minute;
  if (from < 0 || from >= kDayMinutes || to < 0 || to > kDayMinutes) return hours_senseless;
  if (from == to) return never_open;
  return Done{};
}

static Result<Done> check_weekdays(const pricing::Schedule& schedule) {
  unsigned seen = 0;
  for (int weekday : schedule.weekdays) {
    if (weekday < 1 || weekday > 7 || (seen >> weekday & 1)) return weekday_senseless;
    seen |= 1u << weekday;
  }
  return Done{};
}

// Whether some minute between the dates is open. A week holds every pattern, and the pattern of a day and the
// next does not depend on the zone's offset enough to matter: a window this short is looked at minute by
// minute.
static bool opens_between(const pricing::Schedule& schedule) {
  if (!schedule.starts_at || !schedule.ends_at) return true;
  const std::int64_t first = schedule.starts_at->ms, last = schedule.ends_at->ms;
  if (first >= last) return false;
  if (last - first > 8 * kDay_ms) return true;
  for (int offset : {480, 0, -720, 840}) {  // the shop's zone is not known here: any zone will do
    for (std::int64_t ms = first; ms < last; ms += kMinute_ms)
      if (is_open(schedule, {ms}, offset)) return true;
  }
  return false;
}

Result<Done> check_schedule(const pricing::Schedule& schedule) {
  if (auto done = check_hours(schedule); !done) return done;
  if (auto done = check_weekdays(schedule); !done) return done;
  if (!opens_between(schedule)) return never_open;
  return Done{};
}

}  // namespace huiji::promotions
