// What a document does to members' value: spends and earns with a sale, puts back and takes back with a
// return. The document says the amounts, the posting books them, here they meet the lots.
#pragma once

#include "checkout/settle.hpp"
#include "wallet/sale_value_store.hpp"
#include "wallet/wallet_types.hpp"

namespace huiji::checkout {

// What the priced sale spends. Refuses points without a member.
Result<wallet::Spending> spending_of(SaleId sale_id, const SaleRequest& request, const SaleFacts& facts,
                                     const pricing::PricedBasket& priced, Instant now);
// Bonus money earns no points: the till has to say at least what it was quoted.
Result<Done> check_bonus(const SaleRequest& request, const SaleFacts& facts, Money quoted);
// Writes into the card tenders, in their order, how they were paid.
void split_tenders(const std::vector<wallet::CardSplit>& cards, std::vector<Tender>& tenders);

// Points and growth of a sale: a lot each. May raise the member's tier.
void give_value(db::Transaction& transaction, MerchantId merchant_id, const Document& document,
                const MemberAtSale& member, const wallet::ValuePolicy& policy);

// Freezes which accounts spent points went back to, when not all to the document's own.
void note_points_back(const wallet::GivingBackPlan& plan, Document& document);
wallet::GivingBack giving_back_of(const Document& document, const std::optional<MemberAtSale>& member);
// Takes earned points and growth back: the lots of the original sale first. Runs after what was spent is put
// back.
void take_value(db::Transaction& transaction, MerchantId merchant_id, const Document& document);

}  // namespace huiji::checkout
