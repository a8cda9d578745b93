// What a till keeps to sell alone: the shop, all categories, the products and rules that changed since the
// version it has. Everything is read in one snapshot of the database, so a version is seen whole or not at
// all.
#pragma once

#include "checkout/checkout_types.hpp"
#include "kernel/caller.hpp"
#include "platform/db/database.hpp"

namespace huiji::checkout {

ShopFacts shop_facts(db::Transaction& transaction, const Caller& caller, Instant now);

Snapshot snapshot(db::Transaction& transaction, const Caller& caller, std::int64_t since, Instant now);

}  // namespace huiji::checkout
