#include "wallet/coupon_batch_store.hpp"

#include "promotions/promotions_store.hpp"
#include "wallet/coupon_life.hpp"
#include "wallet_sql.hpp"
#include "wire/json.hpp"

namespace huiji::wallet {

namespace {

constexpr std::string_view kAfterCoupons = "coupons0";  // the first text after all that begin with "coupons/"

StoredCouponBatch stored_of(const db::Rows::Row& row) {
  auto draft = wire::from_json<CouponBatchDraft>(row.text(2));
  HUIJI_CHECK(draft);
  return {row.id<CouponBatchId>(0), row.integer(1), *std::move(draft), row.instant(3),
          row.is_null(4) ? "" : row.text(4)};
}

std::vector<StoredCouponBatch> list_of(const db::Rows& rows) {
  std::vector<StoredCouponBatch> list;
  for (const auto row : rows) list.push_back(stored_of(row));
  return list;
}

std::string_view state_text(CouponBatchState state) {
  switch (state) {
    case CouponBatchState::draft:
      return "draft";
    case CouponBatchState::active:
      return "active";
    case CouponBatchState::ended:
      return "ended";
  }
  HUIJI_CHECK(false);
}

void add_balance(CouponCounts& counts, std::optional<CouponState> state, std::int64_t amount) {
  if (!state)
    counts.made += amount;
  else if (*state == CouponState::issued)
    counts.issued -= amount;
  else if (*state == CouponState::reserved)
    counts.reserved -= amount;
  else if (*state == CouponState::used)
    counts.used -= amount;
  else if (*state == CouponState::expired)
    counts.expired -= amount;
  else
    counts.voided -= amount;
}

std::map<CouponBatchId, CouponCounts> all_counts(db::Transaction& transaction, MerchantId merchant_id) {
  std::map<CouponBatchId, CouponCounts> all;
  const db::Rows balances =
      transaction.query(sql::coupon_balances, {merchant_id, kCouponsPrefix, kAfterCoupons});
  for (const auto row : balances)
    if (const auto account = parse_coupons_account(row.text(0)))
      add_balance(all[account->batch_id], account->state, row.integer(1));
  for (const auto row : transaction.query(sql::coupon_given, {merchant_id, MemberId{}})) {
    CouponCounts& counts = all[row.id<CouponBatchId>(0)];
    counts.returned = row.integer(1);
    counts.discount = row.money(2);
  }
  return all;
}

CouponBatch shown_of(StoredCouponBatch stored) {
  CouponBatch batch;
  batch.batch_id = stored.batch_id;
  batch.version = stored.version;
  batch.changed_at = stored.changed_at;
  batch.changed_by = std::move(stored.changed_by);
  batch.batch = std::move(stored.draft);
  return batch;
}

}  // namespace

std::optional<StoredCouponBatch> find_coupon_batch(db::Transaction& transaction, MerchantId merchant_id,
                                                   CouponBatchId batch_id) {
  const db::Rows rows = transaction.query(sql::coupon_batch_current, {merchant_id, batch_id});
  if (rows.empty()) return std::nullopt;
  return stored_of(rows[0]);
}

std::vector<StoredCouponBatch> coupon_batches(db::Transaction& transaction, MerchantId merchant_id) {
  return list_of(transaction.query(sql::coupon_batches, {merchant_id}));
}

std::vector<StoredCouponBatch> coupon_batches_of(db::Transaction& transaction, MerchantId merchant_id,
                                                 PromotionId promotion_id) {
  return list_of(transaction.query(sql::coupon_batches_of_promotion, {merchant_id, promotion_id}));
}

void insert_coupon_batch(db::Transaction& transaction, MerchantId merchant_id, const StoredCouponBatch& batch,
                         StaffId by) {
  transaction.execute(sql::coupon_batch_insert,
                      {merchant_id, batch.batch_id, batch.version, batch.draft.promotion_id,
                       state_text(batch.draft.state), wire::to_json(batch.draft), batch.changed_at, by});
}

std::set<PromotionId> promotions_with_coupons(db::Transaction& transaction, MerchantId merchant_id,
                                              Instant at) {
  std::set<PromotionId> ids;
  for (const auto row : transaction.query(sql::coupon_batched_promotions, {merchant_id, at}))
    ids.insert(row.id<PromotionId>(0));
  return ids;
}

CouponBatchList coupon_batch_list(db::Transaction& transaction, MerchantId merchant_id) {
  std::map<PromotionId, pricing::Promotion> promotions;
  for (auto& stored : promotions::all_promotions(transaction, merchant_id).promotions)
    promotions.emplace(stored.promotion.promotion_id, std::move(stored.promotion));
  auto counts = all_counts(transaction, merchant_id);
  CouponBatchList list;
  for (StoredCouponBatch& stored : coupon_batches(transaction, merchant_id)) {
    CouponBatch batch = shown_of(std::move(stored));
    batch.counts = counts[batch.batch_id];
    if (const auto found = promotions.find(batch.batch.promotion_id); found != promotions.end()) {
      batch.promotion_name = found->second.name;
      batch.promotion_kind = found->second.kind;
      const auto& funder = found->second.funder;
      if (funder && funder->kind == pricing::FunderKind::supplier) batch.funder = funder->name;
    }
    list.batches.push_back(std::move(batch));
  }
  return list;
}

}  // namespace huiji::wallet
