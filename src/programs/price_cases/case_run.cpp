#include "programs/price_cases/case_run.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

#include "pricing/pricing.hpp"
#include "promotions/promotions.hpp"

namespace huiji::cases {

using pricing::PricedBasket;
using pricing::PricedLine;

std::string money_text(Money money) {
  const std::int64_t magnitude = money.minor < 0 ? -money.minor : money.minor;
  const std::string cents = std::to_string(magnitude % 100);
  return (money.minor < 0 ? "-" : "") + std::to_string(magnitude / 100) + (cents.size() < 2 ? ".0" : ".") +
         cents;
}

std::string quantity_text(Quantity quantity, bool by_weight) {
  if (!by_weight && is_whole(quantity)) return std::to_string(quantity.thousandths / 1000);
  std::string part = std::to_string(quantity.thousandths % 1000);
  part.insert(0, 3 - part.size(), '0');
  return std::to_string(quantity.thousandths / 1000) + "." + part + (by_weight ? " kg" : "");
}

pricing::RefundRequest refund_request(const pricing::Basket& basket, const PricedBasket& priced,
                                      const pricing::PointsRule& points, const std::vector<Quantity>& before,
                                      const std::vector<Quantity>& now) {
  pricing::RefundRequest request;
  for (std::size_t i = 0; i < priced.lines.size(); ++i) {
    const PricedLine& line = priced.lines[i];
    request.lines.push_back({static_cast<int>(i) + 1, basket.lines[i].quantity, basket.lines[i].by_weight,
                             line.gross, line.net, line.tax, before[i], now[i], line.points_percent});
  }
  request.points_per_yuan = basket.member ? points.points_per_yuan : 0;
  request.points_earned = priced.points;
  request.rewards = priced.rewards;
  request.bonus = pricing::bonus_part(priced, basket.bonus_tender);
  if (auto spent = pricing::spent_points(priced); !spent.empty()) request.points_paid = std::move(spent);
  return request;
}

pricing::SoldBasket sold_basket(const pricing::Basket& basket, const pricing::Rules& rules, bool reprice,
                                Money refunded_before) {
  pricing::SoldBasket sold{basket, rules, reprice, refunded_before};
  sold.basket.delivery.reset();
  return sold;
}

namespace {

const char* reason_text(pricing::NotGivenReason reason) {
  return boost::describe::enum_to_string(reason, "?");
}

class Outcome {
 public:
  explicit Outcome(const Case& a_case) : case_(a_case) {}

  std::vector<std::string> run() {
    if (const std::string code = refusal(); !code.empty()) return {"refused " + code};
    priced_ = pricing::price(case_.basket, *pricing::compile(case_.rules));
    for (std::size_t i = 0; i < priced_.lines.size(); ++i) add_line(i);
    if (asks("rule")) add_rules();
    if (asks("reward")) add_rewards();
    if (asks("delivery") && priced_.delivery) out_.push_back("delivery " + money_text(priced_.delivery->net));
    if (asks("rounding")) out_.push_back("rounding " + money_text(rounding()));
    out_.push_back("total " + money_text(priced_.payable));
    if (asks("tax")) out_.push_back("tax " + money_text(priced_.tax));
    if (asks("spends"))
      out_.push_back("spends " + std::to_string(priced_.points_spent.value_or(Points{}).count));
    if (asks("could") && priced_.points_payable)
      out_.push_back("could " + std::to_string(priced_.points_payable->most.count) + " " +
                     money_text(priced_.points_payable->value));
    if (asks("optimal") || asks("gap")) add_certificate();
    if (asks("points")) out_.push_back("points " + std::to_string(priced_.points.count));
    if (asks("not") || asks("near")) add_explanation();
    add_returns();
    return std::move(out_);
  }

 private:
  bool asks(std::string_view word) const {
    for (const std::string& line : case_.expected)
      if (line == word || line.rfind(std::string(word) + " ", 0) == 0) return true;
    return false;
  }

  std::string refusal() const {
    for (const pricing::Promotion& rule : case_.rules.promotions) {
      const auto done = promotions::check_draft({rule.kind, rule.name, rule.state, rule.members_only,
                                                 rule.scope, rule.schedule, rule.parameters, rule.audience,
                                                 rule.terms, rule.limits, rule.funder, std::nullopt});
      if (!done) return done.refusal().code->code;
    }
    if (const auto rules = pricing::compile(case_.rules); !rules) return rules.refusal().code->code;
    if (const auto done = pricing::check_basket(case_.basket); !done) return done.refusal().code->code;
    return {};
  }

  std::string label(PromotionId id) const {
    for (const pricing::BuiltInOffer& offer : pricing::kBuiltInOffers)
      if (offer.id == id) return offer.kind;
    return case_.rule_labels[id.bytes[15] - std::size_t{1}];
  }

  void add_line(std::size_t i) {
    const PricedLine& line = priced_.lines[i];
    const pricing::BasketLine& scanned = case_.basket.lines[i];
    std::string text = case_.product_names[i] + " " + quantity_text(scanned.quantity, scanned.by_weight) +
                       " " + money_text(line.gross);
    std::string labels;
    for (const pricing::Allocation& share : line.allocations)
      labels += (labels.empty() ? "" : "+") + label(share.promotion_id);
    if (!labels.empty()) text += " " + money_text(-line.discount) + " " + labels;
    out_.push_back(text);
  }

  void add_rules() {
    for (const pricing::AppliedPromotion& applied : priced_.promotions)
      out_.push_back("rule " + label(applied.promotion_id) + " " + money_text(-applied.amount) + " x" +
                     std::to_string(applied.times));
  }

  void add_rewards() {
    static constexpr const char* kRewards[] = {"points", "coupons", "stamps", "draws"};
    if (!priced_.rewards) return;
    for (const pricing::Reward& reward : *priced_.rewards)
      out_.push_back("reward " + label(reward.promotion_id) + " " +
                     kRewards[static_cast<std::size_t>(reward.reward)] + " " + std::to_string(reward.count));
  }

  Money rounding() const {
    Money off;
    for (const pricing::AppliedPromotion& applied : priced_.promotions)
      if (applied.layer == pricing::Layer::rounding) off -= applied.amount;
    return off;
  }

  void add_certificate() {
    const pricing::Certificate& certificate = priced_.certificate;
    out_.push_back(certificate.optimal ? "optimal" : "gap " + money_text(certificate.gap));
  }

  void add_explanation() {
    const pricing::Explanation explained = pricing::explain(case_.basket, *pricing::compile(case_.rules));
    if (asks("not"))
      for (const pricing::NotGiven& none : explained.not_given)
        out_.push_back("not " + label(none.promotion_id) + " " + reason_text(none.reason));
    if (!asks("near")) return;
    for (const pricing::NearMiss& near : explained.near_misses)
      out_.push_back("near " + label(near.promotion_id) + " " +
                     (near.add_amount ? "+" + money_text(*near.add_amount)
                                      : "+" + std::to_string(near.add_units.value_or(0)) + "pcs") +
                     " " + money_text(-near.gain));
  }

  void add_returns() {
    std::vector<Quantity> before(priced_.lines.size());
    Money refunded;
    for (const Return& back : case_.returns) {
      std::vector<Quantity> now(before.size());
      now[back.line] = back.quantity;
      auto request = refund_request(case_.basket, priced_, case_.rules.points, before, now);
      request.sold = sold_basket(case_.basket, case_.rules, prices_again(), refunded);
      if (const auto done = pricing::check_refund(request); !done) {
        out_.push_back(std::string("refused ") + done.refusal().code->code);
        return;
      }
      const pricing::RefundPlan plan = pricing::refund(request);
      out_.push_back("refund " + money_text(plan.refund) + " points " +
                     std::to_string(-plan.points_back.count));
      if (plan.points_returned) out_.back() += " returned " + std::to_string(plan.points_returned->count);
      before[back.line] += back.quantity;
      refunded += plan.refund;
    }
  }

  // Whether a promotion that applied asks for it.
  bool prices_again() const {
    return std::any_of(priced_.promotions.begin(), priced_.promotions.end(), [&](const auto& applied) {
      return std::any_of(case_.rules.promotions.begin(), case_.rules.promotions.end(), [&](const auto& rule) {
        return rule.promotion_id == applied.promotion_id && rule.terms &&
               rule.terms->on_break == pricing::OnBreak::reprice;
      });
    });
  }

  const Case& case_;
  PricedBasket priced_;
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> outcome(const Case& a_case) { return Outcome(a_case).run(); }

}  // namespace huiji::cases
