#include "platform/http/edge.hpp"

#include <chrono>

#include "platform/db/database.hpp"
#include "platform/log.hpp"
#include "platform/metrics.hpp"

namespace huiji::http {

namespace {

// Scripts only from here, plus compiling the pricing engine; Element Plus sets style attributes, so those are
// allowed, style sheets only as files.
constexpr const char* kContentSecurityPolicy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr "
    "'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; object-src "
    "'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

void add_missing(Response& response, const char* name, const char* value) {
  for (const auto& [known, _] : response.headers)
    if (known == name) return;
  response.headers.emplace_back(name, value);
}

void secure(Response& response) {
  add_missing(response, "Content-Security-Policy", kContentSecurityPolicy);
  add_missing(response, "X-Content-Type-Options", "nosniff");
  add_missing(response, "X-Frame-Options", "DENY");
  add_missing(response, "Referrer-Policy", "no-referrer");
  add_missing(response, "Permissions-Policy",
              "camera=(self), serial=(self), usb=(self), microphone=(), geolocation=(), payment=()");
  add_missing(response, "Cross-Origin-Opener-Policy", "same-origin");
  add_missing(response, "Cross-Origin-Resource-Policy", "same-origin");
  add_missing(response, "Cache-Control", "no-store");
}

bool is_safe(std::string_view method) { return method == "GET" || method == "HEAD" || method == "OPTIONS"; }

// A label of metrics and logs must come from a closed set, and a method is outside input.
std::string_view known_method(std::string_view method) {
  for (const std::string_view known : {"GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS"})
    if (method == known) return known;
  return "other";
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

}  // namespace

bool is_foreign_write(const Request& request) {
  if (is_safe(request.method)) return false;
  if (request.header("sec-fetch-site") == "cross-site") return true;
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return false;  // not a browser
  const std::size_t scheme = origin.find("://");
  return scheme == std::string_view::npos || origin.substr(scheme + 3) != request.header("host");
}

std::string Edge::new_request_id() const {
  std::array<std::uint8_t, 8> bytes;
  random_.fill(bytes);
  return to_hex(bytes);
}

Response Edge::run(const Request& request, std::string_view& pattern) const {
  std::string what;
  try {
    if (is_foreign_write(request)) return refusal_response(foreign_origin, request);
    pattern = router_.pattern_of(request);
    if (!pattern.empty() || request.path.starts_with("/v1/")) return router_.dispatch(request);
    Response response = pages_(request);
    if (response.status < 400) pattern = "pages";
    return response;
  } catch (const db::Unavailable& error) {
    log::error("http.unavailable", {{"route", pattern}, {"what", error.what()}});
    return refusal_response(unavailable, request);
  } catch (const std::exception& error) {
    what = error.what();
  }
  const std::string incident = new_request_id();
  log::error("http.broken_program", {{"incident", incident}, {"route", pattern}, {"what", what}});
  return refusal_response(Refusal(broken_program, {{"incident", incident}}), request);
}

Response Edge::finish(Response response, const Request& request, std::string_view pattern,
                      std::int64_t us) const {
  const std::string id = new_request_id();
  response.headers.emplace_back("X-Request-Id", id);
  secure(response);
  const std::string_view method = known_method(request.method);
  metrics::request(pattern, method, response.status, us, response.body.size());
  log::info("http.request", {{"route", pattern},
                             {"method", method},
                             {"status", response.status},
                             {"us", us},
                             {"bytes", response.body.size()},
                             {"request", id}});
  return response;
}

Response Edge::handle(const Request& request) const {
  using namespace std::chrono;
  const auto start = steady_clock::now();
  std::string_view pattern;
  Response response = run(request, pattern);
  const std::int64_t us = duration_cast<microseconds>(steady_clock::now() - start).count();
  return finish(std::move(response), request, pattern, us);
}

Response Edge::refuse(const Refusal& refusal, const Request& request) const {
  return finish(refusal_response(refusal, request), request, {}, 0);
}

}  // namespace huiji::http
