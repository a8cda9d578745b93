#include "promotions/engine/rule_book.hpp"

#include <algorithm>

#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

template <class T>
static void sort_unique(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

Result<CompiledPromotion> compile_promotion(const pricing::Promotion& promotion) {
  const Kind* kind = find_kind(promotion.kind);
  if (!kind) return Refusal(unknown_kind, {{"kind", promotion.kind}});
  auto offer = kind->make(promotion.parameters);
  if (!offer) return offer.refusal();
  CompiledPromotion compiled{
      promotion.promotion_id, kind,  promotion.name, promotion.members_only, promotion.scope,
      promotion.schedule,     *offer};
  sort_unique(compiled.scope.products);
  sort_unique(compiled.scope.categories);
  sort_unique(compiled.scope.excluded_products);
  sort_unique(compiled.scope.excluded_categories);
  return compiled;
}

RuleBook::RuleBook(std::vector<CompiledPromotion> promotions) : promotions_(std::move(promotions)) {
  std::sort(promotions_.begin(), promotions_.end(),
            [](const auto& a, const auto& b) { return a.promotion_id < b.promotion_id; });
  for (int index = 0; index < static_cast<int>(promotions_.size()); ++index) {
    const pricing::Scope& scope = promotions_[static_cast<std::size_t>(index)].scope;
    if (scope.products.empty() && scope.categories.empty()) everything_.push_back(index);
    for (const ProductId& product : scope.products) by_product_[product].push_back(index);
    for (const CategoryId& category : scope.categories) by_category_[category].push_back(index);
  }
}

template <class T>
static bool holds(const std::vector<T>& sorted, const T& value) {
  return !sorted.empty() && std::binary_search(sorted.begin(), sorted.end(), value);
}

bool excluded(const CompiledPromotion& promotion, const pricing::BasketLine& line) {
  if (!line.discountable || holds(promotion.scope.excluded_products, line.product_id)) return true;
  if (promotion.scope.excluded_categories.empty()) return false;
  for (const CategoryId& category : line.categories)
    if (holds(promotion.scope.excluded_categories, category)) return true;
  return false;
}

}  // namespace huiji::promotions
