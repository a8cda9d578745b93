// Every declared error code, sorted, with what it means in both languages. A code without a text in either
// language, or declared twice, is named in `problems`.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

namespace huiji::contract {

struct ErrorList {
  boost::json::value document;
  std::vector<std::string> problems;
};
ErrorList error_list();

}  // namespace huiji::contract
