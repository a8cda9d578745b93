// The deciding half of a return without a receipt, pure: each line is worth what the person decided, never
// above the shelf price; tax is the one contained in it, per rate group as in a sale (product.md 4.12).
#pragma once

#include "checkout/settle.hpp"

namespace huiji::checkout {

Result<pricing::RefundPlan> unreceipted_plan(const UnreceiptedReturn& request,
                                             const std::vector<LineFacts>& lines);

Document unreceipted_document(SaleId sale_id, const UnreceiptedReturn& request,
                              const std::vector<LineFacts>& lines, const pricing::RefundPlan& plan,
                              const PlaceFacts& place, std::string plan_json, std::string content_hash,
                              Instant now);

}  // namespace huiji::checkout
