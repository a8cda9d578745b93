#include "promotions/engine/problem.hpp"

#include <algorithm>

#include "promotions/engine/gate.hpp"
#include "promotions/engine/limited_units.hpp"

namespace huiji::promotions {

std::int64_t OrderCandidate::most(std::int64_t entry, std::int64_t running, std::int64_t fee) const {
  if (extra) {
    std::int64_t allowed = std::min(extra->allowed({entry}, units), limit), sum = 0;
    for (const Gain& gain : gains) {
      if (allowed <= 0) break;
      sum += gain.each * std::min(allowed, gain.units);
      allowed -= gain.units;
    }
    return sum;
  }
  // Where giving up a price opens the scope, more comes in than it costs: what is in scope is no clip then.
  const std::int64_t from = layer == pricing::Layer::delivery ? fee
                            : skip                            ? running
                                                              : std::min(entry, running);
  return std::min(offer->reduction({{entry}, {from}, units, limit}).amount.minor, from);
}

std::optional<std::int64_t> OrderCandidate::next_step(std::int64_t entry) const {
  const auto step = extra ? extra->next_step({entry}) : offer->next_step({entry});
  if (!step) return std::nullopt;
  return step->minor;
}

namespace {

class Builder {
 public:
  Builder(const pricing::Basket& basket, const Goods& goods, const RuleBook& book)
      : book_(book), setting_(setting_of(basket)) {
    problem_.goods = &goods;
    if (basket.delivery) problem_.fee = basket.delivery->fee.minor;
    if (basket.member && basket.member->points)
      problem_.points = std::max<std::int64_t>(basket.member->points->count, 0);
    problem_.options.resize(goods.items.size());
    must_.assign(goods.items.size(), INT64_MAX);
  }

  void add(const Candidate& candidate) {
    if (candidate.promotion < 0) return add_built_in(candidate);
    const CompiledPromotion& compiled = book_.at(candidate.promotion);
    const Offer& offer = compiled.offer;
    if (const auto* unit = std::get_if<0>(&offer)) add_unit(candidate, compiled, **unit);
    if (const auto* quantity = std::get_if<1>(&offer)) add_quantity(candidate, compiled, *quantity);
    if (const auto* extra = std::get_if<2>(&offer)) add_extra(candidate, compiled, *extra);
    if (const auto* order = std::get_if<3>(&offer)) add_order(candidate, compiled, *order);
  }

  Problem take() {
    for (std::size_t i = 0; i < problem_.options.size(); ++i) close(problem_.options[i], must_[i]);
    for (OrderCandidate& order : problem_.order)
      if (order.extra) add_gains(order);
    std::stable_sort(problem_.quantity.begin(), problem_.quantity.end(), [&](const auto& a, const auto& b) {
      return book_.at(a.promotion).terms.by_coupon < book_.at(b.promotion).terms.by_coupon;
    });
    std::stable_sort(problem_.order.begin(), problem_.order.end(), [](const auto& a, const auto& b) {
      return a.layer != b.layer ? a.layer < b.layer : a.group < b.group;
    });
    return std::move(problem_);
  }

 private:
  const Item& item(int index) const { return problem_.item(static_cast<std::size_t>(index)); }

  void add_option(int index, Money payable) {
    payable = std::max(payable, item(index).floor);
    if (payable < item(index).gross)
      problem_.options[static_cast<std::size_t>(index)].list.push_back(
          {static_cast<int>(problem_.unit.size()) - 1, payable.minor});
  }

  // The item may not cost more than this.
  void require(int index, Money payable) {
    std::int64_t& must = must_[static_cast<std::size_t>(index)];
    must = std::min(must, std::max(payable, item(index).floor).minor);
  }

  static void close(ItemOptions& options, std::int64_t must) {
    std::stable_sort(options.list.begin(), options.list.end(), [](const UnitOption& a, const UnitOption& b) {
      return a.payable != b.payable ? a.payable < b.payable : a.candidate < b.candidate;
    });
    if (must == INT64_MAX) return;
    const auto dearer = std::find_if(options.list.begin(), options.list.end(),
                                     [&](const UnitOption& option) { return option.payable > must; });
    options.list.erase(dearer, options.list.end());
    options.must = !options.list.empty();
  }

  void add_built_in(const Candidate& candidate) {
    problem_.unit.push_back(candidate.promotion);
    for (const Part& part : candidate.parts) {
      const Item& goods = item(part.item);
      const auto& price = candidate.promotion == kMemberPrice     ? goods.member_price
                          : candidate.promotion == kMarkdownLabel ? goods.markdown_price
                                                                  : goods.manual_price;
      const Money payable = std::min(scale(*price, goods.quantity, Rounding::half_up), goods.gross);
      if (candidate.promotion == kManualPrice) {  // a person answers for it: below the floor too
        if (payable < goods.gross)
          problem_.options[static_cast<std::size_t>(part.item)].list.push_back(
              {static_cast<int>(problem_.unit.size()) - 1, payable.minor});
        must_[static_cast<std::size_t>(part.item)] = payable.minor;
      } else {
        add_option(part.item, payable);
      }
    }
  }

  std::int64_t units_in(const std::vector<Part>& parts) const {
    std::int64_t units = 0;
    for (const Part& part : parts)
      if (part.roles & kScopeRole) units += item(part.item).units;
    return units;
  }

  void add_unit(const Candidate& candidate, const CompiledPromotion& compiled, const UnitOffer& offer) {
    if (candidate.limit < units_in(candidate.parts)) {
      auto limited = std::make_shared<LimitedUnits>(offer, *problem_.goods, candidate.parts, setting_);
      return add_quantity(candidate, compiled, std::move(limited));
    }
    problem_.unit.push_back(candidate.promotion);
    for (const Part& part : candidate.parts) {
      const Money payable = offer.payable(item(part.item), setting_);
      add_option(part.item, payable);
      if (compiled.terms.mandatory) require(part.item, payable);
    }
  }

  // One that could take nothing at shelf prices is left out: lower prices make no more sets.
  void add_quantity(const Candidate& candidate, const CompiledPromotion& compiled,
                    std::shared_ptr<const QuantityOffer> offer) {
    std::vector<UnitRun> runs;
    for (const Part& part : candidate.parts) {
      const Item& goods = item(part.item);
      const std::int64_t dearer = goods.gross.minor % goods.units;
      if (dearer) runs.push_back({part.item, 0, {goods.gross.minor / goods.units + 1}, dearer, part.roles});
      runs.push_back({part.item, 0, {goods.gross.minor / goods.units}, goods.units - dearer, part.roles});
    }
    std::stable_sort(runs.begin(), runs.end(),
                     [](const UnitRun& a, const UnitRun& b) { return a.price > b.price; });
    Taken taken;
    offer->take(runs, candidate.limit, taken);
    if (taken.sets > 0 && taken.discount.minor > 0)
      problem_.quantity.push_back({candidate.promotion, offer, candidate.parts, candidate.limit,
                                   compiled.terms.skip_discounted, compiled.group.value_or(0),
                                   offer->points_per_set().count});
  }

  int group_of(const CompiledPromotion& compiled) {
    return compiled.group ? *compiled.group : 1000 + static_cast<int>(problem_.order.size());
  }

  OrderCandidate order_candidate(const Candidate& candidate, const CompiledPromotion& compiled) {
    OrderCandidate order;
    order.promotion = candidate.promotion;
    order.layer = compiled.layer;
    order.group = group_of(compiled);
    order.parts = candidate.parts;
    order.limit = candidate.limit;
    order.skip = compiled.terms.skip_discounted;
    return order;
  }

  void keep_if_useful(OrderCandidate order) {
    Money most;
    for (const Part& part : order.parts)
      if (part.roles & kScopeRole) most += item(part.item).gross;
    order.units = units_in(order.parts);
    if (order.most(most.minor, most.minor, problem_.fee) > 0) problem_.order.push_back(std::move(order));
  }

  void add_order(const Candidate& candidate, const CompiledPromotion& compiled,
                 const std::shared_ptr<const OrderOffer>& offer) {
    OrderCandidate order = order_candidate(candidate, compiled);
    order.offer = offer;
    keep_if_useful(std::move(order));
  }

  // Goods that may be taken for less never count towards the threshold.
  void add_extra(const Candidate& candidate, const CompiledPromotion& compiled,
                 const std::shared_ptr<const ExtraOffer>& extra) {
    OrderCandidate order = order_candidate(candidate, compiled);
    order.extra = extra;
    for (Part& part : order.parts) {
      if (!(part.roles & ~kScopeRole)) continue;
      part.roles &= ~kScopeRole;
      const Item& goods = item(part.item);
      const Money dearest{goods.gross.minor / goods.units + (goods.gross.minor % goods.units > 0)};
      const std::int64_t gain = dearest.minor - extra->extra_price(dearest).minor;
      if (gain > 0) order.gains.push_back({gain, goods.units});
    }
    keep_if_useful(std::move(order));
  }

  // Of a unit at the lowest price that the item can have.
  void add_gains(OrderCandidate& order) const {
    order.gains.clear();
    for (const Part& part : order.parts) {
      if (!(part.roles & ~kScopeRole)) continue;
      const Item& goods = item(part.item);
      const auto& options = problem_.options[static_cast<std::size_t>(part.item)].list;
      const std::int64_t lowest = options.empty() ? goods.gross.minor : options[0].payable;
      const Money unit{lowest / goods.units + (lowest % goods.units > 0)};
      const std::int64_t gain = unit.minor - order.extra->extra_price(unit).minor;
      if (gain > 0) order.gains.push_back({gain, goods.units});
    }
    std::stable_sort(order.gains.begin(), order.gains.end(),
                     [](const Gain& a, const Gain& b) { return a.each > b.each; });
  }

  const RuleBook& book_;
  const Setting setting_;
  Problem problem_;
  std::vector<std::int64_t> must_;
};

}  // namespace

Problem make_problem(const pricing::Basket& basket, const Goods& goods,
                     const std::vector<Candidate>& candidates, const RuleBook& book) {
  Builder builder(basket, goods, book);
  for (const Candidate& candidate : candidates) builder.add(candidate);
  return builder.take();
}

}  // namespace huiji::promotions
