// What people decide at the till against the engine: an amount off the bill, a lower price for a line, goods
// past their date. Each needs a right of the person behind the sale, or a supervisor's approval of exactly
// this act (staff/approval_flow.hpp); the texts of the acts are made here and, in the same form, by the till
// (web/till/approval/acts.ts).
#pragma once

#include "checkout/checkout_types.hpp"
#include "kernel/result.hpp"

namespace huiji::checkout {

std::string bill_act(const pricing::ManualDiscount& manual);  // "bill:1000:50:熟客"
std::string price_act(const SaleLine& line);                  // "price:<product>:500:碰伤"
std::string expired_act(const SaleLine& line);                // "expired:<product>:2026-11-25:标签印错"

// The approvals count as genuine: the flow has checked their proofs.
Result<Done> check_by_hand(const SaleRequest& request, Rights rights);

}  // namespace huiji::checkout
