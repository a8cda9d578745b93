#include "programs/huiji/app.hpp"

#include "platform/http/edge.hpp"
#include "platform/http/operation_routes.hpp"
#include "platform/http/static_files.hpp"
#include "staff/staff_api.hpp"

namespace huiji::program {

struct App::Inside {
  AppParts parts;
  crypto::Passwords passwords{parts.password_cost};
  staff::Door door;
  http::StaticFiles files{parts.web};
  http::Router router;
  http::Edge edge{router, [this](const http::Request& request) { return files.serve(request); },
                  parts.random};

  explicit Inside(AppParts given) : parts(std::move(given)) { add_all_routes(); }

  staff::Services staff_services() {
    return {.store = parts.store,
            .clock = parts.clock,
            .random = parts.random,
            .keys = parts.keys,
            .passwords = passwords,
            .door = door,
            .merchant_id = parts.merchant_id};
  }

  void add_all_routes() {
    router.authenticate_with(
        [services = staff_services()](const http::Request& request, http::Access access) {
          return staff::authenticate(services, request, access);
        });
    http::add_operation_routes(router, [this] { return parts.store.ready(); });
    staff::add_routes(router, staff_services());
  }
};

App::App(AppParts parts) : inside_(std::make_unique<Inside>(std::move(parts))) {}
App::~App() = default;

http::Response App::handle(const http::Request& request) { return inside_->edge.handle(request); }

http::Response App::refuse(const Refusal& refusal, const http::Request& request) {
  return inside_->edge.refuse(refusal, request);
}

const http::Router& App::router() const { return inside_->router; }

}  // namespace huiji::program
