// Coupons 优惠券 on the wire: batches, coupons, what a till and the office ask and are told. What a coupon
// gives is its promotion's business; a batch says how many there are, for how long, and how they come to
// people.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wire/type_info.hpp"

namespace huiji::wallet {

// `issued` is both fresh and come back from a refund.
enum class CouponState { issued, reserved, used, expired, voided };
BOOST_DESCRIBE_ENUM(CouponState, issued, reserved, used, expired, voided)

enum class CouponWay { hand, code, rule };  // to a member by hand, as codes to print, by a promotion's reward
BOOST_DESCRIBE_ENUM(CouponWay, hand, code, rule)

enum class CouponBatchState {
  draft,
  active,
  ended
};  // ended: none are issued any more, those out there stay
BOOST_DESCRIBE_ENUM(CouponBatchState, draft, active, ended)

// Business days, inclusive: fixed ones, or so many from the day of issue on. One of `until` and `days`.
struct CouponValidity {
  std::optional<Date> from = {};
  std::optional<Date> until = {};
  std::optional<std::int64_t> days = {};
};
BOOST_DESCRIBE_STRUCT(CouponValidity, (), (from, until, days))

// Absent: no limit. `used` and `per_member` count coupons reserved and used; `per_member` holds for issuing
// by hand as well.
struct CouponLimits {
  std::optional<std::int64_t> issued = {};
  std::optional<std::int64_t> used = {};
  std::optional<std::int64_t> per_member = {};
};
BOOST_DESCRIBE_STRUCT(CouponLimits, (), (issued, used, per_member))

// PUT /v1/coupon-batches/{batch_id}: replaces the batch; a new immutable version is stored.
struct CouponBatchDraft {
  PromotionId promotion_id;
  std::string name;
  CouponBatchState state = CouponBatchState::draft;
  CouponValidity validity;
  CouponLimits limits;
  std::vector<CouponWay> ways;
  bool transferable = false;  // may be passed on to another member
  std::optional<std::int64_t> expected_version = {};
};
BOOST_DESCRIBE_STRUCT(CouponBatchDraft, (),
                      (promotion_id, name, state, validity, limits, ways, transferable, expected_version))

// From the ledger, but for `returned` (how often one came back) and what they gave.
struct CouponCounts {
  std::int64_t issued = 0;  // in the hands of people now
  std::int64_t reserved = 0;
  std::int64_t used = 0;
  std::int64_t expired = 0;
  std::int64_t voided = 0;
  std::int64_t made = 0;  // ever: the sum of the five
  std::int64_t returned = 0;
  Money discount;
};
BOOST_DESCRIBE_STRUCT(CouponCounts, (), (issued, reserved, used, expired, voided, made, returned, discount))

struct CouponBatch {
  CouponBatchId batch_id;
  std::int64_t version = 0;
  Instant changed_at;
  std::string changed_by;  // name of the person
  CouponBatchDraft batch;
  std::string promotion_name;
  std::string promotion_kind;
  std::optional<std::string> funder = {};  // who pays for it, when that is a supplier
  CouponCounts counts;
};
BOOST_DESCRIBE_STRUCT(CouponBatch, (),
                      (batch_id, version, changed_at, changed_by, batch, promotion_name, promotion_kind,
                       funder, counts))

struct CouponBatchList {
  std::vector<CouponBatch> batches;
};
BOOST_DESCRIBE_STRUCT(CouponBatchList, (), (batches))

// PUT /v1/coupon-issues/{operation_id}: to a member, or codes to print when there is none.
struct CouponIssue {
  CouponBatchId batch_id;
  std::optional<MemberId> member_id = {};
  std::int64_t count = 1;
  std::optional<std::string> note = {};
};
BOOST_DESCRIBE_STRUCT(CouponIssue, (), (batch_id, member_id, count, note))

struct CouponView {
  CouponId coupon_id;
  CouponBatchId batch_id;
  PromotionId promotion_id;
  std::string code;
  CouponState state = CouponState::issued;
  std::optional<MemberId> member_id = {};
  std::optional<std::string> member_number = {};
  Date valid_from;
  Date valid_until;
  bool extended = false;
  Instant issued_at;
  std::string batch_name;
  std::string promotion_name;
  std::string promotion_kind;
  bool transferable = false;
  bool usable = false;  // today, at any till
  std::optional<TillId> till_id = {};
  std::optional<Instant> deadline = {};
  std::optional<SaleId> sale_id = {};
  Money discount;  // that it gave
};
BOOST_DESCRIBE_STRUCT(CouponView, (),
                      (coupon_id, batch_id, promotion_id, code, state, member_id, member_number, valid_from,
                       valid_until, extended, issued_at, batch_name, promotion_name, promotion_kind,
                       transferable, usable, till_id, deadline, sale_id, discount))

struct CouponList {
  std::vector<CouponView> coupons;
  std::optional<std::string> next = {};
};
BOOST_DESCRIBE_STRUCT(CouponList, (), (coupons, next))

struct CouponEvent {
  std::string event;
  Instant happened_at;
  std::string source_id;  // of a reservation, sale, operation or transfer
  std::optional<TillId> till_id = {};
  std::optional<StaffId> staff_id = {};
  std::optional<MemberId> member_id = {};
  std::optional<std::string> note = {};
};
BOOST_DESCRIBE_STRUCT(CouponEvent, (), (event, happened_at, source_id, till_id, staff_id, member_id, note))

struct CouponDetail {
  CouponView coupon;
  std::vector<CouponEvent> events;
};
BOOST_DESCRIBE_STRUCT(CouponDetail, (), (coupon, events))

// PUT /v1/coupon-reservations/{reservation_id}: holds a coupon for one basket at this till.
struct CouponReservationRequest {
  std::string code;
  std::optional<MemberId> member_id = {};    // of the basket
  std::optional<std::int64_t> minutes = {};  // absent: fifteen
};
BOOST_DESCRIBE_STRUCT(CouponReservationRequest, (), (code, member_id, minutes))

struct CouponReservation {
  CouponId coupon_id;
  PromotionId promotion_id;
  std::string code;
  std::string promotion_name;
  Instant deadline;
};
BOOST_DESCRIBE_STRUCT(CouponReservation, (), (coupon_id, promotion_id, code, promotion_name, deadline))

// PUT /v1/coupon-voids/{operation_id}
struct CouponVoid {
  std::string code;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CouponVoid, (), (code, reason))

// PUT /v1/coupon-transfers/{transfer_id}: the id is the link that the holder gives to somebody.
struct CouponTransferOffer {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(CouponTransferOffer, (), (code))

struct CouponTransfer {
  CouponId coupon_id;
  std::string promotion_name;
  Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(CouponTransfer, (), (coupon_id, promotion_name, expires_at))

// PUT /v1/coupon-transfers/{transfer_id}/taker
struct CouponTransferTake {
  MemberId member_id;
};
BOOST_DESCRIBE_STRUCT(CouponTransferTake, (), (member_id))

}  // namespace huiji::wallet

namespace huiji::wire {
template <>
struct Rules<wallet::CouponValidity> {
  static constexpr FieldRule list[] = {{.field = "days", .minimum = 1, .maximum = 3650}};
};
template <>
struct Rules<wallet::CouponLimits> {
  static constexpr FieldRule list[] = {{.field = "issued", .minimum = 1},
                                       {.field = "used", .minimum = 1},
                                       {.field = "per_member", .minimum = 1}};
};
template <>
struct Rules<wallet::CouponBatchDraft> {
  static constexpr FieldRule list[] = {{.field = "name", .min_length = 1, .max_length = 120},
                                       {.field = "ways", .min_length = 1, .max_length = 3}};
};
template <>
struct Rules<wallet::CouponIssue> {
  static constexpr FieldRule list[] = {{.field = "count", .minimum = 1, .maximum = 1000},
                                       {.field = "note", .max_length = 240}};
};
template <>
struct Rules<wallet::CouponReservationRequest> {
  static constexpr FieldRule list[] = {{.field = "code", .min_length = 1, .max_length = 40},
                                       {.field = "minutes", .minimum = 1, .maximum = 60}};
};
template <>
struct Rules<wallet::CouponVoid> {
  static constexpr FieldRule list[] = {{.field = "code", .min_length = 1, .max_length = 40},
                                       {.field = "reason", .min_length = 1, .max_length = 240}};
};
template <>
struct Rules<wallet::CouponTransferOffer> {
  static constexpr FieldRule list[] = {{.field = "code", .min_length = 1, .max_length = 40}};
};
}  // namespace huiji::wire
