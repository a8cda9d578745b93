// 找零: cash over the counter. The engine subtracts, so that no TypeScript computes money.
#pragma once

#include "kernel/result.hpp"
#include "pricing/pricing_errors.hpp"
#include "wire/type_info.hpp"

namespace huiji::engine {

struct ChangeRequest {
  Money payable;
  Money tendered;
};
BOOST_DESCRIBE_STRUCT(ChangeRequest, (), (payable, tendered))

struct Change {
  Money payable;
  Money tendered;
  Money change;
};
BOOST_DESCRIBE_STRUCT(Change, (), (payable, tendered, change))

inline Result<Change> change(const ChangeRequest& request) {
  const Money missing = request.payable - request.tendered;
  if (missing.minor > 0)
    return Refusal(pricing::too_little_cash, {{"missing", std::to_string(missing.minor)}});
  return Change{request.payable, request.tendered, -missing};
}

}  // namespace huiji::engine
