#include "wallet/stamp_api.hpp"

#include "wallet/stamp_store.hpp"
#include "wallet/write_api.hpp"

namespace huiji::wallet {

void add_stamp_routes(http::Router& router, Services services) {
  add_write(router, services,
            http::Route{.method = "PUT",
                        .path = "/v1/stamp-programmes/{promotion_id}",
                        .summary = "What a full card of a stamps promotion gives",
                        .access = http::Access::session,
                        .right = Right::edit_value_rules},
            put_stamp_programme);
  router.get<StampProgrammeList>(
      http::Route{.path = "/v1/stamp-programmes",
                  .summary = "All stamp programmes",
                  .access = http::Access::till_or_session},
      [services](const http::Call& call) -> Result<StampProgrammeList> {
        return services.store.read<StampProgrammeList>([&](db::Transaction& transaction) {
          return StampProgrammeList{stamp_programmes(transaction, call.caller.merchant_id)};
        });
      });
}

}  // namespace huiji::wallet
