#include "members/tier_store.hpp"

#include "kernel/check.hpp"
#include "members_sql.hpp"

namespace huiji::members {

void set_tier(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
              const std::string& tier) {
  const db::Rows version = transaction.query(sql::next_member_version, {merchant_id});
  HUIJI_CHECK(version.size() == 1);
  transaction.execute(sql::member_set_tier, {merchant_id, member_id, tier, version[0].integer(0)});
}

}  // namespace huiji::members
