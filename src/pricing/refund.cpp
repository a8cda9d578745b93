#include "pricing/pricing.hpp"

#include <algorithm>

#include "pricing/pricing_errors.hpp"

namespace huiji::pricing {

namespace {

// What a sold line is still worth when `remaining` of it stays with the customer. Rounded down, so that a
// return gives back the doubt; the last return takes the exact rest.
struct Worth {
  Money gross, net, tax;
};

bool whole_units(const SoldLine& line) {  // pieces at a whole price: the gross of a part is exact
  return !line.by_weight && is_whole(line.quantity) &&
         line.gross.minor % (line.quantity.thousandths / 1000) == 0;
}

Worth worth(const SoldLine& line, Quantity remaining) {
  const auto part = [&](Money of) {
    return Money{mul_div(of.minor, remaining.thousandths, line.quantity.thousandths, Rounding::down)};
  };
  Worth worth;
  worth.net = part(line.net);
  worth.gross = whole_units(line) ? part(line.gross) : worth.net + part(line.gross - line.net);
  // A function of the net, so that a step of the tax is never above the step of the net that contains it.
  if (line.net.minor > 0)
    worth.tax = {mul_div(line.tax.minor, worth.net.minor, line.net.minor, Rounding::half_up)};
  return worth;
}

Points points_kept(const RefundRequest& request, Money basis) {
  const Points kept{mul_div(basis.minor, request.points_per_yuan, 100, Rounding::down)};
  return std::min(kept, request.points_earned);
}

}  // namespace

static Result<Done> check_sold_line(const SoldLine& line, __int128& sum) {
  const auto number = std::to_string(line.line_no);
  const Quantity zero;
  sum += line.gross.minor;
  if (line.quantity <= zero || line.returned_before < zero || line.returned_now < zero ||
      line.tax.minor < 0 || line.tax > line.net || line.net > line.gross ||
      line.returned_before > line.quantity || sum > kMoneyLimit)
    return Refusal(sold_line_broken, {{"line", number}});
  if (!line.by_weight &&
      !(is_whole(line.returned_now) && is_whole(line.quantity) && is_whole(line.returned_before)))
    return Refusal(piece_not_whole, {{"line", number}});
  const Quantity left = line.quantity - line.returned_before;
  if (line.returned_now > left) {
    const std::int64_t scale = line.by_weight ? 1 : 1000;
    const std::string remaining = std::to_string(left.thousandths / scale) + (line.by_weight ? " g" : "");
    return Refusal(returned_too_much, {{"line", number}, {"remaining", remaining}});
  }
  return Done{};
}

Result<Done> check_refund(const RefundRequest& request) {
  __int128 sum = 0;
  std::vector<int> numbers;
  for (const SoldLine& line : request.lines) {
    if (auto done = check_sold_line(line, sum); !done) return done;
    numbers.push_back(line.line_no);
  }
  std::sort(numbers.begin(), numbers.end());
  const auto twice = std::adjacent_find(numbers.begin(), numbers.end());
  if (twice != numbers.end()) return Refusal(line_twice, {{"line", std::to_string(*twice)}});
  if (request.points_per_yuan < 0 || request.points_per_yuan > 1'000'000 || request.points_earned.count < 0)
    return Refusal(sold_line_broken, {{"line", "0"}});
  return Done{};
}

RefundPlan refund(const RefundRequest& request) {
  HUIJI_CHECK(check_refund(request));
  RefundPlan plan;
  Money kept_before, kept_after;
  for (const SoldLine& line : request.lines) {
    const Quantity left = line.quantity - line.returned_before;
    const Worth before = worth(line, left), after = worth(line, left - line.returned_now);
    kept_before += before.net;
    kept_after += after.net;
    if (line.returned_now.thousandths == 0) continue;
    const RefundLine back{line.line_no, line.returned_now, before.gross - after.gross, before.net - after.net,
                          before.tax - after.tax};
    HUIJI_CHECK(back.tax.minor >= 0 && back.tax <= back.net && back.net <= back.gross);
    plan.lines.push_back(back);
    plan.gross += back.gross;
    plan.refund += back.net;
    plan.tax += back.tax;
  }
  plan.points_back = points_kept(request, kept_before) - points_kept(request, kept_after);
  return plan;
}

}  // namespace huiji::pricing
