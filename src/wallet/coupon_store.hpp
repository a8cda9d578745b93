// Coupons on disk. Every change of a coupon is one row rewritten, one event appended and one posting of the
// ledger; a CouponChanges collects what one flow does and writes it at its end, so that the deciding part
// reads and the saving part only writes. It also moves the counters that limits are compared with: the row of
// a batch is the guard between two tills that take coupons of it at once.
#pragma once

#include "kernel/caller.hpp"
#include "ledger/ledger_store.hpp"
#include "platform/db/database.hpp"
#include "wallet/coupon_life.hpp"

namespace huiji::wallet {

// Who acts, where and when; `today` is the business day.
struct CouponWork {
  MerchantId merchant_id;
  std::optional<TillId> till_id = {};
  std::optional<StaffId> staff_id = {};
  Instant now;
  Date today;
};
CouponWork coupon_work(db::Transaction& transaction, const Caller& caller, Instant now);
// Of the program itself: no till, no person.
CouponWork coupon_work(db::Transaction& transaction, MerchantId merchant_id, Instant now);

// ---- looking ----

std::optional<Coupon> find_coupon(db::Transaction& transaction, MerchantId merchant_id, CouponId coupon_id);
std::optional<Coupon> coupon_by_code(db::Transaction& transaction, MerchantId merchant_id,
                                     std::string_view code);
bool coupon_was_passed_on(db::Transaction& transaction, MerchantId merchant_id, std::string_view old_code);
std::vector<Coupon> coupons_by_source(db::Transaction& transaction, MerchantId merchant_id,
                                      const Uuid& source_id);
std::vector<Coupon> coupons_by_sale(db::Transaction& transaction, MerchantId merchant_id, SaleId sale_id);
std::vector<Coupon> coupons_of_batch(db::Transaction& transaction, MerchantId merchant_id,
                                     CouponBatchId batch_id, std::optional<CouponState> state, CouponId after,
                                     int limit);
// In any state, of the member under all his ids.
std::vector<Coupon> coupons_of_batch_and_member(db::Transaction& transaction, MerchantId merchant_id,
                                                CouponBatchId batch_id, MemberId member_id, int limit);
// Issued and reserved ones, also those that came to an id that is now an alias of the member.
std::vector<Coupon> coupons_of_member(db::Transaction& transaction, MerchantId merchant_id,
                                      MemberId member_id, int limit);
std::vector<Coupon> overdue_coupons(db::Transaction& transaction, MerchantId merchant_id, Instant now,
                                    int limit, std::optional<CouponBatchId> batch_id = {});
std::vector<Coupon> ended_coupons(db::Transaction& transaction, MerchantId merchant_id, Date today,
                                  int limit);
std::vector<CouponEvent> coupon_events(db::Transaction& transaction, MerchantId merchant_id,
                                       CouponId coupon_id);

struct CouponUse {
  std::int64_t issued = 0;
  std::int64_t taken = 0;
  std::int64_t returned = 0;  // of everybody alone, like …
  std::int64_t given = 0;     // … what used ones took off, in 分
};
struct CouponUses {
  CouponUse all;
  CouponUse member;  // under all ids that are the member's
};
CouponUses coupon_uses(db::Transaction& transaction, MerchantId merchant_id, CouponBatchId batch_id,
                       std::optional<MemberId> member_id);

// Makes two that change the batch, or coupons of it, meet.
void touch_coupon_batch(db::Transaction& transaction, MerchantId merchant_id, CouponBatchId batch_id);

// The member himself when the id is an alias; none: no such member.
std::optional<MemberId> own_id(db::Transaction& transaction, MerchantId merchant_id,
                               std::optional<MemberId> member_or_alias);

// ---- changing ----

struct CouponStep {
  const char* event = "";
  Uuid source_id{};
  std::optional<std::string> note = {};
};

class CouponChanges {
 public:
  // `reason` and `source_id` of the posting: one for each pair.
  CouponChanges(const CouponWork& work, const char* reason, const Uuid& source_id);

  void issue(Coupon coupon, const CouponStep& step);
  // Moves it from the state it was read in to that of `after`. Ends the reservation it had, in the state
  // named.
  void change(const Coupon& before, Coupon after, const CouponStep& step,
              const char* reservation_end = nullptr);
  bool empty() const { return steps_.empty(); }
  void save(db::Transaction& transaction);  // once

 private:
  void count(const Coupon& coupon, std::int64_t sign);
  void add_step(const Coupon& coupon, const CouponStep& step);

  CouponWork work_;
  ledger::Posting posting_;
  std::vector<db::Values> inserts_, changes_, steps_, ended_reservations_;
  std::map<std::pair<CouponBatchId, MemberId>, CouponUse> counts_;
};

// ---- sales that used what was not theirs ----

struct CouponExcess {
  SaleId sale_id;
  CouponId coupon_id;
  std::string reason;
  std::optional<SaleId> other_sale_id = {};
};
void record_coupon_excess(db::Transaction& transaction, MerchantId merchant_id, const CouponExcess& excess,
                          Instant now);
std::vector<CouponExcess> coupon_excesses(db::Transaction& transaction, MerchantId merchant_id, int limit);

}  // namespace huiji::wallet
