#include "scenario.hpp"

#include <cstdio>
#include <map>

#include "auditor.hpp"
#include "kernel/check.hpp"
#include "wire/json.hpp"

namespace huiji::sim {

namespace {

struct Message {
  std::size_t till = 0;
  std::size_t event = 0;
};

class Day {
 public:
  Day(const ShopTemplate& shop, const std::filesystem::path& folder, std::uint64_t seed,
      const Settings& settings)
      : shop_(shop),
        settings_(settings),
        dice_(seed),
        clock_(shop.opened_at),
        random_(seed ^ 0xabcdef),
        server_(shop, folder / ("day-" + std::to_string(seed) + ".db"), clock_, seed),
        auditor_(shop) {
    outcome_.seed = seed;
    for (const TillAccess& access : shop.tills)
      tills_.emplace_back(access, shop.cashier_id, dice_, clock_, random_);
    server_.restart();
    for (Till& till : tills_) HUIJI_CHECK(till.load_snapshot(server_));
  }

  Outcome run() {
    for (int i = 0; i < settings_.steps; ++i) step();
    settle();
    outcome_.sales = auditor_.sale_count();
    outcome_.returns = auditor_.return_count();
    outcome_.server_crashes = server_.crashes();
    outcome_.wrong.insert(outcome_.wrong.end(), found_.begin(), found_.end());
    for (std::string& finding : auditor_.compare(server_.store(), tills_))
      outcome_.wrong.push_back(std::move(finding));
    return outcome_;
  }

 private:
  void trace(const char* what, std::size_t till) {
    if (settings_.trace)
      std::printf("%lld  till %zu  %s\n", static_cast<long long>(clock_.now().ms), till + 1, what);
  }

  void step() {
    clock_.advance(dice_.between(1, 40'000));
    if (!server_.up() && dice_.chance(300)) server_.restart();
    const std::size_t at = static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(tills_.size())));
    Till& till = tills_[at];
    const std::int64_t roll = dice_.below(1000);
    if (roll < 200) return sell(till, at);
    if (roll < 500) return send(till, at);
    if (roll < 840) return deliver();
    if (roll < 880) return goods_back(till, at);
    if (roll < 910) return join(till, at);
    if (roll < 925) return change_price();
    if (roll < 950) return void(server_.up() && till.load_snapshot(server_));
    if (roll < 965) return jump_clock(till, at);
    if (roll < 980) return power_cut(till, at);
    if (server_.up()) trace("server loses power", at), server_.crash();
  }

  void sell(Till& till, std::size_t at) {
    const bool poison = dice_.chance(10);
    const bool crash = dice_.chance(20);
    std::optional<MemberId> member;
    if (dice_.chance(600)) member = somebody(at);
    auto sale = till.ring_up(member, crash, poison);
    if (crash) return power_cut(till, at);
    if (!sale) return;
    trace(poison ? "sells (spoiled)" : "sells", at);
    if (!poison) auditor_.rung_up(*sale);
    if (dice_.chance(20)) power_cut(till, at);  // after the write, before the receipt was seen
  }

  // A till knows the members that it registered itself and those that have reached the server.
  std::optional<MemberId> somebody(std::size_t at) {
    auto& known = dice_.chance(500) ? registered_[at] : arrived_members_;
    if (known.empty()) return std::nullopt;
    return dice_.pick(known);
  }

  void send(Till& till, std::size_t at) {
    if (till.in_flight() && dice_.chance(500)) till.timed_out();
    if (till.in_flight()) return;
    const auto event = till.next_to_send();
    if (!event) return;
    till.sent();
    ++outcome_.messages;
    if (dice_.chance(100)) return void(++outcome_.lost);  // never arrives
    network_.push_back({at, *event});
    while (dice_.chance(150)) network_.push_back({at, *event}), ++outcome_.doubled;
  }

  void deliver() {
    if (network_.empty()) return;
    const std::size_t chosen =
        static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(network_.size())));
    const Message message = network_[chosen];
    network_[chosen] = network_.back();
    network_.pop_back();
    if (dice_.chance(120)) server_.arm_crash(static_cast<int>(dice_.between(0, 25)));
    arrive(message, dice_.chance(100), dice_.chance(80));
    server_.arm_crash(-1);
  }

  void arrive(const Message& message, bool reply_lost, bool reply_doubled) {
    Till& till = tills_[message.till];
    const auto response = server_.handle(till.request_for(message.event));
    if (!response) return trace("no answer: the server is down", message.till);
    watch(till, message, *response);
    if (reply_lost) return void(++outcome_.lost);
    till.answered(message.event, *response);
    if (reply_doubled) till.answered(message.event, *response);
  }

  // What the server said, seen by the auditor even when the till never hears it.
  void watch(Till& till, const Message& message, const http::Response& response) {
    JournalEvent& event = till.journal[message.event];
    if (response.status != 200) {
      if (response.status < 500 && !event.poisoned && event.kind != EventKind::goods_return)
        found_.push_back("a sound " + event.path + " was refused: " + response.body);
      if (response.status < 500 && event.kind == EventKind::goods_return)
        judge_refused_return(event, response);
      return;
    }
    if (event.poisoned) found_.push_back("the spoiled sale " + event.id + " was accepted");
    if (event.first_reply.empty()) {
      event.first_reply = response.body;
      accepted(till, event, response);
    } else if (event.kind != EventKind::member && event.first_reply != response.body) {
      found_.push_back("two answers to " + event.path + ": " + event.first_reply + " and " + response.body);
    }
  }

  void accepted(Till& till, const JournalEvent& event, const http::Response& response) {
    if (event.kind == EventKind::member) {
      auto member = wire::from_json<members::Member>(response.body);
      HUIJI_CHECK(member);
      auditor_.member_is(*MemberId::parse(event.id), member->member_id);
      arrived_members_.push_back(member->member_id);
    } else if (event.kind == EventKind::sale) {
      sold_.push_back(*SaleId::parse(event.id));
    } else {
      auto request = wire::from_json<checkout::ReturnRequest>(event.body);
      HUIJI_CHECK(request);
      auditor_.accepted_return(*SaleId::parse(event.id), till.access().till_id, *request);
    }
  }

  // A return may be refused only when another till was faster with the same goods.
  void judge_refused_return(const JournalEvent& event, const http::Response& response) {
    auto request = wire::from_json<checkout::ReturnRequest>(event.body);
    HUIJI_CHECK(request);
    if (auditor_.could_return(*request)) found_.push_back("a sound return was refused: " + response.body);
  }

  void goods_back(Till& till, std::size_t at) {
    if (sold_.empty() || !server_.up()) return;
    http::Request request;
    request.method = "GET";
    request.path = "/v1/sales/" + dice_.pick(sold_).text();
    request.headers = {{"till-token", till.access().token}};
    const auto response = server_.handle(request);
    if (!response) return;
    auto receipt = wire::from_json<checkout::Receipt>(response->body);
    if (!receipt) return found_.push_back("receipt unreadable: " + response->body);
    SaleId id;
    if (till.take_back(*receipt, id)) trace("takes goods back", at);
  }

  void join(Till& till, std::size_t at) {
    // Few phones and several tills, so that the same person is registered twice without either till knowing.
    const std::string phone = "1380000" + std::to_string(1000 + dice_.below(40));
    registered_[at].push_back(till.register_member(phone));
    trace("registers a member", at);
  }

  void change_price() {
    if (!server_.up()) return;
    http::Request request;
    request.method = "GET";
    request.path = "/v1/products/" + dice_.pick(shop_.products).text();
    request.headers = {{"authorization", "Bearer " + shop_.manager_token}};
    auto response = server_.handle(request);
    if (!response || response->status != 200) return;
    auto product = wire::from_json<catalog::Product>(response->body);
    HUIJI_CHECK(product);
    catalog::ProductDraft draft;
    draft.code = product->code, draft.name = product->name, draft.spec = product->spec;
    draft.category_id = product->category_id, draft.unit_kind = product->unit_kind;
    draft.unit_name = product->unit_name, draft.cost = product->cost, draft.tax_rate = product->tax_rate;
    draft.member_price = product->member_price, draft.discountable = product->discountable;
    draft.state = product->state, draft.barcodes = product->barcodes;
    draft.price = Money{dice_.between(100, 9999)};
    if (draft.member_price) draft.member_price = scale(draft.price, Percent{9500}, Rounding::down);
    request.method = "PUT";
    request.body = wire::to_json(draft);
    response = server_.handle(request);
    if (response && response->status >= 400) found_.push_back("price change refused: " + response->body);
  }

  void jump_clock(Till& till, std::size_t at) {
    const std::int64_t limit = 26 * kHour_ms;
    till.clock_skew_ms = dice_.chance(400) ? 0 : dice_.between(-limit, limit);
    trace("clock jumps", at);
  }

  void power_cut(Till& till, std::size_t at) {
    ++outcome_.till_crashes;
    trace("till loses power", at);
    till.power_cut();
  }

  // The faults end: everything that waits is delivered.
  void settle() {
    server_.arm_crash(-1);
    if (!server_.up()) server_.restart();
    while (!network_.empty()) {
      const Message message = network_.back();
      network_.pop_back();
      arrive(message, false, false);
    }
    for (std::size_t i = 0; i < tills_.size(); ++i) {
      for (int guard = 0; guard < 10'000; ++guard) {
        const auto event = tills_[i].next_to_send();
        if (!event) break;
        arrive({i, *event}, false, false);
      }
      for (const JournalEvent& event : tills_[i].journal)
        outcome_.quarantined += event.state == EventState::quarantined;
    }
  }

  const ShopTemplate& shop_;
  Settings settings_;
  Dice dice_;
  SetClock clock_;
  DiceRandom random_;
  Server server_;
  Auditor auditor_;
  std::vector<Till> tills_;
  std::vector<Message> network_;
  std::vector<SaleId> sold_;
  std::map<std::size_t, std::vector<MemberId>> registered_;
  std::vector<MemberId> arrived_members_;
  std::vector<std::string> found_;
  Outcome outcome_;
};

}  // namespace

Outcome run_day(const ShopTemplate& shop, const std::filesystem::path& folder, std::uint64_t seed,
                const Settings& settings) {
  return Day(shop, folder, seed, settings).run();
}

}  // namespace huiji::sim
