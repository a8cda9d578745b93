#include "wallet/job_pace.hpp"

#include <gtest/gtest.h>

namespace huiji::wallet {
namespace {

TEST(JobPace, SettlesWhereAStepTakesWhatItAimsAt) {
  for (const std::int64_t row_us : {2, 20, 200, 1000}) {  // a fast database and a slow one
    JobPace pace(500);
    for (int step = 0; step < 50; ++step) pace.took(row_us * pace.rows() / 1000);
    const std::int64_t took_us = row_us * pace.rows();
    EXPECT_TRUE(pace.rows() == 500 || pace.rows() == 8 || (took_us > 2000 && took_us <= 16'000))
        << pace.rows();
  }
}

TEST(JobPace, StaysWithinItsBounds) {
  JobPace pace(500);
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
