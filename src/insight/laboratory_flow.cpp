#include "insight/laboratory_flow.hpp"

#include "insight/insight_errors.hpp"
#include "promotions/promotions.hpp"

namespace huiji::insight {

static constexpr int kMaxDays = 1100;  // three years

Result<Done> check_request(const RunRequest& request) {
  if (request.from_day > request.to_day || request.to_day.days - request.from_day.days >= kMaxDays)
    return Refusal(period_senseless, {{"days", std::to_string(kMaxDays)}});
  return promotions::check_draft(request.draft);
}

bool replay(const Services& services, MerchantId merchant_id, PromotionId promotion_id,
            const RunRequest& request, const std::function<bool(const Progress&)>& tell,
            Thoroughness thoroughness) {
  const Period period{request.from_day, request.to_day};
  const pricing::Promotion draft = replayed(promotion_id, request.draft);
  Progress progress;
  progress.total = services.store.read<std::int64_t>(
      [&](db::Transaction& transaction) { return count_baskets(transaction, merchant_id, period); });
  if (!tell(progress)) return false;
  BasketReader reader(services.facts, services.rules, merchant_id, period, draft);
  Replay replay(draft, request.least_margin, thoroughness);
  while (!reader.done()) {
    const auto baskets = services.store.read<std::span<StoredBasket>>(
        [&](db::Transaction& transaction) { return reader.read(transaction); });
    Tally page;
    for (StoredBasket& stored : baskets) replay.look(stored, page);
    page.leave_out(reader.unreadable());
    progress.done = std::int64_t(baskets.size()) + reader.unreadable();
    progress.page = &page;
    if (!tell(progress)) return false;
  }
  return true;
}

}  // namespace huiji::insight
