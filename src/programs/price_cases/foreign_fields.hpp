// Reads the members of one JSON object and remembers which were read, so that a member nobody asked for is
// an error and not silence. The first problem of a case stays in the text that all its readers share; after
// it, values read are zeros. No floating point: a decimal number is read from its text.
#pragma once

#include <boost/json.hpp>
#include <initializer_list>
#include <set>

#include "programs/price_cases/foreign_case.hpp"

namespace huiji::foreign {

class Fields {
 public:
  Fields(const boost::json::value& value, std::string where, std::string& problem);

  bool has(const char* name) const;
  std::int64_t whole(const char* name, std::int64_t least, std::int64_t most);
  std::int64_t whole_or(const char* name, std::int64_t otherwise, std::int64_t least, std::int64_t most);
  std::optional<std::int64_t> maybe_whole(const char* name, std::int64_t least, std::int64_t most);
  Money money(const char* name);
  std::optional<Money> maybe_money(const char* name);
  Percent percent(const char* name);
  Quantity quantity(const char* name);
  bool flag(const char* name);
  std::string word(const char* name);
  std::optional<std::string> maybe_word(const char* name);
  std::vector<std::string> words(const char* name);  // one or a list; absent: none
  const boost::json::value* any(const char* name);   // null when absent
  const boost::json::array* list(const char* name);  // null when absent
  const boost::json::object& object() const { return *object_; }
  void ignore(std::initializer_list<const char*> names);
  void done();  // whatever was not read is unknown
  void fail(const std::string& what);

  const std::string& where() const { return where_; }
  std::string& problem() { return problem_; }

 private:
  const boost::json::value* need(const char* name);

  const boost::json::object* object_;
  std::string where_;
  std::string& problem_;
  std::set<std::string, std::less<>> read_;
};

// A number, or a text with one, as a whole number of 1/10^places; nothing when it is finer than that.
std::optional<std::int64_t> decimal(const boost::json::value& value, int places);

}  // namespace huiji::foreign
