// When a promotion is open (活动时间). Dates are instants, weekdays and hours are local to the shop. A window
// whose end lies before its start runs across midnight and belongs, with its small hours, to the day on which
// it opened: "Friday 22:00-02:00" is still open on Saturday at 01:00.
#pragma once

#include "kernel/result.hpp"
#include "pricing/pricing_types.hpp"

namespace huiji::promotions {

bool is_open(const pricing::Schedule& schedule, Instant at, int utc_offset_minutes);
Result<Done> check_schedule(const pricing::Schedule& schedule);

}  // namespace huiji::promotions
