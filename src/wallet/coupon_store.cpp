#include "wallet/coupon_store.hpp"

#include "members/members_store.hpp"
#include "platform/crypto/content_hash.hpp"
#include "promotions/promotions_store.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {

namespace {

Coupon coupon_of(const db::Rows::Row& row) {
  Coupon coupon{.coupon_id = row.id<CouponId>(0),
                .batch_id = row.id<CouponBatchId>(1),
                .promotion_id = row.id<PromotionId>(2),
                .code = row.text(3),
                .member_id = row.id_or_none<MemberId>(4),
                .state = coupon_state_of(row.text(5)).value(),
                .source_id = row.uuid(6),
                .issued_at = row.instant(7),
                .valid_from = row.date(8),
                .valid_until = row.date(9)};
  coupon.extended = row.boolean(10);
  coupon.taken_back = row.boolean(11);
  coupon.returns = row.integer(12);
  coupon.version = row.integer(13);
  coupon.reservation_id = row.id_or_none<OperationId>(14);
  coupon.till_id = row.id_or_none<TillId>(15);
  if (!row.is_null(16)) coupon.deadline = row.instant(16);
  coupon.taken_for = row.id_or_none<MemberId>(17);
  coupon.sale_id = row.id_or_none<SaleId>(18);
  coupon.discount = row.money(19);
  return coupon;
}

std::vector<Coupon> coupons_of(const db::Rows& rows) {
  std::vector<Coupon> list;
  for (const auto row : rows) list.push_back(coupon_of(row));
  return list;
}

std::optional<Coupon> one_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return coupon_of(rows[0]);
}

// The same for the same source and reason, so that a flow that runs again writes the same.
PostingId posting_id_of(const char* reason, const Uuid& source_id, Instant now) {
  const std::string hash = crypto::content_hash(std::string(reason) + uuid_to_text(source_id));
  std::array<std::uint8_t, 10> noise;
  for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<std::uint8_t>(hash[i]);
  return {uuid_v7(now, noise)};
}

bool is_taken(const Coupon& coupon) {
  return coupon.state == CouponState::reserved || coupon.state == CouponState::used;
}

}  // namespace

CouponWork coupon_work(db::Transaction& transaction, MerchantId merchant_id, Instant now) {
  const auto today = promotions::business_day_now(transaction, merchant_id, now);
  HUIJI_CHECK(today);
  return {merchant_id, {}, {}, now, *today};
}

CouponWork coupon_work(db::Transaction& transaction, const Caller& caller, Instant now) {
  CouponWork work = coupon_work(transaction, caller.merchant_id, now);
  work.till_id = caller.till_id;
  work.staff_id = caller.staff_id;
  return work;
}

std::optional<Coupon> find_coupon(db::Transaction& transaction, MerchantId merchant_id, CouponId coupon_id) {
  return one_of(transaction.query(sql::coupon_by_id, {merchant_id, coupon_id}));
}

std::optional<Coupon> coupon_by_code(db::Transaction& transaction, MerchantId merchant_id,
                                     std::string_view code) {
  return one_of(transaction.query(sql::coupon_by_code, {merchant_id, code}));
}

bool coupon_was_passed_on(db::Transaction& transaction, MerchantId merchant_id, std::string_view old_code) {
  return !transaction.query(sql::coupon_passed_on, {merchant_id, old_code}).empty();
}

std::vector<Coupon> coupons_by_source(db::Transaction& transaction, MerchantId merchant_id,
                                      const Uuid& source_id) {
  return coupons_of(transaction.query(sql::coupon_by_source, {merchant_id, source_id}));
}

std::vector<Coupon> coupons_by_sale(db::Transaction& transaction, MerchantId merchant_id, SaleId sale_id) {
  return coupons_of(transaction.query(sql::coupon_by_sale, {merchant_id, sale_id}));
}

std::vector<Coupon> coupons_of_batch(db::Transaction& transaction, MerchantId merchant_id,
                                     CouponBatchId batch_id, std::optional<CouponState> state, CouponId after,
                                     int limit) {
  if (state)
    return coupons_of(transaction.query(sql::coupon_of_batch_in_state,
                                        {merchant_id, batch_id, to_text(*state), after, limit}));
  return coupons_of(transaction.query(sql::coupon_of_batch, {merchant_id, batch_id, after, limit}));
}

std::vector<Coupon> coupons_of_batch_and_member(db::Transaction& transaction, MerchantId merchant_id,
                                                CouponBatchId batch_id, MemberId member_id, int limit) {
  return coupons_of(
      transaction.query(sql::coupon_of_batch_and_member, {merchant_id, batch_id, member_id, limit}));
}

std::vector<Coupon> coupons_of_member(db::Transaction& transaction, MerchantId merchant_id,
                                      MemberId member_id, int limit) {
  return coupons_of(transaction.query(sql::coupon_of_member, {merchant_id, member_id, limit}));
}

std::vector<Coupon> overdue_coupons(db::Transaction& transaction, MerchantId merchant_id, Instant now,
                                    int limit, std::optional<CouponBatchId> batch_id) {
  if (batch_id)
    return coupons_of(transaction.query(sql::coupon_overdue_of_batch, {merchant_id, now, *batch_id, limit}));
  return coupons_of(transaction.query(sql::coupon_overdue, {merchant_id, now, limit}));
}

std::vector<Coupon> ended_coupons(db::Transaction& transaction, MerchantId merchant_id, Date today,
                                  int limit) {
  return coupons_of(transaction.query(sql::coupon_ended, {merchant_id, today, limit}));
}

std::vector<CouponEvent> coupon_events(db::Transaction& transaction, MerchantId merchant_id,
                                       CouponId coupon_id) {
  std::vector<CouponEvent> list;
  for (const auto row : transaction.query(sql::coupon_events, {merchant_id, coupon_id})) {
    CouponEvent event{row.text(0),
                      row.instant(1),
                      uuid_to_text(row.uuid(2)),
                      row.id_or_none<TillId>(3),
                      row.id_or_none<StaffId>(4),
                      row.id_or_none<MemberId>(5)};
    if (!row.is_null(6)) event.note = row.text(6);
    list.push_back(std::move(event));
  }
  return list;
}

CouponUses coupon_uses(db::Transaction& transaction, MerchantId merchant_id, CouponBatchId batch_id,
                       std::optional<MemberId> member_id) {
  CouponUses uses;
  const MemberId everybody;
  const db::Rows rows = transaction.query(sql::coupon_counts,
                                          {merchant_id, batch_id, everybody, member_id.value_or(everybody)});
  for (const auto row : rows) {
    CouponUse& use = row.id<MemberId>(0) == everybody ? uses.all : uses.member;
    use.issued += row.integer(1);
    use.taken += row.integer(2);
  }
  return uses;
}

void touch_coupon_batch(db::Transaction& transaction, MerchantId merchant_id, CouponBatchId batch_id) {
  transaction.execute(sql::coupon_count_add, {merchant_id, batch_id, MemberId{}, 0, 0, 0, 0});
}

std::optional<MemberId> own_id(db::Transaction& transaction, MerchantId merchant_id,
                               std::optional<MemberId> member_or_alias) {
  if (!member_or_alias) return std::nullopt;
  const auto member = members::find_member_facts(transaction, merchant_id, *member_or_alias);
  if (!member) return std::nullopt;
  return member->member_id;
}

CouponChanges::CouponChanges(const CouponWork& work, const char* reason, const Uuid& source_id)
    : work_(work) {
  posting_.posting_id = posting_id_of(reason, source_id, work.now);
  posting_.reason = reason;
  posting_.source_id = source_id;
  posting_.business_day = work.today;
  posting_.effective_at = work.now;
  posting_.recorded_at = work.now;
  posting_.staff_id = work.staff_id;
}

void CouponChanges::add_step(const Coupon& coupon, const CouponStep& step) {
  steps_.push_back({work_.merchant_id, coupon.coupon_id, coupon.version, step.event, work_.now,
                    step.source_id, work_.till_id, work_.staff_id, coupon.member_id, step.note});
}

// What the coupon adds to the counters in its state.
void CouponChanges::count(const Coupon& coupon, std::int64_t sign) {
  const MemberId everybody;
  const std::int64_t issued = coupon.state == CouponState::voided ? 0 : sign;
  const std::int64_t taken = is_taken(coupon) ? sign : 0;
  CouponUse& all = counts_[{coupon.batch_id, everybody}];
  all.issued += issued;
  all.taken += taken;
  all.returned += sign * coupon.returns;
  all.given += sign * coupon.discount.minor;
  if (coupon.member_id && issued) counts_[{coupon.batch_id, *coupon.member_id}].issued += issued;
  if (coupon.taken_for && taken) counts_[{coupon.batch_id, *coupon.taken_for}].taken += taken;
}

void CouponChanges::issue(Coupon coupon, const CouponStep& step) {
  inserts_.push_back({work_.merchant_id, coupon.coupon_id, coupon.batch_id, coupon.promotion_id, coupon.code,
                      coupon.member_id, coupon.source_id, coupon.issued_at, coupon.valid_from,
                      coupon.valid_until});
  posting_.move(coupons_made_account(coupon.batch_id), account_of(coupon), ledger::Currency::CPN, 1);
  count(coupon, 1);
  add_step(coupon, step);
}

void CouponChanges::change(const Coupon& before, Coupon after, const CouponStep& step,
                           const char* reservation_end) {
  after.version = before.version + 1;
  if (reservation_end && before.reservation_id)
    ended_reservations_.push_back({work_.merchant_id, *before.reservation_id, reservation_end});
  changes_.push_back({work_.merchant_id, after.coupon_id, after.code, after.member_id, to_text(after.state),
                      after.valid_until, after.extended, after.taken_back, after.returns, after.version,
                      after.reservation_id, after.till_id, after.deadline, after.taken_for, after.sale_id,
                      after.discount});
  if (account_of(before) != account_of(after))
    posting_.move(account_of(before), account_of(after), ledger::Currency::CPN, 1);
  count(before, -1);
  count(after, 1);
  add_step(after, step);
}

void CouponChanges::save(db::Transaction& transaction) {
  if (steps_.empty()) return;
  std::vector<db::Values> counts;
  for (const auto& [key, use] : counts_)
    if (key.second == MemberId{} || use.issued != 0 || use.taken != 0)
      counts.push_back(
          {work_.merchant_id, key.first, key.second, use.issued, use.taken, use.returned, use.given});
  transaction.batch(sql::coupon_count_add, std::move(counts));
  if (!inserts_.empty()) transaction.batch(sql::coupon_insert, std::move(inserts_));
  if (!changes_.empty()) transaction.batch(sql::coupon_change, std::move(changes_));
  transaction.batch(sql::coupon_event_insert, std::move(steps_));
  if (!ended_reservations_.empty())
    transaction.batch(sql::coupon_reservation_close, std::move(ended_reservations_));
  if (!posting_.entries.empty()) ledger::append(transaction, work_.merchant_id, posting_);
}

void record_coupon_excess(db::Transaction& transaction, MerchantId merchant_id, const CouponExcess& excess,
                          Instant now) {
  transaction.execute(sql::coupon_excess_insert, {merchant_id, excess.sale_id, excess.coupon_id,
                                                  excess.reason, excess.other_sale_id, now});
}

std::vector<CouponExcess> coupon_excesses(db::Transaction& transaction, MerchantId merchant_id, int limit) {
  std::vector<CouponExcess> list;
  for (const auto row : transaction.query(sql::coupon_excess_list, {merchant_id, limit}))
    list.push_back({row.id<SaleId>(0), row.id<CouponId>(1), row.text(2)});
  return list;
}

}  // namespace huiji::wallet
