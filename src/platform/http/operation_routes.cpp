#include "platform/http/operation_routes.hpp"

#include "platform/metrics.hpp"

namespace huiji::http {

void add_operation_routes(Router& router, std::function<bool()> ready) {
  router.get<Health>({.path = "/healthz", .summary = "The process is alive", .access = Access::open},
                     [](const Call&) -> Result<Health> { return Health{"ok"}; });
  router.get<Health>({.path = "/readyz", .summary = "The store can write now", .access = Access::open},
                     [ready](const Call&) -> Result<Health> {
                       if (!ready()) return unavailable;
                       return Health{"ok"};
                     });
  router.add({.method = "GET",
              .path = "/metrics",
              .summary = "Counters and levels in the Prometheus text format",
              .access = Access::open,
              .raw_reply = "text/plain; version=0.0.4; charset=utf-8",
              .handle = [](const Call&) {
                Response response;
                response.content_type = "text/plain; version=0.0.4; charset=utf-8";
                response.body = metrics::text();
                return response;
              }});
}

}  // namespace huiji::http
