// Compiled promotions with an index from products and categories to the promotions that may concern them, so
// that a basket asks only those. Immutable. The order is by promotion id, whatever order the shop's list had.
#pragma once

#include <unordered_map>
#include <vector>

#include "promotions/engine/kind.hpp"

namespace huiji::promotions {

struct CompiledPromotion {
  PromotionId promotion_id;
  const Kind* kind = nullptr;
  std::string name;
  bool members_only = false;
  pricing::Scope scope;  // lists sorted
  pricing::Schedule schedule;
  Offer offer;
};

Result<CompiledPromotion> compile_promotion(const pricing::Promotion& promotion);

class RuleBook {
 public:
  RuleBook() = default;
  explicit RuleBook(std::vector<CompiledPromotion> promotions);

  const std::vector<CompiledPromotion>& promotions() const { return promotions_; }
  // Calls visit(index) for each promotion whose include lists name the goods; an index may come twice.
  template <class Visit>
  void candidates(const pricing::BasketLine& line, Visit visit) const {
    for (int index : everything_) visit(index);
    look_up(by_product_, line.product_id, visit);
    for (const CategoryId& category : line.categories) look_up(by_category_, category, visit);
  }

 private:
  template <class Map, class Key, class Visit>
  static void look_up(const Map& map, const Key& key, Visit visit) {
    if (const auto found = map.find(key); found != map.end())
      for (int index : found->second) visit(index);
  }
  std::vector<CompiledPromotion> promotions_;
  std::vector<int> everything_;
  std::unordered_map<ProductId, std::vector<int>> by_product_;
  std::unordered_map<CategoryId, std::vector<int>> by_category_;
};

// Exclusion wins; goods that are not discountable are never in scope.
bool excluded(const CompiledPromotion& promotion, const pricing::BasketLine& line);

}  // namespace huiji::promotions
