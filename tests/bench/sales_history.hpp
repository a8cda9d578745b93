// A demo shop with a history: some weeks of sales that went through the real checkout, many in one commit.
// For the laboratory's bench, and for looking at its pages with data (bench_laboratory --fill FOLDER).
#pragma once

#include "checkout/commit_sale_flow.hpp"
#include "checkout/services_store.hpp"
#include "programs/huiji/app.hpp"
#include "programs/huiji/first_shop.hpp"

namespace huiji::bench {

class SalesHistory {
 public:
  // Opens the demo shop when the database is empty. `products`: at least so many.
  SalesHistory(db::Store& store, crypto::Keys keys, int products);

  // So many sales over the last days, the latest now. Calls `tell` after each commit.
  void sell(std::int64_t baskets, int days, const std::function<void(std::int64_t done)>& tell);

  MerchantId merchant_id() const { return merchant_id_; }
  ShopId shop_id() const { return shop_id_; }

 private:
  std::uint64_t roll();
  checkout::SaleRequest next_sale(Instant sold_at);
  void add_line(checkout::SaleRequest& request);
  void look_around();

  db::Store& store_;
  crypto::Keys keys_;
  int products_wanted_;
  MerchantId merchant_id_;
  ShopId shop_id_;
  StaffId cashier_;
  TillId till_id_;
  catalog::FactsCache facts_;
  promotions::RulesCache rules_;
  std::int64_t version_ = 0;
  std::vector<ProductId> products_;  // most sold first
  std::vector<bool> by_weight_;
  std::vector<MemberId> members_;
  std::int64_t sequence_ = 0;
  std::uint64_t dice_ = 88172645463325252ull;
};

}  // namespace huiji::bench
