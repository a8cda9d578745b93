// What a member holds, as this room needs it: it may not know the ledger, so the program gives an
// implementation (the wallet's). All run inside the transaction of the change and may refuse, which undoes
// the whole of it; each may be run again, and finds its own work by the operation's id.
#pragma once

#include <optional>

#include "members/life_types.hpp"
#include "platform/db/database.hpp"

namespace huiji::members {

struct HoldingsChange {
  MerchantId merchant_id;
  OperationId operation_id;  // of the merge or the closing
  std::optional<StaffId> staff_id;
  Instant now;
};

class Holdings {
 public:
  virtual ~Holdings() = default;
  virtual HeldValue held(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) = 0;
  // All that `from` holds goes to `to`: points and growth with their lots and dates, cards, coupons, open
  // allowances. It must write to a row that a sale of `from` writes, too, so that one of both is run again.
  virtual Result<Done> move(db::Transaction& transaction, const HoldingsChange& change, MemberId from,
                            MemberId to) = 0;
  // What that move took over goes back; refuses when it can't (it was spent since).
  virtual Result<Done> undo_move(db::Transaction& transaction, const HoldingsChange& change, MemberId from,
                                 MemberId to) = 0;
  // 注销: points, growth and coupons end. Stored value and uses are nothing by then.
  virtual Result<Done> forfeit(db::Transaction& transaction, const HoldingsChange& change,
                               MemberId member_id) = 0;
};

}  // namespace huiji::members
