#include "pricing/pricing.hpp"

#include <algorithm>

#include "pricing/pricing_errors.hpp"
#include "pricing/refund_coupons.hpp"
#include "pricing/refund_points.hpp"
#include "pricing/rewards.hpp"

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

}  // namespace

static constexpr std::int64_t kMostPointsPercent = 1'000'000;  // a multiple beyond any kind's

static Result<Done> check_sold_line(const SoldLine& line, __int128& sum) {
  const auto number = std::to_string(line.line_no);
  const Quantity zero;
  sum += line.gross.minor;
  if (line.quantity <= zero || line.returned_before < zero || line.returned_now < zero ||
      line.tax.minor < 0 || line.tax > line.net || line.net > line.gross ||
      line.returned_before > line.quantity || sum > kMoneyLimit || line.points_percent.value_or(0) < 0 ||
      line.points_percent.value_or(0) > kMostPointsPercent)
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
  if (request.sold) {
    if (request.sold->basket.lines.size() != request.lines.size() || request.sold->refunded_before.minor < 0)
      return Refusal(sold_line_broken, {{"line", "0"}});
    if (auto sound = check_basket(request.sold->basket); !sound) return sound;
    if (auto rules = compile(request.sold->rules); !rules) return rules.refusal();
  }
  if (request.points_per_yuan < 0 || request.points_per_yuan > 1'000'000 || request.points_earned.count < 0)
    return Refusal(sold_line_broken, {{"line", "0"}});
  if (auto sound = check_earned_coupons(request); !sound) return sound;
  return check_points_paid(request);
}

namespace {

// All lines of a sale in one state: what of them stays with the customer, by the frozen shares.
struct State {
  std::vector<Worth> lines;
  std::vector<Money> nets;
  Money net, gross;
};

State state_of(const RefundRequest& request, bool after) {
  State state;
  for (const SoldLine& line : request.lines) {
    const Quantity left = line.quantity - line.returned_before - (after ? line.returned_now : Quantity{});
    state.lines.push_back(worth(line, left));
    state.nets.push_back(state.lines.back().net);
    state.net += state.lines.back().net;
    state.gross += state.lines.back().gross;
  }
  return state;
}

// What stays with the customer as a basket of its own, and beside its lines their frozen nets.
struct Rest {
  Basket basket;
  std::vector<Money> nets;
};

Rest rest_of(const RefundRequest& request, const State& state, bool after) {
  Rest rest{request.sold->basket, {}};
  rest.basket.lines.clear();
  rest.basket.delivery.reset();
  for (std::size_t i = 0; i < request.lines.size(); ++i) {
    const SoldLine& line = request.lines[i];
    BasketLine basket_line = request.sold->basket.lines[i];
    basket_line.quantity = line.quantity - line.returned_before - (after ? line.returned_now : Quantity{});
    if (basket_line.quantity.thousandths == 0) continue;
    if (basket_line.label_amount) basket_line.label_amount = state.lines[i].gross;
    rest.basket.lines.push_back(std::move(basket_line));
    rest.nets.push_back(state.nets[i]);
  }
  return rest;
}

CompiledRules rules_of(const RefundRequest& request) {
  auto rules = compile(request.sold->rules);
  HUIJI_CHECK(rules);
  return std::move(*rules);
}

// What the rules of the sale would give for the goods that stay, at their frozen prices.
std::vector<Reward> rewards_of(const RefundRequest& request, const State& state, bool after) {
  const Rest rest = rest_of(request, state, after);
  const CompiledRules rules = rules_of(request);
  const promotions::Goods goods = promotions::canonical_goods(rest.basket);
  PricedBasket frozen;
  for (Money net : rest.nets) {
    frozen.lines.emplace_back();
    frozen.lines.back().net = net;
  }
  add_rewards(rest.basket, goods, promotions::find_candidates(rest.basket, goods, rules.book()), rules,
              frozen);
  return frozen.rewards.value_or(std::vector<Reward>{});
}

// The fixed points among them.
Points bonus_of(const RefundRequest& request, const State& state, bool after) {
  Points bonus;
  for (const Reward& reward : rewards_of(request, state, after))
    if (reward.reward == RewardKind::points) bonus += Points{reward.count};
  return bonus;
}

// Points that the goods in this state earn: by rate and multiple, and the fixed ones.
Points points_kept(const RefundRequest& request, const State& state, bool after) {
  if (request.points_earned.count == 0) return {};
  __int128 weighted = 0;
  for (std::size_t i = 0; i < state.nets.size(); ++i)
    weighted += static_cast<__int128>(state.nets[i].minor) * request.lines[i].points_percent.value_or(100);
  Points kept = points_of(weighted, request.points_per_yuan, request.bonus);
  if (request.sold && request.rewards) kept += bonus_of(request, state, after);
  return std::min(kept, request.points_earned);
}

// What is due in all when the rest is priced again: it never costs less than its frozen shares, nor more than
// was paid for everything. The points that stay spent pay their part of it. What earlier returns got too much
// by their order is never asked back.
void price_rest_again(const RefundRequest& request, const State& after, Money paid, RefundPlan& plan) {
  const Money most = std::min(paid, after.gross);
  Basket rest = rest_of(request, after, true).basket;
  rest.spend_points.reset();
  const Money again = price(rest, rules_of(request)).payable - points_value_kept(request);
  const Money kept = std::clamp(again, after.net, most);
  const Money before = request.sold->refunded_before;
  Money due = std::clamp(paid - kept - before, Money{}, paid - before), gross;
  std::vector<Money> weights;
  for (const RefundLine& line : plan.lines) {
    weights.push_back(line.gross);
    gross += line.gross;
  }
  due = std::min(due, gross);
  const std::vector<Money> parts = allocate(due, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    RefundLine& line = plan.lines[i];
    const auto index = static_cast<std::size_t>(
        std::find_if(request.lines.begin(), request.lines.end(),
                     [&](const SoldLine& sold) { return sold.line_no == line.line_no; }) -
        request.lines.begin());
    line.net = parts[i];
    line.tax = tax_contained(parts[i], request.sold->basket.lines[index].tax_rate);
  }
}

void add_lines(const RefundRequest& request, const State& before, const State& after, RefundPlan& plan) {
  for (std::size_t i = 0; i < request.lines.size(); ++i) {
    const SoldLine& line = request.lines[i];
    if (line.returned_now.thousandths == 0) continue;
    const Worth &a = before.lines[i], &b = after.lines[i];
    plan.lines.push_back({line.line_no, line.returned_now, a.gross - b.gross, a.net - b.net, a.tax - b.tax});
  }
}

}  // namespace

RefundPlan refund(const RefundRequest& request) {
  HUIJI_CHECK(check_refund(request));
  RefundPlan plan;
  const State before = state_of(request, false), after = state_of(request, true);
  add_lines(request, before, after, plan);
  Money paid;
  for (const SoldLine& line : request.lines) paid += line.net;
  if (request.sold && request.sold->reprice) price_rest_again(request, after, paid, plan);
  for (const RefundLine& line : plan.lines) {
    HUIJI_CHECK(line.tax.minor >= 0 && line.tax <= line.net && line.net <= line.gross);
    plan.gross += line.gross;
    plan.refund += line.net;
    plan.tax += line.tax;
  }
  plan.points_back = points_kept(request, before, false) - points_kept(request, after, true);
  plan.points_returned = points_returned(request);
  if (request.sold && request.earned_coupons) take_coupons(request, rewards_of(request, after, true), plan);
  return plan;
}

std::optional<std::vector<Reward>> rewards_left(const RefundRequest& request) {
  if (!request.sold) return std::nullopt;
  return rewards_of(request, state_of(request, true), true);
}

bool applies_to_rest(const RefundRequest& request, PromotionId promotion_id) {
  if (!request.sold || !request.sold->reprice) return true;
  const PricedBasket rest = price(rest_of(request, state_of(request, true), true).basket, rules_of(request));
  return std::any_of(rest.promotions.begin(), rest.promotions.end(),
                     [&](const AppliedPromotion& applied) { return applied.promotion_id == promotion_id; });
}

}  // namespace huiji::pricing
