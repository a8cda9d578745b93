// The life of a coupon, pure (product.md 4.15): issued, reserved by a till until a deadline, used by a sale,
// come back from a refund, expired, voided. Here stand the rules of its days, who may use it, and in which
// account of the ledger it is counted; the flows move it. A coupon without a member belongs to whoever shows
// its code.
#pragma once

#include "kernel/id.hpp"
#include "kernel/money.hpp"
#include "kernel/result.hpp"
#include "wallet/coupon_types.hpp"

namespace huiji::wallet {

inline constexpr std::int64_t kCouponHold_minutes = 15;
inline constexpr std::int64_t kTransfer_ms = 7 * kDay_ms;
inline constexpr int kExtension_days = 7;  // after a refund, once

struct Coupon {
  CouponId coupon_id;
  CouponBatchId batch_id;
  PromotionId promotion_id;
  std::string code;
  std::optional<MemberId> member_id = {};
  CouponState state = CouponState::issued;
  Uuid source_id{};  // the operation or sale that issued it
  Instant issued_at;
  Date valid_from;
  Date valid_until;
  bool extended = false;
  bool taken_back = false;
  std::int64_t returns = 0;
  std::int64_t version = 1;
  std::optional<OperationId> reservation_id = {};
  std::optional<TillId> till_id = {};
  std::optional<Instant> deadline = {};
  std::optional<MemberId> taken_for = {};
  std::optional<SaleId> sale_id = {};
  Money discount = {};

  bool overdue(Instant now) const { return state == CouponState::reserved && *deadline < now; }
  bool valid_on(Date day) const { return valid_from <= day && day <= valid_until; }
};

struct CouponDays {
  Date from;
  Date until;
};
Result<Done> check_validity(const CouponValidity& validity);
CouponDays days_of(const CouponValidity& validity, Date today);  // of a coupon issued today
std::optional<Date> last_day_to_issue(const CouponValidity& validity);

// Whether it may be taken today, as far as its own state tells; one reserved is looked at by the flow.
Result<Done> check_free(const Coupon& coupon, Date today);

// Back from a refund: as it was issued, and if it ends too soon, seven days more, once.
Coupon given_back(Coupon coupon, Date refund_day);

// Why a sale that has happened used a coupon that was not its to use; none: all is well.
std::optional<std::string_view> fault_of_use(const Coupon& coupon, TillId till_id, Date sale_day);

// Accounts of the currency CPN. Where tills write, each has its own.
std::string coupons_made_account(CouponBatchId batch_id);
std::string coupons_account(CouponBatchId batch_id, CouponState state, std::optional<TillId> till_id);
std::string account_of(const Coupon& coupon);
inline constexpr std::string_view kCouponsPrefix = "coupons/";

// What the account counts: batch and state; the counter account of all that were made has none.
struct CouponAccount {
  CouponBatchId batch_id;
  std::optional<CouponState> state;
};
std::optional<CouponAccount> parse_coupons_account(std::string_view account);

std::string_view to_text(CouponState state);
std::optional<CouponState> coupon_state_of(std::string_view text);

}  // namespace huiji::wallet
