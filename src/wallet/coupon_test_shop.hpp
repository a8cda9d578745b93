// For the tests of coupons: a merchant with a promotion by coupon and one without, three members, two tills
// or a hundred, on either engine. Every step runs in a transaction of its own, as a request would.
#pragma once

#include <gtest/gtest.h>

#include "members/members_store.hpp"
#include "pricing/refund_coupons.hpp"
#include "promotions/promotions_flow.hpp"
#include "support/stores.hpp"
#include "support/world.hpp"
#include "wallet/coupon_batch_flow.hpp"
#include "wallet/coupon_end_flow.hpp"
#include "wallet/coupon_errors.hpp"
#include "wallet/coupon_issue_flow.hpp"
#include "wallet/coupon_reserve_flow.hpp"
#include "wallet/coupon_sale_store.hpp"
#include "wallet/coupon_transfer_flow.hpp"
#include "wallet/coupon_verify_store.hpp"

namespace huiji::wallet {

inline constexpr std::string_view kCouponMerchantText =
    "INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, catalog_version, "
    "member_version, "
    "next_member_number, points_per_yuan, points_valid_months, created_at) "
    "VALUES ($1, '惠记', 'Asia/Shanghai', 240, 0, 0, 1, 1, 12, 0)";
inline constexpr std::string_view kCouponMemberText =
    "INSERT INTO member (merchant_id, member_id, number, phone_sealed, phone_index, last4_index, tier, "
    "state, "
    "consent_version, consent_at, registered_at, version) VALUES ($1, $2, $3, $4, $5, $4, '', 'active', '', "
    "0, 0, 0)";
inline constexpr db::Statement coupon_test_merchant{"test.coupon_merchant", kCouponMerchantText,
                                                    kCouponMerchantText};
inline constexpr db::Statement coupon_test_member{"test.coupon_member", kCouponMemberText, kCouponMemberText};

template <class IdType>
IdType coupon_test_id(int group, int number) {
  IdType id;
  id.bytes = {1,
              0,
              0,
              0,
              0,
              0,
              0x70,
              0,
              0x80,
              0,
              0,
              static_cast<std::uint8_t>(group),
              0,
              0,
              static_cast<std::uint8_t>(number >> 8),
              static_cast<std::uint8_t>(number)};
  return id;
}

class CouponShop {
 public:
  explicit CouponShop(db::Store& store) : store(store) {
    run([&](db::Transaction& transaction) {
      transaction.execute(coupon_test_merchant, {merchant_id});
      for (int i = 0; i < 3; ++i)
        transaction.execute(coupon_test_member,
                            {merchant_id, members[i], std::to_string(100 + i), db::Bytes{"x"},
                             db::Bytes{std::string(1, static_cast<char>('a' + i))}});
    });
    put_promotion(promotion_id, true);
    put_promotion(other_promotion_id, false);
  }

  db::Store& store;
  test::FakeClock clock;
  crypto::Keys keys = crypto::Keys::derive_from(crypto::Key{1, 2, 3});
  const MerchantId merchant_id = coupon_test_id<MerchantId>(1, 1);
  const StaffId staff_id = coupon_test_id<StaffId>(2, 1);
  const PromotionId promotion_id = coupon_test_id<PromotionId>(3, 1), other_promotion_id{{3, 2}};
  const CouponBatchId batch_id = coupon_test_id<CouponBatchId>(4, 1);
  const MemberId members[3] = {coupon_test_id<MemberId>(5, 1), coupon_test_id<MemberId>(5, 2),
                               coupon_test_id<MemberId>(5, 3)};
  int ids = 0;

  static TillId till(int i) { return coupon_test_id<TillId>(6, i); }
  OperationId new_id() { return coupon_test_id<OperationId>(7, ++ids); }
  SaleId new_sale() { return coupon_test_id<SaleId>(8, ++ids); }

  template <class T>
  Result<T> write(std::function<Result<T>(db::Transaction&)> flow) {
    return store.write<T>(std::move(flow));
  }
  void run(const std::function<void(db::Transaction&)>& flow) {
    const auto done = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      flow(transaction);
      return Done{};
    });
    HUIJI_CHECK(done);
  }
  Caller caller(std::optional<int> at_till = {}) const {
    Caller caller{merchant_id, {}, staff_id, {}, {}, {}};
    if (at_till) caller.till_id = till(*at_till);
    return caller;
  }
  CouponWork work(db::Transaction& transaction, std::optional<int> at_till = {}) {
    return coupon_work(transaction, caller(at_till), clock.now());
  }

  void put_promotion(PromotionId id, bool by_coupon) {
    promotions::PromotionDraft draft;
    draft.kind = by_coupon ? "voucher" : "percent_off";
    draft.name = by_coupon ? "五元券" : "九折";
    draft.state = pricing::PromotionState::active;
    draft.parameters.text = by_coupon ? R"({"value":500,"per":0})" : R"({"off":1000})";
    if (by_coupon) draft.terms = pricing::Terms{.by_coupon = true, .exclusive_group = {}};
    const auto stored = write<promotions::StoredPromotion>([&](db::Transaction& transaction) {
      return promotions::put_promotion(transaction, caller(), id, draft, clock.now());
    });
    HUIJI_CHECK(stored);
  }

  CouponBatchDraft draft() const {
    CouponBatchDraft draft;
    draft.promotion_id = promotion_id;
    draft.name = "开业券";
    draft.state = CouponBatchState::active;
    draft.validity.days = 30;
    draft.ways = {CouponWay::hand, CouponWay::code, CouponWay::rule};
    draft.transferable = true;
    return draft;
  }
  Result<StoredCouponBatch> put_batch(const CouponBatchDraft& draft) {
    return write<StoredCouponBatch>([&](db::Transaction& transaction) {
      return put_coupon_batch(transaction, work(transaction), batch_id, draft);
    });
  }

  Result<std::vector<Coupon>> issue(OperationId id, std::int64_t count, std::optional<MemberId> member = {}) {
    return write<std::vector<Coupon>>([&](db::Transaction& transaction) {
      return issue_coupons(transaction, keys, work(transaction), id, {batch_id, member, count, {}});
    });
  }
  std::vector<Coupon> issued(std::int64_t count, std::optional<MemberId> member = {}) {
    auto coupons = issue(new_id(), count, member);
    HUIJI_CHECK(coupons);
    return *std::move(coupons);
  }
  Result<CouponReservation> reserve(int at_till, OperationId id, const std::string& code,
                                    std::optional<MemberId> member = {}) {
    return write<CouponReservation>([&](db::Transaction& transaction) {
      return reserve_coupon(transaction, work(transaction, at_till), id, {code, member, {}});
    });
  }
  Result<Done> release(int at_till, OperationId id) {
    return write<Done>([&](db::Transaction& transaction) {
      return release_coupon(transaction, work(transaction, at_till), id);
    });
  }
  int free_expired() {
    int freed = 0;
    run([&](db::Transaction& transaction) {
      freed = free_expired_coupons(transaction, merchant_id, clock.now(), 100);
    });
    return freed;
  }
  int expire() {
    int expired = 0;
    run([&](db::Transaction& transaction) {
      expired = expire_coupons(transaction, merchant_id, clock.now(), 100);
    });
    return expired;
  }
  Result<Coupon> void_one(OperationId id, const std::string& code) {
    return write<Coupon>([&](db::Transaction& transaction) {
      return void_coupon(transaction, work(transaction), id, {code, "印错了"});
    });
  }
  Result<CouponTransfer> offer(OperationId id, const std::string& code) {
    return write<CouponTransfer>([&](db::Transaction& transaction) {
      return offer_coupon(transaction, work(transaction), id, {code});
    });
  }
  Result<Coupon> take(OperationId id, MemberId member) {
    return write<Coupon>([&](db::Transaction& transaction) {
      return take_coupon(transaction, keys, work(transaction), id, member);
    });
  }

  // A basket in which the promotion took `used` coupons of 5 yuan.
  pricing::PricedBasket priced(int used) const {
    pricing::PricedBasket priced;
    if (used == 0) return priced;
    pricing::AppliedPromotion applied;
    applied.promotion_id = promotion_id;
    applied.name = "五元券";
    applied.amount = Money{500 * used};
    applied.coupons = used;
    priced.promotions.push_back(applied);
    return priced;
  }
  pricing::PricedBasket earning(std::int64_t count) const {
    pricing::PricedBasket priced;
    pricing::Reward reward;
    reward.reward = pricing::RewardKind::coupons;
    reward.name = "返券";
    reward.count = count;
    reward.coupon_of = promotion_id;
    priced.rewards = {reward};
    return priced;
  }
  Result<std::vector<CouponExcess>> sell(int at_till, SaleId sale_id, std::vector<CouponId> coupon_ids,
                                         const pricing::PricedBasket& priced,
                                         std::optional<MemberId> member = {},
                                         std::optional<Instant> sold_at = {}) {
    return write<std::vector<CouponExcess>>(
        [&](db::Transaction& transaction) -> Result<std::vector<CouponExcess>> {
          const CouponWork doing = work(transaction, at_till);
          SaleWithCoupons sale{sale_id,    till(at_till), member, {}, sold_at.value_or(clock.now()),
                               &coupon_ids};
          sale.sale_day = business_day(sale.sold_at, 480, 240);
          auto plan = plan_sale_coupons(transaction, keys, doing, sale, priced);
          if (!plan) return plan.refusal();
          std::vector<CouponExcess> excess = plan->excess;
          save_sale_coupons(transaction, merchant_id, *std::move(plan));
          return excess;
        });
  }
  struct Back {
    std::vector<Coupon> returned;
    std::int64_t voided = 0, used = 0;
    Money used_value;
  };
  // As a return of checkout does: names what is taken back, and says what those used had given.
  Money choose(db::Transaction& transaction, SaleId sale_id, std::int64_t kept, ReturnOfCoupons& asked) {
    pricing::RefundRequest request;
    pricing::RefundPlan plan;
    request.earned_coupons = earned_coupons(transaction, merchant_id, sale_id);
    pricing::take_coupons(request, *earning(kept).rewards, plan);
    Money value;
    for (const pricing::TakenCoupon& taken : plan.coupons.value_or(std::vector<pricing::TakenCoupon>{})) {
      asked.taken.push_back(taken.coupon_id);
      value += taken.value;
    }
    return value;
  }
  Back give_back(SaleId sale_id, bool whole, std::optional<std::int64_t> rewards_kept = {}) {
    Back back;
    const SaleId return_id = new_sale();
    run([&](db::Transaction& transaction) {
      ReturnOfCoupons asked{sale_id, return_id, {}, {}};
      if (whole) asked.given_back = {promotion_id};
      if (rewards_kept) back.used_value = choose(transaction, sale_id, *rewards_kept, asked);
      CouponsBack plan = plan_coupons_back(transaction, work(transaction, 1), asked);
      back.returned = plan.returned, back.voided = plan.voided, back.used = plan.used;
      save_coupons_back(transaction, std::move(plan));
    });
    return back;
  }

  Coupon coupon(CouponId id) {
    return store.read<Coupon>(
        [&](db::Transaction& transaction) { return *find_coupon(transaction, merchant_id, id); });
  }
  CouponCounts counts() {
    return store.read<CouponCounts>([&](db::Transaction& transaction) {
      for (const CouponBatch& batch : coupon_batch_list(transaction, merchant_id).batches)
        if (batch.batch_id == batch_id) return batch.counts;
      return CouponCounts{};
    });
  }
  void expect_sound() {
    const auto differences = store.read<std::vector<CouponDifference>>(
        [&](db::Transaction& transaction) { return verify_coupons(transaction, merchant_id); });
    for (const CouponDifference& difference : differences)
      ADD_FAILURE() << difference.where << " is " << difference.found << ", expected " << difference.expected;
  }
};

}  // namespace huiji::wallet
