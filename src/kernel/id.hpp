// Ids are UUIDs, made (version 7: time first) by whoever starts an action: the id is the idempotency key.
// Each kind of thing has its own type, so that a member can't be passed where a sale is meant.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/time.hpp"

namespace huiji {

using Uuid = std::array<std::uint8_t, 16>;

std::string uuid_to_text(const Uuid& uuid);                             // 8-4-4-4-12, lower case
std::optional<Uuid> uuid_from_text(std::string_view text);              // also accepts upper case
Uuid uuid_v7(Instant now, const std::array<std::uint8_t, 10>& random);  // RFC 9562, 5.7

template <class Tag>
struct Id {
  Uuid bytes{};
  friend constexpr bool operator==(const Id&, const Id&) = default;
  // By hand: the WebAssembly library's std::array has no <=> yet.
  friend constexpr std::strong_ordering operator<=>(const Id& a, const Id& b) {
    for (std::size_t i = 0; i < a.bytes.size(); ++i)
      if (a.bytes[i] != b.bytes[i]) return a.bytes[i] <=> b.bytes[i];
    return std::strong_ordering::equal;
  }
  std::string text() const { return uuid_to_text(bytes); }
  static std::optional<Id> parse(std::string_view text) {
    if (auto uuid = uuid_from_text(text)) return Id{*uuid};
    return std::nullopt;
  }
};

using MerchantId = Id<struct merchant_tag>;
using ShopId = Id<struct shop_tag>;
using TillId = Id<struct till_tag>;
using StaffId = Id<struct staff_tag>;
using SessionId = Id<struct session_tag>;
using ProductId = Id<struct product_tag>;
using CategoryId = Id<struct category_tag>;
using PromotionId = Id<struct promotion_tag>;
using MemberId = Id<struct member_tag>;
using SaleId = Id<struct sale_tag>;  // a sale or a return: both are sale documents
using PostingId = Id<struct posting_tag>;
using LotId = Id<struct lot_tag>;
using ImportId = Id<struct import_tag>;
using CardId = Id<struct card_tag>;            // a stored-value, gift or count card
using PackageId = Id<struct package_tag>;      // 充值套餐
using OperationId = Id<struct operation_tag>;  // anything that moves value and is no sale
using AllowanceId = Id<struct allowance_tag>;  // value that a till may spend
using CouponId = Id<struct coupon_tag>;
using CouponBatchId = Id<struct coupon_batch_tag>;

}  // namespace huiji

template <class Tag>
struct std::hash<huiji::Id<Tag>> {
  std::size_t operator()(const huiji::Id<Tag>& id) const {
    std::uint64_t low;  // the last eight bytes of a version 7 id are random
    std::memcpy(&low, id.bytes.data() + 8, sizeof low);
    return static_cast<std::size_t>(low);
  }
};
