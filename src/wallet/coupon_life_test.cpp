#include "wallet/coupon_life.hpp"

#include <gtest/gtest.h>

#include "wallet/coupon_errors.hpp"

namespace huiji::wallet {
namespace {

Date day(const char* text) { return *parse_date(text); }

Coupon coupon_until(const char* until) {
  Coupon coupon;
  coupon.state = CouponState::used;
  coupon.valid_from = day("2026-01-01");
  coupon.valid_until = day(until);
  return coupon;
}

TEST(CouponLife, ItsDays) {
  struct Row {
    const char* why;
    CouponValidity validity;
    const char* from;
    const char* until;
  };
  const Row table[] = {
      {"fixed days", {day("2026-03-01"), day("2026-03-31"), {}}, "2026-03-01", "2026-03-31"},
      {"issued in the middle of them",
       {day("2026-01-01"), day("2026-03-31"), {}},
       "2026-02-10",
       "2026-03-31"},
      {"seven days after today", {{}, {}, 7}, "2026-02-10", "2026-02-17"},
      {"seven days after they begin", {day("2026-03-01"), {}, 7}, "2026-03-01", "2026-03-08"},
  };
  for (const Row& row : table) {
    ASSERT_TRUE(check_validity(row.validity)) << row.why;
    const CouponDays days = days_of(row.validity, day("2026-02-10"));
    EXPECT_EQ(huiji::to_text(days.from), row.from) << row.why;
    EXPECT_EQ(huiji::to_text(days.until), row.until) << row.why;
  }
  EXPECT_FALSE(check_validity({})) << "for ever";
  EXPECT_FALSE(check_validity({{}, day("2026-03-01"), 7})) << "two ends";
  EXPECT_FALSE(check_validity({day("2026-03-02"), day("2026-03-01"), {}})) << "ends before it begins";
}

TEST(CouponLife, ARefundGivesSevenDaysMoreOnce) {
  const Date refund = day("2026-06-10");
  struct Row {
    const char* why;
    const char* until;
    bool extended;
    const char* after;
  };
  const Row table[] = {{"it ends soon", "2026-06-12", false, "2026-06-17"},
                       {"it ended meanwhile", "2026-05-01", false, "2026-06-17"},
                       {"it ends late enough", "2026-06-30", false, "2026-06-30"},
                       {"it had its days already", "2026-06-12", true, "2026-06-12"}};
  for (const Row& row : table) {
    Coupon coupon = coupon_until(row.until);
    coupon.extended = row.extended;
    const Coupon back = given_back(coupon, refund);
    EXPECT_EQ(huiji::to_text(back.valid_until), row.after) << row.why;
    EXPECT_EQ(back.state, CouponState::issued) << row.why;
    EXPECT_EQ(back.returns, 1) << row.why;
  }
}

TEST(CouponLife, TheLastDayIsAWholeDay) {
  Coupon coupon = coupon_until("2026-06-12");
  coupon.state = CouponState::issued;
  EXPECT_TRUE(check_free(coupon, day("2026-06-12")));
  EXPECT_EQ(check_free(coupon, day("2026-06-13")).refusal().code, &coupon_expired);
  EXPECT_EQ(check_free(coupon, day("2025-12-31")).refusal().code, &coupon_not_yet);
}

TEST(CouponLife, AccountsAreReadAsTheyAreWritten) {
  const CouponBatchId batch_id{{1, 2, 3}};
  const TillId till_id{{9}};
  for (CouponState state : {CouponState::issued, CouponState::reserved, CouponState::used,
                            CouponState::expired, CouponState::voided}) {
    const auto account = parse_coupons_account(coupons_account(batch_id, state, till_id));
    ASSERT_TRUE(account);
    EXPECT_EQ(account->batch_id, batch_id);
    EXPECT_EQ(account->state, state);
  }
  EXPECT_EQ(parse_coupons_account(coupons_made_account(batch_id))->state, std::nullopt);
  EXPECT_FALSE(parse_coupons_account("points/x"));
}

}  // namespace
}  // namespace huiji::wallet
