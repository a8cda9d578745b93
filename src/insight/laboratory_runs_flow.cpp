#include "insight/laboratory_runs_flow.hpp"

#include <algorithm>

#include "insight/insight_errors.hpp"
#include "platform/log.hpp"
#include "wire/json.hpp"

namespace huiji::insight {

static bool under_way(RunState state) { return state == RunState::waiting || state == RunState::running; }

LaboratoryRuns::LaboratoryRuns(Services services) : services_(services) {}

LaboratoryRuns::~LaboratoryRuns() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    for (Run& run : runs_) run.stop = true;
  }
  wake_.notify_all();
  if (worker_.joinable()) worker_.join();
}

LaboratoryRuns::Run* LaboratoryRuns::find(MerchantId merchant_id, RunId run_id) {
  for (Run& run : runs_)
    if (run.merchant_id == merchant_id && run.request.run_id == run_id) return &run;
  return nullptr;
}

LaboratoryRun LaboratoryRuns::shown(const Run& run) const {
  LaboratoryRun shown = run.state;
  if (shown.state == RunState::running) shown.elapsed_ms = services_.clock.now().ms - run.started_at.ms;
  shown.totals = run.tally.totals();
  return shown;
}

void LaboratoryRuns::forget_old() {
  std::size_t ended = 0;
  for (const Run& run : runs_) ended += !under_way(run.state.state);
  for (auto run = runs_.begin(); run != runs_.end() && ended > kKept;) {
    if (under_way(run->state.state)) {
      ++run;
      continue;
    }
    run = runs_.erase(run);
    --ended;
  }
}

Result<LaboratoryRun> LaboratoryRuns::start(MerchantId merchant_id, const RunRequest& request) {
  const std::string content = wire::to_json(request);
  const std::lock_guard lock(mutex_);
  if (const Run* known = find(merchant_id, request.run_id)) {
    if (known->content != content) return run_id_reused;
    return shown(*known);
  }
  if (auto sound = check_request(request); !sound) return sound.refusal();
  const auto busy = static_cast<std::size_t>(
      std::count_if(runs_.begin(), runs_.end(), [](const Run& run) { return under_way(run.state.state); }));
  if (busy >= kUnderWay) return Refusal(too_many_runs, {{"running", std::to_string(busy)}});
  forget_old();
  Run& run = runs_.emplace_back();
  run.merchant_id = merchant_id;
  run.request = request;
  run.content = content;
  run.state.run_id = request.run_id;
  run.state.name = request.draft.name;
  run.state.promotion_id = request.promotion_id;
  run.state.from_day = request.from_day;
  run.state.to_day = request.to_day;
  if (!worker_.joinable()) worker_ = std::thread([this] { work(); });
  wake_.notify_all();
  return shown(run);
}

Result<LaboratoryRun> LaboratoryRuns::look(MerchantId merchant_id, RunId run_id) {
  const std::lock_guard lock(mutex_);
  const Run* run = find(merchant_id, run_id);
  if (!run) return no_such_run;
  return shown(*run);
}

Result<LaboratoryRun> LaboratoryRuns::cancel(MerchantId merchant_id, RunId run_id) {
  const std::lock_guard lock(mutex_);
  Run* run = find(merchant_id, run_id);
  if (!run) return no_such_run;
  run->stop = true;
  if (run->state.state == RunState::waiting) run->state.state = RunState::cancelled;
  wake_.notify_all();
  return shown(*run);
}

void LaboratoryRuns::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    const auto next = std::find_if(runs_.begin(), runs_.end(),
                                   [](const Run& run) { return run.state.state == RunState::waiting; });
    if (closing_) return;
    if (next == runs_.end()) {
      wake_.wait(lock);
      continue;
    }
    next->state.state = RunState::running;
    next->started_at = services_.clock.now();
    Run& run = *next;
    lock.unlock();
    carry_out(run);
    lock.lock();
  }
}

// Whatever breaks ends this run only; the person is told to try again, the reason stands in the log.
void LaboratoryRuns::carry_out(Run& run) {
  try {
    // A draft that is not stored yet stands under the run's id, which no promotion has.
    const PromotionId promotion_id = run.request.promotion_id.value_or(PromotionId{run.request.run_id.bytes});
    const bool whole = replay(services_, run.merchant_id, promotion_id, run.request,
                              [&](const Progress& progress) { return take(run, progress); });
    end(run, whole ? RunState::done : RunState::cancelled);
  } catch (const std::exception& error) {
    log::error("laboratory.failed", {{"run", run.request.run_id.text()}, {"reason", error.what()}});
    end(run, RunState::failed);
  }
}

bool LaboratoryRuns::take(Run& run, const Progress& progress) {
  const std::lock_guard lock(mutex_);
  run.state.baskets_total = progress.total;
  run.state.baskets_done += progress.page ? progress.done : 0;
  if (progress.page) run.tally.add(*progress.page);
  return !run.stop;
}

void LaboratoryRuns::end(Run& run, RunState state) {
  const std::lock_guard lock(mutex_);
  run.state.state = state;
  run.state.elapsed_ms = services_.clock.now().ms - run.started_at.ms;
}

}  // namespace huiji::insight
