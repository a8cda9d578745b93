// JSON as people read it: two spaces, members in the order in which they were put in, one line feed at the
// end; the same value gives the same bytes always.
#pragma once

#include <boost/json/value.hpp>
#include <string>

namespace huiji::contract {

std::string pretty(const boost::json::value& value);

}  // namespace huiji::contract
