// The API called in process: what a network client would send, without the network. replay, the simulator
// and the benchmarks speak to the server through it, so that they prove the real thing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checkout/checkout_types.hpp"
#include "kernel/result.hpp"
#include "programs/huiji/app.hpp"
#include "staff/staff_types.hpp"
#include "wire/json.hpp"

namespace huiji::program {

// The server said no to something that this program expected to go through. what() is the server's text.
struct ApiRefused : std::runtime_error {
  ApiRefused(int status, const std::string& text) : std::runtime_error(text), status(status) {}
  int status;
};

class ApiClient {
 public:
  explicit ApiClient(App& app) : app_(app) {}

  // Sends with whatever tokens are set; throws ApiRefused unless the answer is a success.
  std::string call(const std::string& method, const std::string& path, const std::string& body = {},
                   const http::Headers& more = {});
  http::Response send(const std::string& method, const std::string& path, const std::string& body = {},
                      const http::Headers& more = {});

  template <class Reply>
  Reply get(const std::string& path) {
    return parsed<Reply>(call("GET", path));
  }
  template <class Reply, class Body>
  Reply put(const std::string& path, const Body& body) {
    return parsed<Reply>(call("PUT", path, wire::to_json(body)));
  }

  staff::Session log_in(const std::string& login, const std::string& password);  // further calls carry it
  void log_out_here() { bearer_.clear(); }
  void use_till(std::string token) { till_token_ = std::move(token); }
  const std::string& bearer() const { return bearer_; }

 private:
  template <class Reply>
  static Reply parsed(const std::string& text) {
    auto reply = wire::from_json<Reply>(text);
    HUIJI_CHECK(reply);  // our own server's answer
    return std::move(*reply);
  }
  App& app_;
  std::string bearer_;
  std::string till_token_;
};

}  // namespace huiji::program
