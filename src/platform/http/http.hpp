// HTTP as plain values: a handler is a function from Request to Response. The server that speaks the
// protocol (Boost.Beast) lives in one translation unit behind Server; nothing else includes Beast.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  int io_threads = 2;         // an io_context each, SO_REUSEPORT
  int worker_threads = 32;    // handlers run here and may block on the database
  std::size_t header_limit = 16 * 1024;
  std::size_t body_limit = 1u << 20;
  std::size_t import_body_limit = 32u << 20;  // for paths that end in /import
  int request_timeout_ms = 30'000;            // to read one whole request (slow clients)
  int idle_timeout_ms = 60'000;
  int shutdown_grace_ms = 10'000;
};

class Server {
 public:
  virtual ~Server() = default;
  virtual std::uint16_t port() const = 0;
  // Stops accepting, finishes what was accepted (up to the grace), then returns.
  virtual void stop() = 0;
};

std::unique_ptr<Server> serve(ServerOptions options, Handler handler);

}  // namespace huiji::http
