// One simulated day: tills sell, members join, goods come back, prices change, while messages are lost,
// doubled and reordered, tills and server lose power at any write, and clocks jump. Then the faults stop,
// everything waiting is delivered, and the auditor compares. The same seed gives the same day.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server.hpp"

namespace huiji::sim {

struct Outcome {
  std::uint64_t seed = 0;
  std::vector<std::string> wrong;  // empty: all books agree
  std::size_t sales = 0, returns = 0, messages = 0, lost = 0, doubled = 0;
  int server_crashes = 0, till_crashes = 0, quarantined = 0;
};

struct Settings {
  int steps = 160;
  bool trace = false;  // print each step
};

Outcome run_day(const ShopTemplate& shop, const std::filesystem::path& folder, std::uint64_t seed,
                const Settings& settings);

}  // namespace huiji::sim
