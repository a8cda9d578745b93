// The member's code against his key. Reading alone changes nothing: who identifies a member or lets him spend
// by a code counts the attempt around it (proof_flow.hpp).
#pragma once

#include "members/member_code.hpp"
#include "members/secret_store.hpp"

namespace huiji::members {

struct VerifiedCode {
  MemberId member_id;  // who answers for him
  MemberId holder;     // whose key it is: of one who was merged away it is another
  std::int64_t step = 0;
};
// One step early or late is accepted, one that was spent or is older than one that was spent is not. An
// unknown number and wrong digits are refused alike. Refuses while the code is locked.
Result<VerifiedCode> verify_code(db::Transaction& transaction, const crypto::Keys& keys,
                                 MerchantId merchant_id, const MemberCode& code, Instant now);
Result<MemberId> verify_code(db::Transaction& transaction, const crypto::Keys& keys, MerchantId merchant_id,
                             std::string_view text, Instant now);

// For the member's own phone: the code to show now. The first time a key is made.
struct ShownCode {
  Private<std::string> code;
  Instant changes_at;
};
Result<ShownCode> code_now(db::Transaction& transaction, const crypto::Keys& keys, Random& random,
                           MerchantId merchant_id, MemberId member_id, Instant now);

}  // namespace huiji::members
