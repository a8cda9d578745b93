// The scenarios: each stands for pains of product.md section 2, names the reports they come from, and says
// how often what happens in its days. A scenario is nothing else than these odds, the rests between its days,
// and sometimes a story that is told first. What must hold is the same for all: the auditor's books agree.
#pragma once

#include <string>
#include <vector>

namespace huiji::sim {

class Day;

struct Odds {
  // Weights: what a step does.
  int sell = 200, send = 300, deliver = 340, goods_back = 40, join = 30, change_price = 15, refresh = 25,
      jump_clock = 15, till_cut = 15, server_cut = 20;
  int recharge = 0, sell_card = 0, use_card = 0, ask = 0, lease = 0, give_back = 0, cash_out = 0, adjust = 0,
      donate = 0, sweep = 0, merge = 0, close = 0, coupon = 0, drop_coupon = 0, grant = 0, collect = 0;
  // Per mille: how a step goes wrong, and how often a sale is paid with what the till was promised.
  int poison = 10, forged = 0, lost = 100, doubled = 150, reply_lost = 100, crash = 120, spend = 0;
};

using Story = void (Day::*)();

struct Scenario {
  std::string name;
  std::string pain;  // and the reports it comes from
  Odds odds;
  bool value = true;            // members with cards and points from the first minute
  std::vector<int> rests = {};  // days between one day of work and the next; drawn again for each seed
  int days = 1;
  Story story = nullptr;
};

const std::vector<Scenario>& scenarios();

}  // namespace huiji::sim
