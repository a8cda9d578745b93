#include "staff/approval_flow.hpp"

#include "platform/crypto/signature.hpp"
#include "staff/staff.hpp"
#include "staff/staff_errors.hpp"
#include "wire/json.hpp"

namespace huiji::staff {

// Canonical JSON: no two approvals have the same words.
static std::string words_of(const ApprovedSale& sale, Approval approval) {
  approval.proof.clear();
  return sale.merchant_id.text() + sale.till_id.text() + sale.sale_id.text() + wire::to_json(approval);
}

Approval with_proof(const crypto::Keys& keys, const ApprovedSale& sale, Approval approval) {
  approval.proof = crypto::sign(keys.approval, words_of(sale, approval));
  return approval;
}

bool is_genuine(const crypto::Keys& keys, const ApprovedSale& sale, const Approval& approval) {
  return crypto::is_signed(keys.approval, words_of(sale, approval), approval.proof);
}

Result<Approval> approve(const Services& services, const Caller& caller, const ApprovalRequest& request,
                         const std::string& peer) {
  // People of one merchant do not approve at another's tills.
  if (caller.merchant_id != services.merchant_id) return wrong_login;
  const auto record = prove_person(services, {request.login, request.password}, peer);
  if (!record) return record.refusal();
  const Person& person = record->person;
  const auto cleared = services.store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    clear_failures(transaction, caller.merchant_id, person.login);
    return Done{};
  });
  if (!cleared) return cleared.refusal();
  if (!rights_of(person.role).has(request.right)) return Refusal(cannot_approve, {{"name", person.name}});
  return with_proof(services.keys, {caller.merchant_id, *caller.till_id, request.sale_id},
                    {.staff_id = person.staff_id,
                     .staff_name = person.name,
                     .right = request.right,
                     .act = request.act,
                     .good_until = services.clock.now() + kApproval_ms,
                     .proof = {}});
}

}  // namespace huiji::staff
