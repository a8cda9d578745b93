#include "day.hpp"

#include <algorithm>
#include <cstdio>

#include "checkout/verify_store.hpp"
#include "kernel/check.hpp"
#include "platform/http/router.hpp"
#include "wire/json.hpp"

namespace huiji::sim {

Day::Day(const ShopTemplate& shop, const std::filesystem::path& folder, const Scenario& scenario,
         std::uint64_t seed, const Settings& settings)
    : shop_(shop),
      scenario_(scenario),
      settings_(settings),
      dice_(seed),
      clock_(shop.opened_at),
      random_(seed ^ 0xabcdef),
      server_(shop, folder / ("day-" + std::to_string(seed) + ".db"), clock_, seed),
      auditor_(shop) {
  outcome_.seed = seed;
  for (const TillAccess& access : shop.tills)
    tills_.emplace_back(access, shop.cashier_id, dice_, clock_, random_);
  const Odds& odds = scenario.odds;
  doings_ = {{odds.sell, &Day::sell},          {odds.send, &Day::send},
             {odds.deliver, &Day::deliver},    {odds.goods_back, &Day::goods_back},
             {odds.join, &Day::join},          {odds.change_price, &Day::change_price},
             {odds.refresh, &Day::refresh},    {odds.jump_clock, &Day::jump_clock},
             {odds.till_cut, &Day::power_cut}, {odds.server_cut, &Day::server_cut},
             {odds.recharge, &Day::recharge},  {odds.sell_card, &Day::sell_card},
             {odds.use_card, &Day::use_card},  {odds.ask, &Day::ask},
             {odds.lease, &Day::lease},        {odds.give_back, &Day::give_back},
             {odds.cash_out, &Day::cash_out},  {odds.adjust, &Day::adjust},
             {odds.donate, &Day::donate},      {odds.sweep, &Day::sweep},
             {odds.merge, &Day::merge},        {odds.close, &Day::close},
             {odds.coupon, &Day::coupon},      {odds.drop_coupon, &Day::drop_coupon},
             {odds.grant, &Day::grant},        {odds.collect, &Day::collect}};
  for (const auto& [weight, doing] : doings_) weight_ += weight;
}

Outcome Day::run() {
  begin();
  for (int day = 0; day < scenario_.days; ++day) {
    if (day > 0) rest();
    for (int i = 0; i < settings_.steps; ++i) step();
    end_of_day();
  }
  outcome_.days = scenario_.days;
  outcome_.sales = auditor_.sale_count();
  outcome_.returns = auditor_.return_count();
  outcome_.operations = auditor_.operation_count();
  outcome_.server_crashes = server_.crashes();
  for (const Till& till : tills_)
    for (const JournalEvent& event : till.journal)
      outcome_.quarantined += event.state == EventState::quarantined;
  outcome_.wrong = found_;
  return outcome_;
}

void Day::trace(const char* what, std::size_t till) {
  if (settings_.trace)
    std::printf("%lld  till %zu  %s\n", static_cast<long long>(clock_.now().ms), till + 1, what);
}

// The shop opens: where members' value is simulated, some come with a card in their pocket.
void Day::begin() {
  server_.restart();
  sign_on();
  if (!scenario_.value) return;
  for (int i = 0; i < 5; ++i) {
    const MemberId member = new_member("1390000" + std::to_string(1000 + i));
    if (i < 4) (void)new_card(member, shop_.recharges[static_cast<std::size_t>(i % 2)]);
  }
  if (scenario_.story) (this->*scenario_.story)();
}

void Day::sign_on() {
  for (Till& till : tills_) {
    http::Request request = till.request_to(
        "POST", "/v1/login", wire::to_json(staff::LoginRequest{"manager", "manager-password"}));
    request.headers.erase(request.headers.begin() + 1);  // nobody is logged in yet
    const auto response = server_.handle(request);
    HUIJI_CHECK(response && response->status == 200);
    till.session = wire::from_json<staff::LoginReply>(response->body)->token;
    HUIJI_CHECK(till.load_snapshot(server_));
  }
}

// The shop is closed for a while; what the server does by itself it does on most of these days.
void Day::rest() {
  clock_.advance(
      scenario_
          .rests[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(scenario_.rests.size())))] *
      kDay_ms);
  if (dice_.chance(800)) server_.do_quiet_work(true);
  trace("the shop was closed for a while", 0);
  look_for_the_fault();
  clock_.advance(1);
  sign_on();
}

void Day::end_of_day() {
  settle();
  ask_again();
  judge_refused_returns();
  clock_.advance(1);
  server_.do_quiet_work(scenario_.days > 1);
  for (std::string& finding : auditor_.compare(server_.store(), tills_, clock_.now()))
    found_.push_back(std::move(finding));
  settled_ = true;
  close(tills_[0], 0);
  settled_ = false;
  keep_the_evidence();
}

void Day::step() {
  clock_.advance(dice_.between(1, 40'000));
  if (!server_.up() && dice_.chance(300)) server_.restart();
  const std::size_t at = static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(tills_.size())));
  std::int64_t roll = dice_.below(weight_);
  for (const auto& [weight, doing] : doings_) {
    if (roll < weight) {
      (this->*doing)(tills_[at], at);
      return look_for_the_fault();
    }
    roll -= weight;
  }
}

// One day by its seed, and something is wrong: the database is kept, to be looked at.
void Day::keep_the_evidence() {
  if (!settings_.trace || found_.empty()) return;
  const auto file = std::filesystem::temp_directory_path() /
                    ("huiji-sim-" + scenario_.name + "-" + std::to_string(outcome_.seed) + ".db");
  std::filesystem::remove(file);
  server_.store().backup(file.string());
  std::printf("the database is kept as %s\n", file.c_str());
}

// One day by its seed: verify after each step, so that the trace shows where a book first went wrong.
void Day::look_for_the_fault() {
  if (!settings_.trace || !server_.up() || fault_seen_) return;
  const auto report = server_.store().read<checkout::VerifyReport>(
      [](db::Transaction& transaction) { return checkout::verify(transaction); });
  fault_seen_ = !report.findings.empty();
  if (!fault_seen_) return;
  std::printf("here the books went wrong: %s\n", report.findings[0].en.c_str());
  if (!arrived_.empty()) std::printf("after %s\n", arrived_.c_str());
}

void Day::send(Till& till, std::size_t at) {
  if (till.in_flight() && dice_.chance(500)) till.timed_out();
  if (till.in_flight()) return;
  const auto event = till.next_to_send();
  if (!event) return;
  till.sent();
  ++outcome_.messages;
  if (dice_.chance(scenario_.odds.lost)) return void(++outcome_.lost);  // never arrives
  network_.push_back({at, *event});
  for (int i = 0; i < 4 && dice_.chance(scenario_.odds.doubled); ++i)
    network_.push_back({at, *event}), ++outcome_.doubled;
}

void Day::deliver(Till&, std::size_t) {
  if (network_.empty()) return;
  const std::size_t chosen =
      static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(network_.size())));
  const Message message = network_[chosen];
  network_[chosen] = network_.back();
  network_.pop_back();
  if (dice_.chance(scenario_.odds.crash)) server_.arm_crash(static_cast<int>(dice_.between(0, 40)));
  arrive(message, dice_.chance(scenario_.odds.reply_lost), dice_.chance(80));
  server_.arm_crash(-1);
}

void Day::arrive(const Message& message, bool reply_lost, bool reply_doubled) {
  Till& till = tills_[message.till];
  const auto response = server_.handle(till.request_for(message.event));
  if (!response) return trace("no answer: the server is down", message.till);
  if (settings_.trace) arrived_ = till.journal[message.event].path + " " + till.journal[message.event].body;
  watch(till, message, *response);
  if (reply_lost) return void(++outcome_.lost);
  till.answered(message.event, *response);
  if (reply_doubled) till.answered(message.event, *response);
}

// Of a reply, what never changes: the masked phone is looked up anew, so that a forgotten one is forgotten.
static std::string lasting(std::string reply) {
  const std::size_t begin = reply.find("\"member_phone_masked\"");
  if (begin != reply.npos) reply.erase(begin, reply.find(',', begin) - begin);
  return reply;
}

// What the server said, seen by the auditor even when the till never hears it.
void Day::watch(Till& till, const Message& message, const http::Response& response) {
  JournalEvent& event = till.journal[message.event];
  if (response.status == 500) found_.push_back("broken program at " + event.path + ": " + response.body);
  if (response.status >= 500) return;
  if (response.status != 200) return refused(event, response);
  if (event.poisoned) found_.push_back("the spoiled sale " + event.id + " was accepted");
  if (event.first_reply.empty()) {
    event.first_reply = response.body;
    accepted(till, event, response);
  } else if (event.kind != EventKind::member && event.kind != EventKind::release &&
             lasting(event.first_reply) != lasting(response.body)) {
    found_.push_back("two answers to " + event.path + ": " + event.first_reply + " and " + response.body);
  }
}

void Day::accepted(Till& till, const JournalEvent& event, const http::Response& response) {
  switch (event.kind) {
    case EventKind::member: {
      const auto member = wire::from_json<members::Member>(response.body);
      HUIJI_CHECK(member);
      auditor_.member_is(*MemberId::parse(event.id), member->member_id);
      arrived_members_.push_back(member->member_id);
      return;
    }
    case EventKind::sale: {
      const auto receipt = wire::from_json<checkout::Receipt>(response.body);
      HUIJI_CHECK(receipt);
      sold_.push_back(receipt->sale_id);
      return auditor_.accepted_sale(*receipt);
    }
    case EventKind::goods_return: {
      const auto request = wire::from_json<checkout::ReturnRequest>(event.body);
      const auto receipt = wire::from_json<checkout::Receipt>(response.body);
      HUIJI_CHECK(request && receipt);
      return auditor_.accepted_return(till.access().till_id, *request, *receipt);
    }
    case EventKind::operation:
      return operation_done(till, event, response);
    case EventKind::release:
      return auditor_.released(event.id);
  }
}

// Of what was sound, only this may be refused: goods that another till took back first, and value that
// somebody else was faster with.
void Day::refused(const JournalEvent& event, const http::Response& response) {
  if (event.poisoned) return;
  if (!event.first_reply.empty())
    return found_.push_back(event.path + " was accepted and then refused: " + response.body);
  if (event.kind == EventKind::goods_return) {
    auto request = wire::from_json<checkout::ReturnRequest>(event.body);
    HUIJI_CHECK(request);
    return refused_returns_.push_back({std::move(*request), clock_.now(), response.body});
  }
  const auto error = wire::from_json<http::ErrorBody>(response.body);
  const std::string code = error ? error->code : response.body;
  static const std::vector<std::string> kFaster = {
      "wallet.too_little", "wallet.reserved_now",    "wallet.quote_differs", "wallet.over_limit",
      "wallet.uses_short", "wallet.card_not_active", "credit.not_owed",      "credit.limit_reached"};
  const bool faster = std::find(kFaster.begin(), kFaster.end(), code) != kFaster.end();
  if (event.kind != EventKind::operation || !faster)
    found_.push_back("a sound " + event.path + " was refused: " + response.body);
}

// Judged when all answers have been heard: another return may have been taken whose reply got lost.
void Day::judge_refused_returns() {
  for (const RefusedReturn& refused : refused_returns_)
    if (auditor_.could_return(refused.request, refused.at))
      found_.push_back("a sound return was refused: " + refused.reply);
  refused_returns_.clear();
}

// A refusal is not remembered: of two copies the second may be taken after the first was refused, and its
// reply be lost. So whoever was refused asks once more, with the same id, before the day is closed.
void Day::ask_again() {
  for (std::size_t i = 0; i < tills_.size(); ++i)
    for (std::size_t event = 0; event < tills_[i].journal.size(); ++event) {
      if (tills_[i].journal[event].state != EventState::quarantined || tills_[i].journal[event].poisoned)
        continue;
      clock_.advance(1);
      arrive({i, event}, false, false);
    }
}

// The faults end: everything that waits is delivered.
void Day::settle() {
  server_.arm_crash(-1);
  if (!server_.up()) server_.restart();
  while (!network_.empty()) {
    const Message message = network_.back();
    network_.pop_back();
    clock_.advance(1);
    arrive(message, false, false);
  }
  for (std::size_t i = 0; i < tills_.size(); ++i)
    for (int guard = 0; guard < 10'000; ++guard) {
      const auto event = tills_[i].next_to_send();
      if (!event) break;
      clock_.advance(1);
      arrive({i, *event}, false, false);
      look_for_the_fault();
      look_for_the_fault();
    }
}

Outcome run_scenario(const ShopTemplate& shop, const std::filesystem::path& folder, const Scenario& scenario,
                     std::uint64_t seed, const Settings& settings) {
  return Day(shop, folder, scenario, seed, settings).run();
}

}  // namespace huiji::sim
