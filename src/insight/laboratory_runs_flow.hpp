// The runs that people at the office have started: one thread replays them one after the other, a few wait.
// Starting the same id again answers the same run. Nothing is stored: a restart of the program forgets all
// runs, and whoever asks for one is told to start it again. Safe for many threads; the thread starts with the
// first run and ends with the object.
#pragma once

#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

#include "insight/laboratory_flow.hpp"

namespace huiji::insight {

class LaboratoryRuns {
 public:
  static constexpr std::size_t kUnderWay = 3;  // running and waiting
  static constexpr std::size_t kKept = 20;     // of those that ended

  explicit LaboratoryRuns(Services services);
  ~LaboratoryRuns();
  LaboratoryRuns(const LaboratoryRuns&) = delete;
  LaboratoryRuns& operator=(const LaboratoryRuns&) = delete;

  Result<LaboratoryRun> start(MerchantId merchant_id, const RunRequest& request);
  Result<LaboratoryRun> look(MerchantId merchant_id, RunId run_id);
  // What ended already stays as it is.
  Result<LaboratoryRun> cancel(MerchantId merchant_id, RunId run_id);

 private:
  struct Run {
    MerchantId merchant_id;
    RunRequest request;
    std::string content;  // JSON of the request
    LaboratoryRun state;  // without totals
    Tally tally;
    Instant started_at;
    bool stop = false;
  };

  Run* find(MerchantId merchant_id, RunId run_id);
  LaboratoryRun shown(const Run& run) const;
  void forget_old();
  void work();
  void carry_out(Run& run);
  bool take(Run& run, const Progress& progress);
  void end(Run& run, RunState state);

  Services services_;
  mutable std::mutex mutex_;  // guards all below
  std::condition_variable wake_;
  std::list<Run> runs_;  // oldest first; a run's place never moves
  bool closing_ = false;
  std::thread worker_;
};

}  // namespace huiji::insight
