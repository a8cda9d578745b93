// Trial baskets for the checks at set-up: one product in some number, for a visitor who holds what promotions
// may ask for. Prices are those of the engine; nothing here adds up money of its own.
#pragma once

#include <map>

#include "insight/setup_checks.hpp"
#include "pricing/pricing.hpp"

namespace huiji::insight {

// Somebody at the till: without a card, or a member of a tier.
struct Visitor {
  bool member = false;
  std::string tier;
};

struct Trial {
  std::int64_t count = 0;  // pieces or kilograms
  Visitor visitor;
  Money gross;
  Money net;
  bool draft_applies = false;
  std::vector<std::string> promotions;
  std::vector<PromotionId> ids;
};

class TrialShop {
 public:
  explicit TrialShop(const CheckInput& input);

  enum class Rules { with_draft, without_draft, draft_alone };
  Trial price(const CheckedProduct& product, std::int64_t count, const Visitor& visitor, Rules rules,
              bool coupons) const;

  const std::vector<Visitor>& visitors() const { return visitors_; }
  // Numbers of pieces worth trying: 1, 2, 3, 6, 12 and what reaches the draft's thresholds.
  std::vector<std::int64_t> counts(const CheckedProduct& product) const;
  // Live promotions that can be open together with the draft.
  const std::vector<pricing::Promotion>& rivals() const { return rivals_; }
  // Whether a trial can tell if the draft saves anything: not for points and stamps.
  bool lowers_prices() const { return lowers_prices_; }
  bool lowers_shelf_price() const { return lowers_shelf_price_; }  // would be shown beside a former price
  std::int64_t priced() const { return priced_; }

 private:
  pricing::Basket basket(const CheckedProduct& product, std::int64_t count, const Visitor& visitor,
                         bool coupons) const;
  void find_visitors();
  const CheckInput& input_;
  std::vector<pricing::Promotion> rivals_;  // schedules lifted
  pricing::CompiledRules with_draft_, without_draft_, draft_alone_;
  std::vector<Visitor> visitors_;
  std::vector<std::string> tags_;
  std::vector<std::int64_t> thresholds_;  // amounts, of the draft's parameters
  std::optional<std::string> tender_;
  bool lowers_prices_ = true;
  bool lowers_shelf_price_ = true;
  bool delivery_ = false;
  bool expiring_ = false;
  mutable std::int64_t priced_ = 0;
};

// Numbers and texts under a name anywhere in a kind's parameters (compact JSON), so that the trials know what
// a kind asks for without knowing the kind.
std::vector<std::int64_t> numbers_named(std::string_view json, std::string_view name);
std::vector<std::string> texts_named(std::string_view json, std::string_view name);

}  // namespace huiji::insight
