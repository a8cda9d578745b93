#include "members/merge_store.hpp"

#include <set>

#include "members_sql.hpp"

namespace huiji::members {

namespace {

// Aliases that come home to `root`, directly or by way of others.
std::vector<MemberId> descendants(const std::vector<Alias>& aliases, MemberId root) {
  std::vector<MemberId> found;
  std::set<MemberId> homes{root};
  for (bool grew = true; grew;) {
    grew = false;
    for (const Alias& alias : aliases)
      if (homes.count(alias.home) && homes.insert(alias.alias_id).second) {
        found.push_back(alias.alias_id);
        grew = true;
      }
  }
  return found;
}

}  // namespace

std::vector<Alias> aliases_of(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  std::vector<Alias> aliases;
  for (const auto row : transaction.query(sql::aliases_of, {merchant_id, member_id}))
    aliases.push_back({row.id<MemberId>(0), row.id<MemberId>(1)});
  return aliases;
}

void lead_to_winner(db::Transaction& transaction, MerchantId merchant_id, MemberId loser, MemberId winner,
                    Instant now) {
  transaction.execute(sql::aliases_lead, {merchant_id, loser, winner});
  insert_alias(transaction, merchant_id, loser, winner, now);
}

void lead_back(db::Transaction& transaction, MerchantId merchant_id, MemberId loser, MemberId winner) {
  const auto aliases = aliases_of(transaction, merchant_id, winner);
  transaction.execute(sql::alias_delete, {merchant_id, loser});
  for (const MemberId& alias_id : descendants(aliases, loser))
    transaction.execute(sql::alias_lead, {merchant_id, alias_id, loser});
}

void insert_merge(db::Transaction& transaction, MerchantId merchant_id, const Merge& merge, Instant now) {
  transaction.execute(sql::merge_insert, {merchant_id, merge.operation_id, merge.loser, merge.winner, now});
}

std::optional<Merge> find_merge(db::Transaction& transaction, MerchantId merchant_id,
                                OperationId operation_id) {
  const db::Rows rows = transaction.query(sql::merge_by_id, {merchant_id, operation_id});
  if (rows.empty()) return std::nullopt;
  Merge merge{operation_id, rows[0].id<MemberId>(0), rows[0].id<MemberId>(1)};
  if (!rows[0].is_null(2)) merge.undone_at = rows[0].instant(2);
  return merge;
}

bool were_merged(db::Transaction& transaction, MerchantId merchant_id, MemberId one, MemberId other) {
  return !transaction.query(sql::merge_between, {merchant_id, one, other}).empty();
}

void mark_merge_undone(db::Transaction& transaction, MerchantId merchant_id, OperationId operation_id,
                       Instant now) {
  transaction.execute(sql::merge_undone, {merchant_id, operation_id, now});
}

}  // namespace huiji::members
