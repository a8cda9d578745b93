// The OpenAPI 3.1 document of a router: its paths, access, bodies, replies and refusals.
#pragma once

#include <boost/json/value.hpp>
#include <string_view>

#include "platform/http/router.hpp"
#include "programs/contract/schema.hpp"

namespace huiji::contract {

// `components` may hold types already that no route shows (the pricing engine's).
boost::json::value openapi(const http::Router& router, Components& components, std::string_view version);

}  // namespace huiji::contract
