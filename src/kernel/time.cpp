#include "kernel/time.hpp"

#include <cstdio>

namespace huiji {

Date from_civil(CivilDate civil) {
  const int y = civil.year - (civil.month <= 2);
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return {era * 146097 + day_of_era - 719468};
}

CivilDate to_civil(Date date) {
  const int z = date.days + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int day_of_era = z - era * 146097;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_index = (5 * day_of_year + 2) / 153;
  const int day = day_of_year - (153 * month_index + 2) / 5 + 1;
  const int month = month_index < 10 ? month_index + 3 : month_index - 9;
  return {year_of_era + era * 400 + (month <= 2), month, day};
}

std::string to_text(Date date) {
  const CivilDate civil = to_civil(date);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
  return text;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int parts[3] = {0, 0, 0};
  const int starts[3] = {0, 5, 8}, lengths[3] = {4, 2, 2};
  for (int p = 0; p < 3; ++p) {
    for (int i = 0; i < lengths[p]; ++i) {
      const char c = text[static_cast<std::size_t>(starts[p] + i)];
      if (c < '0' || c > '9') return std::nullopt;
      parts[p] = parts[p] * 10 + (c - '0');
    }
  }
  if (parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31) return std::nullopt;
  const Date date = from_civil({parts[0], parts[1], parts[2]});
  if (to_text(date) != text) return std::nullopt;  // 31 April and the like
  return date;
}

Date business_day(Instant now, int utc_offset_minutes, int cutoff_minutes) {
  const std::int64_t local = now.ms + (std::int64_t{utc_offset_minutes} - cutoff_minutes) * kMinute_ms;
  const std::int64_t day = local >= 0 ? local / kDay_ms : (local - kDay_ms + 1) / kDay_ms;
  return {static_cast<std::int32_t>(day)};
}

Date end_of_month(Date date, int months) {
  const CivilDate civil = to_civil(date);
  const int index = civil.year * 12 + (civil.month - 1) + months + 1;  // first of the month after
  return {from_civil({index / 12, index % 12 + 1, 1}).days - 1};
}

}  // namespace huiji
