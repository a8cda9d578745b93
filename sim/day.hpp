// One simulated shop through the days of its scenario: tills sell, members join and spend what they hold,
// goods come back, prices change, while messages are lost, doubled and reordered, tills and server lose power
// at any write, and clocks jump. At the end of each day the faults stop, everything waiting is delivered, and
// the auditor compares. The same scenario and seed give the same days.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "auditor.hpp"
#include "scenarios.hpp"
#include "server.hpp"

namespace huiji::sim {

struct Outcome {
  std::uint64_t seed = 0;
  std::vector<std::string> wrong;  // empty: all books agree
  std::size_t sales = 0, returns = 0, operations = 0, promises = 0, messages = 0, lost = 0, doubled = 0;
  std::size_t by_card = 0, by_points = 0, by_coupon = 0;  // sales
  int server_crashes = 0, till_crashes = 0, quarantined = 0, days = 0;
};

struct Settings {
  int steps = 160;
  bool trace = false;  // print each step
};

struct HeldCard {
  CardId card_id;
  wallet::CardKind kind = wallet::CardKind::stored;
  std::optional<MemberId> member_id;
  std::string secret;
};

class Day {
 public:
  Day(const ShopTemplate& shop, const std::filesystem::path& folder, const Scenario& scenario,
      std::uint64_t seed, const Settings& settings);
  Outcome run();

  // Stories (stories.cpp), told before the first step, without faults.
  void tell_of_a_merge();
  void tell_of_two_tills();
  void tell_of_the_law();

 private:
  struct Message {
    std::size_t till = 0;
    std::size_t event = 0;
  };
  struct RefusedReturn {
    checkout::ReturnRequest request;
    Instant at;
    std::string reply;
  };
  using Doing = void (Day::*)(Till&, std::size_t);

  // day.cpp: the days, and what the network does.
  void trace(const char* what, std::size_t till);
  void begin();
  void sign_on();
  void rest();
  void end_of_day();
  void step();
  void send(Till& till, std::size_t at);
  void deliver(Till& till, std::size_t at);
  void arrive(const Message& message, bool reply_lost, bool reply_doubled);
  void watch(Till& till, const Message& message, const http::Response& response);
  void accepted(Till& till, const JournalEvent& event, const http::Response& response);
  void refused(const JournalEvent& event, const http::Response& response);
  void settle();
  void look_for_the_fault();
  void keep_the_evidence();
  void ask_again();
  void judge_refused_returns();

  // doings.cpp: what happens in any shop.
  void sell(Till& till, std::size_t at);
  std::optional<MemberId> somebody(std::size_t at);
  void goods_back(Till& till, std::size_t at);
  void join(Till& till, std::size_t at);
  void change_price(Till& till, std::size_t at);
  void refresh(Till& till, std::size_t at);
  void jump_clock(Till& till, std::size_t at);
  void power_cut(Till& till, std::size_t at);
  void server_cut(Till& till, std::size_t at);
  void close(Till& till, std::size_t at);

  // value_doings.cpp: what members do with what they hold.
  void recharge(Till& till, std::size_t at);
  void sell_card(Till& till, std::size_t at);
  void use_card(Till& till, std::size_t at);
  void ask(Till& till, std::size_t at);
  void lease(Till& till, std::size_t at);
  void give_back(Till& till, std::size_t at);
  void cash_out(Till& till, std::size_t at);
  void adjust(Till& till, std::size_t at);
  void donate(Till& till, std::size_t at);
  void sweep(Till& till, std::size_t at);
  void merge(Till& till, std::size_t at);
  void coupon(Till& till, std::size_t at);
  void drop_coupon(Till& till, std::size_t at);
  void grant(Till& till, std::size_t at);
  void collect(Till& till, std::size_t at);
  Purse purse_for(Till& till, std::optional<MemberId>& member);
  void ask_for(Till& till, std::size_t at, wallet::AllowanceUse use);
  std::optional<wallet::AllowanceRequest> wish(wallet::AllowanceUse use);
  void operation_done(Till& till, const JournalEvent& event, const http::Response& response);
  BookedOperation booked(const Till& till, const JournalEvent& event, const http::Response& response);
  bool merged(MemberId loser, MemberId winner, bool undo);
  http::Response ask_server(const Till& till, const std::string& method, const std::string& path,
                            std::string body = {});
  std::optional<wallet::AllowanceView> promise(Till& till, const wallet::AllowanceRequest& request);

  // stories.cpp
  MemberId new_member(const std::string& phone);
  std::optional<CardId> new_card(MemberId member, const SoldPackage& package);
  wallet::Wallet wallet_of(MemberId member);
  void expect(bool holds, const std::string& what);
  void sell_for(std::size_t at, MemberId member, const Purse& purse, Money payable_at_least);

  const ShopTemplate& shop_;
  const Scenario& scenario_;
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
  std::vector<HeldCard> cards_;
  std::vector<MemberId> debtors_;
  std::vector<RefusedReturn> refused_returns_;
  std::vector<std::pair<int, Doing>> doings_;
  int weight_ = 0;
  bool fault_seen_ = false;
  std::string arrived_;   // with a trace: the last request
  bool settled_ = false;  // the day's work is done and everything has arrived
  std::vector<std::string> found_;
  Outcome outcome_;
};

Outcome run_scenario(const ShopTemplate& shop, const std::filesystem::path& folder, const Scenario& scenario,
                     std::uint64_t seed, const Settings& settings);

}  // namespace huiji::sim
