#include "checkout/snapshot_store.hpp"

#include "catalog/catalog_store.hpp"
#include "checkout/consent.hpp"
#include "checkout_sql.hpp"
#include "platform/world.hpp"
#include "promotions/promotions_store.hpp"
#include "promotions/usage_store.hpp"

namespace huiji::checkout {

ShopFacts shop_facts(db::Transaction& transaction, const Caller& caller, Instant now) {
  const db::Rows rows = transaction.query(sql::shop_facts, {caller.merchant_id, caller.shop_id});
  HUIJI_CHECK(rows.size() == 1);
  const auto row = rows[0];
  ShopFacts shop;
  shop.merchant_name = row.text(0);
  shop.shop_id = caller.shop_id;
  shop.shop_name = row.text(1);
  shop.shop_address = row.text(2);
  shop.shop_phone = row.text(3);
  shop.time_zone = row.text(4);
  shop.utc_offset_minutes = utc_offset_minutes(shop.time_zone.c_str(), now);
  shop.day_cutoff_minutes = int(row.integer(5));
  shop.consent_version = kConsentVersion;
  shop.consent_text_zh = kConsentTextZh;
  shop.consent_text_en = kConsentTextEn;
  return shop;
}

Snapshot snapshot(db::Transaction& transaction, const Caller& caller, std::int64_t since, Instant now) {
  auto parts = catalog::snapshot_products(transaction, caller.merchant_id, since);
  Snapshot snapshot;
  snapshot.version = parts.version;
  snapshot.server_time = now;
  snapshot.shop = shop_facts(transaction, caller, now);
  snapshot.categories = std::move(parts.categories);
  snapshot.products = std::move(parts.products);
  snapshot.rules = promotions::rules_changed_since(transaction, caller.merchant_id, since);
  auto left = promotions::remaining_now(transaction, caller.merchant_id, {}, now);
  if (!left.remaining.empty()) snapshot.remaining = std::move(left.remaining);
  return snapshot;
}

}  // namespace huiji::checkout
