#include "insight/laboratory.hpp"

#include <algorithm>

#include "promotions/engine/plays_part.hpp"

namespace huiji::insight {
namespace {

constexpr std::size_t kProductsShown = 200;

SaleSample sample_of(const StoredBasket& stored, Money before, Money after) {
  return {stored.sale_id, stored.number, stored.basket.priced_at, before, after};
}

// Line by line, because errors of two lines may make up for each other.
bool as_booked(const StoredBasket& stored, const pricing::PricedBasket& priced) {
  if (priced.payable != stored.payable) return false;
  for (std::size_t i = 0; i < stored.lines.size(); ++i)
    if (priced.lines[i].net != stored.lines[i].net) return false;
  return true;
}

std::int64_t rate_of(Money part, Money whole) {  // basis points
  return whole.minor <= 0 ? 0 : mul_div(part.minor, 10'000, whole.minor, Rounding::half_up);
}

bool below_margin(Money net, Money cost, Percent least) {
  return net - cost < scale(net, least, Rounding::down);
}

}  // namespace

// ---- sums ----

void Tally::keep_deepest(DeepBasket basket) {
  auto& deepest = sums_.deepest;
  const auto deeper = [](const DeepBasket& a, const DeepBasket& b) {
    return a.off != b.off ? a.off > b.off : a.discount_after > b.discount_after;
  };
  if (deepest.size() == kDeepest && !deeper(basket, deepest.back())) return;
  deepest.insert(std::upper_bound(deepest.begin(), deepest.end(), basket, deeper), std::move(basket));
  if (deepest.size() > kDeepest) deepest.pop_back();
}

static void add_samples(std::vector<SaleSample>& to, const std::vector<SaleSample>& from, std::size_t most) {
  for (const SaleSample& sample : from)
    if (to.size() < most) to.push_back(sample);
}

void Tally::add_tiers(const Tally& other) {
  for (const auto& [key, tier] : other.tiers_) {
    Tier& mine = tiers_[key];
    mine.effect.baskets += tier.effect.baskets;
    mine.effect.baskets_gaining += tier.effect.baskets_gaining;
    mine.effect.revenue_before += tier.effect.revenue_before;
    mine.effect.gain += tier.effect.gain;
    mine.gaining.insert(tier.gaining.begin(), tier.gaining.end());
  }
}

void Tally::add(const Tally& other) {
  const LaboratoryTotals& from = other.sums_;
  for (const auto field :
       {&LaboratoryTotals::baskets, &LaboratoryTotals::touched, &LaboratoryTotals::gaining,
        &LaboratoryTotals::times, &LaboratoryTotals::rewards, &LaboratoryTotals::below_cost_before,
        &LaboratoryTotals::below_cost_after, &LaboratoryTotals::below_margin_after,
        &LaboratoryTotals::below_floor_after, &LaboratoryTotals::rose, &LaboratoryTotals::differs,
        &LaboratoryTotals::unreadable, &LaboratoryTotals::unproven})
    sums_.*field += from.*field;
  for (const auto field :
       {&LaboratoryTotals::gross, &LaboratoryTotals::revenue_before, &LaboratoryTotals::revenue_after,
        &LaboratoryTotals::discount_before, &LaboratoryTotals::discount_after, &LaboratoryTotals::cost,
        &LaboratoryTotals::draft_discount, &LaboratoryTotals::supplier_pays, &LaboratoryTotals::margin_before,
        &LaboratoryTotals::margin_after, &LaboratoryTotals::below_cost_loss})
    sums_.*field += from.*field;
  sums_.points_before.count += from.points_before.count;
  sums_.points_after.count += from.points_after.count;
  for (const DeepBasket& basket : from.deepest) keep_deepest(basket);
  add_samples(sums_.rose_samples, from.rose_samples, kSamples);
  add_samples(sums_.differs_samples, from.differs_samples, kSamples);
  for (const auto& [product_id, effect] : other.products_) {
    ProductEffect& mine = products_[product_id];
    mine.product_id = product_id;
    mine.name = effect.name;
    mine.by_weight = effect.by_weight;
    mine.quantity += effect.quantity;
    mine.lines += effect.lines;
    mine.lines_touched += effect.lines_touched;
    mine.revenue_before += effect.revenue_before;
    mine.revenue_after += effect.revenue_after;
    mine.margin_before += effect.margin_before;
    mine.margin_after += effect.margin_after;
    mine.below_cost += effect.below_cost;
  }
  add_tiers(other);
}

LaboratoryTotals Tally::totals() const {
  LaboratoryTotals totals = sums_;
  for (const auto& [product_id, effect] : products_)
    if (effect.lines_touched > 0) totals.products.push_back(effect);
  totals.products_changed = std::int64_t(totals.products.size());
  const auto change = [](const ProductEffect& effect) {
    return std::abs(effect.revenue_before.minor - effect.revenue_after.minor);
  };
  std::sort(totals.products.begin(), totals.products.end(), [&](const auto& a, const auto& b) {
    return change(a) != change(b) ? change(a) > change(b) : a.product_id < b.product_id;
  });
  if (totals.products.size() > kProductsShown) totals.products.resize(kProductsShown);
  for (ProductEffect& effect : totals.products) effect.change = effect.revenue_after - effect.revenue_before;
  totals.margin_rate_before = rate_of(totals.margin_before, totals.revenue_before);
  totals.margin_rate_after = rate_of(totals.margin_after, totals.revenue_after);
  std::unordered_set<MemberId> gaining;  // a member may have changed his tier within the period
  for (const auto& [key, tier] : tiers_) {
    totals.tiers.push_back(tier.effect);
    totals.tiers.back().member = key.first;
    totals.tiers.back().tier = key.second;
    totals.tiers.back().members_gaining = std::int64_t(tier.gaining.size());
    gaining.insert(tier.gaining.begin(), tier.gaining.end());
  }
  totals.members_gaining = std::int64_t(gaining.size());
  return totals;
}

// ---- one basket ----

pricing::Promotion replayed(PromotionId promotion_id, const promotions::PromotionDraft& draft) {
  pricing::Promotion promotion;
  promotion.promotion_id = promotion_id;
  promotion.kind = draft.kind;
  promotion.name = draft.name;
  promotion.state = pricing::PromotionState::active;
  promotion.members_only = draft.members_only;
  promotion.scope = draft.scope;
  promotion.schedule = draft.schedule;
  promotion.schedule.starts_at.reset();
  promotion.schedule.ends_at.reset();
  promotion.parameters = draft.parameters;
  promotion.audience = draft.audience;
  promotion.terms = draft.terms;
  promotion.limits = draft.limits;
  promotion.funder = draft.funder;
  return promotion;
}

pricing::Rules with_draft(pricing::Rules rules, const pricing::Promotion& draft) {
  std::erase_if(rules.promotions, [&](const pricing::Promotion& promotion) {
    return promotion.promotion_id == draft.promotion_id;
  });
  rules.promotions.push_back(draft);
  return rules;
}

pricing::CompiledRules draft_alone(const pricing::Promotion& draft) {
  pricing::Rules rules;
  rules.promotions.push_back(draft);
  auto compiled = pricing::compile(rules);
  HUIJI_CHECK(compiled);  // the draft was checked
  return *std::move(compiled);
}

Replay::Replay(const pricing::Promotion& draft, std::optional<Percent> least_margin,
               Thoroughness thoroughness)
    : promotion_id_(draft.promotion_id),
      least_margin_(least_margin),
      thoroughness_(thoroughness),
      alone_(draft_alone(draft)),
      usage_(draft.promotion_id, draft.limits) {
  if (draft.funder && draft.funder->kind == pricing::FunderKind::supplier)
    supplier_share_ = draft.funder->share;
}

Money Replay::Figures::net(const StoredBasket& stored, std::size_t line) const {
  return priced ? priced->lines[line].net : stored.lines[line].net;
}

Replay::Figures Replay::figures_of(const pricing::PricedBasket& priced) {
  return {priced.gross, priced.discount, priced.payable, priced.points, priced.certificate.optimal, &priced};
}

Replay::Figures Replay::booked_figures(const StoredBasket& stored) {
  const BookedPrice& booked = *stored.booked;
  return {booked.gross, booked.discount, stored.payable, booked.points, booked.optimal, nullptr};
}

void Replay::look_at_line(const pricing::BasketLine& line, const StoredLine& stored, Money before,
                          Money after, Tally& tally) const {
  ProductEffect& effect = tally.products_[line.product_id];
  if (effect.lines == 0) {
    effect.product_id = line.product_id;
    effect.by_weight = line.by_weight;
  }
  if (stored.name) effect.name = *stored.name;
  ++effect.lines;
  effect.quantity += line.quantity;
  effect.revenue_before += before;
  effect.revenue_after += after;
  effect.margin_before += before - stored.cost;
  effect.margin_after += after - stored.cost;
  LaboratoryTotals& sums = tally.sums_;
  sums.margin_before += before - stored.cost;
  sums.margin_after += after - stored.cost;
  sums.below_cost_before += before < stored.cost;
  if (after < stored.cost) {
    ++sums.below_cost_after;
    sums.below_cost_loss += stored.cost - after;
    effect.below_cost += before >= stored.cost;
  }
  if (before == after) return;
  ++effect.lines_touched;
  if (least_margin_ && below_margin(after, stored.cost, *least_margin_)) ++sums.below_margin_after;
  if (line.floor_price && after < scale(*line.floor_price, line.quantity, Rounding::down))
    ++sums.below_floor_after;
}

void Replay::look_at_lines(const StoredBasket& stored, const Outcome& outcome, Tally& tally) const {
  for (std::size_t i = 0; i < stored.lines.size(); ++i)
    look_at_line(stored.basket.lines[i], stored.lines[i], outcome.before.net(stored, i),
                 outcome.after.net(stored, i), tally);
}

void Replay::look_at_draft(const pricing::PricedBasket& after, Outcome& outcome, Tally& tally) const {
  bool touched = false;
  for (const pricing::AppliedPromotion& applied : after.promotions) {
    if (applied.promotion_id != promotion_id_) continue;
    touched = true;
    outcome.times += applied.times;
    outcome.amount += applied.amount;
  }
  if (after.rewards)
    for (const pricing::Reward& reward : *after.rewards) {
      if (reward.promotion_id != promotion_id_) continue;
      touched = true;
      tally.sums_.rewards += reward.count;
    }
  tally.sums_.touched += touched;
  tally.sums_.times += outcome.times;
  tally.sums_.draft_discount += outcome.amount;
  tally.sums_.supplier_pays += scale(outcome.amount, supplier_share_, Rounding::down);
}

static DeepBasket deep_basket(const StoredBasket& stored, Money discount_before,
                              const pricing::PricedBasket& after) {
  DeepBasket deep{stored.sale_id,
                  stored.number,
                  stored.basket.priced_at,
                  after.gross,
                  discount_before,
                  after.discount,
                  Percent{rate_of(after.discount, after.gross)},
                  {}};
  for (const auto& applied : after.promotions) deep.promotions.push_back(applied.name);
  return deep;
}

// Nothing where the booked price is taken for it.
std::optional<pricing::PricedBasket> Replay::with_own_rules(const StoredBasket& stored, Tally& tally) {
  const bool trusted = thoroughness_ == Thoroughness::what_may_differ && stored.booked.has_value();
  if (trusted && work_.baskets % kSpotCheck != 0) return std::nullopt;
  ++work_.own;
  pricing::PricedBasket priced = pricing::price(stored.basket, stored.rules->own);
  if (as_booked(stored, priced)) return priced;
  LaboratoryTotals& sums = tally.sums_;
  ++sums.differs;
  if (sums.differs_samples.size() < Tally::kSamples)
    sums.differs_samples.push_back(sample_of(stored, stored.payable, priced.payable));
  return priced;
}

// Nothing where the draft leaves the price as it is.
std::optional<pricing::PricedBasket> Replay::with_draft(StoredBasket& stored) {
  if (!stored.concerned && !stored.rules->replaces) return std::nullopt;
  pricing::Basket& basket = stored.basket;
  const auto member_id = basket.member ? std::optional(basket.member->member_id) : std::nullopt;
  if (basket.remaining)  // of the draft's former version
    std::erase_if(*basket.remaining, [&](const auto& known) { return known.promotion_id == promotion_id_; });
  if (auto remaining = usage_.remaining(member_id, stored.business_day)) {
    if (!basket.remaining) basket.remaining.emplace();
    basket.remaining->push_back(*remaining);
  }
  const bool sure = thoroughness_ == Thoroughness::everything || stored.rules->replaces;
  if (!sure && !promotions::plays_part(basket, alone_.book())) return std::nullopt;
  ++work_.draft;
  return pricing::price(basket, stored.rules->with_draft);
}

void Replay::look_at_sums(const StoredBasket& stored, const Outcome& outcome, Tally& tally) const {
  LaboratoryTotals& sums = tally.sums_;
  const auto& [before, after, times, amount] = outcome;
  ++sums.baskets;
  sums.gross += before.gross;
  sums.revenue_before += before.payable;
  sums.revenue_after += after.payable;
  sums.discount_before += before.discount;
  sums.discount_after += after.discount;
  sums.cost += before.payable - after.payable;
  sums.unproven += !after.optimal;
  if (!stored.basket.member) return;
  sums.points_before.count += before.points.count;
  sums.points_after.count += after.points.count;
}

void Replay::look_at_gain(const StoredBasket& stored, const Outcome& outcome, Tally& tally) const {
  LaboratoryTotals& sums = tally.sums_;
  const auto& member = stored.basket.member;
  const Money before = outcome.before.payable, after = outcome.after.payable, gain = before - after;
  Tally::Tier& tier = tally.tiers_[{member.has_value(), member ? member->tier : std::string()}];
  ++tier.effect.baskets;
  tier.effect.revenue_before += before;
  tier.effect.gain += gain;
  if (gain.minor > 0) {
    ++sums.gaining;
    ++tier.effect.baskets_gaining;
    if (member) tier.gaining.insert(member->member_id);
  }
  if (gain.minor < 0) {
    ++sums.rose;
    if (sums.rose_samples.size() < Tally::kSamples)
      sums.rose_samples.push_back(sample_of(stored, before, after));
  }
}

void Replay::look(StoredBasket& stored, Tally& tally) {
  const auto own = with_own_rules(stored, tally);
  const auto drafted = with_draft(stored);
  ++work_.baskets;
  work_.none += !own && !drafted;
  const Figures before = own ? figures_of(*own) : booked_figures(stored);
  Outcome outcome{before, drafted ? figures_of(*drafted) : before, 0, {}};
  if (drafted) look_at_draft(*drafted, outcome, tally);
  const auto& member = stored.basket.member;
  usage_.add(member ? std::optional(member->member_id) : std::nullopt, stored.business_day, outcome.times,
             outcome.amount);
  look_at_lines(stored, outcome, tally);
  look_at_sums(stored, outcome, tally);
  look_at_gain(stored, outcome, tally);
  const bool changed = outcome.times > 0 || outcome.before.payable != outcome.after.payable;
  if (drafted && changed && drafted->discount.minor > 0)
    tally.keep_deepest(deep_basket(stored, before.discount, *drafted));
}

}  // namespace huiji::insight
