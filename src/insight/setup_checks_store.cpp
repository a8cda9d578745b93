#include "insight/setup_checks_store.hpp"

#include <unordered_map>

#include "catalog/catalog_store.hpp"
#include "insight/laboratory.hpp"
#include "insight_sql.hpp"
#include "platform/world.hpp"
#include "promotions/promotions_store.hpp"

namespace huiji::insight {
namespace {

struct Deals {
  std::optional<Money> lowest;
  std::int64_t sold = 0;
};

std::unordered_map<ProductId, Deals> deals(db::Transaction& transaction, MerchantId merchant_id,
                                           ShopId shop_id, Date today) {
  std::unordered_map<ProductId, Deals> deals;
  const Date first{today.days - kReferenceDays};
  for (const auto row : transaction.query(sql::deals_of_days, {merchant_id, first, today, shop_id}))
    deals[row.id<ProductId>(0)] = {row.is_null(1) ? std::nullopt : std::optional(row.money(1)),
                                   row.integer(2)};
  return deals;
}

// A category and its ancestors, as of today.
using Parents = std::unordered_map<CategoryId, std::optional<CategoryId>>;
std::vector<CategoryId> path_of(const Parents& parents, CategoryId category_id) {
  std::vector<CategoryId> path;
  for (std::optional<CategoryId> at = category_id; at && path.size() < 16;) {
    path.push_back(*at);
    const auto found = parents.find(*at);
    at = found == parents.end() ? std::nullopt : found->second;
  }
  return path;
}

CheckedProduct checked(const catalog::Product& product, const Parents& parents) {
  CheckedProduct checked;
  checked.product_id = product.product_id;
  checked.name = product.name;
  checked.by_weight = product.unit_kind == catalog::UnitKind::weight;
  checked.price = product.price;
  checked.member_price = product.member_price;
  checked.cost = product.cost;
  checked.tax_rate = product.tax_rate;
  checked.discountable = product.discountable;
  checked.categories = path_of(parents, product.category_id);
  return checked;
}

}  // namespace

ShopClock shop_clock(db::Transaction& transaction, MerchantId merchant_id) {
  const db::Rows rows = transaction.query(sql::shop_time, {merchant_id});
  HUIJI_CHECK(!rows.empty());
  return {rows[0].text(0), int(rows[0].integer(1))};
}

CheckInput load_check_input(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id,
                            PromotionId promotion_id, const CheckRequest& request, Instant now) {
  CheckInput input;
  input.draft = replayed(promotion_id, request.draft);
  input.draft.schedule = request.draft.schedule;
  input.shop_id = shop_id;
  input.now = now;
  input.least_margin = request.least_margin;
  const ShopClock clock = shop_clock(transaction, merchant_id);
  input.utc_offset_minutes = utc_offset_minutes(clock.time_zone.c_str(), now);
  const Date today = business_day(now, input.utc_offset_minutes, clock.day_cutoff_minutes);
  const auto version = catalog::current_version(transaction, merchant_id);
  if (auto rules = promotions::rules_at(transaction, merchant_id, version)) {
    input.points = rules->points;
    for (pricing::Promotion& promotion : rules->promotions)
      if (promotion.promotion_id != promotion_id) input.live.push_back(std::move(promotion));
  }
  Parents parents;
  for (const catalog::Category& category : catalog::all_categories(transaction, merchant_id))
    parents[category.category_id] = category.parent_id;
  auto sold = deals(transaction, merchant_id, shop_id, today);
  for (const catalog::Product& product : catalog::all_products(transaction, merchant_id, shop_id)) {
    if (product.state != catalog::ProductState::active) continue;
    CheckedProduct& added = input.products.emplace_back(checked(product, parents));
    added.lowest_deal = sold[product.product_id].lowest;
    added.sold = sold[product.product_id].sold;
  }
  return input;
}

}  // namespace huiji::insight
