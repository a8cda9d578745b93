#include "scenarios.hpp"

#include "day.hpp"

namespace huiji::sim {

namespace {

// A shop whose members use everything there is.
Odds busy() {
  Odds odds;
  odds.recharge = 25, odds.sell_card = 6, odds.use_card = 6, odds.ask = 150, odds.lease = 12;
  odds.give_back = 12, odds.cash_out = 8, odds.adjust = 10, odds.donate = 5, odds.sweep = 15;
  odds.forged = 10, odds.spend = 850, odds.sell = 240;
  return odds;
}

Scenario day() {
  return {"day", "an ordinary day without members' value: stock, money, points, journals", {}, false};
}

// Every message two to five times, half of the replies lost, power cuts in the middle of the work.
Scenario retries() {
  Odds odds = busy();
  odds.doubled = 600, odds.lost = 250, odds.reply_lost = 350, odds.crash = 300;
  return {"P1_retries", "a retry makes a second order: odoo#40567, odoo#152259, erpnext#12971, POSNext#97",
          odds};
}

Scenario poison() {
  Odds odds = busy();
  odds.poison = 150, odds.forged = 60;
  return {"P3_poison", "one bad invoice blocks the queue: erpnext#13388, POS-Awesome-V15#135", odds};
}

// Tills that hardly reach the server and spend what was leased to them; sweeps go on meanwhile.
Scenario leases() {
  Odds odds = busy();
  odds.lease = 90, odds.ask = 20, odds.give_back = 25, odds.spend = 950, odds.sell = 320;
  odds.lost = 500, odds.send = 220, odds.deliver = 240, odds.sweep = 25;
  return {"P4_leases", "loyalty wrong offline: odoo#108240, POS-Awesome-V15#3059, erpnext#14885", odds};
}

Scenario refunds() {
  Odds odds = busy();
  odds.goods_back = 220, odds.spend = 400;
  return {"P6_refunds", "a refund keeps the earned points: odoo PR #257854, erpnext#32951", odds};
}

Scenario mixed_tenders() {
  Odds odds = busy();
  odds.goods_back = 200, odds.ask = 200, odds.spend = 1000, odds.recharge = 50;
  return {"P7_mixed_tenders",
          "spent points and bonus leak to cash or are lost: odoo PR #212922, #221928, #177312", odds};
}

Scenario one_ledger() {
  Odds odds = busy();
  odds.adjust = 40, odds.donate = 30, odds.recharge = 40, odds.use_card = 25, odds.sell_card = 20;
  odds.cash_out = 25;
  return {"P8_one_ledger", "points never deducted across documents: erpnext#59050, opensourcepos#4359", odds};
}

// Months pass: notices in time, too late or never (the shop was closed), then expiry, then goods come back.
Scenario expiry() {
  Odds odds = busy();
  odds.goods_back = 90, odds.sell = 320;
  Scenario scenario{"P9_expiry",
                    "expiry arithmetic collapses, points expire silently: FloCafe#78, FloCafe#62", odds};
  scenario.days = 6;
  scenario.rests = {1, 6, 10, 24, 31, 345, 380};
  return scenario;
}

Scenario merged_members() {
  Odds odds = busy();
  odds.merge = 12, odds.join = 50;
  return {"P10_merged",
          "a merged member's value doubles or is unusable: odoo PR #244412, #145782, #171706",
          odds,
          true,
          {},
          1,
          &Day::tell_of_a_merge};
}

// Twelve printed coupons of which four may be in use, four tills that scan copies of the same ones, holds
// that are forgotten, sales that come too late, refunds that give a coupon back.
Scenario coupons() {
  Odds odds = busy();
  odds.coupon = 160, odds.drop_coupon = 20, odds.goods_back = 120, odds.sweep = 40;
  return {"P19_coupons",
          "a coupon's limit races, burns and never comes back: POSNext#198, shopperlabs/shopper#510, "
          "PrestaShop#29493, EC-CUBE coupon-plugin#14, litemall#163",
          odds};
}

// Two tills after the same card, gift cards with guessed codes, negative tenders, others' promises.
Scenario no_minting() {
  Odds odds = busy();
  odds.forged = 200, odds.ask = 220, odds.sell_card = 30, odds.sweep = 40, odds.spend = 900;
  return {"P20_no_minting",
          "stored value spent twice or minted: Azuriom Plugin-Shop#285, saleor#13640, ospos PR #4674, "
          "odoo#135393",
          odds,
          true,
          {},
          1,
          &Day::tell_of_two_tills};
}

// Customers who owe their bills at several tills: promises of what is unused of their limits, holds that
// ended before the sale came, payments, bills written down, goods that come back before and after they were
// paid.
Scenario credit() {
  Odds odds = busy();
  odds.grant = 30, odds.ask = 220, odds.lease = 40, odds.collect = 60, odds.adjust = 25;
  odds.goods_back = 120, odds.sweep = 40, odds.spend = 1000, odds.forged = 40, odds.send = 220;
  return {"P20_credit", "owing without a limit: saleor#13640, ospos PR #4674 (negative tender), odoo#135393",
          odds};
}

Scenario cash_out() {
  Odds odds = busy();
  odds.cash_out = 60, odds.recharge = 60, odds.goods_back = 90;
  return {"P21_cash_out",
          "disputes when a card goes back: 法释〔2025〕4号, 3000+1000 of which 3594 is used pays back 304.50",
          odds,
          true,
          {},
          1,
          &Day::tell_of_the_law};
}

// The day's totals are asked for at any moment: with sales on their way, quarantined, refused, late.
Scenario closing() {
  Odds odds = busy();
  odds.close = 60, odds.poison = 60, odds.lost = 250, odds.jump_clock = 40;
  Scenario scenario{"P25_closing", "closing fails or loses money: erpnext#57157, #41514, odoo#121753", odds};
  scenario.days = 2;
  scenario.rests = {1, 2};
  return scenario;
}

}  // namespace

const std::vector<Scenario>& scenarios() {
  static const std::vector<Scenario> list = {
      day(),    retries(),        poison(),  leases(),     refunds(), mixed_tenders(), one_ledger(),
      expiry(), merged_members(), coupons(), no_minting(), credit(),  cash_out(),      closing()};
  return list;
}

}  // namespace huiji::sim
