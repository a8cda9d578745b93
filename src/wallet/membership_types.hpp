// Paid memberships 付费会员 as they travel: sold at a till for months, so that the member has a tier while
// they run; what a refund of them gives; when they end and whether it is time to remind the member.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wire/type_info.hpp"

namespace huiji::wallet {

// PUT /v1/memberships/{operation_id}: sells one, or the renewal after the one that runs.
struct MembershipSaleRequest {
  MemberId member_id;
  PackageId package_id;
  Money amount;    // the package's price
  Money tendered;  // cash handed over
  Instant happened_at;
};
BOOST_DESCRIBE_STRUCT(MembershipSaleRequest, (), (member_id, package_id, amount, tendered, happened_at))

enum class MembershipState { running, coming, ended, refunded };
BOOST_DESCRIBE_ENUM(MembershipState, running, coming, ended, refunded)

struct MembershipView {
  OperationId membership_id;  // of its sale
  MemberId member_id;
  std::string name;  // of the package
  std::string tier;
  MembershipState state = MembershipState::running;
  Money price;
  int months = 0;
  Date sold_on;
  Date starts_on;
  Date ends_on;  // last day; before the first one: given back at once
  Money earned;  // by the shop: months that are over
  Money refunded;
  Money unearned;
};
BOOST_DESCRIBE_STRUCT(MembershipView, (),
                      (membership_id, member_id, name, tier, state, price, months, sold_on, starts_on,
                       ends_on, earned, refunded, unearned))

// Of one member now; part of his wallet.
struct MembershipStanding {
  std::string tier;         // of the one that runs, or comes next
  std::string earned_tier;  // that stays without it
  Date until;               // last day of all that are paid for
  std::int64_t days_left = 0;
  bool remind = false;  // 续费提醒: it ends within the shop's days
};
BOOST_DESCRIBE_STRUCT(MembershipStanding, (), (tier, earned_tier, until, days_left, remind))

// GET /v1/members/{member_id}/memberships: newest first.
struct MembershipList {
  std::vector<MembershipView> memberships;
};
BOOST_DESCRIBE_STRUCT(MembershipList, (), (memberships))

// GET /v1/memberships/{membership_id}/quote: what goes back today.
struct MembershipQuote {
  OperationId membership_id;
  std::string name;
  Money price;
  int months = 0;
  int months_started = 0;  // kept by the shop
  int months_left = 0;     // given back
  bool cooling_off = false;
  std::optional<Date> cooling_off_until = {};  // the whole price up to this day
  Money payable;
  Date last_day;  // on which the tier still counts after the refund
};
BOOST_DESCRIBE_STRUCT(MembershipQuote, (),
                      (membership_id, name, price, months, months_started, months_left, cooling_off,
                       cooling_off_until, payable, last_day))

// PUT /v1/membership-refunds/{operation_id}: in cash, by the quote that the member saw.
struct MembershipRefundRequest {
  OperationId membership_id;
  Money amount;
  std::string reason;
  Instant happened_at;
};
BOOST_DESCRIBE_STRUCT(MembershipRefundRequest, (), (membership_id, amount, reason, happened_at))

}  // namespace huiji::wallet

namespace huiji::wire {
template <>
struct Rules<wallet::MembershipSaleRequest> {
  static constexpr FieldRule list[] = {{.field = "amount", .minimum = 1},
                                       {.field = "tendered", .minimum = 0}};
};
template <>
struct Rules<wallet::MembershipRefundRequest> {
  static constexpr FieldRule list[] = {{.field = "amount", .minimum = 0},
                                       {.field = "reason", .min_length = 1, .max_length = 240}};
};
}  // namespace huiji::wire
