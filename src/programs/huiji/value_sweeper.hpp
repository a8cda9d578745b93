// The server's quiet work on members' value: frees what tills asked for and neither spent nor gave back, ends
// coupons whose days are over, and runs the day's jobs (wallet::kJobs), a short step at a time so
// that tills get their turn. One thread; what goes wrong is logged and tried again at the next turn. Several
// servers on one database may all do it: a step that another did changes nothing.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "platform/db/database.hpp"
#include "platform/world.hpp"

namespace huiji::program {

class ValueSweeper {
 public:
  ValueSweeper(db::Store& store, Clock& clock, MerchantId merchant_id);
  ~ValueSweeper();
  ValueSweeper(const ValueSweeper&) = delete;
  ValueSweeper& operator=(const ValueSweeper&) = delete;

  // One turn, as the thread does it every twenty seconds.
  void turn();

 private:
  void work();
  void repeat(const std::function<int(db::Transaction&)>& step);
  bool closing();

  db::Store& store_;
  Clock& clock_;
  const MerchantId merchant_id_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace huiji::program
