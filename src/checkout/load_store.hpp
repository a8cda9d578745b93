// Everything that a flow needs to know, read before it decides. Products and rules come from caches of
// immutable versions, so that a sale costs two reads whatever its length.
#pragma once

#include <memory>

#include "checkout/document_store.hpp"
#include "checkout/look_store.hpp"
#include "checkout/services_store.hpp"
#include "checkout/settle.hpp"
#include "kernel/caller.hpp"
#include "ledger/ledger_store.hpp"
#include "pricing/pricing.hpp"

namespace huiji::checkout {

LineFacts line_facts(catalog::ProductFacts product);

struct LoadedSale {
  SaleFacts facts;
  std::shared_ptr<const pricing::CompiledRules> rules;
  wallet::ValuePolicy value_policy;
};
Result<LoadedSale> load_sale(db::Transaction& transaction, const Services& services, const Caller& caller,
                             const Look& look, const SaleRequest& request, Instant now);

struct LoadedReturn {
  Document original;
  std::vector<Returned> returned_before;
  Money refunded_before;
  PlaceFacts place;
  std::optional<MemberAtSale> member;
  std::optional<pricing::SoldBasket> basis;                   // of a sale that a refund prices again
  std::optional<std::vector<pricing::EarnedCoupon>> coupons;  // that the sale gave
  std::shared_ptr<const pricing::CompiledRules> rules;        // of the sale
  Points pending_left;                                        // of the sale's points that wait
};
Result<LoadedReturn> load_return(db::Transaction& transaction, const Services& services, const Caller& caller,
                                 const Look& look, const ReturnRequest& request);

struct LoadedUnreceipted {
  PlaceFacts place;
  std::vector<LineFacts> lines;
};
Result<LoadedUnreceipted> load_unreceipted(db::Transaction& transaction, const Services& services,
                                           const Caller& caller, const Look& look,
                                           const UnreceiptedReturn& request);

}  // namespace huiji::checkout
