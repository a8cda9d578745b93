// Rules as of a version, compiled; a thin seam until the promotions room's own cache stands.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "platform/db/database.hpp"
#include "pricing/pricing.hpp"

namespace huiji::promotions {

class RulesCache {
 public:
  std::shared_ptr<const pricing::CompiledRules> rules_at(db::Transaction& transaction, MerchantId merchant_id,
                                                         std::int64_t version);

 private:
  std::mutex mutex_;
  std::map<std::pair<MerchantId, std::int64_t>, std::shared_ptr<const pricing::CompiledRules>> rules_;
};

std::optional<pricing::Rules> rules_changed_since(db::Transaction& transaction, MerchantId merchant_id,
                                                  std::int64_t since);

}  // namespace huiji::promotions
