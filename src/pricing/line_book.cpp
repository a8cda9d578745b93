#include "pricing/line_book.hpp"

#include <algorithm>

#include "pricing/points_payment.hpp"

namespace huiji::pricing {

using promotions::Application;
using promotions::CompiledPromotion;
using promotions::Share;

LineBook::LineBook(const Basket& basket, const promotions::Goods& goods, const promotions::RuleBook& book,
                   PricedBasket& priced)
    : basket_(basket), goods_(goods), book_(book), priced_(priced) {
  for (const BasketLine& line : basket.lines) {
    const Money gross = promotions::line_gross(line);
    PricedLine priced_line;
    priced_line.line = line.line;
    priced_line.gross = priced_line.net = gross;
    priced_.lines.push_back(std::move(priced_line));
  }
}

void LineBook::add(const promotions::Selection& selection) {
  for (const Application& application : selection.unit_price) add(application);
  for (const Application& application : selection.quantity) add(application);
  for (const Application& application : selection.order) add(application);
}

void LineBook::add(const Application& application) {
  AppliedPromotion applied = describe(application);
  if (applied.points && applied.amount.minor == 0)
    return;  // a floor price left nothing: no points for nothing
  for (const Share& share : application.shares) hand_out(share, applied);
  if (applied.layer == Layer::delivery) {
    priced_.delivery->discount += applied.amount;
    priced_.delivery->net -= applied.amount;
  }
  priced_.promotions.push_back(std::move(applied));
}

static AppliedPromotion built_in(const BuiltInOffer& offer, Money amount, std::int64_t times) {
  AppliedPromotion applied;
  applied.promotion_id = offer.id;
  applied.kind = offer.kind;
  applied.name = offer.name;
  applied.layer = offer.layer;
  applied.amount = amount;
  applied.times = static_cast<int>(std::min<std::int64_t>(times, INT32_MAX));
  return applied;
}

AppliedPromotion LineBook::describe(const Application& application) const {
  if (application.promotion == promotions::kMemberPrice)
    return built_in(kMemberPriceOffer, application.amount, application.times);
  if (application.promotion == promotions::kMarkdownLabel)
    return built_in(kMarkdownLabelOffer, application.amount, application.times);
  if (application.promotion == promotions::kManualPrice)
    return built_in(kManualPriceOffer, application.amount, application.times);
  const CompiledPromotion& compiled = book_.at(application.promotion);
  AppliedPromotion applied;
  applied.amount = application.amount;
  applied.times = static_cast<int>(std::min<std::int64_t>(application.times, INT32_MAX));
  describe_promotion(compiled, application, applied);
  return applied;
}

void LineBook::describe_promotion(const CompiledPromotion& compiled, const Application& application,
                                  AppliedPromotion& applied) const {
  applied.promotion_id = compiled.promotion.promotion_id;
  applied.kind = compiled.kind->description.kind;
  applied.name = compiled.promotion.name;
  applied.layer = compiled.layer;
  applied.funder = compiled.promotion.funder;
  if (compiled.terms.by_coupon) applied.coupons = applied.times;
  if (const auto* quantity = std::get_if<std::shared_ptr<const promotions::QuantityOffer>>(&compiled.offer)) {
    const Points each = (*quantity)->points_per_set();
    if (each.count > 0) applied.points = Points{each.count * application.times};
  }
}

// Identical goods carry the same, whichever line they stand on: amounts go by running net, the touched
// units by quantity (so that a line's part of them need not be whole).
void LineBook::hand_out(const Share& share, const AppliedPromotion& applied) {
  if (share.amount.minor == 0) return;
  const auto lines = goods_.lines_of(static_cast<std::size_t>(share.item));
  const promotions::Item& item = goods_.items[static_cast<std::size_t>(share.item)];
  std::vector<Money> nets, quantities;
  for (int index : lines) {
    nets.push_back(priced_.lines[static_cast<std::size_t>(index)].net);
    quantities.push_back({basket_.lines[static_cast<std::size_t>(index)].quantity.thousandths});
  }
  const bool whole = share.units == 0 || share.units == item.units;
  const std::vector<Money> parts = allocate(share.amount, nets);
  const std::vector<Money> units = whole ? quantities : allocate({share.units * 1000}, quantities);
  for (std::size_t i = 0; i < parts.size(); ++i)
    take_off(static_cast<std::size_t>(lines[i]), applied, parts[i],
             {std::max<std::int64_t>(units[i].minor, 1)});
}

void LineBook::take_off(std::size_t index, const AppliedPromotion& applied, Money amount, Quantity units) {
  if (amount.minor == 0) return;
  PricedLine& line = priced_.lines[index];
  line.net -= amount;
  line.discount += amount;
  line.allocations.push_back({applied.promotion_id, applied.layer, amount, units});
}

// In proportion to the running net, in canonical order; what was really taken.
Money LineBook::take_from_all(const AppliedPromotion& applied, Money amount, bool discountable_only) {
  std::vector<Money> nets;
  Money sum;
  for (int index : goods_.lines) {
    const auto at = static_cast<std::size_t>(index);
    const bool in = !discountable_only || basket_.lines[at].discountable;
    nets.push_back(in ? priced_.lines[at].net : Money{});
    sum += nets.back();
  }
  amount = std::min(amount, sum);
  if (amount.minor <= 0) return {};
  const std::vector<Money> parts = allocate(amount, nets);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto at = static_cast<std::size_t>(goods_.lines[i]);
    take_off(at, applied, parts[i], basket_.lines[at].quantity);
  }
  return amount;
}

Money LineBook::discountable_net() const {
  Money sum;
  for (std::size_t i = 0; i < priced_.lines.size(); ++i)
    if (basket_.lines[i].discountable) sum += priced_.lines[i].net;
  return sum;
}

void LineBook::add_manual(const ManualDiscount& manual) {
  const Money sum = discountable_net();
  const Money rest = scale(sum, Percent{10000 - manual.off.basis_points}, Rounding::down);
  AppliedPromotion applied = built_in(kManualDiscountOffer, {}, 1);
  applied.amount = take_from_all(applied, sum - rest + std::min(manual.amount, rest), true);
  if (applied.amount.minor > 0) priced_.promotions.push_back(std::move(applied));
}

// Points that 积分换购 spends already are not there to be spent again.
void LineBook::add_points(const PointsPayment& rule) {
  const Money base = discountable_net();
  const std::optional<Points> held = spendable_points(basket_, points_of_promotions(priced_));
  priced_.points_payable = most_payable(rule, base, held);
  if (!basket_.spend_points) return;
  const PointsPayable paid =
      most_payable(rule, base, held ? std::min(*held, *basket_.spend_points) : *basket_.spend_points);
  if (paid.most.count == 0) return;
  AppliedPromotion applied = built_in(kPointsPaymentOffer, {}, paid.most.count / rule.points);
  applied.amount = paid.value;
  applied.points = paid.most;
  take_from_items(applied);
  priced_.promotions.push_back(std::move(applied));
}

// To items first, so that splitting a line moves no 分 to other goods.
void LineBook::take_from_items(const AppliedPromotion& applied) {
  std::vector<Money> nets;
  for (std::size_t item = 0; item < goods_.items.size(); ++item) {
    Money net;
    for (int line : goods_.lines_of(item))
      if (basket_.lines[static_cast<std::size_t>(line)].discountable)
        net += priced_.lines[static_cast<std::size_t>(line)].net;
    nets.push_back(net);
  }
  const std::vector<Money> parts = allocate(applied.amount, nets);
  for (std::size_t item = 0; item < parts.size(); ++item)
    hand_out({static_cast<int>(item), parts[item], 0}, applied);
}

// Down only, and never more than the goods cost.
void LineBook::add_rounding(const RoundingRule& rule, Money fee) {
  Money payable = fee;
  for (const PricedLine& line : priced_.lines) payable += line.net;
  AppliedPromotion applied = built_in(kRoundingOffer, {}, 1);
  applied.amount = take_from_all(applied, {payable.minor % rule.unit.minor}, false);
  if (applied.amount.minor > 0) priced_.promotions.push_back(std::move(applied));
}

}  // namespace huiji::pricing
