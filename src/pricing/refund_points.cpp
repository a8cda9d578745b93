#include "pricing/refund_points.hpp"

#include <algorithm>

#include "pricing/pricing_errors.hpp"

namespace huiji::pricing {

static bool is_sound(const SpentPoints& spent, std::size_t lines) {
  __int128 sum = 0;
  for (const Money share : spent.shares) {
    if (share.minor < 0) return false;
    sum += share.minor;
  }
  return spent.shares.size() == lines && sum > 0 && sum <= kMoneyLimit && spent.points.count >= 0 &&
         spent.points.count <= kMoneyLimit;
}

Result<Done> check_points_paid(const RefundRequest& request) {
  const Refusal broken(sold_line_broken, {{"line", "0"}});
  if (request.bonus && (request.bonus->bonus.minor < 1 || request.bonus->payable < request.bonus->bonus ||
                        request.bonus->payable.minor > kMoneyLimit))
    return broken;
  if (!request.points_paid) return Done{};
  for (const SpentPoints& spent : *request.points_paid)
    if (!is_sound(spent, request.lines.size())) return broken;
  return Done{};
}

// Shares are counted in parts of a 分, as fine as 128 bits allow for this sale: the same in each of its
// states.
static std::int64_t parts_per_fen(const SpentPoints& spent, std::int64_t sum) {
  std::int64_t parts = std::int64_t{1} << 40;
  const auto most = static_cast<__int128>(1) << 120;
  const __int128 factor = std::max<std::int64_t>(spent.points.count, kQuantityLimit);
  while (parts > 1 && factor * sum > most / parts) parts >>= 1;
  return parts;
}

// floor(points x (shares of what came back) / (all shares)). A line's share is rounded up in its last part,
// so that a whole point is never lost to the division of another; all of the goods give exactly all of the
// points.
static std::int64_t returned_in(const RefundRequest& request, const SpentPoints& spent, bool after) {
  std::int64_t sum = 0;
  for (const Money share : spent.shares) sum += share.minor;
  const std::int64_t parts = parts_per_fen(spent, sum);
  __int128 back = 0;
  for (std::size_t i = 0; i < request.lines.size(); ++i) {
    const SoldLine& line = request.lines[i];
    const Quantity came = line.returned_before + (after ? line.returned_now : Quantity{});
    const std::int64_t of = line.quantity.thousandths;
    back += (static_cast<__int128>(spent.shares[i].minor) * parts * came.thousandths + of - 1) / of;
  }
  return static_cast<std::int64_t>(back * spent.points.count / (static_cast<__int128>(sum) * parts));
}

std::optional<Points> points_returned(const RefundRequest& request) {
  if (!request.points_paid) return std::nullopt;
  Points back;
  for (const SpentPoints& spent : *request.points_paid)
    back.count += returned_in(request, spent, true) - returned_in(request, spent, false);
  return back;
}

Money points_value_kept(const RefundRequest& request) {
  Money value;
  if (!request.points_paid) return value;
  for (const SpentPoints& spent : *request.points_paid) {
    if (spent.promotion_id != kPointsPaymentOffer.id) continue;
    for (std::size_t i = 0; i < request.lines.size(); ++i) {
      const SoldLine& line = request.lines[i];
      const Quantity left = line.quantity - line.returned_before - line.returned_now;
      value.minor +=
          mul_div(spent.shares[i].minor, left.thousandths, line.quantity.thousandths, Rounding::down);
    }
  }
  return value;
}

static SpentPoints& entry_of(std::vector<SpentPoints>& list, PromotionId id, std::size_t lines) {
  for (SpentPoints& spent : list)
    if (spent.promotion_id == id) return spent;
  return list.emplace_back(SpentPoints{id, {}, std::vector<Money>(lines)});
}

std::vector<SpentPoints> spent_points(const PricedBasket& priced) {
  std::vector<SpentPoints> list;
  for (const AppliedPromotion& promotion : priced.promotions)
    if (promotion.points && promotion.points->count > 0)
      entry_of(list, promotion.promotion_id, priced.lines.size()).points += *promotion.points;
  for (SpentPoints& spent : list)
    for (std::size_t i = 0; i < priced.lines.size(); ++i)
      for (const Allocation& share : priced.lines[i].allocations)
        if (share.promotion_id == spent.promotion_id) spent.shares[i] += share.amount;
  return list;
}

}  // namespace huiji::pricing
