// Routes that write: the id stands in the path, the body goes to a flow in one transaction.
#pragma once

#include <utility>

#include "platform/http/router.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

// A durable write of a flow with the client's id; the clock is asked once.
template <class Id, class Reply, class Flow>
Result<Reply> put(const Services& services, const http::Call& call, Flow flow) {
  const auto id = call.id<Id>(0);
  if (!id) return id.refusal();
  const Instant now = services.clock.now();
  return services.store.write<Reply>(
      [&](db::Transaction& transaction) { return flow(transaction, *id, now); });
}

// A route that hands its body to flow(transaction, caller, id, body, now).
template <class Id, class Body, class Reply>
void add_write(http::Router& router, const Services& services, http::Route route,
               Result<Reply> (*flow)(db::Transaction&, const Caller&, Id, const Body&, Instant)) {
  router.with_body<Body, Reply>(std::move(route), [services, flow](const http::Call& call, const Body& body) {
    return put<Id, Reply>(services, call, [&](db::Transaction& transaction, Id id, Instant now) {
      return flow(transaction, call.caller, id, body, now);
    });
  });
}

}  // namespace huiji::wallet
