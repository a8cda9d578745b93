#include <chrono>
#include <iostream>
#include <thread>

#include "programs/huiji/commands.hpp"
#include "wallet/jobs_flow.hpp"

namespace huiji::program {

// Runs what is due today to its end, as the server does by itself; interrupted, it goes on at the next call.
int jobs_command(const config::Settings& settings) {
  const auto opened = open_store(settings);
  if (!opened) return say_refusal(opened.refusal());
  if (!opened->merchant) {
    std::cerr << "还没有门店，没有可做的。There is no shop yet, nothing to do." << std::endl;
    return 1;
  }
  constexpr int kMostInAStep = 500;
  wallet::run_jobs(*opened->store, system_clock(), opened->merchant->merchant_id,
                   wallet::JobPace(kMostInAStep), [](const wallet::JobProgress& progress) {
                     std::this_thread::sleep_for(std::chrono::milliseconds(progress.took_ms));
                     std::cout << (progress.finished ? "✓ " : "… ") << progress.job << " "
                               << to_text(progress.run_on) << "  " << progress.done << std::endl;
                     return true;
                   });
  return 0;
}

}  // namespace huiji::program
