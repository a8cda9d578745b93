// The whole server without sockets: handle() answers a request as the network would, so that the simulator
// and the API tests run everything in their own process. One App serves one merchant. It owns what the rooms
// keep in memory; the store, the clock and the randomness are put in.
#pragma once

#include <memory>
#include <string>

#include "kernel/id.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/crypto/password.hpp"
#include "platform/db/database.hpp"
#include "platform/http/router.hpp"
#include "platform/world.hpp"

namespace huiji::program {

struct AppParts {
  db::Store& store;
  Clock& clock;
  Random& random;
  crypto::Keys keys;
  MerchantId merchant_id;
  std::string web = {};  // folder of the built apps; empty: only the API
  crypto::PasswordCost password_cost = {};
};

class App {
 public:
  explicit App(AppParts parts);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  http::Response handle(const http::Request& request);
  // What the server refuses before a request is whole (http::Refuser).
  http::Response refuse(const Refusal& refusal, const http::Request& request);
  const http::Router& router() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace huiji::program
