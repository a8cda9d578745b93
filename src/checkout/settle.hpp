// The deciding half of a checkout, pure: from the request and the facts as of the till's catalogue version to
// a document that is ready to be saved. The server trusts nothing that it can compute: it prices the basket
// again with the same engine and compares. What a till cannot know better is refused in words: a wrong count
// of pieces, tenders that do not pay the bill, a total that differs. Stock, a shop's closing hour or a member
// who was frozen meanwhile never refuse a sale, since the goods have left the shop.
#pragma once

#include "checkout/checkout_errors.hpp"
#include "checkout/document.hpp"
#include "kernel/caller.hpp"
#include "kernel/limits.hpp"
#include "kernel/result.hpp"
#include "pricing/pricing.hpp"
#include "wallet/wallet_types.hpp"

namespace huiji::checkout {

// A till's clock may run ahead; beyond this it does not decide the business day (product.md 4.16).
inline constexpr std::int64_t kClockTolerance_ms = 60 * kSecond_ms;

// The channel of a sale that names none.
inline constexpr std::string_view kAtTheTill = "till";

// One line's product as of the till's catalogue version.
struct LineFacts {
  std::string name;
  std::string unit_name;
  bool by_weight = false;
  Money unit_price;
  std::optional<Money> member_price;
  Money cost;
  Percent tax_rate;
  bool discountable = true;
  std::vector<CategoryId> categories;  // the product's category and its ancestors
};

struct MemberAtSale {
  MemberId member_id;  // where the till's id leads to
  std::string number;
  std::string tier;  // that the sale was priced with
  std::string phone_masked;
  bool earns = true;  // false: frozen or closed meanwhile; the price stands, points are not given
  Points balance_before;
  bool birthday = false;   // near it when it was sold
  bool tags_known = true;  // he had the tags that the till priced with
  std::string tier_now = {};
  std::string points_account = {};  // where his points are: his own, or his household's
  bool shares = false;              // a household's
};

struct PlaceFacts {
  ShopId shop_id;
  TillId till_id;
  std::string shop_name;
  std::string till_name;
  std::string staff_name;
  int utc_offset_minutes = 480;  // of the shop's zone when it was sold
  int day_cutoff_minutes = 240;
};

struct SaleFacts {
  PlaceFacts place;
  std::int64_t points_per_yuan = 1;  // of the rules' version
  std::int64_t growth_per_yuan = 0;
  std::optional<Instant> points_open_at = {};  // what it earns waits until then
  bool channel_known = true;                   // tills may sell through it
  std::optional<MemberAtSale> member;
  std::vector<LineFacts> lines;  // one for each line of the request
};

// The form of a request, before anything is loaded: the number of lines, the limits, the tenders.
Result<Done> check_form(const SaleRequest& request);
// What a till may claim: its own shop, a tender that was paid, prices by hand only from a person with the
// right, a markdown label once.
Result<Done> check_claims(const SaleRequest& request, const PlaceFacts& place, Rights rights);
Result<Done> check_birthday(const SaleRequest& request, const std::optional<MemberAtSale>& member);
Result<Done> check_tags(const SaleRequest& request, const std::optional<MemberAtSale>& member);
Result<Done> check_channel(const SaleRequest& request, const SaleFacts& facts);
// The lines against their products: whole pieces, labels only on weighed goods, amounts within the limit.
Result<Done> check_lines(const SaleRequest& request, const std::vector<LineFacts>& lines);

pricing::Basket basket_of(const SaleRequest& request, const SaleFacts& facts);

// What a till sent, as far as it decides the price: the other direction of sale_document.
SaleRequest request_of(const Document& sale);

// The till's total and digest against the server's. A client without an engine sends an empty digest; then
// only the total is compared.
Result<Done> agree(const SaleRequest& request, const pricing::PricedBasket& priced, std::string_view digest);

// The business day by the till's clock, bounded by the server's: a sale is never later than it is recorded,
// but for the tolerance. A sale from the past keeps its day: it was sold while the till was offline.
Date day_of(Instant sold_at, Instant recorded_at, const PlaceFacts& place);

// The instant at which points earned through that channel open; none: at once. Waiting days are whole
// calendar days of the shop after that of the sale.
std::optional<Instant> points_open_at(const wallet::ValuePolicy& policy, const SaleRequest& request,
                                      const PlaceFacts& place, Instant now);

Document sale_document(SaleId sale_id, const SaleRequest& request, const SaleFacts& facts,
                       const pricing::PricedBasket& priced, const pricing::CompiledRules& rules,
                       std::string price_json, std::string content_hash, Instant now);

// With the member's masked phone, which no document keeps, and what a refund will need.
Receipt receipt_now(const Document& document, const std::optional<MemberAtSale>& member,
                    std::optional<pricing::SoldBasket> basis);

// What is the same on every document.
template <class Request>
Document document_heading(SaleId sale_id, SaleKind kind, const Request& request, const PlaceFacts& place,
                          Instant now) {
  Document document;
  document.sale_id = sale_id;
  document.kind = kind;
  document.shop_id = place.shop_id;
  document.till_id = place.till_id;
  document.staff_id = request.staff_id;
  document.number = request.number;
  document.sequence = request.sequence;
  document.sold_at = request.sold_at;
  document.recorded_at = now;
  document.business_day = day_of(request.sold_at, now, place);
  document.frozen.shop_name = place.shop_name;
  document.frozen.till_name = place.till_name;
  document.frozen.staff_name = place.staff_name;
  document.frozen.utc_offset_minutes = place.utc_offset_minutes;
  document.frozen.day_cutoff_minutes = place.day_cutoff_minutes;
  return document;
}

// ---- returns

template <class Request>
Result<Done> check_return_form(const Request& request) {
  if (request.lines.empty() || request.lines.size() > kMaxBasketLines) return sale_lines_wrong;
  if (request.number.empty() || request.number.size() > 40 || request.sequence < 1) return sale_number_wrong;
  return Done{};
}

// What remains of the sale and what is to come back now; refuses more than remains. `basis`: of a sale that
// is priced again, nothing of any other.
Result<pricing::RefundRequest> refund_request(const Document& original,
                                              const std::vector<Returned>& returned_before,
                                              const ReturnRequest& request,
                                              std::optional<pricing::SoldBasket> basis);

// Which tenders a refund goes back to (product.md 4.8): first what was charged to the member's account, then
// the cards, each up to what it paid, then cash.
// A state function of what was refunded before, so that parts add up; never more than was paid with a tender.
std::vector<Tender> refund_tenders(const Document& original, Money refunded_before, Money refund);

// `pending_left`: what is left of the sale's points that wait. They are taken back before any other.
Document return_document(SaleId sale_id, const ReturnRequest& request, const Document& original,
                         const pricing::RefundRequest& asked, const pricing::RefundPlan& plan,
                         Money refunded_before, const PlaceFacts& place,
                         const std::optional<MemberAtSale>& member, Points pending_left,
                         std::string plan_json, std::string content_hash, Instant now);

}  // namespace huiji::checkout
