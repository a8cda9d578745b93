// ./x bench ledger [--members N] [--runs N]: the ledger under load, on both engines.
// 1. Operations (adjustments: idempotent, checked, each a document, a posting, lots and balances) by 32
// callers
//    at once, beside the floor: the same rows without any reading or deciding, 64 in a commit.
// 2. The day's jobs over N members who all lose points today: seconds, memory, and what a till's write takes
//    meanwhile (p50, p99), beside what it takes alone.
// 3. Look-up of a member by number with balances among N members: p50 and p99 in the database.
// Each rate is the median of the runs; product and floor take turns, since the machine is noisy.
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "ledger/ledger_store.hpp"
#include "members/member_number.hpp"
#include "members/members_store.hpp"
#include "programs/huiji/first_shop.hpp"
#include "support/stores.hpp"
#include "wallet/jobs_flow.hpp"
#include "wallet/points_flow.hpp"

namespace huiji::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::string_view kMemberText =
    "INSERT INTO member (merchant_id, member_id, number, phone_sealed, phone_index, last4_index, tier, "
    "state, "
    "consent_version, consent_at, registered_at, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, 'standard', 'active', '2026-11', 0, 0, $7)";
constexpr db::Statement insert_member{"bench.insert_member", kMemberText, kMemberText};

struct Settings {
  std::int64_t members = 1'000'000;
  int runs = 3;
  int milliseconds = 3000;
};

double seconds_since(Steady::time_point start) {
  return std::chrono::duration<double>(Steady::now() - start).count();
}

std::int64_t percentile(std::vector<std::int64_t>& times, double share) {
  if (times.empty()) return 0;
  const std::size_t at = std::min(times.size() - 1, static_cast<std::size_t>(share * double(times.size())));
  std::nth_element(times.begin(), times.begin() + std::ptrdiff_t(at), times.end());
  return times[at];
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

MemberId member_at(std::int64_t n) {
  MemberId member_id;
  for (int i = 0; i < 6; ++i) member_id.bytes[std::size_t(5 - i)] = std::uint8_t(n >> (8 * i));
  member_id.bytes[6] = 0x70, member_id.bytes[8] = 0x80;
  for (int i = 0; i < 4; ++i)
    member_id.bytes[std::size_t(15 - i)] = std::uint8_t((n * 2654435761) >> (8 * i));
  return member_id;
}

class Shop {
 public:
  Shop(db::Engine engine, std::int64_t members)
      : address_(test::fresh_place(engine)), store_(db::open(address_)), count_(members) {
    store_->migrate(system_clock().now().ms);
    crypto::Passwords passwords{crypto::PasswordCost::cheap()};
    merchant_id_ =
        program::open_shop(*store_, system_clock(), system_random(), passwords,
                           {"测速", "一号店", "", "", {{"m", "店长", staff::Role::manager, "manager-1"}}})
            .merchant_id;
    today_ = business_day(system_clock().now(), 480, 0);
    fill();
  }
  ~Shop() {
    store_.reset();
    test::drop_place(address_);
  }

  double operations_a_second(int milliseconds);
  double floor_a_second(int milliseconds);
  void run_jobs();
  void look_up();

 private:
  template <class Flow>
  void write(Flow flow) {
    const auto done = store_->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      flow(transaction);
      return Done{};
    });
    HUIJI_CHECK(done);
  }
  void fill();
  void fill_page(db::Transaction& transaction, std::int64_t from, std::int64_t to);
  wallet::Adjustment adjust(std::int64_t nth);
  void till_write(std::int64_t nth);

  const std::string address_;
  std::unique_ptr<db::Store> store_;
  const std::int64_t count_;
  MerchantId merchant_id_;
  StaffId staff_{{1, 2, 3}};
  Date today_;
  std::atomic<std::int64_t> ids_ = 0;
};

ledger::Posting opening(MemberId member_id, std::int64_t points, Date day, Instant now) {
  ledger::Posting posting;
  posting.posting_id = {member_id.bytes};
  posting.reason = "opening";
  posting.source_id = member_id.bytes;
  posting.business_day = day;
  posting.effective_at = posting.recorded_at = now;
  posting.move("points-opening", ledger::points_account(member_id), ledger::Currency::PTS, points);
  return posting;
}

void Shop::fill_page(db::Transaction& transaction, std::int64_t from, std::int64_t to) {
  const Instant now = system_clock().now();
  std::vector<db::Values> rows;
  std::vector<ledger::Posting> postings;
  for (std::int64_t n = from; n < to; ++n) {
    const MemberId member_id = member_at(n);
    std::string index(16, '\0');
    std::memcpy(index.data(), &n, sizeof n);
    rows.push_back({merchant_id_, member_id, members::make_member_number(n + 1), db::Bytes{"sealed"},
                    db::Bytes{index}, db::Bytes{index.substr(0, 2)}, n + 1});
    postings.push_back(opening(member_id, 100, today_, now));
    ledger::Lot lot = ledger::earn({member_id.bytes}, member_id.bytes, {100}, {}, now, today_, 12);
    lot.expires_on = Date{today_.days - 1};  // noticed long ago, due today
    ledger::add_lot(transaction, merchant_id_, ledger::points_account(member_id), ledger::Currency::PTS, lot);
  }
  transaction.batch(insert_member, std::move(rows));
  ledger::append_all(transaction, merchant_id_, postings);
}

void Shop::fill() {
  const auto start = Steady::now();
  constexpr std::int64_t kPage = 5000;
  for (std::int64_t from = 0; from < count_; from += kPage)
    write(
        [&](db::Transaction& transaction) { fill_page(transaction, from, std::min(count_, from + kPage)); });
  std::printf("  filled %lld members with a lot each in %.0f s\n", static_cast<long long>(count_),
              seconds_since(start));
}

wallet::Adjustment Shop::adjust(std::int64_t nth) {
  Caller caller;
  caller.merchant_id = merchant_id_;
  caller.staff_id = staff_;
  const auto id = system_random().new_id<OperationId>(system_clock().now());
  auto done = store_->write<wallet::Adjustment>([&](db::Transaction& transaction) {
    return wallet::adjust(transaction, caller, id,
                          {member_at(nth * 7919 % count_), wallet::Asset::points, 10, "测速"},
                          system_clock().now());
  });
  HUIJI_CHECK(done);
  return *done;
}

double Shop::operations_a_second(int milliseconds) {
  constexpr int kCallers = 32;
  std::atomic<std::int64_t> done = 0;
  const auto start = Steady::now();
  const auto end = start + std::chrono::milliseconds(milliseconds);
  std::vector<std::thread> callers;
  for (int i = 0; i < kCallers; ++i)
    callers.emplace_back([&] {
      while (Steady::now() < end) {
        adjust(ids_++);
        ++done;
      }
    });
  for (std::thread& caller : callers) caller.join();
  return double(done) / seconds_since(start);
}

// The rows of so many operations: document, posting, entries, balances, lot, holding; nothing read.
double Shop::floor_a_second(int milliseconds) {
  constexpr int kGroup = 64;
  std::int64_t done = 0;
  wallet::Place place;
  place.merchant_id = merchant_id_;
  place.staff_id = staff_;
  const auto start = Steady::now();
  while (seconds_since(start) * 1000 < milliseconds) {
    write([&](db::Transaction& transaction) {
      const Instant now = system_clock().now();
      std::vector<ledger::Posting> postings;
      for (int i = 0; i < kGroup; ++i) {
        const MemberId member_id = member_at(ids_++ * 7919 % count_);
        const auto id = system_random().new_id<OperationId>(now);
        const std::string account = ledger::points_account(member_id);
        ledger::Posting posting = opening(member_id, 10, today_, now);
        posting.posting_id = {id.bytes}, posting.source_id = id.bytes;
        postings.push_back(posting);
        ledger::touch_holding(transaction, merchant_id_, account);
        ledger::add_lot(transaction, merchant_id_, account, ledger::Currency::PTS,
                        ledger::earn({id.bytes}, id.bytes, {10}, {}, now, today_, 12));
        wallet::Operation operation;
        operation.receipt.operation_id = id;
        operation.receipt.kind = wallet::OperationKind::adjust_points;
        operation.receipt.member_id = member_id;
        operation.receipt.business_day = today_;
        operation.receipt.changes = {{wallet::Asset::points, 10, 110}};
        operation.account = account;
        operation.content = std::string(32, 'x');
        operation.request = "{\"member_id\":\"\",\"asset\":\"points\",\"change\":10,\"reason\":\"测速\"}";
        wallet::save_operation(transaction, place, operation, now);
      }
      ledger::append_all(transaction, merchant_id_, postings);
    });
    done += kGroup;
  }
  return double(done) / seconds_since(start);
}

void Shop::till_write(std::int64_t nth) { adjust(nth); }

void Shop::run_jobs() {
  const auto till = [this](std::atomic<bool>& stop, std::vector<std::int64_t>& times) {
    for (std::int64_t nth = 0; !stop; ++nth) {
      const auto start = Steady::now();
      till_write(ids_++);
      times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - start).count());
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  };
  const auto while_selling = [&](const std::function<void()>& work, const char* what) {
    std::atomic<bool> stop = false;
    std::vector<std::int64_t> times;
    std::thread seller([&] { till(stop, times); });
    work();
    stop = true;
    seller.join();
    std::printf("  a till's write %s: p50 %.1f ms, p99 %.1f ms (%zu writes)\n", what,
                double(percentile(times, 0.5)) / 1000, double(percentile(times, 0.99)) / 1000, times.size());
  };
  while_selling([] { std::this_thread::sleep_for(std::chrono::seconds(3)); }, "alone");
  // The first run records the notices that are missing and prolongs; a month later all is due.
  struct LaterClock final : Clock {
    std::int64_t days = 0;
    Instant now() override { return {system_clock().now().ms + days * kDay_ms}; }
  } clock;
  const auto jobs = [&](const char* what) {
    const auto start = Steady::now();
    std::int64_t rows = 0;
    while_selling(
        [&] {
          wallet::run_jobs(*store_, clock, merchant_id_, wallet::JobPace(500),
                           [&](const wallet::JobProgress& progress) {
                             if (progress.finished) rows += progress.done;
                             std::this_thread::sleep_for(std::chrono::milliseconds(progress.took_ms));
                             return true;  // rests as the server does
                           });
        },
        what);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("  %s: %lld lots and members in %.1f s, peak memory %ld MB\n", what,
                static_cast<long long>(rows), seconds_since(start), usage.ru_maxrss / 1024);
  };
  jobs("while notices are recorded");
  clock.days = 31;
  jobs("while points expire");
}

void Shop::look_up() {
  constexpr int kLooks = 20'000;
  std::vector<std::int64_t> times;
  store_->read<int>([&](db::Transaction& transaction) {
    for (int i = 0; i < kLooks; ++i) {
      const std::int64_t nth = (i * 104'729LL) % count_;
      const auto start = Steady::now();
      const auto member =
          members::find_by_number(transaction, merchant_id_, members::make_member_number(nth + 1));
      HUIJI_CHECK(member);
      ledger::points_balance(transaction, merchant_id_, member->member_id);
      ledger::next_expiry(transaction, merchant_id_, ledger::points_account(member->member_id));
      times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - start).count());
    }
    return 0;
  });
  std::printf("  look-up by number with points and next expiry among %lld: p50 %.3f ms, p99 %.3f ms\n",
              static_cast<long long>(count_), double(percentile(times, 0.5)) / 1000,
              double(percentile(times, 0.99)) / 1000);
}

void bench(db::Engine engine, const Settings& settings) {
  std::printf("%s\n", engine == db::Engine::sqlite ? "SQLite" : "PostgreSQL");
  Shop shop(engine, settings.members);
  std::vector<double> product, floor, ratios;
  for (int run = 0; run < settings.runs; ++run) {
    floor.push_back(shop.floor_a_second(settings.milliseconds));
    product.push_back(shop.operations_a_second(settings.milliseconds));
    ratios.push_back(product.back() / floor.back());
  }
  std::printf("  operations %.0f/s, floor %.0f/s, ratio %.2f (medians of %d)\n", median(product),
              median(floor), median(ratios), settings.runs);
  shop.look_up();
  shop.run_jobs();
  std::fflush(stdout);
}

}  // namespace
}  // namespace huiji::bench

int main(int count, char** arguments) {
  huiji::bench::Settings settings;
  for (int i = 1; i + 1 < count; i += 2) {
    if (std::strcmp(arguments[i], "--members") == 0) settings.members = std::atoll(arguments[i + 1]);
    if (std::strcmp(arguments[i], "--runs") == 0) settings.runs = std::atoi(arguments[i + 1]);
  }
  for (const auto engine : {huiji::db::Engine::sqlite, huiji::db::Engine::postgres})
    huiji::bench::bench(engine, settings);
  return 0;
}
