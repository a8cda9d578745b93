// What members hold, as the members room needs it for a merge, its undoing and a closing. A merge moves
// points, growth and pending points with their lots, cards, paid memberships and promises to tills, by one
// posting. An un-merge gives back what was moved as far as it is still there: when nothing was spent
// meanwhile, both hold what they held before. When one of the two owed points, the lots of the other paid for
// that, and get it back.
#pragma once

#include "members/holdings_store.hpp"

namespace huiji::wallet {

class MemberHoldings final : public members::Holdings {
 public:
  members::HeldValue held(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) override;
  Result<Done> move(db::Transaction& transaction, const members::HoldingsChange& change, MemberId from,
                    MemberId to) override;
  Result<Done> undo_move(db::Transaction& transaction, const members::HoldingsChange& change, MemberId from,
                         MemberId to) override;
  Result<Done> forfeit(db::Transaction& transaction, const members::HoldingsChange& change,
                       MemberId member_id) override;
};

}  // namespace huiji::wallet
