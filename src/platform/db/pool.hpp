// A bounded set of connections, opened when first needed. A lease that saw its connection break drops it.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace huiji::db {

template <class Connection>
class Pool {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;
  Pool(int limit, Open open) : free_(limit), open_(std::move(open)) {}

  class Lease {
   public:
    explicit Lease(Pool& pool) : pool_(pool), connection_(pool.take()) {}
    ~Lease() { pool_.give_back(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() { return *connection_; }
    void drop() { connection_.reset(); }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
  };

 private:
  std::unique_ptr<Connection> take() {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return free_ > 0; });
      --free_;
      if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
      }
    }
    try {
      return open_();
    } catch (...) {
      give_back(nullptr);
      throw;
    }
  }
  void give_back(std::unique_ptr<Connection> connection) {
    std::lock_guard lock(mutex_);
    ++free_;
    if (connection) idle_.push_back(std::move(connection));
    wake_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  int free_;
  std::vector<std::unique_ptr<Connection>> idle_;
  Open open_;
};

}  // namespace huiji::db
