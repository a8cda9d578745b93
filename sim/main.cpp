// simulate: runs simulated days. --seeds N runs seeds 1..N (or from --from), --seed N one day with a trace.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "scenario.hpp"

namespace {

namespace fs = std::filesystem;
using namespace huiji::sim;

struct Arguments {
  std::uint64_t seed = 0, from = 1, seeds = 100;
  int tills = 4, steps = 160;
};

bool parse(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::uint64_t number = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--seed")
      arguments.seed = number;
    else if (name == "--from")
      arguments.from = number;
    else if (name == "--seeds")
      arguments.seeds = number;
    else if (name == "--tills")
      arguments.tills = static_cast<int>(number);
    else if (name == "--steps")
      arguments.steps = static_cast<int>(number);
    else
      return false;
  }
  return argc % 2 == 1;
}

// Memory as disk: power cuts are simulated above the file, so waiting for a real disk proves nothing more.
fs::path scratch_folder() {
  const fs::path base = fs::exists("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path();
  std::string pattern = (base / "huiji-sim-XXXXXX").string();
  if (!mkdtemp(pattern.data())) std::perror("simulate"), std::exit(2);
  return pattern;
}

int run(const Arguments& arguments, const fs::path& folder) {
  const ShopTemplate shop = build_template(folder, arguments.tills);
  const std::uint64_t first = arguments.seed ? arguments.seed : arguments.from;
  const std::uint64_t count = arguments.seed ? 1 : arguments.seeds;
  Outcome total;
  int bad = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Outcome day = run_day(shop, folder, seed, {arguments.steps, arguments.seed != 0});
    total.sales += day.sales, total.returns += day.returns, total.messages += day.messages;
    total.lost += day.lost, total.doubled += day.doubled, total.quarantined += day.quarantined;
    total.server_crashes += day.server_crashes, total.till_crashes += day.till_crashes;
    if (day.wrong.empty()) continue;
    ++bad;
    std::printf("seed %llu: %zu findings\n", static_cast<unsigned long long>(seed), day.wrong.size());
    for (std::size_t i = 0; i < day.wrong.size() && i < 5; ++i) std::printf("  %s\n", day.wrong[i].c_str());
  }
  std::printf(
      "%zu sales, %zu returns; %zu messages, %zu lost, %zu doubled; %d server and %d till power cuts; %d "
      "quarantined\n",
      total.sales, total.returns, total.messages, total.lost, total.doubled, total.server_crashes,
      total.till_crashes, total.quarantined);
  std::printf("%llu passed, %d failed\n", static_cast<unsigned long long>(count) - static_cast<unsigned>(bad),
              bad);
  return bad == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (!parse(argc, argv, arguments)) {
    std::fprintf(stderr, "simulate [--seeds N] [--from N] [--seed N] [--tills N] [--steps N]\n");
    return 2;
  }
  const fs::path folder = scratch_folder();
  const int code = run(arguments, folder);
  fs::remove_all(folder);
  return code;
}
