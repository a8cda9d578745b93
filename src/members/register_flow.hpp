// Registers a member, once. The same id with the same content answers the same member; with other content it
// is refused. A phone that is a member already answers that member, unchanged, and the new id becomes an
// alias of it: a till that was offline could not know, and its later sales name the new id.
#pragma once

#include "members/members_store.hpp"

namespace huiji::members {

Result<MemberRecord> register_member(db::Transaction& transaction, const Registrar& registrar,
                                     MemberId member_id, const MemberRegistration& registration);

}  // namespace huiji::members
