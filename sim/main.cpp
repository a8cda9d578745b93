// simulate: runs simulated days. --seeds N runs seeds 1..N (or from --from), each through one of the
// scenarios in turn, --scenario NAME only that one (--list names them); --seed N one, with a trace; --engine
// postgres on PostgreSQL.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "day.hpp"

namespace {

namespace fs = std::filesystem;
using namespace huiji::sim;

struct Arguments {
  std::uint64_t seed = 0, from = 1, seeds = 100;
  int tills = 4, steps = 160;
  std::string scenario;
  huiji::db::Engine engine = huiji::db::Engine::sqlite;
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
    else if (name == "--scenario")
      arguments.scenario = argv[i + 1];
    else if (name == "--engine" && std::string_view(argv[i + 1]) == "postgres")
      arguments.engine = huiji::db::Engine::postgres;
    else if (name != "--engine" || std::string_view(argv[i + 1]) != "sqlite")
      return false;
  }
  return argc % 2 == 1;
}

int list() {
  for (const Scenario& scenario : scenarios())
    std::printf("%-18s %s\n", scenario.name.c_str(), scenario.pain.c_str());
  return 0;
}

// Memory as disk: power cuts are simulated above the file, so waiting for a real disk proves nothing more.
fs::path scratch_folder() {
  const fs::path base = fs::exists("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path();
  std::string pattern = (base / "huiji-sim-XXXXXX").string();
  if (!mkdtemp(pattern.data())) std::perror("simulate"), std::exit(2);
  return pattern;
}

std::vector<const Scenario*> chosen(const std::string& name) {
  std::vector<const Scenario*> list;
  for (const Scenario& scenario : scenarios())
    if (name.empty() || scenario.name == name) list.push_back(&scenario);
  if (list.empty()) std::fprintf(stderr, "no scenario %s: simulate --list\n", name.c_str()), std::exit(2);
  return list;
}

void add(Outcome& total, const Outcome& one) {
  total.sales += one.sales, total.returns += one.returns, total.operations += one.operations;
  total.promises += one.promises, total.by_card += one.by_card, total.by_points += one.by_points,
      total.by_coupon += one.by_coupon;
  total.messages += one.messages, total.lost += one.lost, total.doubled += one.doubled;
  total.quarantined += one.quarantined, total.server_crashes += one.server_crashes;
  total.till_crashes += one.till_crashes, total.days += one.days;
}

void report(const Outcome& total, double seconds) {
  std::printf(
      "%zu sales (%zu by card, %zu with points, %zu with a coupon), %zu returns, %zu operations on value, "
      "%zu promises\n",
      total.sales, total.by_card, total.by_points, total.by_coupon, total.returns, total.operations,
      total.promises);
  std::printf(
      "%zu messages, %zu lost, %zu doubled; %d server and %d till power cuts; %d quarantined or refused\n",
      total.messages, total.lost, total.doubled, total.server_crashes, total.till_crashes, total.quarantined);
  const auto events = static_cast<double>(total.sales + total.returns + total.operations + total.promises);
  std::printf("%d days in %.1f s, %.0f events a second\n", total.days, seconds, events / seconds);
}

int run(const Arguments& arguments, const fs::path& folder) {
  const ShopTemplate shop = build_template(arguments.engine, folder, arguments.tills);
  const auto list = chosen(arguments.scenario);
  const std::uint64_t first = arguments.seed ? arguments.seed : arguments.from;
  const std::uint64_t count = arguments.seed ? 1 : arguments.seeds;
  Outcome total;
  int bad = 0;
  const auto started = std::chrono::steady_clock::now();
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Scenario& scenario = *list[seed % list.size()];
    const Outcome one = run_scenario(shop, folder, scenario, seed, {arguments.steps, arguments.seed != 0});
    add(total, one);
    if (one.wrong.empty()) continue;
    ++bad;
    std::printf("%s, seed %llu: %zu findings\n", scenario.name.c_str(), static_cast<unsigned long long>(seed),
                one.wrong.size());
    for (std::size_t i = 0; i < one.wrong.size() && i < 5; ++i) std::printf("  %s\n", one.wrong[i].c_str());
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  report(total, took.count());
  std::printf("%llu passed, %d failed\n", static_cast<unsigned long long>(count) - static_cast<unsigned>(bad),
              bad);
  return bad == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--list") return list();
  Arguments arguments;
  if (!parse(argc, argv, arguments)) {
    std::fprintf(stderr,
                 "simulate [--list] [--scenario NAME] [--engine sqlite|postgres] [--seeds N] [--from N] "
                 "[--seed N] [--tills N] [--steps N]\n");
    return 2;
  }
  const fs::path folder = scratch_folder();
  const int code = run(arguments, folder);
  fs::remove_all(folder);
  return code;
}
