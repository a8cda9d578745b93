#include "insight/insight_api.hpp"

#include "insight/setup_checks_store.hpp"
#include "promotions/promotions.hpp"

namespace huiji::insight {

using http::Access;
using http::Call;
using http::Route;

static Result<Done> may_see_costs(const Call& call) {
  if (call.caller.rights.has(Right::view_cost)) return Done{};
  return http::missing_right(Right::view_cost);
}

static Result<CheckReport> check(const Services& services, const Call& call, const CheckRequest& request) {
  if (auto may = may_see_costs(call); !may) return may.refusal();
  if (auto sound = promotions::check_draft(request.draft); !sound) return sound.refusal();
  // A draft that is not stored yet stands under an id that no promotion has.
  const PromotionId promotion_id = request.promotion_id.value_or(PromotionId{{0xff}});
  const Instant now = services.clock.now();
  const auto input = services.store.read<CheckInput>([&](db::Transaction& transaction) {
    return load_check_input(transaction, call.caller.merchant_id, call.caller.shop_id, promotion_id, request,
                            now);
  });
  return check_setup(input);
}

// Starting, looking and cancelling differ in what is done with the run.
template <class Act>
static Result<LaboratoryRun> with_run(const Call& call, Act act) {
  if (auto may = may_see_costs(call); !may) return may.refusal();
  const auto run_id = call.id<RunId>(0);
  if (!run_id) return run_id.refusal();
  return act(*run_id);
}

void add_routes(http::Router& router, Services services, LaboratoryRuns& runs) {
  router.with_body<CheckRequest, CheckReport>(
      Route{.method = "POST",
            .path = "/v1/promotions/check",
            .summary = "Look for contradictions, losses and loopholes before a promotion goes live",
            .access = Access::session,
            .right = Right::edit_promotions},
      [services](const Call& call, const CheckRequest& request) { return check(services, call, request); });
  router.with_body<RunRequest, LaboratoryRun>(
      Route{.method = "POST",
            .path = "/v1/laboratory/runs",
            .summary =
                "Replay the stored baskets of a period through a draft; the same id again is the same run",
            .access = Access::session,
            .right = Right::edit_promotions},
      [&runs](const Call& call, const RunRequest& request) -> Result<LaboratoryRun> {
        if (auto may = may_see_costs(call); !may) return may.refusal();
        return runs.start(call.caller.merchant_id, request);
      });
  router.get<LaboratoryRun>(
      Route{.path = "/v1/laboratory/runs/{run_id}",
            .summary = "How far a replay has come, and what it found; a restart forgets it",
            .access = Access::session,
            .right = Right::edit_promotions},
      [&runs](const Call& call) {
        return with_run(call, [&](RunId run_id) { return runs.look(call.caller.merchant_id, run_id); });
      });
  router.without_body<LaboratoryRun>(
      Route{.method = "DELETE",
            .path = "/v1/laboratory/runs/{run_id}",
            .summary = "Cancel a replay; what ended stays as it is",
            .access = Access::session,
            .right = Right::edit_promotions},
      [&runs](const Call& call) {
        return with_run(call, [&](RunId run_id) { return runs.cancel(call.caller.merchant_id, run_id); });
      });
}

}  // namespace huiji::insight
