#include "checkout/stored_basket_store.hpp"

#include "checkout/load_store.hpp"
#include "checkout/settle.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {

StoredBasket stored_basket(db::Transaction& transaction, catalog::FactsCache& facts, MerchantId merchant_id,
                           const Document& sale) {
  std::vector<ProductId> product_ids;
  for (const DocumentLine& line : sale.lines) product_ids.push_back(line.product_id);
  const auto products = facts.facts_at(transaction, merchant_id, product_ids, sale.catalog_version);
  StoredBasket stored;
  SaleFacts then;
  then.place.utc_offset_minutes = sale.frozen.utc_offset_minutes;
  if (sale.member_id) {
    then.member.emplace();
    then.member->member_id = *sale.member_id;
    then.member->tier = sale.frozen.member_tier.value_or("");
  }
  for (std::size_t i = 0; i < product_ids.size(); ++i) {
    if (products && (*products)[i])
      then.lines.push_back(line_facts(*(*products)[i]));
    else
      stored.unknown_lines.push_back(i);
  }
  if (stored.unknown_lines.empty()) stored.basket = basket_of(request_of(sale), then);
  return stored;
}

std::optional<pricing::SoldBasket> refund_basis(db::Transaction& transaction, catalog::FactsCache& facts,
                                                MerchantId merchant_id, const Document& sale) {
  if (!sale.frozen.reprice) return std::nullopt;
  if (stored_price(sale.price).arithmetic != pricing::kArithmetic) return std::nullopt;
  auto stored = stored_basket(transaction, facts, merchant_id, sale);
  auto rules = promotions::rules_at(transaction, merchant_id, sale.catalog_version);
  HUIJI_CHECK(stored.basket && rules);  // a version stays
  return pricing::SoldBasket{std::move(*stored.basket), std::move(*rules), *sale.frozen.reprice, {}};
}

PricedAgain price_again(db::Transaction& transaction, catalog::FactsCache& facts,
                        promotions::RulesCache& rules, MerchantId merchant_id, const Document& sale) {
  PricedAgain again;
  StoredBasket stored = stored_basket(transaction, facts, merchant_id, sale);
  again.unknown_lines = std::move(stored.unknown_lines);
  if (!stored.basket) return again;
  const auto compiled = rules.rules_at(transaction, merchant_id, sale.catalog_version);
  if (!compiled || !pricing::check_basket(*stored.basket)) return again;
  const auto before = read_stored_price(sale.price);
  const pricing::PricedBasket priced = pricing::price(*stored.basket, *compiled);
  again.arithmetic_then = before ? before->arithmetic : 0;
  again.payable = priced.payable;
  if (before && before->arithmetic != priced.arithmetic)
    again.outcome = Again::other_arithmetic;
  else
    again.outcome =
        wire::to_json(priced) == sale.price && priced.payable == sale.payable ? Again::same : Again::differs;
  return again;
}

}  // namespace huiji::checkout
