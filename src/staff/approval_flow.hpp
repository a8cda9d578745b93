// 主管授权: a supervisor stands at the cashier's till and allows one act there and then. The server looks at
// the password and signs what was allowed: merchant, till, sale, person, right, act and deadline. The till
// sends the signed words with the sale, also hours later from its journal, and no table is needed: a sale is
// committed once, so an approval works once. Without the network nobody can approve; who has the right may
// log in at the till himself.
#pragma once

#include "staff/staff_flow.hpp"

namespace huiji::staff {

// From the approval to the payment; a held basket is approved again.
inline constexpr std::int64_t kApproval_ms = 2 * kHour_ms;

struct ApprovedSale {
  MerchantId merchant_id;
  TillId till_id;
  SaleId sale_id;
};

Result<Approval> approve(const Services& services, const Caller& caller, const ApprovalRequest& request,
                         const std::string& peer);

// Fills in the proof. For approve() and for tests.
Approval with_proof(const crypto::Keys& keys, const ApprovedSale& sale, Approval approval);
// Did this server allow it for this sale? The deadline is the caller's to check against the sale's time.
bool is_genuine(const crypto::Keys& keys, const ApprovedSale& sale, const Approval& approval);

}  // namespace huiji::staff
