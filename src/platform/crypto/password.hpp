// Passwords: Argon2id as PHC strings (libsodium), OWASP's t=2 and m=19 MiB unless told otherwise: 27 ms
// (stack.md section 7). At most `concurrency` hashes run at once, so that a flood of log-ins takes neither
// all memory nor all cores; the others wait. Call it on a worker, never inside a database transaction.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>

namespace huiji::crypto {

struct PasswordCost {
  unsigned long long passes = 2;
  std::size_t memory_bytes = 19u << 20;
  int concurrency = 2;

  static PasswordCost cheap() { return {1, 8192, 2}; }  // libsodium's minimum: for tests and simulation
};

class Passwords {
 public:
  explicit Passwords(PasswordCost cost = {});

  std::string hash(const std::string& password);
  bool verify(const std::string& phc, const std::string& password);
  // Takes as long as verify() with a hash that fits no password: for log-ins that do not exist.
  bool verify_nothing(const std::string& password) { return verify(nobody_, password) && false; }
  bool is_outdated(const std::string& phc) const;  // made with another cost: hash again at the next log-in

 private:
  class Turn;
  PasswordCost cost_;
  std::mutex mutex_;
  std::condition_variable free_;
  int running_ = 0;
  std::string nobody_;
};

}  // namespace huiji::crypto
