#include "programs/huiji/value_sweeper.hpp"

#include "platform/log.hpp"
#include "wallet/allowance_flow.hpp"
#include "wallet/coupon_end_flow.hpp"
#include "wallet/coupon_reserve_flow.hpp"
#include "wallet/jobs_flow.hpp"

namespace huiji::program {
namespace {

constexpr std::chrono::seconds kTurn{20};
constexpr std::chrono::milliseconds kBetweenSteps{20};  // tills first
constexpr int kAtOnce = 200;
constexpr int kMostInAStep = 500;

}  // namespace

ValueSweeper::ValueSweeper(db::Store& store, Clock& clock, MerchantId merchant_id)
    : store_(store), clock_(clock), merchant_id_(merchant_id), thread_([this] { work(); }) {}

ValueSweeper::~ValueSweeper() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

bool ValueSweeper::closing() {
  const std::lock_guard lock(mutex_);
  return closing_;
}

// Steps of at most kAtOnce rows, until one has less to do.
void ValueSweeper::repeat(const std::function<int(db::Transaction&)>& step) {
  for (int rows = kAtOnce; rows == kAtOnce && !closing();) {
    const auto done =
        store_.write<int>([&](db::Transaction& transaction) -> Result<int> { return step(transaction); });
    rows = done ? *done : 0;
    if (rows == kAtOnce) std::this_thread::sleep_for(kBetweenSteps);
  }
}

void ValueSweeper::turn() {
  const Instant now = clock_.now();
  repeat([&](db::Transaction& transaction) {
    return wallet::free_overdue_holds(transaction, merchant_id_, now, kAtOnce);
  });
  repeat([&](db::Transaction& transaction) {
    return wallet::free_expired_coupons(transaction, merchant_id_, now, kAtOnce);
  });
  repeat([&](db::Transaction& transaction) {
    return wallet::expire_coupons(transaction, merchant_id_, now, kAtOnce);
  });
  const wallet::JobPace pace(kMostInAStep);
  wallet::run_jobs(store_, clock_, merchant_id_, pace, [this](const wallet::JobProgress& progress) {
    if (progress.finished && progress.done > 0 && progress.changed_at.ms == progress.started_at.ms)
      log::info("value.job", {{"job", progress.job}, {"rows", progress.done}});
    if (!progress.finished) std::this_thread::sleep_for(std::chrono::milliseconds(progress.took_ms));
    return !closing();
  });
}

void ValueSweeper::work() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      if (wake_.wait_for(lock, kTurn, [this] { return closing_; })) return;
    }
    try {
      turn();
    } catch (const std::exception& error) {
      log::warning("value.sweeper", {{"error", error.what()}});
    }
  }
}

}  // namespace huiji::program
