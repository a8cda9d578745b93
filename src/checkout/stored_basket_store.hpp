// A sale's basket, put together again from what was stored: the lines and the till's facts from the document,
// the goods and the rules from their immutable versions. The same bytes come out whenever it is priced again
// by the same arithmetic; verify, reprice and refunds rest on that.
#pragma once

#include "catalog/facts_store.hpp"
#include "checkout/document.hpp"
#include "pricing/pricing.hpp"
#include "promotions/promotions_store.hpp"

namespace huiji::checkout {

struct StoredBasket {
  std::optional<pricing::Basket> basket;  // none: a product is not known as of the version
  std::vector<std::size_t> unknown_lines;
};
StoredBasket stored_basket(db::Transaction& transaction, catalog::FactsCache& facts, MerchantId merchant_id,
                           const Document& sale);

// What a refund needs beside the frozen shares; nothing for most sales. A sale that an older arithmetic
// priced is refunded by its frozen shares alone.
std::optional<pricing::SoldBasket> refund_basis(db::Transaction& transaction, catalog::FactsCache& facts,
                                                MerchantId merchant_id, const Document& sale);

enum class Again { same, other_arithmetic, differs, unknown };
struct PricedAgain {
  Again outcome = Again::unknown;  // unknown: facts or rules of its version are not there
  int arithmetic_then = 0;         // 0: what was stored cannot be read
  Money payable;                   // computed now
  std::vector<std::size_t> unknown_lines;
};
PricedAgain price_again(db::Transaction& transaction, catalog::FactsCache& facts,
                        promotions::RulesCache& rules, MerchantId merchant_id, const Document& sale);

}  // namespace huiji::checkout
