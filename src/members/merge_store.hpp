// Other ids of members and merges in the database. An alias has a home, whose other id it is, and a member to
// whom it leads now: after a merge all that led to the loser lead to the winner, while their homes stay, so
// that an un-merge finds exactly what belongs to the loser, also ids that came while he was merged.
#pragma once

#include <optional>
#include <vector>

#include "members/members_store.hpp"

namespace huiji::members {

struct Alias {
  MemberId alias_id;
  MemberId home;
};
std::vector<Alias> aliases_of(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);
// All that lead to `loser`, and the loser's own id, lead to `winner`.
void lead_to_winner(db::Transaction& transaction, MerchantId merchant_id, MemberId loser, MemberId winner,
                    Instant now);
// The loser answers for himself again, and for all whose homes lead to him.
void lead_back(db::Transaction& transaction, MerchantId merchant_id, MemberId loser, MemberId winner);

struct Merge {
  OperationId operation_id;
  MemberId loser;
  MemberId winner;
  std::optional<Instant> undone_at = {};
};
void insert_merge(db::Transaction& transaction, MerchantId merchant_id, const Merge& merge, Instant now);
std::optional<Merge> find_merge(db::Transaction& transaction, MerchantId merchant_id,
                                OperationId operation_id);
// Whether one of the two was ever merged into the other, undone or not.
bool were_merged(db::Transaction& transaction, MerchantId merchant_id, MemberId one, MemberId other);
void mark_merge_undone(db::Transaction& transaction, MerchantId merchant_id, OperationId operation_id,
                       Instant now);

}  // namespace huiji::members
