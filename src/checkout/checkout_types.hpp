// The spine's values: what a till sends when a sale is done, what it gets back, and how sales are listed.
#pragma once

#include "catalog/catalog_types.hpp"
#include "members/members_types.hpp"
#include "pricing/pricing_types.hpp"
#include "pricing/refund_types.hpp"
#include "staff/staff_types.hpp"
#include "wallet/stamp_types.hpp"

namespace huiji::checkout {

enum class SaleKind { sale, goods_return };
BOOST_DESCRIBE_ENUM(SaleKind, sale, goods_return)

// 现金, 储值卡与礼品卡, 挂账; and of a return alone 已使用返券: what used coupons had given, kept from the
// refund.
enum class TenderKind { cash, stored_value, on_account, used_coupon };
BOOST_DESCRIBE_ENUM(TenderKind, cash, stored_value, on_account, used_coupon)
std::string_view name_of(TenderKind kind);
TenderKind tender_kind_of(std::string_view name);

struct Tender {
  TenderKind kind = TenderKind::cash;
  Money amount;        // what it pays of the bill, or of the refund
  Money tendered;      // what the customer handed over (a refund: equals amount)
  Money change_given;  // tendered - amount
  // Of stored value and on account. The till names what it was allowed to spend; the rest is the server's.
  std::optional<AllowanceId> allowance_id = {};
  std::optional<CardId> card_id = {};
  std::optional<Money> principal = {};  // 本金
  std::optional<Money> bonus = {};      // 赠金
  std::optional<Money> shortage = {};   // promised, and gone when the sale came
};
BOOST_DESCRIBE_STRUCT(Tender, (),
                      (kind, amount, tendered, change_given, allowance_id, card_id, principal, bonus,
                       shortage))

struct SaleLine {
  ProductId product_id;
  Quantity quantity;
  std::optional<Money> label_amount;
  std::optional<std::string> barcode;        // as scanned
  std::optional<Date> best_before = {};      // from a 2D code or a markdown label
  std::optional<Money> markdown_price = {};  // per piece or kilogram, printed on a markdown label 折价码
  std::optional<Money> manual_price = {};    // 改价; needs the right `discount`
  std::optional<std::string> serial = {};    // of the markdown label: sells once
  std::optional<bool> sold_expired = {};     // past its date, and a supervisor let it pass
  std::optional<std::string> reason = {};    // of a price by hand, or of selling it past its date
};
BOOST_DESCRIBE_STRUCT(SaleLine, (),
                      (product_id, quantity, label_amount, barcode, best_before, markdown_price, manual_price,
                       serial, sold_expired, reason))

// What only the till knows of a basket. What stands here is what was priced, at the till and at the server.
struct TillFacts {
  std::optional<ShopId> shop_id = {};      // for promotions of some shops only; the till's own
  std::optional<std::string> tender = {};  // the customer pays with: "cash"; for 支付立减 and 抹零
  std::optional<std::vector<pricing::HeldCoupon>> coupons = {};
  std::optional<std::vector<CouponId>> coupon_ids = {};  // those of `coupons` that have codes, one by one
  std::optional<std::vector<pricing::Remaining>> remaining =
      {};  // of limited promotions, as the till knew it
  std::optional<std::vector<pricing::Wish>> wishes = {};
  std::optional<std::vector<std::string>> events = {};            // "own_bag", …
  std::optional<pricing::ManualDiscount> manual = {};             // needs the right `discount`
  std::optional<bool> birthday = {};                              // the till knew that it is the member's
  std::optional<std::string> tier = {};                           // the member's, as the till knew it
  std::optional<std::vector<std::string>> tags = {};              // the member's, as the till knew them
  std::optional<Points> points = {};                              // that may be spent, as the till knew it
  std::optional<Points> spend_points = {};                        // 积分抵现: wanted at most
  std::optional<std::vector<AllowanceId>> point_allowances = {};  // that the spent points come from
  std::optional<Money> bonus_tender = {};                         // paid with bonus money: earns no points
  std::optional<std::vector<AllowanceId>> quota_leases = {};      // that limited promotions were taken from
  std::optional<std::string> channel = {};                        // "online", …; absent: at the till
};
BOOST_DESCRIBE_STRUCT(TillFacts, (),
                      (shop_id, tender, coupons, coupon_ids, remaining, wishes, events, manual, birthday,
                       tier, tags, points, spend_points, point_allowances, bonus_tender, quota_leases,
                       channel))

// PUT /v1/sales/{sale_id}. The id was made before the first network byte; the same id with the same content
// answers the same receipt, with other content it is refused. Line k of the basket is priced as line "k",
// counted from 1.
struct SaleRequest {
  StaffId staff_id;
  std::string number;         // receipt number, made by the till
  std::int64_t sequence = 0;  // of the till's journal
  Instant sold_at;            // the till's clock: pricing instant
  std::int64_t catalog_version = 0;
  std::optional<MemberId> member_id;
  std::vector<SaleLine> lines;
  std::vector<Tender> tenders;
  Money payable;             // the total that the customer saw
  std::string price_digest;  // hex digest of the till's PricedBasket: the server must come to the same bytes
  std::optional<TillFacts> facts = {};
  std::optional<std::vector<staff::Approval>> approvals = {};  // for what the person at the till may not do
};
BOOST_DESCRIBE_STRUCT(SaleRequest, (),
                      (staff_id, number, sequence, sold_at, catalog_version, member_id, lines, tenders,
                       payable, price_digest, facts, approvals))

struct ReturnLine {
  int line_no = 0;  // of the original sale, from 1
  Quantity quantity;
};
BOOST_DESCRIBE_STRUCT(ReturnLine, (), (line_no, quantity))

// PUT /v1/returns/{sale_id}
struct ReturnRequest {
  SaleId original_sale_id;
  StaffId staff_id;
  std::string number;
  std::int64_t sequence = 0;
  Instant sold_at;
  std::vector<ReturnLine> lines;
  Money refund;  // the amount that the customer got: of the goods, less used coupons
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReturnRequest, (),
                      (original_sale_id, staff_id, number, sequence, sold_at, lines, refund, reason))

struct UnreceiptedLine {
  ProductId product_id;
  Quantity quantity;
  Money unit_price;  // what is paid back per piece or kilogram; at most the shelf price of catalog_version
};
BOOST_DESCRIBE_STRUCT(UnreceiptedLine, (), (product_id, quantity, unit_price))

// PUT /v1/unreceipted-returns/{sale_id} 无单退货: goods come back and nobody has the receipt. Needs a person
// with the right return_without_receipt; takes no points, since nobody knows which were earned.
struct UnreceiptedReturn {
  StaffId staff_id;
  std::string number;
  std::int64_t sequence = 0;
  Instant sold_at;
  std::int64_t catalog_version = 0;
  std::vector<UnreceiptedLine> lines;
  Money refund;  // the amount that the customer got
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(UnreceiptedReturn, (),
                      (staff_id, number, sequence, sold_at, catalog_version, lines, refund, reason))

struct LineDiscount {
  PromotionId promotion_id;
  std::string name;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(LineDiscount, (), (promotion_id, name, amount))

struct ReceiptLine {
  int line_no = 0;
  ProductId product_id;
  std::string name;
  std::string unit_name;
  Quantity quantity;
  Money unit_price;
  Money gross;
  Money discount;
  Money net;
  Percent tax_rate;
  Money tax;
  std::vector<LineDiscount> discounts;
  Quantity returned;                                // so far, by later returns
  std::optional<std::int64_t> points_percent = {};  // multiple of the points' rate; absent: 100
};
BOOST_DESCRIBE_STRUCT(ReceiptLine, (),
                      (line_no, product_id, name, unit_name, quantity, unit_price, gross, discount, net,
                       tax_rate, tax, discounts, returned, points_percent))

struct Receipt {
  SaleId sale_id;
  SaleKind kind = SaleKind::sale;
  std::optional<SaleId> original_sale_id;
  std::string number;
  std::string shop_name;
  std::string till_name;
  StaffId staff_id;
  std::string staff_name;
  Date business_day;
  Instant sold_at;
  Instant recorded_at;
  std::int64_t catalog_version = 0;
  std::vector<ReceiptLine> lines;
  Money gross;
  Money discount;
  Money payable;
  Money tax;
  std::vector<pricing::AppliedPromotion> promotions;
  std::vector<Tender> tenders;
  std::optional<MemberId> member_id;
  std::optional<std::string> member_number;
  std::optional<std::string> member_phone_masked;
  Points points;                                                 // earned by a sale, taken back by a return
  std::optional<Points> points_balance;                          // after this document
  std::optional<Points> points_spent = {};                       // of a return: given back
  std::optional<std::int64_t> growth = {};                       // of a return: taken back
  std::optional<std::vector<pricing::Reward>> rewards = {};      // what the sale gave beside money
  std::optional<std::vector<wallet::StampsOfSale>> stamps = {};  // 印花; the server's receipt alone says it
  std::optional<pricing::SoldBasket> refund_basis = {};          // when a refund prices the rest again
  std::optional<Points> points_pending = {};                     // of `points`: not in the balance yet
  std::optional<Date> points_open_on = {};                       // when they may be spent
  std::optional<bool> points_shared = {};                        // the balance is a household's
  // Of a sale looked up: its coupons with a number, as a refund has to know them.
  std::optional<std::vector<pricing::EarnedCoupon>> earned_coupons = {};
};
BOOST_DESCRIBE_STRUCT(Receipt, (),
                      (sale_id, kind, original_sale_id, number, shop_name, till_name, staff_id, staff_name,
                       business_day, sold_at, recorded_at, catalog_version, lines, gross, discount, payable,
                       tax, promotions, tenders, member_id, member_number, member_phone_masked, points,
                       points_balance, points_spent, growth, rewards, stamps, refund_basis, points_pending,
                       points_open_on, points_shared, earned_coupons))

struct SaleSummary {
  SaleId sale_id;
  SaleKind kind = SaleKind::sale;
  std::string number;
  std::string till_name;
  std::string staff_name;
  std::optional<std::string> member_number;
  Instant sold_at;
  Instant recorded_at;
  int line_count = 0;
  Money payable;
};
BOOST_DESCRIBE_STRUCT(SaleSummary, (),
                      (sale_id, kind, number, till_name, staff_name, member_number, sold_at, recorded_at,
                       line_count, payable))

struct SaleList {
  std::vector<SaleSummary> sales;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(SaleList, (), (sales, next))

struct TillTotals {
  TillId till_id;
  std::string till_name;
  int sales = 0;
  int returns = 0;
  Money sold;
  Money returned;
  Money cash;          // in the drawer from this day's documents, recharges included
  Money stored_value;  // paid with cards, less what went back to them
  Money recharged;     // cash taken for stored value, less what was paid out
  Money on_account;    // 挂账: charged to credit customers, less what came back
  Money collected;     // 收款: cash taken for what they owed
  Money used_coupons;  // 已使用返券: kept from refunds
};
BOOST_DESCRIBE_STRUCT(TillTotals, (),
                      (till_id, till_name, sales, returns, sold, returned, cash, stored_value, recharged,
                       on_account, collected, used_coupons))

struct TaxTotal {
  Percent rate;
  Money net_with_tax;
  Money tax;
};
BOOST_DESCRIBE_STRUCT(TaxTotal, (), (rate, net_with_tax, tax))

struct HourTotal {
  int hour = 0;  // local
  int sales = 0;
  Money sold;
};
BOOST_DESCRIBE_STRUCT(HourTotal, (), (hour, sales, sold))

// GET /v1/days/{date}: from the sale documents and, independently, from the ledger.
struct DayTotals {
  Date business_day;
  int sales = 0;
  int returns = 0;
  Money gross;
  Money discount;
  Money sold;      // payable of sales
  Money returned;  // refunds
  Money net;       // sold - returned
  Money tax;       // of net
  Money cost;      // of net
  Points points_earned;
  Points points_taken_back;
  Points points_spent;  // less what was given back
  Money stored_value;   // paid with cards, less what went back to them
  Money recharged;      // cash taken for stored value, less what was paid out
  Money on_account;     // charged to credit customers, less what came back
  Money collected;      // cash taken for what they owed
  Money used_coupons;   // kept from refunds, for coupons used meanwhile
  std::vector<TaxTotal> tax_totals;
  std::vector<TillTotals> tills;
  std::vector<HourTotal> hours;
  Money ledger_cash;
  Money ledger_revenue;  // without tax
  Money ledger_tax;
  bool agrees = false;  // documents and ledger
};
BOOST_DESCRIBE_STRUCT(DayTotals, (),
                      (business_day, sales, returns, gross, discount, sold, returned, net, tax, cost,
                       points_earned, points_taken_back, points_spent, stored_value, recharged, on_account,
                       collected, used_coupons, tax_totals, tills, hours, ledger_cash, ledger_revenue,
                       ledger_tax, agrees))

// GET /v1/days: the days that have documents, latest first.
struct DaySummary {
  Date business_day;
  int sales = 0;
  int returns = 0;
  Money sold;
  Money returned;
  Money net;
};
BOOST_DESCRIBE_STRUCT(DaySummary, (), (business_day, sales, returns, sold, returned, net))

struct DayList {
  std::vector<DaySummary> days;
};
BOOST_DESCRIBE_STRUCT(DayList, (), (days))

// GET /v1/snapshot?since=<version>: all a till needs to sell alone. since=0: everything; else what changed.
struct ShopFacts {
  std::string merchant_name;
  ShopId shop_id;
  std::string shop_name;
  std::string shop_address;
  std::string shop_phone;
  std::string time_zone;
  int utc_offset_minutes = 480;
  int day_cutoff_minutes = 240;
  std::string consent_version;
  std::string consent_text_zh;
  std::string consent_text_en;
};
BOOST_DESCRIBE_STRUCT(ShopFacts, (),
                      (merchant_name, shop_id, shop_name, shop_address, shop_phone, time_zone,
                       utc_offset_minutes, day_cutoff_minutes, consent_version, consent_text_zh,
                       consent_text_en))

struct Snapshot {
  std::int64_t version = 0;
  Instant server_time;
  ShopFacts shop;
  std::vector<catalog::Category> categories;   // all
  std::vector<catalog::TillProduct> products;  // changed since; retired ones included when since > 0
  std::optional<pricing::Rules> rules;         // present when any promotion changed since; all active ones
  // Of the limited promotions, without a member's own limits; always all of them. Absent: none is limited.
  std::optional<std::vector<pricing::Remaining>> remaining = {};
};
BOOST_DESCRIBE_STRUCT(Snapshot, (), (version, server_time, shop, categories, products, rules, remaining))

}  // namespace huiji::checkout

namespace huiji::wire {
template <>
struct Rules<checkout::SaleLine> {
  static constexpr FieldRule list[] = {{.field = "quantity", .minimum = 1},
                                       {.field = "barcode", .max_length = 256},
                                       {.field = "markdown_price", .minimum = 0},
                                       {.field = "manual_price", .minimum = 0},
                                       {.field = "serial", .min_length = 1, .max_length = 64},
                                       {.field = "reason", .min_length = 1, .max_length = 240}};
};
template <>
struct Rules<checkout::TillFacts> {
  static constexpr FieldRule list[] = {{.field = "tender", .min_length = 1, .max_length = 40},
                                       {.field = "coupons", .max_length = 50},
                                       {.field = "coupon_ids", .max_length = 200},
                                       {.field = "remaining", .max_length = 500},
                                       {.field = "wishes", .max_length = 50},
                                       {.field = "events", .max_length = 20},
                                       {.field = "tier", .max_length = 40},
                                       {.field = "tags", .max_length = 20},
                                       {.field = "point_allowances", .max_length = 10},
                                       {.field = "quota_leases", .max_length = 100},
                                       {.field = "channel", .min_length = 1, .max_length = 40},
                                       {.field = "spend_points", .minimum = 0},
                                       {.field = "bonus_tender", .minimum = 0}};
};
template <>
struct Rules<checkout::Tender> {
  static constexpr FieldRule list[] = {{.field = "amount", .minimum = 0},
                                       {.field = "tendered", .minimum = 0},
                                       {.field = "change_given", .minimum = 0}};
};
template <>
struct Rules<checkout::SaleRequest> {
  static constexpr FieldRule list[] = {{.field = "number", .min_length = 1, .max_length = 40},
                                       {.field = "sequence", .minimum = 1},
                                       {.field = "lines", .min_length = 1, .max_length = 500},
                                       {.field = "tenders", .min_length = 1, .max_length = 5},
                                       {.field = "payable", .minimum = 0},
                                       {.field = "price_digest", .max_length = 64},
                                       {.field = "approvals", .max_length = 50}};
};
template <>
struct Rules<checkout::ReturnLine> {
  static constexpr FieldRule list[] = {{.field = "line_no", .minimum = 1},
                                       {.field = "quantity", .minimum = 1}};
};
template <>
struct Rules<checkout::UnreceiptedLine> {
  static constexpr FieldRule list[] = {{.field = "quantity", .minimum = 1},
                                       {.field = "unit_price", .minimum = 0}};
};
template <>
struct Rules<checkout::UnreceiptedReturn> {
  static constexpr FieldRule list[] = {{.field = "number", .min_length = 1, .max_length = 40},
                                       {.field = "sequence", .minimum = 1},
                                       {.field = "lines", .min_length = 1, .max_length = 500},
                                       {.field = "refund", .minimum = 0},
                                       {.field = "reason", .min_length = 1, .max_length = 240}};
};
template <>
struct Rules<checkout::ReturnRequest> {
  static constexpr FieldRule list[] = {{.field = "number", .min_length = 1, .max_length = 40},
                                       {.field = "sequence", .minimum = 1},
                                       {.field = "lines", .min_length = 1, .max_length = 500},
                                       {.field = "refund", .minimum = 0},
                                       {.field = "reason", .max_length = 240}};
};
}  // namespace huiji::wire
