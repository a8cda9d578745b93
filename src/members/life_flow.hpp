// What happens to a member in the office: frozen and unfrozen, tagged, asked for consent. Each is written
// into his history with who, when and why, and each operation happens once. The rights are checked by the
// routes.
#pragma once

#include "members/life_store.hpp"

namespace huiji::members {

// The member that the id leads to, when he may be changed; refuses an unknown or closed one.
Result<MemberRecord> open_member(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);
// Of a request without a secret in it.
std::string operation_hash(MemberId member_id, std::string_view what, const std::string& request_json);

Result<Done> change_state(db::Transaction& transaction, const Actor& actor, MemberId member_id,
                          const StateChange& change);
Result<Done> change_tags(db::Transaction& transaction, const Actor& actor, MemberId member_id,
                         const TagChange& change);
// Marketing alone: who withdraws the consent to membership is closed.
Result<Done> change_consent(db::Transaction& transaction, const Actor& actor, MemberId member_id,
                            const ConsentChange& change);

// With what happened to those who were merged into him; without names of staff.
MemberHistory history_of(db::Transaction& transaction, const Actor& actor, MemberId member_id);

}  // namespace huiji::members
