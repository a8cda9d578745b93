#include "pricing/pricing.hpp"

#include <algorithm>

#include "pricing/line_book.hpp"
#include "pricing/points_payment.hpp"
#include "pricing/pricing_errors.hpp"
#include "pricing/rewards.hpp"
#include "promotions/engine/gate.hpp"
#include "promotions/engine/search.hpp"

namespace huiji::pricing {

using promotions::Goods;
using promotions::Selection;

CompiledRules::CompiledRules()
    : CompiledRules(Rules{0, {0}, {}, {}, {}}, std::make_shared<const promotions::RuleBook>()) {}

CompiledRules::CompiledRules(const Rules& rules, std::shared_ptr<const promotions::RuleBook> book)
    : version_(rules.version),
      points_(rules.points),
      rounding_(rules.rounding),
      points_payment_(rules.points_payment),
      book_(std::move(book)) {}

CompiledRules CompiledRules::with(std::shared_ptr<const promotions::RuleBook> book) const {
  CompiledRules other = *this;
  other.book_ = std::move(book);
  return other;
}

Result<CompiledRules> compile(const Rules& rules) {
  if (rules.points.points_per_yuan < 0 || rules.points.points_per_yuan > 10'000) return points_senseless;
  if (rules.rounding && (rules.rounding->unit.minor < 1 || rules.rounding->unit.minor > 100))
    return rounding_senseless;
  if (auto sound = check_points_payment(rules); !sound) return sound.refusal();
  std::vector<promotions::CompiledPromotion> compiled;
  for (const Promotion& promotion : rules.promotions) {
    if (promotion.state != PromotionState::active) continue;
    auto one = promotions::compile_promotion(promotion);
    if (!one) return one.refusal();
    compiled.push_back(std::move(*one));
  }
  return CompiledRules(rules, std::make_shared<const promotions::RuleBook>(std::move(compiled)));
}

// ---- what may come in ----

static Result<Done> check_amounts(const BasketLine& line, __int128& sum) {
  const auto refuse = [&](const ErrorCode& code) { return Refusal(code, {{"line", line.line}}); };
  const bool below = line.unit_price.minor < 0 || (line.member_price && line.member_price->minor < 0) ||
                     (line.label_amount && line.label_amount->minor < 0) || line.quantity.thousandths <= 0;
  const auto negative = [](const std::optional<Money>& amount) { return amount && amount->minor < 0; };
  if (below || negative(line.floor_price) || negative(line.markdown_price) || negative(line.manual_price))
    return refuse(amount_below_zero);
  if (line.manual_price && *line.manual_price > line.unit_price) return refuse(price_raised);
  if (!line.by_weight && !is_whole(line.quantity)) return refuse(piece_not_whole);
  std::int64_t dearest = line.unit_price.minor;
  if (line.member_price) dearest = std::max(dearest, line.member_price->minor);
  sum += static_cast<__int128>(dearest) * line.quantity.thousandths / 1000 + 1;
  if (line.label_amount) sum += line.label_amount->minor;
  if (sum > kMoneyLimit) return refuse(too_much_money);
  return Done{};
}

Result<Done> check_basket(const Basket& basket) {
  __int128 sum = basket.delivery ? basket.delivery->fee.minor : 0;
  if (sum < 0 || (basket.manual && basket.manual->amount.minor < 0))
    return Refusal(amount_below_zero, {{"line", "-"}});
  std::vector<std::string_view> ids;
  for (const BasketLine& line : basket.lines) {
    if (auto done = check_amounts(line, sum); !done) return done;
    ids.push_back(line.line);
  }
  std::sort(ids.begin(), ids.end());
  const auto twice = std::adjacent_find(ids.begin(), ids.end());
  if (twice != ids.end()) return Refusal(line_twice, {{"line", std::string(*twice)}});
  return Done{};
}

// Per rate group: tax of the group's net, half up, then by largest remainder to its lines in canonical order.
static void add_tax(const Basket& basket, const Goods& goods, PricedBasket& priced) {
  std::vector<Percent> rates;
  for (const BasketLine& line : basket.lines) rates.push_back(line.tax_rate);
  std::sort(rates.begin(), rates.end());
  rates.erase(std::unique(rates.begin(), rates.end()), rates.end());
  for (Percent rate : rates) {
    TaxGroup group{rate, {}, {}};
    std::vector<std::size_t> members;
    std::vector<Money> nets;
    for (int index : goods.lines) {
      const std::size_t at = static_cast<std::size_t>(index);
      if (basket.lines[at].tax_rate != rate) continue;
      members.push_back(at);
      nets.push_back(priced.lines[at].net);
      group.net_with_tax += priced.lines[at].net;
    }
    group.tax = tax_contained(group.net_with_tax, rate);
    const std::vector<Money> parts = allocate(group.tax, nets);
    for (std::size_t i = 0; i < parts.size(); ++i) priced.lines[members[i]].tax = parts[i];
    priced.tax += group.tax;
    priced.tax_groups.push_back(group);
  }
}

// The law as a post-condition: no line below zero or above its gross, nothing lost, nothing added.
static void check_law(const PricedBasket& priced) {
  Money gross, net, shares;
  for (const PricedLine& line : priced.lines) {
    HUIJI_CHECK(line.net.minor >= 0 && line.net <= line.gross && line.discount.minor >= 0);
    HUIJI_CHECK(line.gross - line.discount == line.net);
    HUIJI_CHECK(line.tax.minor >= 0 && line.tax <= line.net);
    Money own;
    for (const Allocation& share : line.allocations) own += share.amount;
    HUIJI_CHECK(own == line.discount);
    gross += line.gross, net += line.net, shares += own;
  }
  Money given, fee;
  for (const AppliedPromotion& promotion : priced.promotions) given += promotion.amount;
  if (priced.delivery) {
    HUIJI_CHECK(priced.delivery->net.minor >= 0);
    fee = priced.delivery->net;
    given -= priced.delivery->discount;
  }
  HUIJI_CHECK(given == shares && priced.discount == shares);
  HUIJI_CHECK(priced.gross == gross && priced.payable == net + fee && net <= gross);
}

static Money net_of(const PricedBasket& priced) {
  Money net = priced.delivery ? priced.delivery->net : Money{};
  for (const PricedLine& line : priced.lines) net += line.net;
  return net;
}

static void add_totals(PricedBasket& priced) {
  for (const PricedLine& line : priced.lines) {
    priced.gross += line.gross;
    priced.discount += line.discount;
  }
  priced.payable = net_of(priced);
  const Points spent = points_of_promotions(priced);
  if (spent.count > 0) priced.points_spent = spent;
}

Money value_paid(const PricedBasket& priced) {
  Money value = priced.payable;
  for (const AppliedPromotion& promotion : priced.promotions)
    if (promotion.layer == Layer::points) value += promotion.amount;
  return value;
}

// What no search decides: a person's discount, what the customer pays with points, the rounding of cash.
static void add_last_layers(const Basket& basket, const CompiledRules& rules, LineBook& book, Money fee) {
  if (basket.manual) book.add_manual(*basket.manual);
  if (rules.points_payment() && basket.member) book.add_points(*rules.points_payment());
  const auto& rounding = rules.rounding();
  if (!rounding || !basket.tender) return;
  const auto& tenders = rounding->tenders;
  if (std::find(tenders.begin(), tenders.end(), *basket.tender) != tenders.end())
    book.add_rounding(*rounding, fee);
}

PricedBasket price(const Basket& basket, const CompiledRules& rules) {
  const Goods goods = promotions::canonical_goods(basket);
  const auto candidates = promotions::find_candidates(basket, goods, rules.book());
  const Money fee = basket.delivery ? basket.delivery->fee : Money{};
  const promotions::Problem problem = promotions::make_problem(basket, goods, candidates, rules.book());
  const Selection selection = promotions::choose(problem);
  PricedBasket priced;
  priced.rules_version = rules.version();
  priced.arithmetic = kArithmetic;
  priced.certificate = {selection.optimal, selection.gap};
  if (basket.delivery) priced.delivery = PricedDelivery{fee, {}, fee};
  LineBook book(basket, goods, rules.book(), priced);
  book.add(selection);
  HUIJI_CHECK(net_of(priced) == selection.payable);
  add_last_layers(basket, rules, book, priced.delivery ? priced.delivery->net : Money{});
  add_totals(priced);
  add_tax(basket, goods, priced);
  add_rewards(basket, goods, candidates, rules, priced);
  check_law(priced);
  return priced;
}

}  // namespace huiji::pricing
