#include "programs/huiji/value_sweeper.hpp"

#include <gtest/gtest.h>

#include "ledger/lots_store.hpp"
#include "programs/huiji/first_shop.hpp"
#include "support/stores.hpp"
#include "support/world.hpp"
#include "wallet/jobs_flow.hpp"

namespace huiji::program {
namespace {

class Sweeper : public test::EachEngine {};
HUIJI_ON_EACH_ENGINE(Sweeper);

TEST_P(Sweeper, FreesHoldsPastTheirDeadlineAndFinishesTheDaysJobs) {
  test::FakeClock clock;
  test::SeededRandom random;
  crypto::Passwords passwords{crypto::PasswordCost::cheap()};
  const MerchantId merchant_id = open_shop(*store, clock, random, passwords, empty_shop(random)).merchant_id;
  ledger::Allowance hold;
  hold.allowance_id = random.new_id<AllowanceId>(clock.now());
  hold.account = "points/x";
  hold.amount = 5;
  hold.opened_at = clock.now();
  hold.expires_at = clock.now() + kMinute_ms;
  ASSERT_TRUE(store->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    ledger::open_allowance(transaction, merchant_id, hold);
    return Done{};
  }));
  ValueSweeper sweeper(*store, clock, merchant_id);
  const auto reserved = [&] {
    return store->read<std::int64_t>(
        [&](db::Transaction& transaction) { return ledger::reserved(transaction, merchant_id, "points/x"); });
  };
  sweeper.turn();
  EXPECT_EQ(reserved(), 5);
  clock.advance(2 * kMinute_ms);
  sweeper.turn();
  EXPECT_EQ(reserved(), 0);
  const auto jobs = store->read<std::vector<wallet::JobProgress>>(
      [&](db::Transaction& transaction) { return wallet::recent_jobs(transaction, merchant_id); });
  ASSERT_EQ(jobs.size(), 5u);
  for (const wallet::JobProgress& job : jobs) EXPECT_TRUE(job.finished) << job.job;
}

}  // namespace
}  // namespace huiji::program
