#include "day.hpp"
#include "kernel/check.hpp"
#include "wire/json.hpp"

namespace huiji::sim {

void Day::expect(bool holds, const std::string& what) {
  if (!holds) found_.push_back("story: " + what);
}

MemberId Day::new_member(const std::string& phone) {
  tills_[0].register_member(phone);
  settle();
  HUIJI_CHECK(!arrived_members_.empty());
  return arrived_members_.back();
}

std::optional<CardId> Day::new_card(MemberId member, const SoldPackage& package) {
  wallet::RechargeRequest request;
  request.member_id = member;
  request.package_id = package.package_id;
  request.amount = request.tendered = package.price;
  request.happened_at = clock_.now();
  tills_[0].operate("/v1/recharges/", wire::to_json(request));
  const std::size_t before = cards_.size();
  settle();
  if (cards_.size() == before) return std::nullopt;
  return cards_.back().card_id;
}

wallet::Wallet Day::wallet_of(MemberId member) {
  const auto wallet = wire::from_json<wallet::Wallet>(
      ask_server(tills_[0], "GET", "/v1/members/" + member.text() + "/wallet").body);
  HUIJI_CHECK(wallet);
  return *wallet;
}

std::optional<wallet::AllowanceView> Day::promise(Till& till, const wallet::AllowanceRequest& request) {
  clock_.advance(1);
  const auto id = random_.new_id<AllowanceId>(till.now());
  auditor_.asked(id, {till.access().till_id, request});
  const auto response = ask_server(till, "PUT", "/v1/allowances/" + id.text(), wire::to_json(request));
  if (response.status != 200) return std::nullopt;
  const auto view = wire::from_json<wallet::AllowanceView>(response.body);
  HUIJI_CHECK(view);
  auditor_.granted(*view);
  return *view;
}

// One line of something cheap, as many as it takes.
void Day::sell_for(std::size_t at, MemberId member, const Purse& purse, Money payable_at_least) {
  const std::vector<checkout::SaleLine> lines = {
      {shop_.products[0], pieces(payable_at_least.minor / 100 + 1), {}, {}}};
  const auto sale = tills_[at].ring_up(lines, member, purse, false, Forgery::none);
  HUIJI_CHECK(sale && sale->request.payable >= payable_at_least);
  auditor_.rung_up(*sale);
  settle();
}

// P10: two members are one person. What both held is the winner's; undone, both hold what they held before.
void Day::tell_of_a_merge() {
  const MemberId one = new_member("13700000001"), other = new_member("13700000002");
  new_card(one, shop_.recharges[0]);
  new_card(other, shop_.recharges[1]);
  sell_for(0, one, {}, {90'00});
  sell_for(1, other, {}, {50'00});
  const wallet::Wallet before = wallet_of(one), before_other = wallet_of(other);
  clock_.advance(1);
  if (!merged(other, one, true)) return;
  expect(wire::to_json(wallet_of(one)) == wire::to_json(before), "an undone merge left the winner changed");
  expect(wire::to_json(wallet_of(other)) == wire::to_json(before_other),
         "an undone merge left the loser changed");
  clock_.advance(1);
  if (!merged(other, one, false)) return;
  const wallet::Wallet after = wallet_of(one);
  expect(after.points == before.points + before_other.points, "points of merged members do not add up");
  expect(after.cards.size() == 2, "the winner has not both cards");
}

// P20: two tills and one card of 117 yuan; the same gift card at both.
void Day::tell_of_two_tills() {
  const MemberId member = new_member("13700000003");
  const auto card_id = new_card(member, shop_.recharges[0]);
  if (!card_id) return expect(false, "no card");
  wallet::AllowanceRequest request;
  request.card_id = card_id;
  request.amount = 100'00;
  const auto first = promise(tills_[0], request);
  expect(first.has_value(), "the first till is refused");
  expect(!promise(tills_[1], request).has_value(), "two tills were promised the same money");
  request.amount = 17'00;
  const auto rest = promise(tills_[1], request);
  expect(rest.has_value(), "the second till does not get the rest");
  if (first) sell_for(0, member, {first, {}, {}}, {100'00});
  if (rest) sell_for(1, member, {rest, {}, {}}, {17'00});
  for (const wallet::CardView& card : wallet_of(member).cards)
    expect(card.principal.minor == 0 && card.bonus.minor == 0, "an empty card holds something");
  request.amount = 1;
  expect(!promise(tills_[2 % tills_.size()], request).has_value(), "an empty card was promised");
}

// P21: 充 3000 送 1000, 3594 are used: 2695.50 of the principal, so 304.50 go back (法释〔2025〕4号).
void Day::tell_of_the_law() {
  const MemberId member = new_member("13700000004");
  const auto card_id = new_card(member, shop_.recharges[2]);
  if (!card_id) return expect(false, "no card");
  wallet::AllowanceRequest request;
  request.card_id = card_id;
  request.amount = 3594'00;
  const auto money = promise(tills_[0], request);
  if (!money) return expect(false, "no promise of 3594");
  sell_for(0, member, {money, {}, {}}, {3594'00});
  const auto quote = wire::from_json<wallet::CashOutQuote>(
      ask_server(tills_[0], "GET", "/v1/cards/" + card_id->text() + "/quote").body);
  HUIJI_CHECK(quote && quote->lots.size() == 1);
  expect(quote->lots[0].principal_used == Money{2695'50}, "principal used is not 2695.50");
  expect(quote->payable_shop_cause == Money{304'50}, "304.50 should go back");
  expect(quote->bonus_forfeited == Money{101'50}, "101.50 of the bonus should be forfeited");
  expect(quote->payable_customer_cause <= quote->payable_shop_cause, "the customer's cause pays more");
}

}  // namespace huiji::sim
