#include "platform/db/group_commit.hpp"

#include <chrono>

#include "kernel/check.hpp"
#include "platform/metrics.hpp"

namespace huiji::db {

GroupCommit::GroupCommit(int limit, Commit commit)
    : limit_(static_cast<std::size_t>(limit)), commit_(std::move(commit)) {
  HUIJI_CHECK(limit > 0);
}

void GroupCommit::run(const Flow& flow) {
  WriteJob job{flow};
  std::unique_lock lock(mutex_);
  queue_.push_back(&job);
  job.wake.wait(lock, [&] { return job.done || queue_.front() == &job; });
  if (!job.done) lead(lock);
  if (job.error) std::rethrow_exception(job.error);
}

std::size_t GroupCommit::queued() {
  std::lock_guard lock(mutex_);
  return queue_.size();
}

void GroupCommit::lead(std::unique_lock<std::mutex>& lock) {
  const auto size = std::min(queue_.size(), limit_);
  const std::vector<WriteJob*> group(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size));
  // The group stays in the queue meanwhile: whoever comes now sees that he is not the first.
  metrics::waiting_writes(static_cast<std::int64_t>(queue_.size()));
  lock.unlock();
  const auto start = std::chrono::steady_clock::now();
  commit_(group);
  const auto took = std::chrono::steady_clock::now() - start;
  metrics::commit_group(static_cast<std::int64_t>(size),
                        std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  lock.lock();
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size));
  for (WriteJob* job : group) {
    job->done = true;
    job->wake.notify_one();
  }
  if (!queue_.empty()) queue_.front()->wake.notify_one();
}

static thread_local const void* store_of_this_thread = nullptr;

InsideStore::InsideStore(const void* store) : outer_(store_of_this_thread) { store_of_this_thread = store; }
InsideStore::~InsideStore() { store_of_this_thread = outer_; }
void InsideStore::refuse_nesting(const void* store) { HUIJI_CHECK(store_of_this_thread != store); }

}  // namespace huiji::db
