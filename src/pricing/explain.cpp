#include <algorithm>
#include <map>

#include "pricing/points_payment.hpp"
#include "pricing/pricing.hpp"
#include "pricing/sentences.hpp"
#include "promotions/engine/gate.hpp"
#include "promotions/engine/goods.hpp"

namespace huiji::pricing {

using promotions::Candidate;
using promotions::CompiledPromotion;
using promotions::Goods;
using promotions::RuleBook;

namespace {

// At most this many what-if prices of each sort: an explanation is read by a person who waits for it.
constexpr std::size_t kMostWhatIfs = 60;
constexpr std::size_t kMostNearMisses = 5;

class Explainer {
 public:
  Explainer(const Basket& basket, const CompiledRules& rules)
      : basket_(basket), rules_(rules), priced_(price(basket, rules)) {}

  Explanation run() {
    add_lines();
    add_not_given();
    if (auto capped = points_not_given(basket_, rules_, priced_))
      out_.not_given.push_back(std::move(*capped));
    add_near_misses();
    if (const auto words = bonus_sentence(priced_, basket_)) {
      out_.bonus_zh = words->zh;
      out_.bonus_en = words->en;
    }
    const Sentence certificate = certificate_sentence(priced_.certificate);
    out_.certificate_zh = certificate.zh;
    out_.certificate_en = certificate.en;
    return std::move(out_);
  }

 private:
  const AppliedPromotion* applied(PromotionId id, Layer layer) const {
    for (const AppliedPromotion& promotion : priced_.promotions)
      if (promotion.promotion_id == id && promotion.layer == layer) return &promotion;
    return nullptr;
  }
  bool given(PromotionId id) const {
    const auto is = [&](const auto& one) { return one.promotion_id == id; };
    return std::any_of(priced_.promotions.begin(), priced_.promotions.end(), is) ||
           (priced_.rewards && std::any_of(priced_.rewards->begin(), priced_.rewards->end(), is));
  }

  void add_lines() {
    for (std::size_t i = 0; i < priced_.lines.size(); ++i) {
      ExplainedLine line{priced_.lines[i].line, {}};
      for (const Allocation& share : priced_.lines[i].allocations) {
        const AppliedPromotion* promotion = applied(share.promotion_id, share.layer);
        if (!promotion) continue;
        const Sentence words = share_sentence(*promotion, share, basket_.lines[i].by_weight);
        const Sentence brief = short_share_sentence(*promotion, share, basket_.lines[i].by_weight);
        line.shares.push_back(
            {share.promotion_id, promotion->name, share.amount, words.zh, words.en, brief.zh, brief.en});
      }
      out_.lines.push_back(std::move(line));
    }
  }

  // ---- not given ----

  void add_not_given() {
    std::vector<int> indices;
    for (const BasketLine& line : basket_.lines)
      rules_.book().candidates(line, [&](int index) { indices.push_back(index); });
    std::sort(indices.begin(), indices.end());
    indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
    for (int index : indices) {
      const CompiledPromotion& compiled = rules_.book().at(index);
      if (given(compiled.promotion.promotion_id)) continue;
      if (auto not_given = why_not(compiled)) out_.not_given.push_back(std::move(*not_given));
    }
  }

  std::optional<NotGiven> why_not(const CompiledPromotion& compiled) {
    NotGiven out;
    out.promotion_id = compiled.promotion.promotion_id;
    out.kind = compiled.kind->description.kind;
    out.name = compiled.promotion.name;
    if (const auto reason = promotions::closed(compiled, basket_)) {
      out.reason = *reason;
    } else if (!has_goods(compiled)) {
      out.reason = NotGivenReason::goods_excluded;
    } else if (compiled.layer == Layer::reward) {
      if (gives_multiple(compiled)) return std::nullopt;
      out.reason = NotGivenReason::below_threshold;
    } else {
      find_rival(compiled, out);
    }
    const Sentence words = not_given_sentence(out);
    out.text_zh = words.zh;
    out.text_en = words.en;
    return out;
  }

  bool has_goods(const CompiledPromotion& compiled) const {
    return std::any_of(basket_.lines.begin(), basket_.lines.end(),
                       [&](const BasketLine& line) { return promotions::roles_of(compiled, line) != 0; });
  }

  // A multiple of points stands on the lines, not in the list of rewards.
  bool gives_multiple(const CompiledPromotion& compiled) const {
    for (std::size_t i = 0; i < basket_.lines.size(); ++i)
      if (priced_.lines[i].points_percent && promotions::roles_of(compiled, basket_.lines[i])) return true;
    return false;
  }

  // Alone on the basket it tells whether it could give anything; with one rival after the other taken away,
  // which of them stands in its way.
  void find_rival(const CompiledPromotion& compiled, NotGiven& out) {
    if (!gives_alone(compiled)) {
      out.reason = below_or_saved(compiled);
      return;
    }
    out.reason = NotGivenReason::rival_better;
    for (const AppliedPromotion& rival : priced_.promotions) {
      if (what_ifs_ >= kMostWhatIfs) return;
      if (rival.layer == Layer::points) continue;  // follows the price, and stands in nobody's way
      const std::optional<Money> paid = without(rival, compiled);
      if (!paid || (out.loss && *out.loss <= *paid - value_paid(priced_))) continue;
      out.rival_id = rival.promotion_id;
      out.rival_name = rival.name;
      out.loss = std::max(*paid - value_paid(priced_), Money{});
    }
  }

  CompiledRules rules_of(std::vector<CompiledPromotion> promotions) const {
    return rules_.with(std::make_shared<const RuleBook>(std::move(promotions)));
  }

  static bool applies(const PricedBasket& priced, PromotionId id) {
    return std::any_of(priced.promotions.begin(), priced.promotions.end(),
                       [&](const AppliedPromotion& one) { return one.promotion_id == id; });
  }

  bool gives_alone(const CompiledPromotion& compiled) {
    Basket basket = basket_;
    for (BasketLine& line : basket.lines) line.member_price.reset(), line.markdown_price.reset();
    ++what_ifs_;
    return applies(price(basket, rules_of({compiled})), compiled.promotion.promotion_id);
  }

  NotGivenReason below_or_saved(const CompiledPromotion& compiled) const {
    return compiled.layer == Layer::unit_price ? NotGivenReason::no_saving : NotGivenReason::below_threshold;
  }

  // What the customer gives without the rival, when the offer applies then.
  std::optional<Money> without(const AppliedPromotion& rival, const CompiledPromotion& compiled) {
    Basket basket = basket_;
    if (rival.kind == kMemberPriceKind)
      for (BasketLine& line : basket.lines) line.member_price.reset();
    std::vector<CompiledPromotion> others;
    for (const CompiledPromotion& other : rules_.book().promotions())
      if (other.promotion.promotion_id != rival.promotion_id && relevant(other)) others.push_back(other);
    ++what_ifs_;
    const PricedBasket priced = price(basket, rules_of(std::move(others)));
    if (!applies(priced, compiled.promotion.promotion_id)) return std::nullopt;
    return value_paid(priced);
  }

  bool relevant(const CompiledPromotion& compiled) const {
    return !promotions::closed(compiled, basket_) && has_goods(compiled);
  }

  // ---- near misses ----

  void add_near_misses() {
    const Goods goods = promotions::canonical_goods(basket_);
    for (const Candidate& candidate : promotions::find_candidates(basket_, goods, rules_.book())) {
      if (candidate.promotion < 0 || what_ifs_ >= 2 * kMostWhatIfs) continue;
      const CompiledPromotion& compiled = rules_.book().at(candidate.promotion);
      if (compiled.offer.index() == 1) try_units(compiled, candidate, goods);
      if (compiled.offer.index() == 2 || compiled.offer.index() == 3) try_amount(compiled);
    }
    keep_best();
  }

  void try_units(const CompiledPromotion& compiled, const Candidate& candidate, const Goods& goods) {
    const promotions::Item* dearest = nullptr;
    int line = 0;
    for (const promotions::Part& part : candidate.parts) {
      const promotions::Item& item = goods.items[static_cast<std::size_t>(part.item)];
      const BasketLine& first =
          basket_.lines[static_cast<std::size_t>(goods.lines_of(static_cast<std::size_t>(part.item))[0])];
      if (first.by_weight || first.label_amount || (dearest && item.unit_price <= dearest->unit_price))
        continue;
      dearest = &item;
      line = goods.lines_of(static_cast<std::size_t>(part.item))[0];
    }
    if (!dearest) return;
    Basket more = basket_;
    more.lines.push_back(basket_.lines[static_cast<std::size_t>(line)]);
    BasketLine& added = more.lines.back();  // from the shelf: without the other's label or bargain
    added.line = fresh_line();
    added.quantity = {1000};
    added.markdown_price.reset(), added.manual_price.reset(), added.best_before.reset();
    NearMiss near = heading(compiled);
    near.add_units = 1;
    near.product_id = dearest->product_id;
    if (auto found = gain_of(std::move(near), more, dearest->unit_price)) keep(std::move(*found));
  }

  void try_amount(const CompiledPromotion& compiled) {
    const auto step = amount_to_step(compiled);
    if (!step || step->minor <= 0 || step->minor > std::max<std::int64_t>(priced_.gross.minor, 10'000))
      return;
    NearMiss near = heading(compiled);
    near.add_amount = *step;
    std::optional<NearMiss> least;
    for (const BasketLine& goods : goods_to_add(compiled, *step)) {
      Basket more = basket_;
      more.lines.push_back(goods);
      auto found = gain_of(near, more, *step);
      if (!found) return;
      if (!least || found->gain < least->gain) least = std::move(found);
    }
    if (least) keep(std::move(*least));
  }

  // Goods at that price: an unknown product in scope, and those of the basket, for which other offers may
  // hold. A hint promises no more than the least of them saves.
  std::vector<BasketLine> goods_to_add(const CompiledPromotion& compiled, Money price) const {
    std::vector<BasketLine> goods;
    for (const BasketLine& line : basket_.lines) {
      if (promotions::roles_of(compiled, line) != promotions::kScopeRole || goods.size() >= 8) continue;
      if (goods.empty()) goods.push_back(unknown_like(line, compiled.promotion.scope));
      const bool known = std::any_of(goods.begin(), goods.end(), [&](const BasketLine& other) {
        return other.product_id == line.product_id;
      });
      if (!known) goods.push_back(line);
    }
    for (BasketLine& line : goods) {
      line.line = fresh_line();
      line.quantity = {1000};
      line.by_weight = false;
      line.unit_price = price;
      line.label_amount.reset(), line.member_price.reset(), line.markdown_price.reset();
      line.floor_price.reset(), line.best_before.reset(), line.manual_price.reset();
    }
    return goods;
  }

  // What the goods in scope still lack, counted on what they cost now, so that the hint holds whatever the
  // layers before do.
  std::optional<Money> amount_to_step(const CompiledPromotion& compiled) const {
    Money net;
    for (std::size_t i = 0; i < basket_.lines.size(); ++i)
      if (promotions::roles_of(compiled, basket_.lines[i]) == promotions::kScopeRole)
        net += net_before(i, compiled.layer);
    std::optional<Money> next;
    if (const auto* extra = std::get_if<2>(&compiled.offer)) next = (*extra)->next_step(net);
    if (const auto* order = std::get_if<3>(&compiled.offer)) next = (*order)->next_step(net);
    if (!next) return std::nullopt;
    return *next - net;
  }

  Money net_before(std::size_t line, Layer layer) const {
    Money net = priced_.lines[line].gross;
    for (const Allocation& share : priced_.lines[line].allocations)
      if (share.layer < layer) net -= share.amount;
    return net;
  }

  // Goods of the scope that no narrower offer knows.
  static BasketLine unknown_like(BasketLine line, const Scope& scope) {
    if (scope.products.empty()) line.product_id = unknown_product();
    if (scope.products.empty() && scope.categories.empty()) line.categories.clear();
    return line;
  }

  static ProductId unknown_product() {
    ProductId id;
    id.bytes.fill(0xff);
    return id;
  }

  std::string fresh_line() const {
    std::string name = "+";
    while (std::any_of(basket_.lines.begin(), basket_.lines.end(),
                       [&](const BasketLine& line) { return line.line == name; }))
      name += "+";
    return name;
  }

  NearMiss heading(const CompiledPromotion& compiled) const {
    NearMiss near;
    near.promotion_id = compiled.promotion.promotion_id;
    near.kind = compiled.kind->description.kind;
    near.name = compiled.promotion.name;
    return near;
  }

  // Priced with the goods added: only what that really saves is a hint.
  std::optional<NearMiss> gain_of(NearMiss near, const Basket& more, Money cost) {
    ++what_ifs_;
    if (!check_basket(more)) return std::nullopt;
    const PricedBasket priced = price(more, rules_);
    near.gain = value_paid(priced_) + cost - value_paid(priced);
    const AppliedPromotion* before = find(priced_, near.promotion_id);
    const AppliedPromotion* after = find(priced, near.promotion_id);
    if (near.gain.minor <= 0 || !after || (before && after->amount <= before->amount)) return std::nullopt;
    return near;
  }

  void keep(NearMiss near) {
    const Sentence words = near_miss_sentence(near);
    near.text_zh = words.zh;
    near.text_en = words.en;
    out_.near_misses.push_back(std::move(near));
  }

  static const AppliedPromotion* find(const PricedBasket& priced, PromotionId id) {
    for (const AppliedPromotion& one : priced.promotions)
      if (one.promotion_id == id) return &one;
    return nullptr;
  }

  void keep_best() {
    auto& list = out_.near_misses;
    std::stable_sort(list.begin(), list.end(),
                     [](const NearMiss& a, const NearMiss& b) { return a.gain > b.gain; });
    if (list.size() > kMostNearMisses) list.resize(kMostNearMisses);
  }

  const Basket& basket_;
  const CompiledRules& rules_;
  const PricedBasket priced_;
  Explanation out_;
  std::size_t what_ifs_ = 0;
};

}  // namespace

Explanation explain(const Basket& basket, const CompiledRules& rules) {
  return Explainer(basket, rules).run();
}

}  // namespace huiji::pricing
