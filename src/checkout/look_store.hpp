// The first read of every flow, and nearly the only one: what was stored under the same id, sequence or
// receipt number before; the till, its shop and the person; the member's points. One statement, because a
// read costs a round trip on PostgreSQL.
#pragma once

#include "checkout/settle.hpp"
#include "kernel/caller.hpp"
#include "platform/db/database.hpp"
#include "wallet/wallet_types.hpp"

namespace huiji::checkout {

// A document that was stored under this id, or under this till's sequence or receipt number.
struct Earlier {
  SaleId sale_id;
  std::string number;
  std::string content_hash;
};

struct Look {
  std::vector<Earlier> earlier;
  PlaceFacts place;
  bool staff_known = false;  // who left meanwhile still sold what he sold offline
  Rights rights;             // of the person behind the document
  wallet::ValuePolicy value_policy;
  Points balance;                        // of the member id as the till named it
  std::optional<std::string> pool = {};  // of his household, whose balance it is then
};

// What a document brings along, be it a sale or a return.
struct Heading {
  SaleId sale_id;
  StaffId staff_id;
  const std::string& number;
  std::int64_t sequence = 0;
  Instant sold_at;
  std::optional<MemberId> member_id;
};

template <class Request>
Heading heading_of(SaleId sale_id, const Request& request) {
  return {sale_id, request.staff_id, request.number, request.sequence, request.sold_at, std::nullopt};
}
Heading heading_of(SaleId sale_id, const SaleRequest& request);

Look look(db::Transaction& transaction, const Caller& caller, const Heading& heading);

}  // namespace huiji::checkout
