#include "auditor.hpp"

namespace huiji::sim {

namespace {

constexpr db::Statement kCoupons =
    statement("sim.coupons", "SELECT coupon_id, state, deadline, sale_id FROM coupon WHERE merchant_id = $1");
constexpr db::Statement kExcess =
    statement("sim.coupon_excess", "SELECT sale_id, coupon_id FROM coupon_excess WHERE merchant_id = $1");

constexpr std::int64_t kFreed_ms = 60'000;  // a forgotten hold ends at most so long after its deadline

// The coupon that the till's basket took, when it took one.
std::optional<std::string> coupon_of(const RungUp& sale) {
  if (!sale.request.facts || !sale.request.facts->coupon_ids) return std::nullopt;
  for (const auto& promotion : sale.priced.promotions)
    if (promotion.coupons && *promotion.coupons > 0) return (*sale.request.facts->coupon_ids)[0].text();
  return std::nullopt;
}

}  // namespace

// P19. Whoever is given a coupon, with him no more are held and used than the limit says: only a sale that
// has happened may go over it, never a promise.
void Auditor::coupon_was_held(db::Store& store, Findings& wrong) const {
  std::int64_t taken = 0;
  store.run_read([&](db::Transaction& tx) {
    for (const auto row : tx.query(kCoupons, {shop_.merchant_id}))
      taken += row.text(1) == "used" || row.text(1) == "reserved";
  });
  if (taken > kCouponsInUse)
    wrong.push_back("a coupon was held, and now " + std::to_string(taken) + " are in use, the limit is " +
                    std::to_string(kCouponsInUse));
}

// P19. Each coupon is used by one sale at most; one that was refunded whole is not used any more; reserved
// and used stay within the limit. A sale that came when its hold was over stands, and is recorded as an
// excess.
void Auditor::compare_coupons(db::Transaction& tx, Instant now, Findings& wrong) const {
  std::map<std::string, std::int64_t> users, possible;  // by coupon
  std::set<std::string> excess;
  for (const auto row : tx.query(kExcess, {shop_.merchant_id}))
    excess.insert(row.id<SaleId>(0).text() + row.id<CouponId>(1).text());
  for (const auto& [id, booked] : sales_) {
    const auto coupon = booked.receipt ? coupon_of(booked.sale) : std::nullopt;
    if (!coupon || all_came_back(booked)) continue;
    ++possible[*coupon];
    if (booked.returns.empty() && !excess.count(id + *coupon)) ++users[*coupon];
  }
  std::int64_t taken = 0;
  for (const auto row : tx.query(kCoupons, {shop_.merchant_id})) {
    const std::string id = row.id<CouponId>(0).text();
    const bool used = row.text(1) == "used", reserved = row.text(1) == "reserved";
    taken += used || reserved;
    if (users[id] > 1)
      wrong.push_back("coupon " + id + " was used by " + std::to_string(users[id]) + " sales");
    if (used && possible[id] == 0) wrong.push_back("coupon " + id + " is used, and no sale used it");
    if (!used && users[id] > 0) wrong.push_back("coupon " + id + " is not used, and a sale used it");
    if (reserved && row.integer(2) + kFreed_ms < now.ms)
      wrong.push_back("coupon " + id + " is held beyond its deadline");
  }
  if (taken > kCouponsInUse + static_cast<std::int64_t>(excess.size()))
    wrong.push_back(std::to_string(taken) + " coupons are in use, the limit is " +
                    std::to_string(kCouponsInUse));
}

}  // namespace huiji::sim
