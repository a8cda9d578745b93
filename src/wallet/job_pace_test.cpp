#include "wallet/job_pace.hpp"

#include <gtest/gtest.h>

namespace huiji::wallet {
namespace {

TEST(JobPace, SettlesWhereAStepTakesWhatItAimsAt) {
  for (const double row_ms : {0.002, 0.02, 0.2, 1.0}) {  // a fast database and a slow one
    JobPace pace(500, 8);
    for (int step = 0; step < 50; ++step) pace.took(std::int64_t(row_ms * pace.rows()));
    const double took = row_ms * pace.rows();
    EXPECT_TRUE(pace.rows() == 500 || pace.rows() == 8 || (took > 2 && took <= 16)) << pace.rows();
  }
}

TEST(JobPace, StaysWithinItsBounds) {
  JobPace pace(500, 8);
  for (int step = 0; step < 20; ++step) pace.took(10'000);
  EXPECT_EQ(pace.rows(), 8);
  for (int step = 0; step < 20; ++step) pace.took(0);
  EXPECT_EQ(pace.rows(), 500);
  JobPace small(2);
  small.took(10'000);
  EXPECT_EQ(small.rows(), 2);  // what the caller asked for, so that tests can step row by row
}

}  // namespace
}  // namespace huiji::wallet
