// Stored baskets from disk, in the order in which they were recorded, a page at a time: each page is a short
// read of its own, so that neither the tills' writer nor the write-ahead log ever waits for a replay. What
// the till knew (tier, points, coupons, limits, prices by hand) comes from the facts frozen with the sale.
// What a line is made of (price, category, tax) comes from the catalogue as of the sale's version, kept per
// product from page to page; the rules likewise. A sale whose version cannot be resolved is counted and left
// out.
#pragma once

#include <memory>

#include "catalog/facts_store.hpp"
#include "insight/laboratory.hpp"
#include "platform/db/database.hpp"
#include "promotions/promotions_store.hpp"

namespace huiji::checkout {
struct FrozenFacts;
struct FrozenLine;
}  // namespace huiji::checkout

namespace huiji::insight {

struct Period {
  Date from;  // business days, both inclusive
  Date to;
};

std::int64_t count_baskets(db::Transaction& transaction, MerchantId merchant_id, Period period);

class BasketReader {
 public:
  static constexpr int kPage = 2000;  // documents

  BasketReader(catalog::FactsCache& facts, promotions::RulesCache& rules, MerchantId merchant_id,
               Period period, const pricing::Promotion& draft);
  ~BasketReader();

  // The next page's sales; they stay valid until the next call. Empty pages may come; done() tells the end.
  std::span<StoredBasket> read(db::Transaction& transaction);
  bool done() const { return done_; }
  std::int64_t unreadable() const { return unreadable_; }  // in the last page

 private:
  struct Product;
  struct Cursor {
    Date day;
    std::int64_t recorded_at = INT64_MIN;
    SaleId sale_id;
  };
  bool head(db::Transaction& transaction, const db::Rows::Row& row, StoredBasket& stored);
  void keep_lines(checkout::FrozenFacts& frozen);
  static void set_facts(const db::Rows::Row& row, const checkout::FrozenFacts& frozen,
                        pricing::Basket& basket);
  bool line(db::Transaction& transaction, const db::Rows::Row& row, StoredBasket& stored,
            std::int64_t version);
  const Product* product(db::Transaction& transaction, ProductId product_id, std::int64_t version);
  const ReplayRules* rules(db::Transaction& transaction, std::int64_t version);
  void read_lines(db::Transaction& transaction, const Cursor& before);
  StoredBasket& place(std::size_t i);

  catalog::FactsCache& facts_;
  promotions::RulesCache& rules_cache_;
  MerchantId merchant_id_;
  Period period_;
  pricing::Promotion draft_;
  pricing::CompiledRules draft_alone_;
  Cursor cursor_;
  bool done_ = false;
  std::int64_t unreadable_ = 0;
  std::vector<StoredBasket> page_;      // reused, so that strings and lists keep their memory
  std::vector<std::int64_t> versions_;  // beside the page
  std::vector<std::vector<checkout::FrozenLine>> frozen_lines_;  // beside the page; most are empty
  std::size_t used_ = 0;                                         // of the page
  std::unordered_map<ProductId, std::unique_ptr<Product>> products_;
  std::map<std::int64_t, std::unique_ptr<ReplayRules>> rules_;  // by the version of the change
};

}  // namespace huiji::insight
