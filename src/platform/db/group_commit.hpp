// The store's one writer. Callers queue; the one at the front is the leader: it takes what has queued up
// (never more than the limit, never waiting for more), has it committed as one group on its own thread,
// wakes the others and hands over. A lone caller therefore pays for no thread switch. After LevelDB's
// writer queue (DBImpl::Write).
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <span>

#include "platform/db/database.hpp"

namespace huiji::db {

using Flow = std::function<bool(Transaction&)>;

struct WriteJob {
  const Flow& flow;
  std::exception_ptr error = nullptr;  // what the caller gets
  bool done = false;
  std::condition_variable wake = {};
};

class GroupCommit {
 public:
  // `commit` runs every job of the group and sets their errors; it never throws.
  using Commit = std::function<void(std::span<WriteJob* const>)>;
  GroupCommit(int limit, Commit commit);

  void run(const Flow& flow);
  std::size_t queued();  // those that are being committed included

 private:
  void lead(std::unique_lock<std::mutex>& lock);

  const std::size_t limit_;
  const Commit commit_;
  std::mutex mutex_;
  std::deque<WriteJob*> queue_;
};

// Catches a flow that calls its own store: it would wait for itself.
class InsideStore {
 public:
  explicit InsideStore(const void* store);
  ~InsideStore();
  InsideStore(const InsideStore&) = delete;
  InsideStore& operator=(const InsideStore&) = delete;
  static void refuse_nesting(const void* store);

 private:
  const void* outer_;
};

}  // namespace huiji::db
