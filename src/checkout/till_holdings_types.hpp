// What tills hold for the time without network, of every kind, in one list; and giving a lost till up.
#pragma once

#include "kernel/id.hpp"
#include "kernel/money.hpp"
#include "kernel/time.hpp"
#include "wire/type_info.hpp"

namespace huiji::checkout {

// Points and times are counted; the others are 分.
enum class HeldKind { points, stored_value, credit, promotion_times, promotion_budget };
BOOST_DESCRIBE_ENUM(HeldKind, points, stored_value, credit, promotion_times, promotion_budget)

struct TillHolding {
  AllowanceId lease_id;
  HeldKind kind = HeldKind::points;
  std::string of;  // number of the member or the card, name of the promotion
  std::int64_t amount = 0;
  std::int64_t used = 0;  // by sales that the server has
  Instant since;
  Instant until;  // by the till's own clock; what it sold before is still to come
};
BOOST_DESCRIBE_STRUCT(TillHolding, (), (lease_id, kind, of, amount, used, since, until))

struct TillHoldings {
  TillId till_id;
  std::string till_name;
  std::optional<Instant> last_report = {};  // of its last document
  std::vector<TillHolding> holdings;
};
BOOST_DESCRIBE_STRUCT(TillHoldings, (), (till_id, till_name, last_report, holdings))

// GET /v1/till-holdings: only tills that hold anything.
struct TillHoldingsList {
  std::vector<TillHoldings> tills;
};
BOOST_DESCRIBE_STRUCT(TillHoldingsList, (), (tills))

// PUT /v1/till-holdings/{till_id}/end: a person gives the till up. The leases that he saw: one that it got
// since stays.
struct TillGivenUp {
  std::vector<AllowanceId> lease_ids;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(TillGivenUp, (), (lease_ids, reason))

}  // namespace huiji::checkout

namespace huiji::wire {
template <>
struct Rules<checkout::TillGivenUp> {
  static constexpr FieldRule list[] = {{.field = "lease_ids", .min_length = 1, .max_length = 1000},
                                       {.field = "reason", .min_length = 1, .max_length = 240}};
};
}  // namespace huiji::wire
