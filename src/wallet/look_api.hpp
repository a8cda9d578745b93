// Routes that look at what a member or a card holds: who may, and the one read around it.
#pragma once

#include "platform/http/router.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

// A till that sells sees whoever stands before it; the office needs the right.
inline Result<Done> may_look(const Caller& caller) {
  if (caller.rights.has(Right::view_value)) return Done{};
  if (caller.till_id && caller.staff_id) return Done{};
  return http::missing_right(Right::view_value);
}

// What look_up(transaction, id, now) says, in one read, to whoever may look; the id stands in the path.
template <class Id, class Reply, class Look>
Result<Reply> look(const Services& services, const http::Call& call, Look look_up) {
  if (auto may = may_look(call.caller); !may) return may.refusal();
  const auto id = call.id<Id>(0);
  if (!id) return id.refusal();
  const Instant now = services.clock.now();
  return services.store.read<Result<Reply>>(
      [&](db::Transaction& transaction) -> Result<Reply> { return look_up(transaction, *id, now); });
}

}  // namespace huiji::wallet
