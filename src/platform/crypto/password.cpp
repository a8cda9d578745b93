#include "platform/crypto/password.hpp"

#include <sodium.h>

#include <new>

#include "kernel/check.hpp"

namespace huiji::crypto {

// A place among those that may hash now; waits for one.
class Passwords::Turn {
 public:
  explicit Turn(Passwords& owner) : owner_(owner) {
    std::unique_lock lock(owner_.mutex_);
    owner_.free_.wait(lock, [&] { return owner_.running_ < owner_.cost_.concurrency; });
    ++owner_.running_;
  }
  ~Turn() {
    {
      std::lock_guard lock(owner_.mutex_);
      --owner_.running_;
    }
    owner_.free_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Passwords& owner_;
};

Passwords::Passwords(PasswordCost cost) : cost_(cost) {
  HUIJI_CHECK(sodium_init() >= 0);
  HUIJI_CHECK(cost.concurrency > 0);
  std::string noise(32, '\0');
  randombytes_buf(noise.data(), noise.size());
  nobody_ = hash(noise);
}

std::string Passwords::hash(const std::string& password) {
  Turn turn(*this);
  std::string phc(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(phc.data(), password.data(), password.size(), cost_.passes, cost_.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();  // the only reason that libsodium names
  phc.resize(phc.find('\0'));
  return phc;
}

bool Passwords::verify(const std::string& phc, const std::string& password) {
  Turn turn(*this);
  return crypto_pwhash_str_verify(phc.c_str(), password.data(), password.size()) == 0;
}

bool Passwords::is_outdated(const std::string& phc) const {
  return crypto_pwhash_str_needs_rehash(phc.c_str(), cost_.passes, cost_.memory_bytes) != 0;
}

}  // namespace huiji::crypto
