// What the flows of this room work with besides a transaction; made once, in programs/huiji.
#pragma once

#include "catalog/facts_store.hpp"
#include "checkout/document.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/db/database.hpp"
#include "platform/world.hpp"
#include "promotions/promotions_store.hpp"

namespace huiji::checkout {

struct Services {
  db::Store& store;
  Clock& clock;
  catalog::FactsCache& facts;     // of immutable versions
  promotions::RulesCache& rules;  // likewise
  const crypto::Keys& keys;       // to show a member's phone masked, to check approvals
};

}  // namespace huiji::checkout
