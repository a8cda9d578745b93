#include "pricing/rewards.hpp"

#include <algorithm>

namespace huiji::pricing {

using promotions::Candidate;
using promotions::CompiledPromotion;
using promotions::Rewarded;
using promotions::RewardView;

// floor(basis x earning / payable / 10000), taken apart by the payable so that 128 bits hold it.
Points points_of(__int128 weighted_net, std::int64_t points_per_yuan, const std::optional<BonusPart>& bonus) {
  __int128 basis = weighted_net * points_per_yuan;
  if (bonus) {
    const std::int64_t payable = bonus->payable.minor, earning = payable - bonus->bonus.minor;
    basis = basis / payable * earning + basis % payable * earning / payable;
  }
  return {static_cast<std::int64_t>(basis / (100 * 100))};
}

std::optional<BonusPart> bonus_part(const PricedBasket& priced, std::optional<Money> bonus_tender) {
  if (!bonus_tender) return std::nullopt;
  const Money bonus = std::clamp(*bonus_tender, Money{}, priced.payable);
  if (bonus.minor == 0) return std::nullopt;
  return BonusPart{priced.payable, bonus};
}

namespace {

class Rewarding {
 public:
  Rewarding(const Basket& basket, const promotions::Goods& goods, const CompiledRules& rules,
            PricedBasket& priced)
      : basket_(basket), goods_(goods), rules_(rules), priced_(priced), percent_(basket.lines.size(), 0) {}

  void add(const Candidate& candidate) {
    if (candidate.promotion < 0) return;
    const CompiledPromotion& compiled = rules_.book().at(candidate.promotion);
    const auto* offer = std::get_if<std::shared_ptr<const promotions::RewardOffer>>(&compiled.offer);
    if (!offer) return;
    const RewardView view = view_of(candidate);
    const Rewarded rewarded = (*offer)->reward(view);
    if (rewarded.points_percent > 0) raise(candidate, rewarded.points_percent);
    if (rewarded.count <= 0) return;
    rewards_.push_back({compiled.promotion.promotion_id, compiled.kind->description.kind,
                        compiled.promotion.name, rewarded.reward, rewarded.count, view.amount,
                        rewarded.coupon_of});
  }

  void finish() {
    __int128 weighted = 0;
    for (std::size_t i = 0; i < percent_.size(); ++i) {
      const std::int64_t percent = percent_[i] == 0 ? 100 : percent_[i];
      if (percent != 100) priced_.lines[i].points_percent = percent;
      weighted += static_cast<__int128>(priced_.lines[i].net.minor) * percent;
    }
    const auto bonus = bonus_part(priced_, basket_.bonus_tender);
    priced_.points = points_of(weighted, rules_.points().points_per_yuan, bonus);
    for (const Reward& reward : rewards_)
      if (reward.reward == RewardKind::points) priced_.points += Points{reward.count};
    if (!rewards_.empty()) priced_.rewards = std::move(rewards_);
  }

 private:
  template <class Visit>
  void each_line(const Candidate& candidate, Visit visit) const {
    for (const promotions::Part& part : candidate.parts)
      for (int line : goods_.lines_of(static_cast<std::size_t>(part.item)))
        visit(static_cast<std::size_t>(line));
  }

  RewardView view_of(const Candidate& candidate) const {
    RewardView view;
    view.limit = candidate.limit;
    view.birthday = basket_.member->birthday.value_or(false);
    if (basket_.events) view.events = *basket_.events;
    each_line(candidate, [&](std::size_t line) { view.amount += priced_.lines[line].net; });
    for (const promotions::Part& part : candidate.parts)
      view.units += goods_.items[static_cast<std::size_t>(part.item)].units;
    return view;
  }

  void raise(const Candidate& candidate, std::int64_t percent) {
    each_line(candidate, [&](std::size_t line) { percent_[line] = std::max(percent_[line], percent); });
  }

  const Basket& basket_;
  const promotions::Goods& goods_;
  const CompiledRules& rules_;
  PricedBasket& priced_;
  std::vector<std::int64_t> percent_;  // per line: the largest multiple; 0: none
  std::vector<Reward> rewards_;
};

}  // namespace

void add_rewards(const Basket& basket, const promotions::Goods& goods,
                 const std::vector<Candidate>& candidates, const CompiledRules& rules, PricedBasket& priced) {
  if (!basket.member) return;
  Rewarding rewarding(basket, goods, rules, priced);
  for (const Candidate& candidate : candidates) rewarding.add(candidate);
  rewarding.finish();
}

}  // namespace huiji::pricing
