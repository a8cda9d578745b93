// A sale document, whole: what is stored, what a receipt is made of, what verify proves. A sale and a return
// have the same form and amounts that are not negative; the kind tells the direction. Names are frozen as
// they were printed, so that a receipt never changes with the shop's data. fault_in() states what always
// holds of one document by itself; the flows check it before they save, verify afterwards.
#pragma once

#include "checkout/checkout_types.hpp"
#include "ledger/ledger.hpp"

namespace huiji::checkout {

// What decided a line's price and stands in no column.
struct FrozenLine {
  int line_no = 0;
  std::optional<Date> best_before = {};
  std::optional<Money> markdown_price = {};
  std::optional<Money> manual_price = {};
  std::optional<std::string> serial = {};
  std::optional<bool> sold_expired = {};
  std::optional<std::string> reason = {};
};
BOOST_DESCRIBE_STRUCT(FrozenLine, (),
                      (line_no, best_before, markdown_price, manual_price, serial, sold_expired, reason))

// Spent points that went back to lots which another account holds now: whoever they came from left the
// household since, or the one who spent them did.
struct PointsBack {
  std::string account;
  Points points;
};
BOOST_DESCRIBE_STRUCT(PointsBack, (), (account, points))

// Facts as of the sale that no other column holds: names as printed, and what decided the price.
struct FrozenFacts {
  std::string shop_name;
  std::string till_name;
  std::string staff_name;
  int utc_offset_minutes = 480;  // of the shop's zone when it was sold
  int day_cutoff_minutes = 240;
  std::int64_t points_per_yuan = 0;  // 0: this document earns nothing
  std::optional<std::string> member_number;
  std::optional<std::string> member_tier;
  std::optional<Points> points_balance;               // after this document
  std::optional<std::string> reason;                  // of a return
  std::optional<TillFacts> facts = {};                // as the till sent them
  std::optional<std::vector<FrozenLine>> lines = {};  // those that have any
  std::optional<std::int64_t> growth_per_yuan = {};   // absent: no growth
  std::optional<bool> reprice = {};  // a promotion applied that prices the rest again when goods come back
  std::optional<std::vector<staff::Approval>> approvals = {};  // who allowed what, as the server signed it
  std::optional<std::string> points_account = {};              // absent: the member's own; a household's
  std::optional<Points> points_pending = {};   // of the points: given to, or taken from, those that wait
  std::optional<Instant> points_open_at = {};  // when those of a sale may be spent
  std::optional<std::vector<PointsBack>> points_back = {};  // of a return: put back somewhere else, too
};
BOOST_DESCRIBE_STRUCT(FrozenFacts, (),
                      (shop_name, till_name, staff_name, utc_offset_minutes, day_cutoff_minutes,
                       points_per_yuan, member_number, member_tier, points_balance, reason, facts, lines,
                       growth_per_yuan, reprice, approvals, points_account, points_pending, points_open_at,
                       points_back))

struct PromotionShare {
  PromotionId promotion_id;
  Money amount;
  std::optional<std::string> supplier = {};  // who funds a part of it
  Money supplier_amount = {};                // that part
};

struct DocumentLine {
  int line_no = 0;
  ProductId product_id;
  std::string name;
  std::string unit_name;
  std::optional<std::string> barcode;
  Quantity quantity;
  bool by_weight = false;
  std::optional<Money> label_amount;
  Money unit_price;
  Money gross;
  Money discount;
  Money net;
  Percent tax_rate;
  Money tax;
  Money cost;
  std::vector<PromotionShare> discounts;  // by promotion; a return's lines hold none
};

struct Document {
  SaleId sale_id;
  SaleKind kind = SaleKind::sale;
  std::optional<SaleId> original_sale_id;
  ShopId shop_id;
  TillId till_id;
  StaffId staff_id;
  std::optional<MemberId> member_id;
  std::string number;
  std::int64_t sequence = 0;
  Date business_day;
  Instant sold_at;
  Instant recorded_at;
  std::int64_t catalog_version = 0;
  Money gross;
  Money discount;
  Money payable;
  Money tax;
  Points points;
  Points points_spent;      // of a return: given back
  std::int64_t growth = 0;  // of a return: taken back
  std::string content_hash;
  std::string price;  // JSON PricedBasket of a sale, RefundPlan of a return
  FrozenFacts frozen;
  std::int64_t returns = 0;
  std::vector<DocumentLine> lines;
  std::vector<Tender> tenders;
};

// What returns took back of a line so far.
struct Returned {
  int line_no = 0;
  Quantity quantity;
  Money net = {};
};

// The priced basket of a sale as it was stored, also one of an older arithmetic, which named none.
pricing::PricedBasket stored_price(const std::string& json);
std::optional<pricing::PricedBasket> read_stored_price(const std::string& json);  // none: unreadable

// Adds up the shares of each promotion on a line, by promotion.
std::vector<PromotionShare> shares_of(const std::vector<pricing::Allocation>& allocations);

// Writes into the shares what suppliers fund: per promotion its part of the whole, rounded down, then by
// largest remainder to the lines.
void share_funding(const pricing::PricedBasket& priced, std::vector<DocumentLine>& lines);

// Cost of goods: 分, half up.
Money cost_of(Money unit_cost, Quantity quantity);

// Where the document's points are: the member's account, or his household's.
std::string points_account_of(const Document& document);

// The coupons that a return took back, and what it deducted for them; of a sale, and of a plan that cannot be
// read: none.
std::vector<pricing::TakenCoupon> coupons_taken_by(const Document& goods_return);

// What money and points do in the book. A return is the sale's mirror image on the till that pays it back.
ledger::Posting posting_of(const Document& document);

// Money is conserved: lines add up to the totals, discounts to their shares, tenders to what is payable, and
// nothing is negative. Names the first thing that is not so; empty when all is well.
std::string_view fault_in(const Document& document);

Receipt receipt_of(const Document& document);

}  // namespace huiji::checkout
