// Compiled promotions with an index from products and categories to the promotions that may concern them, so
// that a basket asks only those. Immutable. The order is by promotion id, whatever order the shop's list had.
#pragma once

#include <unordered_map>
#include <vector>

#include "promotions/engine/kind.hpp"

namespace huiji::promotions {

struct CompiledPromotion {
  pricing::Promotion promotion;  // its lists sorted
  const Kind* kind = nullptr;
  Offer offer;
  pricing::Layer layer = pricing::Layer::unit_price;
  pricing::Terms terms;         // the promotion's, or none
  std::optional<int> group;     // exclusive group within the layer
  bool limited = false;         // by day, member, total or budget: ask the basket what remains
  bool gated = false;           // by member, audience, coupon, tender, wish …
  std::vector<GoodsSet> goods;  // of the offer's roles, sorted
  bool uses_scope = true;
};

Result<CompiledPromotion> compile_promotion(const pricing::Promotion& promotion);

class RuleBook {
 public:
  RuleBook() = default;
  explicit RuleBook(std::vector<CompiledPromotion> promotions);

  const std::vector<CompiledPromotion>& promotions() const { return promotions_; }
  const CompiledPromotion& at(int index) const { return promotions_[static_cast<std::size_t>(index)]; }
  // Calls visit(index) for each promotion whose lists name the goods; an index may come twice.
  template <class Visit>
  void candidates(const pricing::BasketLine& line, Visit visit) const {
    for (int index : everything_) visit(index);
    look_up(by_product_, line.product_id, visit);
    for (const CategoryId& category : line.categories) look_up(by_category_, category, visit);
  }

 private:
  void index(int promotion, const std::vector<ProductId>& products,
             const std::vector<CategoryId>& categories);
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

// Which parts the goods of a line may play in a promotion: kScopeRole, role_bit(0)…; 0: none. Exclusion wins;
// goods that are not discountable or carry a manual price play none.
unsigned roles_of(const CompiledPromotion& promotion, const pricing::BasketLine& line);

}  // namespace huiji::promotions
