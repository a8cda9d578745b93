// Work on many members: points that waited open, notices that points will expire, their expiry, the review of
// tiers, the months of paid memberships. A job is for one
// day; it goes in steps, each a short transaction of its own that moves the cursor with what it did, so it
// can stop at any moment, be run by two servers at once, and goes on where it was; doing a step again changes
// nothing. Between two steps tills get their turn.
#pragma once

#include "wallet/job_pace.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

enum class Job { activation, notices, expiry, tiers, memberships };
inline constexpr Job kJobs[] = {Job::activation, Job::notices, Job::expiry, Job::tiers, Job::memberships};
std::string_view name_of(Job job);

struct JobProgress {
  std::string job;
  Date run_on;
  std::int64_t done = 0;  // lots, members or memberships looked at so far
  bool finished = false;
  Instant started_at;
  Instant changed_at;
  std::int64_t took_ms = 0;  // the step; as long the caller lets the tills alone before the next one
};

// One step of the job for the day; at most `limit` rows. Finished ones stay finished.
JobProgress step_job(db::Transaction& transaction, MerchantId merchant_id, Job job, Date today, Instant now,
                     int limit);

// Runs all jobs of the merchant's day to their end, a transaction a step. `on_step` hears of each, and rests
// as long as it took where tills sell meanwhile; false stops.
void run_jobs(db::Store& store, Clock& clock, MerchantId merchant_id, JobPace pace,
              const std::function<bool(const JobProgress&)>& on_step);

std::vector<JobProgress> recent_jobs(db::Transaction& transaction, MerchantId merchant_id);

}  // namespace huiji::wallet
