// Private<T> wraps personal data (phone, name, birthday) while it is in clear. It has no stream operator, no
// formatter and no description, so that logging it, printing it or writing it as JSON does not compile. The
// only way in is reveal(): grep for it to see every place that handles somebody's data in clear
// (PIPL 51; house.md section 4).
#pragma once

#include <ostream>
#include <utility>

namespace huiji {

template <class T>
class Private {
 public:
  explicit Private(T value) : value_(std::move(value)) {}
  const T& reveal() const { return value_; }

  friend bool operator==(const Private&, const Private&) = default;
  friend std::ostream& operator<<(std::ostream&, const Private&) = delete;

 private:
  T value_;
};

}  // namespace huiji
