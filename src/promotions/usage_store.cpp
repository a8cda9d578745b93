#include "promotions/usage_store.hpp"

#include "platform/world.hpp"
#include "promotions/promotions_store.hpp"
#include "promotions/quota_store.hpp"
#include "promotions_sql.hpp"

namespace huiji::promotions {

Used used(db::Transaction& transaction, const UsePlace& place, PromotionId promotion_id,
          std::span<const AllowanceId> own) {
  Used used;
  const MemberId everybody;
  const db::Rows rows = transaction.query(
      sql::usage_of_promotion,
      {place.merchant_id, everybody, place.member_id.value_or(everybody), promotion_id, place.business_day});
  for (const auto row : rows) {
    if (row.id<MemberId>(0) == everybody) {
      used.times = row.integer(1);
      used.amount = row.money(2);
      used.today = row.integer(3);
    } else {
      used.by_member = row.integer(1);
      used.by_member_today = row.integer(3);
    }
  }
  const Leased held = leased(transaction, place.merchant_id, promotion_id, place.business_day, own);
  used.times += held.times;
  used.today += held.today;
  used.amount += held.amount;
  return used;
}

static void count(db::Transaction& transaction, const UsePlace& place, std::span<const Use> uses, int sign) {
  std::vector<db::Values> rows;
  const auto add = [&](MemberId member_id, const Use& use) {
    rows.push_back({place.merchant_id, member_id, use.promotion_id, place.business_day, place.till_id,
                    sign * use.times, sign * use.amount.minor});
  };
  for (const Use& use : uses) {
    add(MemberId{}, use);
    if (place.member_id && (use.limits.per_member || use.limits.per_member_day)) add(*place.member_id, use);
  }
  if (!rows.empty()) transaction.batch(sql::usage_add, std::move(rows));
}

void count_uses(db::Transaction& transaction, const UsePlace& place, std::span<const Use> uses) {
  count(transaction, place, uses, 1);
}

void count_back(db::Transaction& transaction, const UsePlace& place, std::span<const Use> uses) {
  count(transaction, place, uses, -1);
}

void record_excess(db::Transaction& transaction, MerchantId merchant_id, SaleId sale_id,
                   std::span<const Excess> list, Instant now) {
  for (const Excess& excess : list)
    transaction.execute(sql::excess_insert,
                        {merchant_id, excess.promotion_id, sale_id, excess.limit_name, excess.over, now});
}

std::vector<StoredExcess> excesses(db::Transaction& transaction, MerchantId merchant_id, int limit) {
  std::vector<StoredExcess> list;
  for (const auto row : transaction.query(sql::excess_list, {merchant_id, limit}))
    list.push_back({row.id<PromotionId>(0), row.id<SaleId>(1), row.text(2), row.integer(3)});
  return list;
}

std::map<PromotionId, PromotionUsage> usage_totals(db::Transaction& transaction, MerchantId merchant_id) {
  std::map<PromotionId, PromotionUsage> totals;
  for (const auto row : transaction.query(sql::usage_totals, {merchant_id, MemberId{}}))
    totals[row.id<PromotionId>(0)] = {row.integer(1), row.money(2), 0};
  for (const auto row : transaction.query(sql::excess_counts, {merchant_id}))
    totals[row.id<PromotionId>(0)].sales_over_limit = row.integer(1);
  return totals;
}

RemainingList remaining_now(db::Transaction& transaction, MerchantId merchant_id,
                            std::optional<MemberId> member_id, Instant now) {
  RemainingList list;
  const auto day = business_day_now(transaction, merchant_id, now);
  if (!day) return list;
  list.business_day = *day;
  const UsePlace place{merchant_id, {}, *day, member_id};
  for (const pricing::Promotion& promotion : limited_promotions(transaction, merchant_id)) {
    const Used so_far = used(transaction, place, promotion.promotion_id);
    const pricing::Remaining left =
        remaining_of(promotion.promotion_id, *promotion.limits, so_far, member_id.has_value());
    if (left.times || left.budget) list.remaining.push_back(left);
  }
  return list;
}

}  // namespace huiji::promotions
