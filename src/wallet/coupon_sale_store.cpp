#include "wallet/coupon_sale_store.hpp"

#include <algorithm>

#include "wallet/coupon_batch_store.hpp"
#include "wallet/coupon_errors.hpp"
#include "wallet/coupon_issue_flow.hpp"

namespace huiji::wallet {

namespace {

// Of one promotion in the priced basket.
struct Benefit {
  std::string name;
  std::int64_t coupons = 0;
  Money amount;
};

std::map<PromotionId, Benefit> benefits_of(const pricing::PricedBasket& priced) {
  std::map<PromotionId, Benefit> benefits;
  for (const pricing::AppliedPromotion& applied : priced.promotions) {
    if (!applied.coupons) continue;
    Benefit& benefit = benefits[applied.promotion_id];
    benefit.name = applied.name;
    benefit.coupons += *applied.coupons;
    benefit.amount += applied.amount;
  }
  return benefits;
}

class SalePlanner {
 public:
  SalePlanner(db::Transaction& transaction, const CouponWork& work, const SaleWithCoupons& sale)
      : transaction_(transaction), work_(work), sale_(sale), use_(work, "coupon-use", sale.sale_id.bytes) {}

  // Each id once, in the order of the till.
  Result<Done> load() {
    if (!sale_.coupon_ids) return Done{};
    std::set<CouponId> seen;
    for (CouponId coupon_id : *sale_.coupon_ids) {
      if (!seen.insert(coupon_id).second) continue;
      auto coupon = find_coupon(transaction_, work_.merchant_id, coupon_id);
      if (!coupon) return Refusal(coupon_of_sale_unknown, {{"coupon", coupon_id.text()}});
      coupons_.push_back(*std::move(coupon));
    }
    return Done{};
  }

  Result<Done> take(const std::map<PromotionId, Benefit>& benefits) {
    const auto numbered = promotions_with_coupons(transaction_, work_.merchant_id, sale_.sold_at);
    std::set<CouponId> taken;
    for (const auto& [promotion_id, benefit] : benefits) {
      std::vector<const Coupon*> mine;
      for (const Coupon& coupon : coupons_)
        if (coupon.promotion_id == promotion_id && std::ssize(mine) < benefit.coupons)
          mine.push_back(&coupon);
      if (numbered.contains(promotion_id) && std::ssize(mine) < benefit.coupons)
        return Refusal(coupon_of_sale_missing, {{"name", benefit.name},
                                                {"used", std::to_string(benefit.coupons)},
                                                {"scanned", std::to_string(mine.size())}});
      const std::vector<Money> weights(mine.size(), Money{1});
      const auto parts = mine.empty() ? std::vector<Money>{} : allocate(benefit.amount, weights);
      for (std::size_t i = 0; i < mine.size(); ++i) {
        use(*mine[i], parts[i]);
        taken.insert(mine[i]->coupon_id);
      }
    }
    for (const Coupon& coupon : coupons_)
      if (!taken.contains(coupon.coupon_id)) leave(coupon);
    return Done{};
  }

  SaleCoupons plan() {
    SaleCoupons plan;
    plan.now = work_.now;
    plan.excess = std::move(excess_);
    plan.changes = std::move(releases_);
    plan.changes.push_back(std::move(use_));
    return plan;
  }

 private:
  void use(const Coupon& coupon, Money part) {
    auto fault = fault_of_use(coupon, sale_.till_id, sale_.sale_day);
    if (!fault) fault = fault_of_holder(coupon);
    if (!fault) fault = fault_of_limit(coupon);
    if (fault) excess_.push_back({sale_.sale_id, coupon.coupon_id, std::string(*fault), coupon.sale_id});
    if (coupon.state == CouponState::used || coupon.state == CouponState::voided) return;
    Coupon after = coupon;
    after.state = CouponState::used;
    after.reservation_id.reset();
    after.deadline.reset();
    after.till_id = sale_.till_id;
    after.sale_id = sale_.sale_id;
    after.discount = part;
    if (coupon.state != CouponState::reserved || coupon.till_id != sale_.till_id)
      after.taken_for = sale_.member_id;
    use_.change(coupon, after, {"used", sale_.sale_id.bytes}, "used");
  }

  // Laid down and not used by the basket: free again, if it was this till that held it.
  void leave(const Coupon& coupon) {
    if (coupon.state != CouponState::reserved || coupon.till_id != sale_.till_id) return;
    Coupon after = coupon;
    after.state = CouponState::issued;
    after.reservation_id.reset();
    after.till_id.reset();
    after.deadline.reset();
    after.taken_for.reset();
    releases_.emplace_back(work_, "coupon-release", coupon.reservation_id->bytes);
    releases_.back().change(coupon, after, {"released", sale_.sale_id.bytes}, "released");
  }

  std::optional<std::string_view> fault_of_holder(const Coupon& coupon) {
    if (!coupon.member_id || coupon.member_id == sale_.member_id) return std::nullopt;
    if (sale_.member_id && own_id(transaction_, work_.merchant_id, coupon.member_id) == sale_.member_id)
      return std::nullopt;
    return "other_member";
  }

  // A coupon that this till holds has its place in the limits already.
  std::optional<std::string_view> fault_of_limit(const Coupon& coupon) {
    if (coupon.state == CouponState::reserved) return std::nullopt;
    const auto batch = find_coupon_batch(transaction_, work_.merchant_id, coupon.batch_id);
    HUIJI_CHECK(batch);
    const CouponLimits& limits = batch->draft.limits;
    if (!limits.used && !limits.per_member) return std::nullopt;
    const CouponUses uses = coupon_uses(transaction_, work_.merchant_id, coupon.batch_id, sale_.member_id);
    const std::int64_t here = more_of_[coupon.batch_id]++;
    if (limits.used && uses.all.taken + here >= *limits.used) return "limit";
    if (sale_.member_id && limits.per_member && uses.member.taken + here >= *limits.per_member)
      return "limit";
    return std::nullopt;
  }

  db::Transaction& transaction_;
  const CouponWork& work_;
  const SaleWithCoupons& sale_;
  CouponChanges use_;
  std::vector<CouponChanges> releases_;
  std::vector<Coupon> coupons_;
  std::vector<CouponExcess> excess_;
  std::map<CouponBatchId, std::int64_t> more_of_;  // taken by this sale without a hold
};

bool earns_coupons(const pricing::PricedBasket& priced) {
  if (!priced.rewards) return false;
  return std::any_of(priced.rewards->begin(), priced.rewards->end(), [](const pricing::Reward& reward) {
    return reward.reward == pricing::RewardKind::coupons;
  });
}

class ReturnPlanner {
 public:
  ReturnPlanner(const CouponWork& work, const ReturnOfCoupons& back)
      : work_(work),
        back_(back),
        given_(work, "coupon-return", back.return_id.bytes),
        taken_(work, "coupon-take-back", back.return_id.bytes) {}

  void give_back(const std::vector<Coupon>& used) {
    for (const Coupon& coupon : used) {
      const bool whole = std::find(back_.given_back.begin(), back_.given_back.end(), coupon.promotion_id) !=
                         back_.given_back.end();
      if (!whole || coupon.state != CouponState::used) continue;
      const Coupon after = given_back(coupon, work_.today);
      given_.change(coupon, after, {"returned", back_.return_id.bytes});
      plan_.returned.push_back(after);
    }
  }

  void take_back(const std::vector<Coupon>& earned) {
    for (const Coupon& coupon : earned)
      if (std::find(back_.taken.begin(), back_.taken.end(), coupon.coupon_id) != back_.taken.end())
        take(coupon);
  }

  CouponsBack plan() {
    plan_.changes.push_back(std::move(given_));
    plan_.changes.push_back(std::move(taken_));
    return std::move(plan_);
  }

 private:
  void take(const Coupon& coupon) {
    Coupon after = coupon;
    after.taken_back = true;
    if (coupon.state == CouponState::used) {
      ++plan_.used;
    } else if (coupon.state != CouponState::expired && coupon.state != CouponState::voided) {
      ++plan_.voided;
      after.state = CouponState::voided;
      after.reservation_id.reset();
      after.till_id.reset();
      after.deadline.reset();
      after.taken_for.reset();
    }
    taken_.change(coupon, after, {"taken_back", back_.return_id.bytes}, "freed");
  }

  const CouponWork& work_;
  const ReturnOfCoupons& back_;
  CouponChanges given_, taken_;
  CouponsBack plan_;
};

}  // namespace

Result<SaleCoupons> plan_sale_coupons(db::Transaction& transaction, const crypto::Keys& keys,
                                      const CouponWork& work, const SaleWithCoupons& sale,
                                      const pricing::PricedBasket& priced) {
  SaleCoupons plan;
  const auto benefits = benefits_of(priced);
  const bool shown = sale.coupon_ids && !sale.coupon_ids->empty();
  if (shown || !benefits.empty()) {
    SalePlanner planner(transaction, work, sale);
    if (auto good = planner.load(); !good) return good.refusal();
    if (auto good = planner.take(benefits); !good) return good.refusal();
    plan = planner.plan();
  }
  plan.now = work.now;
  if (earns_coupons(priced))
    plan.changes.push_back(
        plan_sale_issue(transaction, keys, work, sale.sale_id, sale.member_id, *priced.rewards));
  return plan;
}

void save_sale_coupons(db::Transaction& transaction, MerchantId merchant_id, SaleCoupons plan) {
  for (CouponChanges& changes : plan.changes) changes.save(transaction);
  for (const CouponExcess& excess : plan.excess)
    record_coupon_excess(transaction, merchant_id, excess, plan.now);
}

std::vector<pricing::EarnedCoupon> earned_coupons(db::Transaction& transaction, MerchantId merchant_id,
                                                  SaleId sale_id) {
  std::vector<pricing::EarnedCoupon> earned;
  for (const Coupon& coupon : coupons_by_source(transaction, merchant_id, sale_id.bytes)) {
    const bool used = coupon.state == CouponState::used;
    earned.push_back({coupon.coupon_id,
                      coupon.promotion_id,
                      used,
                      used ? coupon.discount : Money{},
                      coupon.taken_back,
                      {}});
  }
  return earned;
}

CouponsBack plan_coupons_back(db::Transaction& transaction, const CouponWork& work,
                              const ReturnOfCoupons& back) {
  ReturnPlanner planner(work, back);
  if (!back.given_back.empty())
    planner.give_back(coupons_by_sale(transaction, work.merchant_id, back.sale_id));
  if (!back.taken.empty())
    planner.take_back(coupons_by_source(transaction, work.merchant_id, back.sale_id.bytes));
  return planner.plan();
}

void save_coupons_back(db::Transaction& transaction, CouponsBack plan) {
  for (CouponChanges& changes : plan.changes) changes.save(transaction);
}

}  // namespace huiji::wallet
