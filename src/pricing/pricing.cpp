#include "pricing/pricing.hpp"

#include <algorithm>

#include "pricing/pricing_errors.hpp"
#include "promotions/engine/search.hpp"

namespace huiji::pricing {

using promotions::Application;
using promotions::Goods;
using promotions::Selection;
using promotions::Share;

CompiledRules::CompiledRules() : CompiledRules(0, {0}, std::make_shared<const promotions::RuleBook>()) {}

CompiledRules::CompiledRules(std::int64_t version, PointsRule points,
                             std::shared_ptr<const promotions::RuleBook> book)
    : version_(version), points_(points), book_(std::move(book)) {}

Result<CompiledRules> compile(const Rules& rules) {
  if (rules.points.points_per_yuan < 0 || rules.points.points_per_yuan > 10'000) return points_senseless;
  std::vector<promotions::CompiledPromotion> compiled;
  for (const Promotion& promotion : rules.promotions) {
    if (promotion.state != PromotionState::active) continue;
    auto one = promotions::compile_promotion(promotion);
    if (!one) return one.refusal();
    compiled.push_back(std::move(*one));
  }
  return CompiledRules(rules.version, rules.points,
                       std::make_shared<const promotions::RuleBook>(std::move(compiled)));
}

// ---- what may come in ----

static Result<Done> check_amounts(const BasketLine& line, __int128& sum) {
  const auto refuse = [&](const ErrorCode& code) { return Refusal(code, {{"line", line.line}}); };
  const bool below = line.unit_price.minor < 0 || (line.member_price && line.member_price->minor < 0) ||
                     (line.label_amount && line.label_amount->minor < 0) || line.quantity.thousandths <= 0;
  if (below) return refuse(amount_below_zero);
  if (!line.by_weight && !is_whole(line.quantity)) return refuse(piece_not_whole);
  std::int64_t dearest = line.unit_price.minor;
  if (line.member_price) dearest = std::max(dearest, line.member_price->minor);
  sum += static_cast<__int128>(dearest) * line.quantity.thousandths / 1000 + 1;
  if (line.label_amount) sum += line.label_amount->minor;
  if (sum > kMoneyLimit) return refuse(too_much_money);
  return Done{};
}

Result<Done> check_basket(const Basket& basket) {
  __int128 sum = 0;
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

// ---- from items back to lines ----

namespace {

// Hands the items' shares out to the basket's lines, step by step on the running net.
class LineBook {
 public:
  LineBook(const Basket& basket, const Goods& goods, const promotions::RuleBook& book, PricedBasket& priced)
      : basket_(basket), goods_(goods), book_(book), priced_(priced) {
    for (const BasketLine& line : basket.lines) {
      const Money gross = promotions::line_gross(line);
      priced_.lines.push_back({line.line, gross, {}, gross, {}, {}});
    }
  }

  void add(const std::vector<Application>& applications, Layer layer) {
    for (const Application& application : applications) {
      const AppliedPromotion name = describe(application, layer);
      for (const Share& share : application.shares) hand_out(share, name.promotion_id, layer);
      priced_.promotions.push_back(name);
    }
  }

 private:
  AppliedPromotion describe(const Application& application, Layer layer) const {
    const int times = static_cast<int>(std::min<std::int64_t>(application.times, INT32_MAX));
    if (application.promotion < 0)
      return {PromotionId{}, kMemberPriceKind, "会员价", layer, application.amount, times};
    const auto& promotion = book_.promotions()[static_cast<std::size_t>(application.promotion)];
    return {promotion.promotion_id, promotion.kind->description.kind,
            promotion.name,         layer,
            application.amount,     times};
  }

  // Identical goods carry the same, whichever line they stand on: amounts go by running net, the touched
  // units by quantity (so that a line's part of them need not be whole).
  void hand_out(const Share& share, PromotionId id, Layer layer) {
    const auto lines = goods_.lines_of(static_cast<std::size_t>(share.item));
    const promotions::Item& item = goods_.items[static_cast<std::size_t>(share.item)];
    std::vector<Money> nets, quantities;
    for (int index : lines) {
      nets.push_back(priced_.lines[static_cast<std::size_t>(index)].net);
      quantities.push_back({basket_.lines[static_cast<std::size_t>(index)].quantity.thousandths});
    }
    const bool whole_item = layer != Layer::quantity || item.units == 1;
    const std::vector<Money> parts = allocate(share.amount, nets);
    const std::vector<Money> units = whole_item ? quantities : allocate({share.units * 1000}, quantities);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].minor == 0) continue;
      PricedLine& line = priced_.lines[static_cast<std::size_t>(lines[i])];
      line.net -= parts[i];
      line.discount += parts[i];
      line.allocations.push_back({id, layer, parts[i], {units[i].minor}});
    }
  }

  const Basket& basket_;
  const Goods& goods_;
  const promotions::RuleBook& book_;
  PricedBasket& priced_;
};

}  // namespace

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

static Points points_of(Money basis, PointsRule rule) {
  return {mul_div(basis.minor, rule.points_per_yuan, 100, Rounding::down)};
}

// The law as a post-condition: no line below zero or above its gross, nothing lost, nothing added.
static void check_law(const PricedBasket& priced, Money payable) {
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
  Money given;
  for (const AppliedPromotion& promotion : priced.promotions) given += promotion.amount;
  HUIJI_CHECK(given == shares && priced.discount == shares);
  HUIJI_CHECK(priced.gross == gross && priced.payable == net && net == payable && net <= gross);
}

PricedBasket price(const Basket& basket, const CompiledRules& rules) {
  const Goods goods = promotions::canonical_goods(basket);
  const auto candidates = promotions::find_candidates(basket, goods, rules.book());
  const Selection selection = promotions::choose(goods, candidates, rules.book());
  PricedBasket priced;
  priced.rules_version = rules.version();
  LineBook book(basket, goods, rules.book(), priced);
  book.add(selection.unit_price, Layer::unit_price);
  book.add(selection.quantity, Layer::quantity);
  book.add(selection.order, Layer::order);
  for (const PricedLine& line : priced.lines) {
    priced.gross += line.gross;
    priced.discount += line.discount;
  }
  priced.payable = priced.gross - priced.discount;
  add_tax(basket, goods, priced);
  if (basket.member) priced.points = points_of(priced.payable, rules.points());
  check_law(priced, selection.payable);
  return priced;
}

}  // namespace huiji::pricing
