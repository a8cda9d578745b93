// Proof that the member himself spends: his PIN or his code. In two halves, because a wrong attempt must stay
// counted when the spending is refused and rolled back, and because hashing a PIN takes 27 ms, which no
// transaction may wait for:
//   1. prove_spending, before the transaction: counts the attempt in one of its own, then looks.
//   2. check_proof, in the transaction that spends: the member may still spend, the PIN is still the one that
//      was proven, the code was not spent by anything else; it marks the code as spent and clears the counts.
// `use` names what is spent for (the allowance's id): the same use may be proven again, when its reply was
// lost. Unknown members, members without a PIN and wrong PINs are refused alike, in equal time.
#pragma once

#include "members/code_store.hpp"
#include "members/life_types.hpp"
#include "members/pin.hpp"
#include "members/services_store.hpp"

namespace huiji::members {

struct SpendProof {
  std::optional<Pin> pin;
  std::optional<MemberCode> code;  // goes before a PIN
};
Result<SpendProof> parse_proof(const TypedProof& typed);

struct Proven {
  MemberId member_id;  // who answers for the member that was named
  MemberId holder;     // whose secret it was
  Uuid use{};
  std::string pin_hash = {};                   // that the PIN fitted
  std::optional<std::int64_t> code_step = {};  // or the code's
};

Result<Proven> prove_spending(const Services& services, MerchantId merchant_id, MemberId member_id,
                              const SpendProof& proof, const Uuid& use);
Result<Done> check_proof(db::Transaction& transaction, MerchantId merchant_id, const Proven& proven,
                         Instant now);

// Who shows a code at a till, found without spending it. A wrong code counts against its member.
Result<MemberId> identify_by_code(const Services& services, MerchantId merchant_id, std::string_view text);

}  // namespace huiji::members
