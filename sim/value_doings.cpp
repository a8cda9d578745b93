#include "day.hpp"
#include "kernel/check.hpp"
#include "members/life_types.hpp"
#include "wallet/credit_types.hpp"
#include "wire/json.hpp"

namespace huiji::sim {

using wallet::AllowanceUse;

http::Response Day::ask_server(const Till& till, const std::string& method, const std::string& path,
                               std::string body) {
  auto response = server_.handle(till.request_to(method, path, std::move(body)));
  HUIJI_CHECK(response);  // no crash is armed
  return std::move(*response);
}

void Day::recharge(Till& till, std::size_t at) {
  const auto member = somebody(at);
  if (!member) return;
  wallet::RechargeRequest request;
  request.member_id = *member;
  request.amount = Money{dice_.between(1, 200'00)};
  if (dice_.chance(600)) {
    const SoldPackage& package = shop_.recharges[static_cast<std::size_t>(dice_.below(2))];
    request.package_id = package.package_id;
    request.amount = package.price;
  }
  request.tendered = request.amount;
  request.happened_at = till.now();
  till.operate("/v1/recharges/", wire::to_json(request));
  trace("recharges", at);
}

void Day::sell_card(Till& till, std::size_t at) {
  const bool gift = dice_.chance(600);
  const SoldPackage& package = gift ? shop_.gift_cards[0] : shop_.count_cards[0];
  wallet::CardSaleRequest request;
  request.package_id = package.package_id;
  if (!gift) request.member_id = somebody(at);
  if (!gift && !request.member_id) return;
  request.amount = request.tendered = package.price;
  request.happened_at = till.now();
  till.operate(gift ? "/v1/gift-cards/" : "/v1/count-cards/", wire::to_json(request));
  trace("sells a card", at);
}

void Day::use_card(Till& till, std::size_t) {
  std::vector<CardId> counting;
  for (const HeldCard& card : cards_)
    if (card.kind == wallet::CardKind::count) counting.push_back(card.card_id);
  if (counting.empty()) return;
  till.operate("/v1/card-uses/",
               wire::to_json(wallet::CardUseRequest{dice_.pick(counting), dice_.between(1, 3), till.now()}));
}

// What a customer might want to pay with: money of a card, or points.
std::optional<wallet::AllowanceRequest> Day::wish(AllowanceUse use) {
  wallet::AllowanceRequest request;
  request.use = use;
  if (!debtors_.empty() && dice_.chance(600)) {
    request.member_id = dice_.pick(debtors_);
    request.asset = wallet::Asset::receivable;
    request.amount = dice_.between(1, 9'000);
    return request;
  }
  if (dice_.chance(400) && !arrived_members_.empty()) {
    request.member_id = dice_.pick(arrived_members_);
    request.amount = 50 * dice_.between(1, 8);
    return request;
  }
  if (cards_.empty()) return std::nullopt;
  const HeldCard& card = dice_.pick(cards_);
  if (card.kind == wallet::CardKind::count) return std::nullopt;
  request.card_id = card.card_id;
  request.amount = dice_.between(1, dice_.chance(500) ? 2'000 : 12'000);
  if (card.kind == wallet::CardKind::gift) request.code = dice_.chance(150) ? "1234567890" : card.secret;
  return request;
}

// The till asks, and asks once more when it heard nothing; then it lets it be, whatever the server did.
void Day::ask_for(Till& till, std::size_t at, AllowanceUse use) {
  const auto request = wish(use);
  if (!request || !server_.up()) return;
  const auto id = random_.new_id<AllowanceId>(till.now());
  auditor_.asked(id, {till.access().till_id, *request});
  ++outcome_.promises;
  for (int attempt = 0; attempt < 2 && server_.up(); ++attempt) {
    if (dice_.chance(scenario_.odds.crash)) server_.arm_crash(static_cast<int>(dice_.between(0, 20)));
    const auto response =
        server_.handle(till.request_to("PUT", "/v1/allowances/" + id.text(), wire::to_json(*request)));
    server_.arm_crash(-1);
    if (!response || dice_.chance(scenario_.odds.reply_lost)) continue;
    if (response->status != 200) return;
    const auto view = wire::from_json<wallet::AllowanceView>(response->body);
    HUIJI_CHECK(view);
    if (request->code == "1234567890") found_.push_back("a gift card was promised for a guessed code");
    auditor_.granted(*view);
    (use == AllowanceUse::hold ? till.holds : till.leases).push_back(*view);
    return trace("is promised value", at);
  }
}

void Day::ask(Till& till, std::size_t at) { ask_for(till, at, AllowanceUse::hold); }
void Day::lease(Till& till, std::size_t at) { ask_for(till, at, AllowanceUse::lease); }

// A promise is given back behind the sales that it paid for.
void Day::give_back(Till& till, std::size_t) {
  auto& promises = dice_.chance(500) && !till.holds.empty() ? till.holds : till.leases;
  if (promises.empty()) return;
  const auto chosen = promises.begin() + dice_.below(static_cast<std::int64_t>(promises.size()));
  till.release(*chosen);
  promises.erase(chosen);
}

static bool on_credit(const std::optional<wallet::AllowanceView>& promise) {
  return promise && promise->asset == wallet::Asset::receivable;
}

// What this till may spend by its own clock. A member's points need that member at the till, and so does a
// bill that he owes.
Purse Day::purse_for(Till& till, std::optional<MemberId>& member) {
  Purse purse;
  if (!dice_.chance(scenario_.odds.spend)) return purse;
  std::vector<wallet::AllowanceView> promises = till.holds;
  promises.insert(promises.end(), till.leases.begin(), till.leases.end());
  for (const wallet::AllowanceView& promise : promises) {
    if (promise.expires_at <= till.now() || promise.spent >= promise.amount || dice_.chance(200)) continue;
    const bool another = member && promise.member_id != member;
    if (another && (on_credit(promise) || on_credit(purse.money))) continue;
    if (on_credit(promise)) {
      purse.money = promise;
      member = promise.member_id;
    } else if (promise.card_id) {
      purse.money = promise;
      if (!member && promise.member_id && dice_.chance(700)) member = promise.member_id;
    } else if (!member || !purse.points) {
      purse.points = promise;
      member = promise.member_id;
    }
  }
  for (const HeldCoupon& held : till.coupons)
    if (held.coupon.deadline > till.now()) purse.coupon = held.coupon;
  if (purse.money && dice_.chance(400))
    purse.at_most = Money{dice_.between(1, purse.money->amount - purse.money->spent)};
  return purse;
}

void Day::cash_out(Till& till, std::size_t at) {
  if (cards_.empty() || !server_.up()) return;
  const HeldCard& card = dice_.pick(cards_);
  const auto response = ask_server(till, "GET", "/v1/cards/" + card.card_id.text() + "/quote");
  const auto quote = wire::from_json<wallet::CashOutQuote>(response.body);
  if (!quote) return found_.push_back("no quote: " + response.body);
  wallet::CashOutRequest request;
  request.card_id = card.card_id;
  request.cause = dice_.chance(700) ? wallet::ReturnCause::shop : wallet::ReturnCause::customer;
  request.amount =
      request.cause == wallet::ReturnCause::shop ? quote->payable_shop_cause : quote->payable_customer_cause;
  request.reason = "sim";
  request.happened_at = till.now();
  till.operate("/v1/cash-outs/", wire::to_json(request));
  trace("pays a card out", at);
}

void Day::adjust(Till& till, std::size_t) {
  if (arrived_members_.empty()) return;
  wallet::AdjustRequest request;
  request.reason = "sim";
  if (!debtors_.empty() && dice_.chance(500)) {
    request.member_id = dice_.pick(debtors_);
    request.asset = wallet::Asset::receivable;
    request.change = dice_.chance(800) ? -dice_.between(1, 2'000) : dice_.between(1, 500);
    till.operate("/v1/adjustments/", wire::to_json(request));
    return;
  }
  request.member_id = dice_.pick(arrived_members_);
  request.asset = dice_.chance(700) ? wallet::Asset::points : wallet::Asset::growth;
  request.change = dice_.chance(600) ? dice_.between(1, 300) : -dice_.between(1, 200);
  till.operate("/v1/adjustments/", wire::to_json(request));
}

void Day::donate(Till& till, std::size_t) {
  if (arrived_members_.empty()) return;
  const wallet::DonateRequest request{dice_.pick(arrived_members_), {dice_.between(1, 60)}, "希望小学"};
  till.operate("/v1/donations/", wire::to_json(request));
}

// A customer may owe from now on; his limit stays as it is, so that the auditor knows it at every moment.
void Day::grant(Till& till, std::size_t at) {
  if (arrived_members_.empty() || !server_.up()) return;
  const MemberId member = auditor_.owner(dice_.pick(arrived_members_));
  if (std::find(debtors_.begin(), debtors_.end(), member) != debtors_.end()) return;
  wallet::CreditDraft draft;
  draft.terms.limit = Money{dice_.between(20'00, 150'00)};
  draft.terms.terms_days = int(dice_.between(0, 60));
  const auto response = ask_server(till, "PUT", "/v1/credit-accounts/" + member.text(), wire::to_json(draft));
  if (response.status != 200) return found_.push_back("no credit was granted: " + response.body);
  debtors_.push_back(member);
  auditor_.credit_granted(member, draft.terms.limit);
  trace("grants credit", at);
}

// A customer pays some of what he owes, or wants to pay more than that, which is refused.
void Day::collect(Till& till, std::size_t) {
  if (debtors_.empty()) return;
  wallet::CreditPaymentRequest request;
  request.member_id = dice_.pick(debtors_);
  request.amount = request.tendered = Money{dice_.between(1, 60'00)};
  request.happened_at = till.now();
  till.operate("/v1/credit-payments/", wire::to_json(request));
}

void Day::sweep(Till&, std::size_t at) {
  if (!server_.up()) return;
  server_.do_quiet_work(scenario_.days > 1);
  trace("the server sweeps", at);
}

// Somebody shows a printed code, or a copy of it; the till asks whether it is good and holds it.
void Day::coupon(Till& till, std::size_t at) {
  if (!server_.up()) return;
  const PrintedCoupon& printed =
      shop_.coupons[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(shop_.coupons.size())))];
  const std::string id = random_.new_id<OperationId>(till.now()).text();
  if (dice_.chance(scenario_.odds.crash)) server_.arm_crash(static_cast<int>(dice_.between(0, 20)));
  const auto response =
      server_.handle(till.request_to("PUT", "/v1/coupon-reservations/" + id,
                                     wire::to_json(wallet::CouponReservationRequest{printed.code, {}, {}})));
  server_.arm_crash(-1);
  if (!response || response->status != 200) return;
  auditor_.coupon_was_held(server_.store(), found_);
  if (dice_.chance(scenario_.odds.reply_lost)) return;
  const auto held = wire::from_json<wallet::CouponReservation>(response->body);
  HUIJI_CHECK(held);
  till.coupons.push_back({id, *held});
  trace("holds a coupon", at);
}

void Day::drop_coupon(Till& till, std::size_t) {
  if (till.coupons.empty() || !server_.up()) return;
  ask_server(till, "DELETE", "/v1/coupon-reservations/" + till.coupons.back().reservation_id);
  till.coupons.pop_back();
}

bool Day::merged(MemberId loser, MemberId winner, bool undo) {
  static const std::string kPath = "/v1/member-merges/";
  const std::string id = random_.new_id<OperationId>(clock_.now()).text();
  const auto done =
      ask_server(tills_[0], "PUT", kPath + id, wire::to_json(members::MergeRequest{loser, winner, "sim"}));
  if (done.status != 200) return found_.push_back("a merge was refused: " + done.body), false;
  if (!undo) return auditor_.member_is(loser, winner), true;
  clock_.advance(1);
  const auto undone =
      ask_server(tills_[0], "PUT", kPath + id + "/undo", wire::to_json(members::MergeUndo{"sim"}));
  if (undone.status != 200) found_.push_back("a merge was not undone: " + undone.body);
  return undone.status == 200;
}

void Day::merge(Till&, std::size_t at) {
  if (arrived_members_.size() < 2 || !server_.up()) return;
  const MemberId loser = auditor_.owner(dice_.pick(arrived_members_));
  const MemberId winner = auditor_.owner(dice_.pick(arrived_members_));
  if (loser == winner) return;
  merged(loser, winner, dice_.chance(400));
  trace("merges two members", at);
}

static bool to(const JournalEvent& event, std::string_view path) {
  return std::string_view(event.path).substr(0, path.size()) == path;
}

template <class Request>
static Request asked(const JournalEvent& event) {
  auto request = wire::from_json<Request>(event.body);
  HUIJI_CHECK(request);
  return std::move(*request);
}

// What the till asked for beside what the server answered: the auditor compares both.
BookedOperation Day::booked(const Till& till, const JournalEvent& event, const http::Response& response) {
  BookedOperation booked;
  booked.till_id = till.access().till_id;
  if (to(event, "/v1/adjustments/")) {
    const auto adjustment = wire::from_json<wallet::Adjustment>(response.body);
    HUIJI_CHECK(adjustment && adjustment->receipt);
    booked.receipt = *adjustment->receipt;
    booked.change = adjustment->request.change;
    return booked;
  }
  const auto receipt = wire::from_json<wallet::OperationReceipt>(response.body);
  HUIJI_CHECK(receipt);
  booked.receipt = *receipt;
  if (to(event, "/v1/donations/")) booked.change = asked<wallet::DonateRequest>(event).points.count;
  if (to(event, "/v1/card-uses/")) booked.change = asked<wallet::CardUseRequest>(event).uses;
  if (to(event, "/v1/recharges/")) {
    const auto request = asked<wallet::RechargeRequest>(event);
    booked.paid = request.amount;
    for (const SoldPackage& package : shop_.recharges)
      if (request.package_id == package.package_id) booked.bonus = package.bonus;
  }
  if (to(event, "/v1/cash-outs/")) {
    const auto request = asked<wallet::CashOutRequest>(event);
    booked.paid = request.amount;
    booked.shop_cause = request.cause == wallet::ReturnCause::shop;
  }
  if (to(event, "/v1/credit-payments/")) booked.paid = asked<wallet::CreditPaymentRequest>(event).amount;
  if (to(event, "/v1/gift-cards/") || to(event, "/v1/count-cards/"))
    booked.paid = asked<wallet::CardSaleRequest>(event).amount;
  return booked;
}

void Day::operation_done(Till& till, const JournalEvent& event, const http::Response& response) {
  const BookedOperation operation = booked(till, event, response);
  auditor_.accepted_operation(operation);
  const wallet::OperationReceipt& receipt = operation.receipt;
  if (!receipt.card_id) return;
  const bool known = std::any_of(cards_.begin(), cards_.end(),
                                 [&](const HeldCard& held) { return held.card_id == *receipt.card_id; });
  if (known) return;
  HeldCard card{*receipt.card_id, wallet::CardKind::stored, receipt.member_id, {}};
  if (receipt.kind == wallet::OperationKind::count_card) card.kind = wallet::CardKind::count;
  if (receipt.kind == wallet::OperationKind::gift_card) card.kind = wallet::CardKind::gift;
  card.secret = receipt.card_secret.value_or("");
  cards_.push_back(card);
}

}  // namespace huiji::sim
