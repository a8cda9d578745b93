// One replay from its first page to its last: read a page, price it outside the read, add it up, tell.
#pragma once

#include "insight/laboratory_store.hpp"
#include "platform/world.hpp"

namespace huiji::insight {

// The program owns what is referred to.
struct Services {
  db::Store& store;
  Clock& clock;
  catalog::FactsCache& facts;
  promotions::RulesCache& rules;
};

// Where a run that was asked for can be refused: the period, the draft.
Result<Done> check_request(const RunRequest& request);

struct Progress {
  std::int64_t total = 0;  // baskets of the period
  std::int64_t done = 0;   // baskets of this page
  const Tally* page = nullptr;
};

// Calls `tell` after each page; stops when it answers false. Gives whether it came to the end.
bool replay(const Services& services, MerchantId merchant_id, PromotionId promotion_id,
            const RunRequest& request, const std::function<bool(const Progress&)>& tell,
            Thoroughness thoroughness = Thoroughness::what_may_differ);

}  // namespace huiji::insight
