#include "platform/world.hpp"

#include <gtest/gtest.h>

#include "support/world.hpp"

namespace huiji {
namespace {

TEST(World, zones_have_their_offsets) {
  const Instant winter{1'735'689'600'000}, summer{1'751'328'000'000};  // 2025-01-01, 2025-07-01
  EXPECT_EQ(utc_offset_minutes("Asia/Shanghai", winter), 480);
  EXPECT_EQ(utc_offset_minutes("Asia/Shanghai", summer), 480);
  EXPECT_EQ(utc_offset_minutes("Europe/Berlin", winter), 60);
  EXPECT_EQ(utc_offset_minutes("Europe/Berlin", summer), 120);
  EXPECT_EQ(utc_offset_minutes("Asia/Kathmandu", winter), 345);
  EXPECT_THROW(utc_offset_minutes("Asia/Nowhere", winter), std::runtime_error);
}

TEST(World, the_clock_goes_forward_and_random_ids_differ) {
  EXPECT_GT(system_clock().now().ms, 1'700'000'000'000);
  const auto first = system_random().new_id<SaleId>(system_clock().now());
  const auto second = system_random().new_id<SaleId>(system_clock().now());
  EXPECT_NE(first, second);
}

TEST(World, of_tests_repeats_itself) {
  test::SeededRandom first(42), again(42), other(43);
  const auto id = first.new_id<SaleId>({1});
  EXPECT_EQ(id, again.new_id<SaleId>({1}));
  EXPECT_NE(id, other.new_id<SaleId>({1}));
  test::FakeClock clock({5});
  clock.advance(3);
  EXPECT_EQ(clock.now(), Instant{8});
}

}  // namespace
}  // namespace huiji
