#include "wallet/jobs_flow.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "wallet/membership_flow.hpp"
#include "wallet/tier_flow.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {
namespace {

using ledger::Currency;

constexpr Date kFirstDay{-719'528};  // below every day: a cursor's beginning
constexpr int kSoon_days = 7;        // the second notice

struct Step {
  db::Transaction& transaction;
  const MerchantId merchant_id;
  const Date today;
  const Instant now;
  const int limit;
  std::string cursor;     // where it stands, and where it stands afterwards
  std::int64_t rows = 0;  // that this step looked at
};

// What opens in one step: each account's balance as it becomes, since several lots of one may open at once.
struct Opening {
  std::vector<ledger::Posting> postings;
  std::vector<ledger::LotChange> changes;
  std::vector<db::Values> moves;
  std::map<std::string, std::int64_t> balances;  // of the accounts that get points
  std::set<std::string> touched;
};

ledger::Posting posting_of_lot(const Step& step, LotId lot_id, const char* reason) {
  ledger::Posting posting;
  posting.posting_id = {lot_id.bytes};
  posting.posting_id.bytes[0] ^=
      std::string_view(reason) == "expiry" ? 0x80 : 0x40;  // its sale has the same id
  posting.reason = reason;
  posting.source_id = lot_id.bytes;
  posting.business_day = step.today;
  posting.effective_at = step.now;
  posting.recorded_at = step.now;
  return posting;
}

// The lot stays the same, so that a return finds it; it moves to the account beside its own. What is owed
// there is filled first.
void open_lot(const Step& step, LotId lot_id, const std::string& pending, std::int64_t remaining,
              Opening& opening) {
  const std::string account =
      std::string(ledger::kPointsPrefix) + pending.substr(ledger::kPendingPrefix.size());
  opening.moves.push_back({step.merchant_id, lot_id, account, pending});
  opening.touched.insert(pending);
  opening.touched.insert(account);
  if (remaining == 0) return;
  const auto [at, fresh] = opening.balances.try_emplace(account, 0);
  if (fresh) at->second = ledger::held(step.transaction, step.merchant_id, account, Currency::PTS);
  const std::int64_t kept = ledger::into_lots(at->second, remaining);
  if (kept != remaining) opening.changes.push_back({lot_id, remaining, kept});
  at->second += remaining;
  ledger::Posting posting = posting_of_lot(step, lot_id, "activation");
  posting.move(pending, account, Currency::PTS, remaining);
  opening.postings.push_back(std::move(posting));
}

struct OpeningCursor {
  Instant at;
  Uuid lot{};
};

// "<ms> <lot>", empty at the beginning.
OpeningCursor opening_cursor(const std::string& text) {
  const std::size_t space = text.find(' ');
  if (space == text.npos) return {};
  OpeningCursor cursor;
  std::from_chars(text.data(), text.data() + space, cursor.at.ms);
  const auto lot = uuid_from_text(std::string_view(text).substr(space + 1));
  HUIJI_CHECK(lot);
  cursor.lot = *lot;
  return cursor;
}

void activate_points(Step& step) {
  const OpeningCursor from = opening_cursor(step.cursor);
  Opening opening;
  for (const auto row : step.transaction.query(sql::lots_to_activate,
                                               {step.merchant_id, step.now, from.at, from.lot, step.limit})) {
    open_lot(step, row.id<LotId>(0), row.text(1), row.integer(2), opening);
    step.cursor = std::to_string(row.instant(3).ms) + " " + uuid_to_text(row.uuid(0));
    ++step.rows;
  }
  ledger::touch_holdings(step.transaction, step.merchant_id, opening.touched);
  ledger::change_lots(step.transaction, step.merchant_id, opening.changes);
  if (!opening.moves.empty()) step.transaction.batch(sql::lot_activate, std::move(opening.moves));
  ledger::append_all(step.transaction, step.merchant_id, opening.postings);
}

struct LotCursor {
  Date day = kFirstDay;
  Uuid lot{};
};

// "<day> <lot>", empty at the beginning.
LotCursor lot_cursor(const std::string& text) {
  LotCursor cursor;
  if (text.size() < 11) return cursor;
  const auto day = parse_date(text.substr(0, 10));
  const auto lot = uuid_from_text(std::string_view(text).substr(11));
  HUIJI_CHECK(day && lot);
  return {*day, *lot};
}

void move_cursor(Step& step, Date day, const Uuid& lot) {
  step.cursor = to_text(day) + " " + uuid_to_text(lot);
  ++step.rows;
}

void give_notices(Step& step) {
  const int days = std::max(kSoon_days, policy_now(step.transaction, step.merchant_id).policy.notice_days);
  const LotCursor from = lot_cursor(step.cursor);
  std::vector<db::Values> notices;
  for (const auto row : step.transaction.query(
           sql::lots_to_notice,
           {step.merchant_id, step.today, Date{step.today.days + days}, from.day, from.lot, step.limit})) {
    const Date expires_on = row.date(1);
    notices.push_back({step.merchant_id, row.uuid(0), days, step.today});
    if (expires_on.days - step.today.days <= kSoon_days && days != kSoon_days)
      notices.push_back({step.merchant_id, row.uuid(0), kSoon_days, step.today});
    move_cursor(step, expires_on, row.uuid(0));
  }
  if (!notices.empty()) step.transaction.batch(sql::notice_insert, std::move(notices));
}

// What a step does to lots that are past their day.
struct Expiry {
  std::vector<ledger::Posting> postings;
  std::vector<ledger::LotChange> changes;
  std::set<std::string> accounts;
  std::vector<db::Values> prolonged;
  std::vector<db::Values> notices;
};

std::string month_of(Date day) { return to_text(day).substr(0, 7); }

// Whose lots expire, and where what expired goes.
Currency currency_of(const std::string& text) {
  return text == "PTS" ? Currency::PTS : text == "GRW" ? Currency::GRW : Currency::STP;
}
const char* expired_prefix(Currency currency) {
  if (currency == Currency::PTS) return "points-expired/";
  return currency == Currency::GRW ? "growth-expired/" : "stamps-expired/";
}

void expire(const Step& step, LotId lot_id, const std::string& account, Currency currency,
            std::int64_t remaining, Expiry& expiry) {
  ledger::Posting posting = posting_of_lot(step, lot_id, "expiry");
  posting.move(account, expired_prefix(currency) + month_of(step.today), currency, remaining);
  expiry.postings.push_back(std::move(posting));
  expiry.changes.push_back({lot_id, remaining, 0});
  expiry.accounts.insert(account);
}

// Points whose notice is not old enough live on until it is; without one they get it now.
void prolong(const Step& step, LotId lot_id, std::optional<Date> noticed_on, int days, Expiry& expiry) {
  if (!noticed_on) expiry.notices.push_back({step.merchant_id, lot_id, days, step.today});
  const Date until{noticed_on.value_or(step.today).days + days};
  expiry.prolonged.push_back({step.merchant_id, lot_id, std::max(until, step.today)});
}

void save(Step& step, Expiry& expiry) {
  ledger::touch_holdings(step.transaction, step.merchant_id, expiry.accounts);
  ledger::change_lots(step.transaction, step.merchant_id, expiry.changes);
  ledger::append_all(step.transaction, step.merchant_id, expiry.postings);
  if (!expiry.notices.empty()) step.transaction.batch(sql::notice_insert, std::move(expiry.notices));
  if (!expiry.prolonged.empty()) step.transaction.batch(sql::lot_prolong, std::move(expiry.prolonged));
}

void expire_lots(Step& step) {
  const int days = policy_now(step.transaction, step.merchant_id).policy.notice_days;
  const LotCursor from = lot_cursor(step.cursor);
  Expiry expiry;
  for (const auto row : step.transaction.query(
           sql::lots_to_expire, {step.merchant_id, step.today, from.day, from.lot, step.limit})) {
    const auto lot_id = row.id<LotId>(0);
    const bool points = row.text(2) == "PTS";
    std::optional<Date> noticed_on;
    if (!row.is_null(5)) noticed_on = row.date(5);
    const bool ripe = !points || days == 0 || (noticed_on && noticed_on->days + days <= step.today.days);
    move_cursor(step, row.date(4), lot_id.bytes);
    if (row.integer(6) > 0) continue;  // a till may be spending it: tomorrow
    if (ripe)
      expire(step, lot_id, row.text(1), currency_of(row.text(2)), row.integer(3), expiry);
    else
      prolong(step, lot_id, noticed_on, days, expiry);
  }
  save(step, expiry);
}

void review_tiers(Step& step) {
  const ValuePolicy policy = policy_now(step.transaction, step.merchant_id).policy;
  Uuid from{};
  if (const auto at = uuid_from_text(step.cursor)) from = *at;
  Place place;
  place.merchant_id = step.merchant_id;
  place.today = step.today;
  for (const auto row :
       step.transaction.query(sql::tier_reviews, {step.merchant_id, step.today, from, step.limit})) {
    const auto member_id = row.id<MemberId>(0);
    step.cursor = member_id.text();
    ++step.rows;
    const auto member = members::find_member_facts(step.transaction, step.merchant_id, member_id);
    if (member) review_tier(step.transaction, place, *member, policy, step.now);
  }
}

void do_step(Job job, Step& step) {
  switch (job) {
    case Job::activation:
      return activate_points(step);
    case Job::notices:
      return give_notices(step);
    case Job::expiry:
      return expire_lots(step);
    case Job::tiers:
      return review_tiers(step);
    case Job::memberships:
      step.rows = earn_months(step.transaction, step.merchant_id, step.today, step.now, step.limit);
      return;
  }
}

}  // namespace

std::string_view name_of(Job job) {
  switch (job) {
    case Job::activation:
      return "activation";
    case Job::notices:
      return "notices";
    case Job::expiry:
      return "expiry";
    case Job::tiers:
      return "tiers";
    case Job::memberships:
      return "memberships";
  }
  HUIJI_CHECK(false);
}

JobProgress step_job(db::Transaction& transaction, MerchantId merchant_id, Job job, Date today, Instant now,
                     int limit) {
  JobProgress progress{std::string(name_of(job)), today, 0, false, now, now, 0};
  Step step{transaction, merchant_id, today, now, limit, {}, 0};
  transaction.look_ahead({{&sql::job_find, {merchant_id, name_of(job), today}}, policy_query(merchant_id)});
  const db::Rows rows = transaction.query(sql::job_find, {merchant_id, name_of(job), today});
  if (!rows.empty()) {
    step.cursor = rows[0].text(0);
    progress.done = rows[0].integer(1);
    progress.finished = rows[0].text(2) == "finished";
    progress.started_at = rows[0].instant(3);
  }
  if (progress.finished) return progress;
  do_step(job, step);
  progress.done += step.rows;
  progress.finished = step.rows < limit;
  transaction.execute(sql::job_put, {merchant_id, name_of(job), today, step.cursor, progress.done,
                                     progress.finished ? "finished" : "running", progress.started_at, now});
  return progress;
}

void run_jobs(db::Store& store, Clock& clock, MerchantId merchant_id, JobPace pace,
              const std::function<bool(const JobProgress&)>& on_step) {
  Caller caller;
  caller.merchant_id = merchant_id;
  for (const Job job : kJobs) {
    for (;;) {
      const Instant now = clock.now();
      auto progress = store.write<JobProgress>([&](db::Transaction& transaction) -> Result<JobProgress> {
        const Date today = place_of(transaction, caller, now).today;
        return step_job(transaction, merchant_id, job, today, now, pace.rows());
      });
      HUIJI_CHECK(progress);
      progress->took_ms = clock.now().ms - now.ms;
      pace.took(progress->took_ms);
      if (!on_step(*progress)) return;
      if (progress->finished) break;
    }
  }
}

std::vector<JobProgress> recent_jobs(db::Transaction& transaction, MerchantId merchant_id) {
  std::vector<JobProgress> list;
  for (const auto row : transaction.query(sql::jobs_recent, {merchant_id}))
    list.push_back({row.text(0), row.date(1), row.integer(2), row.text(3) == "finished", row.instant(4),
                    row.instant(5), 0});
  return list;
}

}  // namespace huiji::wallet
