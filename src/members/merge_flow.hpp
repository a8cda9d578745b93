// 合并: two members that are one person become one (product.md 4.20, P10). The loser's row stays as it is, in
// the state `merged`; his ids, phone and number lead to the winner; what he holds moves by postings of the
// ledger that the program's Holdings makes. An un-merge restores the loser's row (but for its version) and
// all ids exactly, and Holdings the balances. Only active members merge, so that a frozen one can't slip out;
// of merges in a chain the later is undone first.
#pragma once

#include "members/life_store.hpp"
#include "members/services_store.hpp"

namespace huiji::members {

Result<Done> merge_members(db::Transaction& transaction, const Services& services, const Actor& actor,
                           OperationId operation_id, const MergeRequest& request);
// Undoing it again changes nothing.
Result<Done> undo_merge(db::Transaction& transaction, const Services& services, const Actor& actor,
                        OperationId operation_id, const MergeUndo& request);

}  // namespace huiji::members
