#include "ledger/lots.hpp"

#include <algorithm>
#include <tuple>

#include "kernel/check.hpp"

namespace huiji::ledger {

std::int64_t paid_of(const Lot& lot, std::int64_t used) {
  HUIJI_CHECK(used >= 0 && used <= lot.amount && lot.amount > 0);
  return static_cast<std::int64_t>(static_cast<__int128>(used) * lot.paid / lot.amount);
}

Lot earn(LotId lot_id, const Uuid& source_id, Points earned, Points balance_before, Instant earned_at,
         Date business_day, std::int64_t valid_months) {
  HUIJI_CHECK(earned.count > 0 && valid_months >= 0 && valid_months <= 1200);
  Lot lot;
  lot.lot_id = lot_id;
  lot.source_id = source_id;
  lot.amount = earned.count;
  lot.remaining = into_lots(balance_before.count, earned.count);
  lot.earned_at = earned_at;
  lot.expires_on = end_of_month(business_day, int(valid_months));
  return lot;
}

static auto by_expiry(const Lot& lot) { return std::tie(lot.expires_on, lot.earned_at, lot.lot_id); }
static auto by_age(const Lot& lot) { return std::tie(lot.earned_at, lot.lot_id); }

ClawBack claw_back(Points points, const Uuid& source_id, std::vector<Lot> lots) {
  HUIJI_CHECK(points.count >= 0);
  std::sort(lots.begin(), lots.end(), [&](const Lot& a, const Lot& b) {
    const bool a_other = a.source_id != source_id, b_other = b.source_id != source_id;
    return a_other != b_other ? b_other : by_expiry(a) < by_expiry(b);
  });
  ClawBack plan;
  plan.owed = points.count;
  for (const Lot& lot : lots) {
    const std::int64_t taken = std::min(lot.remaining, plan.owed);
    if (taken == 0) continue;
    plan.changes.push_back({lot.lot_id, lot.remaining, lot.remaining - taken});
    plan.owed -= taken;
  }
  return plan;
}

Taken take(std::int64_t amount, std::vector<Lot> lots, Order order, Instant now) {
  HUIJI_CHECK(amount >= 0);
  std::sort(lots.begin(), lots.end(), [&](const Lot& a, const Lot& b) {
    return order == Order::expiry ? by_expiry(a) < by_expiry(b) : by_age(a) < by_age(b);
  });
  Taken plan;
  plan.missing = amount;
  for (const Lot& lot : lots) {
    const std::int64_t taken = lot.opens_at > now ? 0 : std::min(lot.remaining, plan.missing);
    if (taken == 0) continue;
    const std::int64_t used = lot.amount - lot.remaining;
    const std::int64_t paid = paid_of(lot, used + taken) - paid_of(lot, used);
    plan.paid += paid;
    plan.bonus += taken - paid;
    plan.missing -= taken;
    plan.changes.push_back({lot.lot_id, lot.remaining, lot.remaining - taken});
    plan.uses.push_back({lot.lot_id, int(plan.uses.size() + 1), taken, 0, 0});
  }
  return plan;
}

std::int64_t open_amount(const std::vector<Lot>& lots, Instant now) {
  std::int64_t sum = 0;
  for (const Lot& lot : lots)
    if (lot.opens_at <= now) sum += lot.remaining;
  return sum;
}

static Lot renewal_of(const Lot& expired, std::int64_t amount, Date today) {
  Lot lot;
  lot.source_id = expired.source_id;
  lot.amount = lot.remaining = amount;
  lot.expires_on = Date{today.days + kRenewed_days};
  lot.renewed = true;
  lot.earner = expired.earner;
  return lot;
}

static void put_into(const Lot& lot, std::int64_t amount, Date today, Restored& plan) {
  if (lot.expires_on < today && !lot.renewed) {
    plan.renewals.push_back(renewal_of(lot, amount, today));
    return;
  }
  const std::int64_t used = lot.amount - lot.remaining;
  const std::int64_t paid = paid_of(lot, used) - paid_of(lot, used - amount);
  plan.paid += paid;
  plan.bonus += amount - paid;
  plan.changes.push_back({lot.lot_id, lot.remaining, lot.remaining + amount});
}

Restored restore(std::int64_t amount, std::int64_t into_lots, std::vector<LotUse> uses, std::vector<Lot> lots,
                 Date today) {
  HUIJI_CHECK(amount >= 0 && into_lots >= 0 && into_lots <= amount);
  std::sort(uses.begin(), uses.end(), [](const LotUse& a, const LotUse& b) { return a.use_no > b.use_no; });
  Restored plan;
  plan.unplaced = amount;
  for (LotUse use : uses) {
    const std::int64_t back = std::min(use.amount - use.returned, plan.unplaced);
    if (back == 0) continue;
    const auto lot = std::find_if(lots.begin(), lots.end(),
                                  [&](const Lot& candidate) { return candidate.lot_id == use.lot_id; });
    HUIJI_CHECK(lot != lots.end());
    // A lot never holds more than it was made with: an earlier claw-back may have gone through it.
    const std::int64_t put = std::min(back, into_lots);
    if (put > 0) put_into(*lot, put, today, plan);
    into_lots -= put;
    plan.unplaced -= back;
    use.returned += back;
    plan.uses.push_back(use);
  }
  plan.homeless = into_lots;
  return plan;
}

}  // namespace huiji::ledger
