#include "promotions/engine/rise_sums.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace huiji::promotions {
namespace {

using Rises = std::vector<std::vector<std::int64_t>>;

// Every sum of the items from `next` on.
void all_sums(const Rises& rises, std::size_t next, std::int64_t sum, std::vector<std::int64_t>& sums) {
  if (next == rises.size()) return sums.push_back(sum);
  all_sums(rises, next + 1, sum, sums);
  for (const std::int64_t rise : rises[next]) all_sums(rises, next + 1, sum + rise, sums);
}

// By trying all; INT64_MAX when no sum suffices.
std::int64_t least_by_trying(const Rises& rises, std::size_t next, std::int64_t need, std::int64_t slack) {
  std::vector<std::int64_t> sums;
  all_sums(rises, next, 0, sums);
  std::int64_t least = INT64_MAX;
  for (const std::int64_t sum : sums)
    if (sum + slack >= need) least = std::min(least, std::max(sum, need));
  return least;
}

Rises some_rises(std::int64_t most) {
  return *rc::gen::resize(6, rc::gen::container<Rises>(rc::gen::resize(
                                 3, rc::gen::container<std::vector<std::int64_t>>(rc::gen::resize(
                                        rc::kNominalSize, rc::gen::inRange<std::int64_t>(1, most + 1))))));
}

TEST(RiseSums, TakesTheLeastSumThatSuffices) {
  const RiseSums sums(Rises{{138}, {240, 100}, {5000}});
  EXPECT_EQ(sums.least(0, 105, 0), 138);
  EXPECT_EQ(sums.least(1, 105, 0), 240) << "the first is decided";
  EXPECT_EQ(sums.least(0, 105, 5), 105) << "100 and five beside";
  EXPECT_EQ(sums.least(0, 239, 0), 240) << "238 is not enough";
  EXPECT_EQ(sums.least(0, 241, 0), 378) << "one rise of an item, not two";
  EXPECT_EQ(sums.least(0, 379, 0), RiseSums::kMost + 1) << "only 5000 is, which is not told apart";
  EXPECT_EQ(sums.least(0, 4500, 0), 4500) << "not known";
  EXPECT_EQ(sums.least(3, 1, 0), RiseSums::kMost + 1) << "nothing is open: never";
}

// Never more than the truth, or the search would leave out a choice that wins; and the truth where sums are
// told apart, or it would be of no use.
RC_GTEST_PROP(RiseSumsLaws, NeverMoreThanByTrying, ()) {
  const std::int64_t sizes[] = {9, 130, 900, 6000};
  const std::int64_t most = sizes[*rc::gen::inRange(0, 4)];
  const Rises rises = some_rises(most);
  const RiseSums sums(rises);
  const auto next = *rc::gen::inRange<std::size_t>(0, rises.size() + 1);
  const auto need = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(1, 3 * most));
  const auto slack = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(0, most));
  const std::int64_t least = sums.least(next, need, slack);
  const std::int64_t truth = least_by_trying(rises, next, need, slack);
  RC_ASSERT(least >= need);
  RC_ASSERT(least <= truth);
  if (truth <= RiseSums::kMost) RC_ASSERT(least == truth);
}

RC_GTEST_PROP(RiseSumsLaws, MoreSlackAndMoreOpenItemsNeverAskForMore, ()) {
  const Rises rises = some_rises(300);
  const RiseSums sums(rises);
  const auto next = *rc::gen::inRange<std::size_t>(0, rises.size() + 1);
  const auto need = *rc::gen::inRange<std::int64_t>(1, 900);
  const auto slack = *rc::gen::inRange<std::int64_t>(0, 300);
  RC_ASSERT(sums.least(next, need, slack + 1) <= sums.least(next, need, slack));
  RC_ASSERT(sums.least(0, need, slack) <= sums.least(next, need, slack));
}

}  // namespace
}  // namespace huiji::promotions
