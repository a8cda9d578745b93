#include "catalog/scanned_line.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "catalog/scan_errors.hpp"

namespace huiji::catalog {
namespace {

const Instant kNoon{from_civil({2026, 11, 26}).days * kDay_ms + 4 * kHour_ms};  // 12:00 in Shanghai

LineQuestion weighed(std::int64_t unit_price) {
  LineQuestion question;
  question.code.kind = CodeKind::label;
  question.product.unit_price = {unit_price};
  question.product.by_weight = true;
  question.now = kNoon;
  return question;
}

LineQuestion counted(std::int64_t unit_price, CodeKind kind = CodeKind::item) {
  LineQuestion question = weighed(unit_price);
  question.code.kind = kind;
  question.product.by_weight = false;
  return question;
}

const ErrorCode* refusal(const LineQuestion& question) {
  const auto line = line_of(question);
  return line ? nullptr : line.refusal().code;
}

TEST(ScannedLine, a_weight_is_priced_at_the_till) {
  LineQuestion question = weighed(2000);
  question.code.weight = Quantity{1235};
  const auto line = line_of(question);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->quantity, Quantity{1235});
  EXPECT_FALSE(line->label_amount || line->computed_back || line->amount_differs);
  EXPECT_TRUE(line->alone);
}

TEST(ScannedLine, an_amount_gives_the_weight_back) {
  LineQuestion question = weighed(1299);
  question.code.amount = Money{1580};
  const auto line = line_of(question);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->quantity, Quantity{1216});  // 1.21632
  EXPECT_EQ(line->label_amount, Money{1580});
  EXPECT_TRUE(line->computed_back);
  EXPECT_FALSE(line->amount_differs);
  question.code.amount = Money{1};
  question.product.unit_price = {99900};
  EXPECT_EQ(line_of(question)->quantity, Quantity{1});  // never nothing
}

TEST(ScannedLine, both_keep_the_printed_amount) {
  LineQuestion question = weighed(2000);
  question.code.weight = Quantity{1188};
  for (const auto& [amount, differs] :
       {std::pair{2376, false}, {2375, false}, {2377, false}, {2378, true}, {1990, true}}) {
    question.code.amount = Money{amount};
    const auto line = line_of(question);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->label_amount, Money{amount});
    EXPECT_EQ(line->quantity, Quantity{1188});
    EXPECT_EQ(line->expected, Money{2376});
    EXPECT_EQ(line->amount_differs, differs) << amount;
  }
  question.code.amount = Money{9999};  // the server would take no such sale
  EXPECT_EQ(refusal(question), &label_amount_far);
}

TEST(ScannedLine, a_weighed_label_is_not_multiplied) {
  LineQuestion question = weighed(2000);
  question.times = pieces(2);
  question.code.weight = Quantity{1188};
  EXPECT_EQ(refusal(question), &label_times);
  question.code.weight.reset();
  question.code.amount = Money{2376};
  EXPECT_EQ(refusal(question), &label_times);
  question.code.amount.reset();
  EXPECT_EQ(line_of(question)->quantity, pieces(2));  // weighed by hand
  question.times.reset();
  EXPECT_EQ(refusal(question), &label_without_weight);
  question = weighed(0);
  question.code.amount = Money{100};
  EXPECT_EQ(refusal(question), &label_without_price);
}

TEST(ScannedLine, goods_by_piece_are_counted) {
  EXPECT_EQ(line_of(counted(500))->quantity, pieces(1));
  LineQuestion question = counted(500);
  question.times = pieces(3);
  question.product.in_one = pieces(12);
  EXPECT_EQ(line_of(question)->quantity, pieces(36));
  EXPECT_FALSE(line_of(question)->alone);
  question.code.pieces = pieces(2);
  EXPECT_EQ(line_of(question)->quantity, pieces(72));
  question.times = pieces(100'000'000);
  EXPECT_EQ(refusal(question), &scan_too_large);
}

TEST(ScannedLine, a_scale_label_for_goods_by_piece_counts) {
  LineQuestion question = counted(300, CodeKind::label);
  question.code.weight = Quantity{4};  // the same digits
  question.code.pieces = pieces(4);
  auto line = line_of(question);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->quantity, pieces(4));
  EXPECT_TRUE(line->alone);
  question.code.pieces = pieces(425);  // a scale that weighs what is sold by piece
  EXPECT_EQ(refusal(question), &label_count);
  question.code.pieces = pieces(4);
  question.code.amount = Money{1300};
  EXPECT_TRUE(line_of(question)->amount_differs);
  EXPECT_EQ(line_of(question)->label_amount, Money{1300}) << "the customer was shown the label";
  question.code.amount = Money{2403};
  EXPECT_EQ(refusal(question), &label_amount_far);
  question.code.amount = Money{1200};
  EXPECT_FALSE(line_of(question)->amount_differs);
  question.code.amount = Money{1300};
  question.code.weight.reset();
  question.code.pieces.reset();
  EXPECT_EQ(refusal(question), &label_pieces);
  question.code.amount = Money{1200};
  EXPECT_EQ(line_of(question)->quantity, pieces(4));
  EXPECT_TRUE(line_of(question)->computed_back);
  question.times = pieces(2);
  EXPECT_EQ(refusal(question), &label_times);
}

TEST(ScannedLine, expired_goods_are_refused_until_somebody_allows_them) {
  const Date today = from_civil({2026, 11, 26});
  for (const auto member : {&ScannedCode::expiry, &ScannedCode::best_before, &ScannedCode::sell_by}) {
    LineQuestion question = counted(500);
    question.code.*member = today;
    EXPECT_EQ(refusal(question), nullptr);  // the last day is a good day
    question.code.*member = Date{today.days - 1};
    EXPECT_EQ(refusal(question), &expired_goods);
    EXPECT_NE(line_of(question).refusal().text(true).find("2026-11-25"), std::string::npos);
    question.allow_expired = true;
    EXPECT_EQ(line_of(question)->best_before, Date{today.days - 1});
  }
}

TEST(ScannedLine, the_day_is_the_shops) {
  LineQuestion question = counted(500);
  question.code.expiry = from_civil({2026, 11, 25});
  question.now = {from_civil({2026, 11, 25}).days * kDay_ms +
                  17 * kHour_ms};  // 01:00 of the 26th in Shanghai
  EXPECT_EQ(refusal(question), &expired_goods);
  question.utc_offset_minutes = 0;
  EXPECT_EQ(refusal(question), nullptr);
}

TEST(ScannedLine, a_time_of_day_counts_too) {
  LineQuestion question = counted(500);
  question.code.expiry = from_civil({2026, 11, 26});
  question.code.expiry_minute = 12 * 60;
  EXPECT_EQ(refusal(question), nullptr);
  question.now = kNoon + kMinute_ms;
  EXPECT_EQ(refusal(question), &expired_goods);
}

TEST(ScannedLine, marked_down_goods_stand_alone) {
  LineQuestion question = counted(999, CodeKind::label);
  question.code.markdown_price = Money{450};
  question.code.serial = "00077";
  auto line = line_of(question);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->markdown_price, Money{450});
  EXPECT_EQ(line->serial, "00077");
  EXPECT_TRUE(line->alone);
  question.times = pieces(2);
  EXPECT_EQ(refusal(question), &label_times);
  question.times.reset();
  question.product.unit_price = {400};  // cheaper on the shelf meanwhile
  EXPECT_FALSE(line_of(question)->markdown_price);
}

TEST(ScannedLine, a_percentage_gives_whole_fen_in_the_customers_favour) {
  LineQuestion question = counted(999);
  question.code.markdown_percent = Percent{3000};
  EXPECT_EQ(line_of(question)->markdown_price, Money{699});  // 699.3
  question.code.markdown_percent = Percent{10000};
  EXPECT_EQ(refusal(question), &scan_no_measure);
}

TEST(ScannedLine, dates_batch_and_serial_go_along) {
  LineQuestion question = counted(500);
  question.code.best_before = from_civil({2027, 3, 1});
  question.code.expiry = from_civil({2027, 2, 1});
  question.code.batch = "L1";
  const auto line = line_of(question);
  EXPECT_EQ(line->best_before, from_civil({2027, 2, 1}));
  EXPECT_EQ(line->batch, "L1");
  EXPECT_FALSE(line->alone);
}

// P23: the stock's grams come from the label, and the computed weight gives the amount back within half a
// gram.
RC_GTEST_PROP(ScannedLine, computed_weight_is_exact_to_half_a_gram, ()) {
  LineQuestion question = weighed(*rc::gen::inRange<std::int64_t>(1, 100'000));
  question.code.amount = Money{*rc::gen::inRange<std::int64_t>(1, 100'000)};
  const auto line = line_of(question);
  if (!line) {
    RC_ASSERT(line.refusal().code == &scan_too_large);
    return;
  }
  const std::int64_t price = question.product.unit_price.minor;
  const std::int64_t back = line->quantity.thousandths * price;  // thousandths of a 分
  RC_ASSERT(line->quantity == Quantity{1} ||
            std::abs(back - question.code.amount->minor * 1000) * 2 <= price);
}

}  // namespace
}  // namespace huiji::catalog
