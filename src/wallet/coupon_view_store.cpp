#include "wallet/coupon_view_store.hpp"

#include "members/members_store.hpp"
#include "promotions/promotions_store.hpp"

namespace huiji::wallet {

namespace {

struct Names {
  std::string batch;
  bool transferable = false;
  bool open = false;  // its promotion is active
  std::string promotion;
  std::string kind;
};

Names names_of(db::Transaction& transaction, MerchantId merchant_id, const Coupon& coupon) {
  Names names;
  if (const auto batch = find_coupon_batch(transaction, merchant_id, coupon.batch_id)) {
    names.batch = batch->draft.name;
    names.transferable = batch->draft.transferable;
  }
  if (const auto stored = promotions::find_promotion(transaction, merchant_id, coupon.promotion_id)) {
    names.promotion = stored->promotion.name;
    names.kind = stored->promotion.kind;
    names.open = stored->promotion.state == pricing::PromotionState::active;
  }
  return names;
}

CouponView view_of(const CouponWork& work, const Coupon& coupon, const Names& names) {
  CouponView view;
  view.coupon_id = coupon.coupon_id;
  view.batch_id = coupon.batch_id;
  view.promotion_id = coupon.promotion_id;
  view.code = coupon.code;
  view.state = coupon.state;
  view.member_id = coupon.member_id;
  view.valid_from = coupon.valid_from;
  view.valid_until = coupon.valid_until;
  view.extended = coupon.extended;
  view.issued_at = coupon.issued_at;
  view.batch_name = names.batch;
  view.promotion_name = names.promotion;
  view.promotion_kind = names.kind;
  view.transferable = names.transferable;
  const bool free = coupon.state == CouponState::issued || coupon.overdue(work.now);
  view.usable = names.open && free && coupon.valid_on(work.today);
  view.till_id = coupon.till_id;
  view.deadline = coupon.deadline;
  view.sale_id = coupon.sale_id;
  view.discount = coupon.discount;
  return view;
}

void add_member_number(db::Transaction& transaction, MerchantId merchant_id, CouponView& view) {
  if (!view.member_id) return;
  if (const auto member = members::find_member_facts(transaction, merchant_id, *view.member_id))
    view.member_number = member->number;
}

}  // namespace

CouponList coupon_list(db::Transaction& transaction, const CouponWork& work,
                       const std::vector<Coupon>& coupons) {
  std::map<CouponBatchId, Names> known;
  CouponList list;
  for (const Coupon& coupon : coupons) {
    const auto [at, fresh] = known.try_emplace(coupon.batch_id);
    if (fresh) at->second = names_of(transaction, work.merchant_id, coupon);
    list.coupons.push_back(view_of(work, coupon, at->second));
    add_member_number(transaction, work.merchant_id, list.coupons.back());
  }
  return list;
}

CouponView coupon_view(db::Transaction& transaction, const CouponWork& work, const Coupon& coupon) {
  CouponView view = view_of(work, coupon, names_of(transaction, work.merchant_id, coupon));
  add_member_number(transaction, work.merchant_id, view);
  return view;
}

CouponDetail coupon_detail(db::Transaction& transaction, const CouponWork& work, const Coupon& coupon) {
  return {coupon_view(transaction, work, coupon),
          coupon_events(transaction, work.merchant_id, coupon.coupon_id)};
}

std::optional<CouponBatch> coupon_batch_shown(db::Transaction& transaction, MerchantId merchant_id,
                                              CouponBatchId batch_id) {
  for (CouponBatch& batch : coupon_batch_list(transaction, merchant_id).batches)
    if (batch.batch_id == batch_id) return std::move(batch);
  return std::nullopt;
}

}  // namespace huiji::wallet
