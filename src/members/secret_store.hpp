// A member's secrets in the database: the hash of the PIN, the sealed key of the code, and how often each was
// tried in vain. A member without a row has neither yet.
#pragma once

#include <optional>
#include <string>

#include "members/members_store.hpp"
#include "members/tries.hpp"

namespace huiji::members {

struct Secret {
  std::optional<std::string> pin_hash;
  Tries pin_tries;
  std::optional<std::string> code_sealed;
  std::int64_t code_step = 0;  // the last that was spent: it and older ones are used
  std::optional<Uuid> code_use;
  Tries code_tries;
};

Secret load_secret(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);
void save_secret(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
                 const Secret& secret);
void forget_secret(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);

}  // namespace huiji::members
