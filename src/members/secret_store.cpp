#include "members/secret_store.hpp"

#include "members_sql.hpp"

namespace huiji::members {

namespace {

Tries tries_of(const db::Rows::Row& row, std::size_t at) {
  return {row.integer(at), row.instant(at + 1), row.instant(at + 2)};
}

}  // namespace

Secret load_secret(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  const db::Rows rows = transaction.query(sql::secret_of, {merchant_id, member_id});
  Secret secret;
  if (rows.empty()) return secret;
  const auto row = rows[0];
  if (!row.is_null(0)) secret.pin_hash = row.text(0);
  secret.pin_tries = tries_of(row, 1);
  if (!row.is_null(4)) secret.code_sealed = row.bytes(4);
  secret.code_step = row.integer(5);
  if (!row.is_null(6)) secret.code_use = row.uuid(6);
  secret.code_tries = tries_of(row, 7);
  return secret;
}

void save_secret(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                 const Secret& secret) {
  const db::Value sealed = secret.code_sealed ? db::Value(db::Bytes{*secret.code_sealed}) : db::Value();
  transaction.execute(sql::secret_save, {merchant_id, member_id, secret.pin_hash, secret.pin_tries.count,
                                         secret.pin_tries.last_at, secret.pin_tries.locked_until, sealed,
                                         secret.code_step, secret.code_use, secret.code_tries.count,
                                         secret.code_tries.last_at, secret.code_tries.locked_until});
}

void forget_secret(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  transaction.execute(sql::secret_forget, {merchant_id, member_id});
}

}  // namespace huiji::members
