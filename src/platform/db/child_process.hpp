// Runs another program to its end, without a shell. Secrets go into its environment, never into its
// arguments, which every user of the machine can read.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace huiji::db {

struct ChildOutcome {
  bool succeeded = false;
  std::string output;
  std::string errors;
};

using Environment = std::vector<std::pair<std::string, std::string>>;

// Looks the program up in PATH; Unavailable when it is not there. `environment` is added to our own.
ChildOutcome run_child(const std::vector<std::string>& arguments, const Environment& environment);

}  // namespace huiji::db
