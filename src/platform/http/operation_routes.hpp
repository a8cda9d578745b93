// What an operator's machines ask: GET /healthz (the process answers), /readyz (it can write), /metrics.
#pragma once

#include <functional>

#include "platform/http/router.hpp"

namespace huiji::http {

struct Health {
  std::string status;  // "ok"
};
BOOST_DESCRIBE_STRUCT(Health, (), (status))

void add_operation_routes(Router& router, std::function<bool()> ready);

}  // namespace huiji::http
