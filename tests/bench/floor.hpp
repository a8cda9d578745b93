// The floor: the rows of a recorded checkout written by hand-tuned SQL with the same durability, nothing
// else: no request, no price, no check. `group` checkouts share a commit, as with that many waiting clients.
#pragma once

#include "recording.hpp"

namespace huiji::bench {

// Checkouts per second. The database must be migrated and hold what the recorded rows refer to.
struct RecordedCheckout {
  std::vector<RecordedWrite> writes;
  Marks marks;
};
// Many different checkouts, written in turn, so that the floor touches as many products, members and pages
// as the shop does.
struct Floor {
  std::vector<RecordedCheckout> checkouts;
  std::int64_t done = 0;  // so that ids never repeat

  const RecordedCheckout& recorded(std::int64_t nth) const {
    return checkouts[static_cast<std::size_t>(nth) % checkouts.size()];
  }
};

double run_sqlite_floor(Floor& floor, const std::string& path, int group, int milliseconds);
// One connection, one pipeline and one sync a group, one multi-row statement a table.
double run_postgres_floor(Floor& floor, const std::string& address, int group, int milliseconds);
// `connections` clients, each committing one checkout at a time in one pipeline.
double run_postgres_floor_parallel(Floor& floor, const std::string& address, int connections,
                                   int milliseconds);

}  // namespace huiji::bench
