// Statements on one table of the shop, for the tests of this folder: login_failure has a key, a text and
// numbers, and no rule of its own.
#pragma once

#include "platform/db/database.hpp"

namespace huiji::db::test_table {

inline constexpr MerchantId kMerchant{{7, 7, 7}};

#define HUIJI_SAME_SQL(name, text) \
  inline constexpr Statement name { "test." #name, text, text }

HUIJI_SAME_SQL(insert,
               "INSERT INTO login_failure (merchant_id, login, failures, first_at, locked_until) "
               "VALUES ($1, $2, $3, $4, 0)");
HUIJI_SAME_SQL(insert_once,
               "INSERT INTO login_failure (merchant_id, login, failures, first_at, locked_until) "
               "VALUES ($1, $2, $3, 0, 0) ON CONFLICT DO NOTHING");
HUIJI_SAME_SQL(
    add,
    "INSERT INTO login_failure (merchant_id, login, failures, first_at, locked_until) "
    "VALUES ($1, $2, $3, 0, 0) "
    "ON CONFLICT (merchant_id, login) DO UPDATE SET failures = login_failure.failures + excluded.failures");
HUIJI_SAME_SQL(set_failures, "UPDATE login_failure SET failures = $3 WHERE merchant_id = $1 AND login = $2");
HUIJI_SAME_SQL(find,
               "SELECT merchant_id, login, failures, first_at FROM login_failure "
               "WHERE merchant_id = $2 AND login = $1");
HUIJI_SAME_SQL(list, "SELECT login, failures FROM login_failure WHERE merchant_id = $1 ORDER BY login");
HUIJI_SAME_SQL(count, "SELECT count(*) FROM login_failure WHERE merchant_id = $1");
HUIJI_SAME_SQL(total,
               "SELECT CAST(COALESCE(sum(failures), 0) AS BIGINT) FROM login_failure WHERE merchant_id = $1");

inline std::int64_t count_rows(Store& store) {
  return store.read<std::int64_t>([](Transaction& t) { return t.query(count, {kMerchant})[0].integer(0); });
}

// Every flow of the product is like this one: it looks for its own work first.
inline Result<bool> insert_unless_there(Transaction& transaction, const std::string& login) {
  if (!transaction.query(find, {login, kMerchant}).empty()) return false;
  transaction.execute(insert, {kMerchant, login, 1, 0});
  return true;
}

inline bool holds(Store& store, const std::string& login) {
  return store.read<bool>([&](Transaction& t) { return !t.query(find, {login, kMerchant}).empty(); });
}

}  // namespace huiji::db::test_table
