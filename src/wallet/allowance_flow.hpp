// Value that a till may spend. A till asks for it before the customer pays: the server looks at the card, the
// proof (PIN, dynamic code, a gift card's code) and what is free, and reserves it. A hold ends at its
// deadline; a sale that arrives later still takes what is free then, and what nobody has any more is booked
// as the till's shortage, because the goods have left. A lease is value for the time without network: only
// that till can spend it, so the sum over all tills never exceeds the balance, and it is freed when the till
// says that it has delivered everything, or when somebody gives a lost till up.
#pragma once

#include "members/proof_flow.hpp"
#include "wallet/operation_flow.hpp"

namespace huiji::wallet {

// Before the transaction, when the request brings a PIN or a member's code: attempts are counted apart
// (members/proof_flow.hpp). Nothing for a gift card, whose code is checked by ask_allowance.
Result<std::optional<members::Proven>> prove(const Services& services, const Caller& caller,
                                             AllowanceId allowance_id, const AllowanceRequest& request);

Result<AllowanceView> ask_allowance(db::Transaction& transaction, const Services& services,
                                    const Caller& caller, AllowanceId allowance_id,
                                    const AllowanceRequest& request,
                                    const std::optional<members::Proven>& proven, Instant now);

// The till gives it back, or somebody with the right change_member frees a lost till's.
Result<AllowanceView> release_allowance(db::Transaction& transaction, const Caller& caller,
                                        AllowanceId allowance_id, Instant now);

std::vector<AllowanceView> allowances_of_till(db::Transaction& transaction, MerchantId merchant_id,
                                              TillId till_id);

// Frees holds whose deadline is past; returns how many. For the sweeper.
int free_overdue_holds(db::Transaction& transaction, MerchantId merchant_id, Instant now, int limit);

}  // namespace huiji::wallet
