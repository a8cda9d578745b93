#include "promotions/engine/rule_book.hpp"

#include <algorithm>

#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

template <class T>
static void sort_unique(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

static void read_offer(CompiledPromotion& compiled) {
  std::span<const GoodsSet> goods;
  if (const auto* quantity = std::get_if<std::shared_ptr<const QuantityOffer>>(&compiled.offer)) {
    goods = (*quantity)->goods();
    compiled.uses_scope = (*quantity)->uses_scope();
    compiled.gated |= (*quantity)->on_wish();
  }
  if (const auto* extra = std::get_if<std::shared_ptr<const ExtraOffer>>(&compiled.offer))
    goods = (*extra)->goods();
  compiled.goods.assign(goods.begin(), goods.end());
  for (GoodsSet& set : compiled.goods) {
    sort_unique(set.products);
    sort_unique(set.categories);
  }
  if (const auto* order = std::get_if<std::shared_ptr<const OrderOffer>>(&compiled.offer)) {
    if (compiled.terms.by_coupon && compiled.layer == pricing::Layer::order)
      compiled.layer = pricing::Layer::coupon;
    if (!compiled.group) compiled.group = (*order)->default_group();
    compiled.gated |= !(*order)->tenders().empty();
  }
}

Result<CompiledPromotion> compile_promotion(const pricing::Promotion& promotion) {
  const Kind* kind = find_kind(promotion.kind);
  if (!kind) return Refusal(unknown_kind, {{"kind", promotion.kind}});
  auto offer = kind->make(promotion.parameters);
  if (!offer) return offer.refusal();
  CompiledPromotion compiled;
  compiled.promotion = promotion;
  compiled.kind = kind;
  compiled.offer = *offer;
  compiled.layer = kind->description.layer;
  compiled.terms = promotion.terms.value_or(pricing::Terms{});
  compiled.group = compiled.terms.exclusive_group;
  if (const auto& limits = promotion.limits)
    compiled.limited =
        limits->per_member || limits->per_member_day || limits->per_day || limits->total || limits->budget;
  compiled.gated = promotion.members_only || promotion.audience || compiled.terms.by_coupon;
  read_offer(compiled);
  pricing::Scope& scope = compiled.promotion.scope;
  sort_unique(scope.products);
  sort_unique(scope.categories);
  sort_unique(scope.excluded_products);
  sort_unique(scope.excluded_categories);
  return compiled;
}

RuleBook::RuleBook(std::vector<CompiledPromotion> promotions) : promotions_(std::move(promotions)) {
  std::sort(promotions_.begin(), promotions_.end(),
            [](const auto& a, const auto& b) { return a.promotion.promotion_id < b.promotion.promotion_id; });
  for (int i = 0; i < static_cast<int>(promotions_.size()); ++i) {
    const CompiledPromotion& promotion = at(i);
    const pricing::Scope& scope = promotion.promotion.scope;
    if (promotion.uses_scope && scope.products.empty() && scope.categories.empty()) {
      everything_.push_back(i);
      continue;
    }
    if (promotion.uses_scope) index(i, scope.products, scope.categories);
    for (const GoodsSet& set : promotion.goods) index(i, set.products, set.categories);
  }
}

void RuleBook::index(int promotion, const std::vector<ProductId>& products,
                     const std::vector<CategoryId>& categories) {
  for (const ProductId& product : products) by_product_[product].push_back(promotion);
  for (const CategoryId& category : categories) by_category_[category].push_back(promotion);
}

template <class T>
static bool holds(const std::vector<T>& sorted, const T& value) {
  return !sorted.empty() && std::binary_search(sorted.begin(), sorted.end(), value);
}

static bool named(const std::vector<ProductId>& products, const std::vector<CategoryId>& categories,
                  const pricing::BasketLine& line) {
  if (holds(products, line.product_id)) return true;
  return !categories.empty() &&
         std::any_of(line.categories.begin(), line.categories.end(),
                     [&](const CategoryId& category) { return holds(categories, category); });
}

unsigned roles_of(const CompiledPromotion& compiled, const pricing::BasketLine& line) {
  const pricing::Scope& scope = compiled.promotion.scope;
  if (!line.discountable || line.manual_price) return 0;
  if (named(scope.excluded_products, scope.excluded_categories, line)) return 0;
  unsigned roles = 0;
  const bool all = scope.products.empty() && scope.categories.empty();
  if (compiled.uses_scope && (all || named(scope.products, scope.categories, line))) roles |= kScopeRole;
  for (std::size_t g = 0; g < compiled.goods.size(); ++g)
    if (named(compiled.goods[g].products, compiled.goods[g].categories, line)) roles |= role_bit(g);
  return roles;
}

}  // namespace huiji::promotions
