// A batch of a million coupons: its lists go by key straight to their page, and what the office shows of all
// batches is read without a look at the coupons. SQLite's plans; PostgreSQL has the same indexes, and the
// statements run there in the other tests.
#include <gtest/gtest.h>

#include "support/query_plan.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {
namespace {

class CouponQueryPlan : public testing::Test {
 protected:
  std::string plan_of(const db::Statement& statement, std::size_t parameters) {
    return test::plan_of(*store, statement, parameters);
  }
  test::FreshStore store = test::fresh_store(db::Engine::sqlite);
};

TEST_F(CouponQueryPlan, PagesGoByKey) {
  struct Case {
    const db::Statement& statement;
    std::size_t parameters;
    const char* used;
  };
  const Case cases[] = {
      {sql::coupon_by_id, 2, "coupon_id=?"},
      {sql::coupon_by_code, 2, "code=?"},
      {sql::coupon_by_source, 2, "source_id=?"},
      {sql::coupon_by_sale, 2, "sale_id=?"},
      {sql::coupon_of_batch, 4, "coupon_by_batch (merchant_id=? AND batch_id=? AND coupon_id>?"},
      {sql::coupon_of_batch_in_state, 5,
       "coupon_by_batch_state (merchant_id=? AND batch_id=? AND state=? AND"},
      {sql::coupon_ended, 3, "state=? AND valid_until<?"},
      {sql::coupon_overdue, 3, "state=? AND deadline<?"},
  };
  for (const Case& known : cases) {
    const std::string plan = plan_of(known.statement, known.parameters);
    EXPECT_NE(plan.find(known.used), std::string::npos) << known.statement.name << ": " << plan;
    EXPECT_EQ(plan.find("SCAN"), std::string::npos) << known.statement.name << ": " << plan;
    EXPECT_EQ(plan.find("TEMP B-TREE FOR ORDER BY"), std::string::npos)
        << known.statement.name << ": " << plan;
  }
}

// Aliases of a merge are joined in by their own part; an OR over both would read everybody's.
TEST_F(CouponQueryPlan, WhatIsOfOneMemberReadsThatMemberAlone) {
  struct Case {
    const db::Statement& statement;
    std::size_t parameters;
    const char* used;
  };
  const Case cases[] = {
      {sql::coupon_of_member, 3, "coupon_by_member (merchant_id=? AND member_id=? AND state=?)"},
      {sql::coupon_of_batch_and_member, 4, "coupon_by_member (merchant_id=? AND member_id=? AND state=?)"},
      {sql::coupon_counts, 4, "(merchant_id=? AND batch_id=? AND member_id=?)"},
  };
  for (const Case& known : cases) {
    const std::string plan = plan_of(known.statement, known.parameters);
    const auto first = plan.find(known.used);
    ASSERT_NE(first, std::string::npos) << plan;
    EXPECT_NE(plan.find(known.used, first + 1), std::string::npos) << "the aliases' part: " << plan;
    EXPECT_EQ(plan.find("SCAN"), std::string::npos) << plan;
  }
}

TEST_F(CouponQueryPlan, AllBatchesAreShownWithoutTheirCoupons) {
  for (const auto& [statement, parameters] : {std::pair{&sql::coupon_given, 2}, {&sql::coupon_balances, 3}}) {
    const std::string plan = plan_of(*statement, std::size_t(parameters));
    EXPECT_EQ(plan.find("coupon USING"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("SCAN"), std::string::npos) << plan;
  }
  EXPECT_NE(plan_of(sql::coupon_given, 2).find("batch_id=? AND member_id=?"), std::string::npos);
  EXPECT_EQ(plan_of(sql::coupon_batches, 1).find("coupon_count"), std::string::npos);
}

}  // namespace
}  // namespace huiji::wallet
