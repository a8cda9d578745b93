// Product facts for the checkout's hot path. facts_at() asks the database; FactsCache answers from memory,
// from all immutable versions of a merchant's products, loaded once and extended by what is newer. A cache
// never takes in a version beyond the one asked for: that one was committed, because a till has seen it,
// while a later one may still be rolled back. Safe for many threads; one cache serves one database.
#pragma once

#include <map>
#include <shared_mutex>
#include <span>

#include "catalog/catalog.hpp"
#include "platform/db/database.hpp"

namespace huiji::catalog {

// The facts of the product as of the version; none when it did not exist then.
std::optional<ProductFacts> facts_at(db::Transaction& transaction, MerchantId merchant_id,
                                     ProductId product_id, std::int64_t version);

class FactsCache {
 public:
  // In the order of the ids. Loads what is missing up to `version` first; nothing when the merchant's
  // catalogue has not come to that version (the till talks to a restored database, or makes versions up).
  std::optional<std::vector<std::optional<ProductFacts>>> facts_at(db::Transaction& transaction,
                                                                   MerchantId merchant_id,
                                                                   std::span<const ProductId> product_ids,
                                                                   std::int64_t version);
  // How many versions of products it holds, for metrics and tests.
  std::size_t size() const;

 private:
  struct Merchant {
    std::int64_t covered = 0;  // every version up to this one is here
    std::unordered_map<ProductId, std::vector<ProductFacts>>
        products;  // versions ascending, categories unset
    CategoryHistory categories;
  };
  static std::optional<ProductFacts> look_up(const Merchant& merchant, ProductId product_id,
                                             std::int64_t version);
  static void extend(Merchant& merchant, db::Transaction& transaction, MerchantId merchant_id,
                     std::int64_t version);

  mutable std::shared_mutex mutex_;
  std::map<MerchantId, Merchant> merchants_;
};

}  // namespace huiji::catalog
