// A member as the routes show him, masked, and who may look at one.
#pragma once

#include "members/services_store.hpp"
#include "platform/http/router.hpp"

namespace huiji::members {

Member to_member(const Services& services, db::Transaction& transaction, MerchantId merchant_id,
                 const MemberRecord& record);

// One member by id, phone, number or code: at a till for whoever is logged in, elsewhere by right.
Result<Done> may_find(const Caller& caller);

}  // namespace huiji::members
