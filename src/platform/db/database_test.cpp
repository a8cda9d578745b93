// What both engines promise alike.
#include "support/stores.hpp"

namespace huiji::db {
namespace {

constexpr std::string_view kInsertSql =
    "INSERT INTO login_failure (merchant_id, login, failures, first_at, locked_until) VALUES ($1, $2, $3, "
    "$4, 0)";
constexpr Statement kInsert{"test.insert", kInsertSql, kInsertSql};
constexpr std::string_view kSelectSql =
    "SELECT merchant_id, login, failures FROM login_failure WHERE merchant_id = $2 AND login = $1 ORDER BY "
    "login";
constexpr Statement kSelect{"test.select", kSelectSql, kSelectSql};

using DatabaseTest = test::EachEngine;
HUIJI_ON_EACH_ENGINE(DatabaseTest);

TEST_P(DatabaseTest, writes_and_reads) {
  const MerchantId merchant{{1, 2, 3}};
  auto outcome = store->write<int>([&](Transaction& transaction) -> Result<int> {
    transaction.execute(kInsert, {merchant, "小王", 3, std::int64_t{1} << 50});
    return 7;
  });
  ASSERT_TRUE(outcome);
  EXPECT_EQ(*outcome, 7);
  const auto rows = store->read<Rows>([&](Transaction& t) { return t.query(kSelect, {"小王", merchant}); });
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].id<MerchantId>(0), merchant);
  EXPECT_EQ(rows[0].text(1), "小王");
  EXPECT_EQ(rows[0].integer(2), 3);
}

}  // namespace
}  // namespace huiji::db
