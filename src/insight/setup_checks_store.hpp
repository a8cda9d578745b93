// What the checks at set-up need to know of the shop: the catalogue on sale, the promotions in force, and
// what was really paid within the last seven business days (china-retail.md 6.5).
#pragma once

#include "insight/setup_checks.hpp"
#include "platform/db/database.hpp"

namespace huiji::insight {

inline constexpr int kReferenceDays = 7;

// When the business day of the shop begins, and where.
struct ShopClock {
  std::string time_zone;
  int day_cutoff_minutes = 240;
};
ShopClock shop_clock(db::Transaction& transaction, MerchantId merchant_id);

CheckInput load_check_input(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id,
                            PromotionId promotion_id, const CheckRequest& request, Instant now);

}  // namespace huiji::insight
