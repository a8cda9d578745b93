// HTTP as plain values: a handler is a function from Request to Response. The server that speaks the
// protocol (Boost.Beast) lives in one translation unit behind Server; nothing else includes Beast.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/result.hpp"

namespace huiji::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;                                      // upper case
  std::string path;                                        // decoded, without query
  std::vector<std::pair<std::string, std::string>> query;  // decoded
  Headers headers;                                         // names in lower case
  std::string body;
  std::string peer;  // address, for rate limits; never logged in clear beyond the network part

  std::string_view header(std::string_view lower_case_name) const;  // empty when absent
  std::string_view query_value(std::string_view name) const;        // empty when absent
};

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body;
  Headers headers;
};

using Handler = std::function<Response(const Request&)>;
// Answers what the server itself refuses (header too large, too busy, …) before a handler sees it.
using Refuser = std::function<Response(const Refusal&, const Request&)>;

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  int io_threads = 2;         // an io_context each, SO_REUSEPORT
  int worker_threads = 32;    // handlers run here and may block on the database
  int waiting_limit = 1024;   // requests handed to the workers and not yet answered; more are told to retry
  int connection_limit = 8192;
  std::size_t header_limit = 16 * 1024;
  std::size_t body_limit = 1u << 20;
  std::size_t import_body_limit = 32u << 20;  // for paths that end in /import
  int request_timeout_ms = 30'000;            // to read one whole request (slow clients)
  int idle_timeout_ms = 60'000;
  int shutdown_grace_ms = 10'000;
};

// What cannot be served: the port is taken, the address is not of this machine.
struct CannotListen : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Server {
 public:
  virtual ~Server() = default;
  virtual std::uint16_t port() const = 0;
  // Stops accepting, finishes what was accepted (up to the grace), then returns.
  virtual void stop() = 0;
};

// Throws CannotListen. Without a refuser the plain refusal body of the router is sent.
std::unique_ptr<Server> serve(ServerOptions options, Handler handler, Refuser refuse = {});

}  // namespace huiji::http
