// ./x bench laboratory [--baskets N]: stored baskets replayed through a draft, a second, on one core: once
// with every basket priced twice, once with only what may differ priced (and the shares that were), and
// whether both came to the same figures. In CPU seconds, so that a busy machine tells the same; the clock's
// stand beside. The baskets went through the real checkout, in a temporary SQLite database. --fill FOLDER
// puts a history into a demo shop's data folder instead, to look at the pages.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string_view>

#include "insight/laboratory_flow.hpp"
#include "platform/config.hpp"
#include "sales_history.hpp"
#include "support/stores.hpp"
#include "wire/json.hpp"

namespace huiji::bench {
namespace {

using Steady = std::chrono::steady_clock;

struct Settings {
  std::int64_t baskets = 200'000;
  int days = 28;
  int products = 3000;
  std::string fill = {};
  std::string keep = {};  // a database made by an earlier run, to be used again
};

struct Times {
  double loading = 0, pricing = 0;  // CPU seconds of this thread
  double clock = 0;                 // seconds on the wall
  insight::ReplayWork work;
  std::int64_t baskets = 0;
  insight::LaboratoryTotals totals;
};

double seconds_since(Steady::time_point start) {
  return std::chrono::duration<double>(Steady::now() - start).count();
}

double cpu_now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

promotions::PromotionDraft draft(bool everything) {
  promotions::PromotionDraft draft;
  draft.name = "bench";
  draft.kind = everything ? "amount_off" : "buy_m_get_n";
  draft.parameters.text =
      everything ? R"({"threshold":6000,"off":500,"every":false})" : R"({"buy":2,"free":1})";
  return draft;
}

// As insight::replay, with a watch.
Times replay(db::Store& store, MerchantId merchant_id, const promotions::PromotionDraft& wanted, Date today,
             int days, insight::Thoroughness thoroughness) {
  catalog::FactsCache facts;
  promotions::RulesCache rules;
  const auto promotion = insight::replayed(PromotionId{{0xff}}, wanted);
  insight::BasketReader reader(facts, rules, merchant_id, {Date{today.days - days - 1}, Date{today.days + 1}},
                               promotion);
  insight::Replay replay(promotion, Percent{500}, thoroughness);
  insight::Tally tally;
  Times times;
  const auto begun = Steady::now();
  while (!reader.done()) {
    double start = cpu_now();
    const auto baskets = store.read<std::span<insight::StoredBasket>>(
        [&](db::Transaction& transaction) { return reader.read(transaction); });
    times.loading += cpu_now() - start;
    start = cpu_now();
    insight::Tally page;
    for (insight::StoredBasket& stored : baskets) replay.look(stored, page);
    tally.add(page);
    times.pricing += cpu_now() - start;
    times.baskets += std::int64_t(baskets.size());
  }
  times.clock = seconds_since(begun);
  times.work = replay.work();
  times.totals = tally.totals();
  return times;
}

void print(const char* name, const Times& times) {
  const double together = times.loading + times.pricing, all = double(times.baskets) / 100;
  std::printf(
      "%-34s %9lld baskets  %6.2f s (clock %.2f s)  %8.0f baskets/s  loading %2.0f %%  pricing %2.0f %%  "
      "priced by own rules %.1f %%, with the draft %.1f %%, not at all %.1f %%  differs %lld\n",
      name, static_cast<long long>(times.baskets), together, times.clock, double(times.baskets) / together,
      100 * times.loading / together, 100 * times.pricing / together, double(times.work.own) / all,
      double(times.work.draft) / all, double(times.work.none) / all,
      static_cast<long long>(times.totals.differs));
}

// Whether both ways came to the same figures.
bool compare(db::Store& store, const SalesHistory& history, bool everything, Date today, int days) {
  const auto of = [&](insight::Thoroughness thoroughness) {
    return replay(store, history.merchant_id(), draft(everything), today, days, thoroughness);
  };
  const char* name = everything ? "满减 over everything" : "买二送一 over everything";
  const Times all = of(insight::Thoroughness::everything);
  print((std::string(name) + ", all").c_str(), all);
  const Times some = of(insight::Thoroughness::what_may_differ);
  print((std::string(name) + ", what may differ").c_str(), some);
  const bool same = wire::to_json(all.totals) == wire::to_json(some.totals);
  std::printf("figures %s\n", same ? "the same" : "DIFFER");
  return same;
}

void tell(std::int64_t done) {
  if (done % 10'000 == 0) std::fprintf(stderr, "\r%lld sold", static_cast<long long>(done));
}

int fill(const Settings& settings) {
  std::filesystem::create_directories(settings.fill);
  config::Settings place;
  place.data = settings.fill;
  auto keys = config::read_keys(config::secrets_file(place));
  HUIJI_CHECK(keys);
  const crypto::Keys made = *keys ? **keys : *config::make_keys(config::secrets_file(place), system_random());
  const auto store = db::open("sqlite:" + settings.fill + "/huiji.db");
  SalesHistory history(*store, made, 0);
  history.sell(settings.baskets, settings.days, tell);
  std::fprintf(stderr, "\n");
  return 0;
}

int run(const Settings& settings) {
  if (!settings.fill.empty()) return fill(settings);
  const std::string address =
      settings.keep.empty() ? test::fresh_place(db::Engine::sqlite) : "sqlite:" + settings.keep;
  const auto store = db::open(address);
  SalesHistory history(*store, crypto::Keys::derive_from(crypto::Key{}), settings.products);
  const auto start = Steady::now();
  if (settings.baskets > 0) history.sell(settings.baskets, settings.days, tell);
  std::fprintf(stderr, "\rhistory of %lld baskets made in %.0f s\n", static_cast<long long>(settings.baskets),
               seconds_since(start));
  const Date today = business_day(system_clock().now(), 480, 240);
  bool same = true;
  for (const bool everything : {false, true})
    same = compare(*store, history, everything, today, settings.days) && same;
  if (settings.keep.empty()) test::drop_place(address);
  return same ? 0 : 1;
}

}  // namespace
}  // namespace huiji::bench

int main(int argc, char** argv) {
  huiji::bench::Settings settings;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--baskets") settings.baskets = std::atoll(argv[i + 1]);
    if (name == "--days") settings.days = std::atoi(argv[i + 1]);
    if (name == "--products") settings.products = std::atoi(argv[i + 1]);
    if (name == "--fill") settings.fill = argv[i + 1];
    if (name == "--keep") settings.keep = argv[i + 1];
  }
  return huiji::bench::run(settings);
}
