// From items back to lines: hands the search's shares out to the basket's lines, step by step on the running
// net, then what a person took off by hand, what the customer pays with points and the rounding of cash, and
// keeps the list of what applied.
#pragma once

#include "pricing/pricing.hpp"
#include "promotions/engine/search.hpp"

namespace huiji::pricing {

class LineBook {
 public:
  LineBook(const Basket& basket, const promotions::Goods& goods, const promotions::RuleBook& book,
           PricedBasket& priced);

  void add(const promotions::Selection& selection);
  void add_manual(const ManualDiscount& manual);
  void add_points(const PointsPayment& rule);
  void add_rounding(const RoundingRule& rule, Money fee);

 private:
  void add(const promotions::Application& application);
  AppliedPromotion describe(const promotions::Application& application) const;
  void describe_promotion(const promotions::CompiledPromotion& compiled,
                          const promotions::Application& application, AppliedPromotion& applied) const;
  void hand_out(const promotions::Share& share, const AppliedPromotion& applied);
  void take_off(std::size_t line, const AppliedPromotion& applied, Money amount, Quantity units);
  Money discountable_net() const;
  void take_from_items(const AppliedPromotion& applied);
  Money take_from_all(const AppliedPromotion& applied, Money amount, bool discountable_only);

  const Basket& basket_;
  const promotions::Goods& goods_;
  const promotions::RuleBook& book_;
  PricedBasket& priced_;
};

}  // namespace huiji::pricing
