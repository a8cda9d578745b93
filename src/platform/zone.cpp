// The only file that includes Howard Hinnant's date-tz: its header is slow to compile.
#include <date/tz.h>

#include "platform/world.hpp"

namespace huiji {

int utc_offset_minutes(const char* zone, Instant at) {
  const auto instant = std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at.ms)));
  const auto offset = date::locate_zone(zone)->get_info(instant).offset;
  return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(offset).count());
}

}  // namespace huiji
