// Stamps 印花 as they travel: what a full card gives, what a member has, what a receipt says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wire/type_info.hpp"

namespace huiji::wallet {

// What the stamps of one promotion (of the kind stamps) are good for.
struct StampProgramme {
  std::string name;
  std::int64_t full = 10;              // stamps of a full card
  PromotionId coupon;                  // a full card becomes a coupon for this promotion, by its batch
  std::optional<int> valid_days = {};  // of a stamp; absent: for ever
  bool open = true;                    // false: no more stamps are given
};
BOOST_DESCRIBE_STRUCT(StampProgramme, (), (name, full, coupon, valid_days, open))

struct StoredStampProgramme {
  PromotionId promotion_id;
  std::int64_t version = 0;
  Instant changed_at;
  StampProgramme programme;
};
BOOST_DESCRIBE_STRUCT(StoredStampProgramme, (), (promotion_id, version, changed_at, programme))

// PUT /v1/stamp-programmes/{promotion_id}. `expected_version` 0: a new one.
struct StampProgrammeDraft {
  std::int64_t expected_version = 0;
  StampProgramme programme;
};
BOOST_DESCRIBE_STRUCT(StampProgrammeDraft, (), (expected_version, programme))

struct StampProgrammeList {
  std::vector<StoredStampProgramme> programmes;
};
BOOST_DESCRIBE_STRUCT(StampProgrammeList, (), (programmes))

// One card of a member, in his wallet.
struct StampCard {
  PromotionId promotion_id;
  std::string name;
  std::int64_t stamps = 0;  // below zero: owed, after a return of what a used coupon was given for
  std::int64_t full = 0;
  std::optional<Date> expires_on = {};  // the first of them
};
BOOST_DESCRIBE_STRUCT(StampCard, (), (promotion_id, name, stamps, full, expires_on))

// On a receipt.
struct StampsOfSale {
  PromotionId promotion_id;
  std::string name;
  std::int64_t given = 0;  // of a return: below zero, taken back
  std::int64_t after = 0;  // on the card; below zero: owed
  std::int64_t full = 0;
  std::int64_t coupons = 0;  // for full cards; of a return: below zero, void again
};
BOOST_DESCRIBE_STRUCT(StampsOfSale, (), (promotion_id, name, given, after, full, coupons))

}  // namespace huiji::wallet

namespace huiji::wire {
template <>
struct Rules<wallet::StampProgramme> {
  static constexpr FieldRule list[] = {{.field = "name", .min_length = 1, .max_length = 120},
                                       {.field = "full", .minimum = 1, .maximum = 1000},
                                       {.field = "valid_days", .minimum = 1, .maximum = 3650}};
};
}  // namespace huiji::wire
