// A till as the browser's till behaves: a snapshot and a journal on disk, a basket and requests in memory.
// The journal is written before a receipt is shown; events leave in order, one at a time, until answered.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "checkout/checkout_types.hpp"
#include "dice.hpp"
#include "pricing/pricing.hpp"
#include "server.hpp"
#include "wallet/coupon_types.hpp"
#include "wallet/wallet_types.hpp"

namespace huiji::sim {

enum class EventKind { member, sale, goods_return, operation, release };
enum class EventState { waiting, delivered, quarantined };

struct JournalEvent {
  EventKind kind = EventKind::sale;
  std::string id;
  std::string path;
  std::string body;
  std::string method = "PUT";
  EventState state = EventState::waiting;
  bool poisoned = false;    // the scenario spoiled it: the server must refuse it
  std::string first_reply;  // every further answer must be these bytes
  std::string refusal;
};

// How a sale is spoiled: each way must be refused, and nothing may come of it.
enum class Forgery { none, total, negative_tender, unknown_promise, others_promise, too_much };

// What a sale is to be paid with beside cash: a promise of a card's money or of credit, one of points.
struct Purse {
  std::optional<wallet::AllowanceView> money;
  std::optional<wallet::AllowanceView> points;
  std::optional<Money> at_most = {};  // of the money
  std::optional<wallet::CouponReservation> coupon = {};
};

struct HeldCoupon {
  std::string reservation_id;
  wallet::CouponReservation coupon;
};

// What a sale was when the till wrote it down; the auditor gets a copy.
struct RungUp {
  SaleId sale_id;
  TillId till_id;
  std::optional<MemberId> member_id;
  checkout::SaleRequest request;
  pricing::PricedBasket priced;
};

class Till {
 public:
  Till(const TillAccess& access, StaffId cashier, Dice& dice, SetClock& clock, DiceRandom& random);

  // ---- on disk ----
  std::vector<JournalEvent> journal;
  std::vector<wallet::AllowanceView> leases;  // `spent` as this till spent them
  std::string session;                        // of whoever works here

  // ---- in memory ----
  std::vector<wallet::AllowanceView> holds;
  std::vector<HeldCoupon> coupons;

  // ---- on disk ----
  std::int64_t clock_skew_ms = 0;

  bool ready() const { return !products_.empty(); }
  bool load_snapshot(Server& server);
  Instant now() const { return clock_.now() + clock_skew_ms; }

  std::vector<checkout::SaleLine> random_lines();
  // Rings up a basket and writes it to the journal. `crash_before_write`: the power fails just before, and
  // nothing has happened. Returns what was written.
  std::optional<RungUp> ring_up(std::vector<checkout::SaleLine> lines, std::optional<MemberId> member,
                                const Purse& purse, bool crash_before_write, Forgery forgery);
  MemberId register_member(const std::string& phone);
  // Takes goods back that `receipt` shows; returns the request, or nothing when all is back already.
  std::optional<checkout::ReturnRequest> take_back(const checkout::Receipt& receipt, SaleId& id);

  std::optional<std::size_t> next_to_send();  // index of the first waiting event
  http::Request request_for(std::size_t event) const;
  // An answer came in (maybe late, maybe twice).
  void answered(std::size_t event, const http::Response& response);
  void power_cut() { in_flight_ = false, holds.clear(), coupons.clear(); }
  // An operation on value that waits for its answer like everything else.
  OperationId operate(const std::string& path, std::string body, std::optional<OperationId> id = {});
  void release(const wallet::AllowanceView& promise);
  http::Request request_to(const std::string& method, const std::string& path, std::string body = {}) const;

  bool in_flight() const { return in_flight_; }
  void sent() { in_flight_ = true; }
  void timed_out() { in_flight_ = false; }
  const TillAccess& access() const { return access_; }
  std::size_t waiting() const;

 private:
  pricing::Basket basket_for(const checkout::SaleRequest& request, std::optional<MemberId> member) const;
  void append(EventKind kind, std::string id, std::string path, std::string body, bool poisoned);
  void price_and_pay(RungUp& sale, const Purse& purse);
  void price(RungUp& sale);
  void pay_by_card(RungUp& sale, const wallet::AllowanceView& promise, Money part);
  void forge(checkout::SaleRequest& request, const Purse& purse, Forgery forgery);
  void spent(const RungUp& sale, const Purse& purse);

  TillAccess access_;
  StaffId cashier_;
  Dice& dice_;
  SetClock& clock_;
  DiceRandom& random_;
  std::int64_t version_ = 0;
  int utc_offset_minutes_ = 480;
  std::unordered_map<ProductId, catalog::TillProduct> products_;
  std::vector<ProductId> product_ids_;
  std::unordered_map<CategoryId, std::optional<CategoryId>> parents_;
  std::optional<pricing::CompiledRules> rules_;
  std::int64_t next_sequence_ = 1;
  std::size_t next_ = 0;
  bool in_flight_ = false;
};

}  // namespace huiji::sim
