#include "platform/crypto/token.hpp"
#include "staff/staff_errors.hpp"
#include "staff/staff_flow.hpp"
#include "staff/staff_store.hpp"

namespace huiji::staff {

FreshTill enrol_till(db::Transaction& transaction, const crypto::Keys& keys, Random& random,
                     const TillToEnrol& wanted) {
  const auto token = crypto::make_token(wanted.merchant_id, wanted.till_id.bytes, random);
  TillRecord record{.till = {.till_id = wanted.till_id,
                             .shop_id = wanted.shop_id,
                             .name = wanted.name,
                             .state = TillState::enrolled,
                             .enrolled_at = wanted.now},
                    .secret_hash = crypto::hash_token(keys, token)};
  if (const auto known = find_till(transaction, wanted.merchant_id, wanted.till_id)) {
    record.till.shop_id = known->till.shop_id;
    record.till.number = known->till.number;
    enrol_till_again(transaction, wanted.merchant_id, record, wanted.enrolled_by);
  } else {
    record.till.number = next_till_number(transaction, wanted.merchant_id, wanted.shop_id);
    insert_till(transaction, wanted.merchant_id, record, wanted.enrolled_by);
  }
  return {record.till, crypto::to_text(token)};
}

Result<EnrolledTill> enrol_till(const Services& services, const Caller& caller, TillId till_id,
                                const TillEnrolment& enrolment) {
  const TillToEnrol wanted{.merchant_id = caller.merchant_id,
                           .shop_id = caller.shop_id,
                           .till_id = till_id,
                           .name = enrolment.name,
                           .enrolled_by = *caller.staff_id,
                           .now = services.clock.now()};
  auto enrolled =
      services.store.write<EnrolledTill>([&](db::Transaction& transaction) -> Result<EnrolledTill> {
        const FreshTill fresh = enrol_till(transaction, services.keys, services.random, wanted);
        const auto lookup_key = crypto::till_lookup_key(services.keys, caller.merchant_id);
        return EnrolledTill{
            .till = fresh.till,
            .device_token = fresh.device_token,
            .member_lookup_key = crypto::to_base64(lookup_key),
            .next_sequence = services.next_sequence
                                 ? services.next_sequence(transaction, caller.merchant_id, till_id)
                                 : 1};
      });
  services.door.callers.forget_all();
  return enrolled;
}

Result<Till> revoke_till(const Services& services, const Caller& caller, TillId till_id) {
  auto till = services.store.write<Till>([&](db::Transaction& transaction) -> Result<Till> {
    auto facts = till_facts(transaction, caller.merchant_id, till_id);
    if (!facts) return unknown_till;
    mark_till_revoked(transaction, caller.merchant_id, till_id);
    facts->state = TillState::revoked;
    return *facts;
  });
  services.door.callers.forget_all();
  return till;
}

}  // namespace huiji::staff
