// Everything of value as it travels. Money in 分, points and uses whole. Every write names an id that the
// client made: the same id and content answers the same receipt.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wallet/household_id.hpp"
#include "wallet/membership_types.hpp"
#include "wallet/stamp_types.hpp"
#include "wire/type_info.hpp"

namespace huiji::wallet {

// 储值卡 of a member, 礼品卡 of whoever holds it, 次卡 of a member. 付费会员 is sold like them, and is no
// card.
enum class CardKind { stored, gift, count, membership };
BOOST_DESCRIBE_ENUM(CardKind, stored, gift, count, membership)

enum class CardState { active, frozen, lost, closed };
BOOST_DESCRIBE_ENUM(CardState, active, frozen, lost, closed)

// What is sold at a till: a recharge with bonus (充 500 送 50), a gift card, a card of n uses.
struct Package {
  CardKind kind = CardKind::stored;
  std::string name;
  Money price;
  Money bonus;                                // 赠金, of stored value
  int instalments = 1;                        // of the bonus, one a month, the first at once
  Points points;                              // beside it
  std::int64_t uses = 0;                      // paid for, of a count card
  std::int64_t free_uses = 0;                 // come last
  std::optional<int> valid_days = {};         // of a count card; absent: for ever
  std::optional<Percent> tax_rate = {};       // of a use, or of a membership
  std::optional<std::string> tier = {};       // who buys it gets this tier; a member while it is paid for
  std::optional<CouponBatchId> coupons = {};  // one coupon of this batch
  std::vector<ShopId> shops;                  // where it may be spent; empty: everywhere
  bool on_sale = true;
  std::optional<int> months = {};  // of a membership
};
BOOST_DESCRIBE_STRUCT(Package, (),
                      (kind, name, price, bonus, instalments, points, uses, free_uses, valid_days, tax_rate,
                       tier, coupons, shops, on_sale, months))

struct StoredPackage {
  PackageId package_id;
  std::int64_t version = 0;
  Instant changed_at;
  Package package;
};
BOOST_DESCRIBE_STRUCT(StoredPackage, (), (package_id, version, changed_at, package))

// PUT /v1/value-packages/{package_id}. `expected_version` 0: a new one.
struct PackageDraft {
  std::int64_t expected_version = 0;
  Package package;
};
BOOST_DESCRIBE_STRUCT(PackageDraft, (), (expected_version, package))

struct PackageList {
  std::vector<StoredPackage> packages;
};
BOOST_DESCRIBE_STRUCT(PackageList, (), (packages))

// A tier 等级 and what it takes: growth value within the window, or one recharge of at least so much. The
// base tier takes nothing. Benefits are promotions for the tier (等级折扣, 多倍积分).
struct TierRule {
  std::string tier;
  std::int64_t growth = 0;
  std::optional<Money> recharge = {};
};
BOOST_DESCRIBE_STRUCT(TierRule, (), (tier, growth, recharge))

// Points of sales through such a channel wait: they may be spent when so many days after the day of the sale
// are over (the shop's return period). A channel that is not listed: at once.
struct PendingChannel {
  std::string channel;  // as the sale names it: "online", …; a sale that names none is "till"
  int days = 7;
};
BOOST_DESCRIBE_STRUCT(PendingChannel, (), (channel, days))

enum class TierWindow { rolling_year, calendar_year };
BOOST_DESCRIBE_ENUM(TierWindow, rolling_year, calendar_year)

// The rules of value; immutable under its version.
struct ValuePolicy {
  int points_valid_months = 12;    // to the end of the calendar month; never shortens a lot that exists
  int notice_days = 30;            // no lot expires without a notice recorded so long before
  Points adjust_alone{1000};       // a person adjusts up to this alone; above it a second one approves
  Money registered_limit{500000};  // 记名卡, per card
  Money bearer_limit{100000};      // 不记名卡, per card
  Money without_proof;             // spending up to this needs no PIN or code
  int hold_minutes = 15;           // deadline of what a till asks for one basket
  Points lease_points;             // most that is leased of one member's points; 0: none
  Money lease_stored;              // most that is leased of one card
  int lease_hours = 24;
  std::int64_t growth_per_yuan = 1;
  TierWindow tier_window = TierWindow::rolling_year;
  int tier_grace_days = 30;                    // a tier is kept so long after it was last earned
  std::vector<TierRule> tiers;                 // ascending; empty: one tier for all
  std::optional<Money> lease_credit = {};      // most of an unused credit limit that is leased; absent: none
  std::optional<Money> write_down_alone = {};  // of a receivable; absent: a second person for any
  std::optional<std::vector<PendingChannel>> pending = {};
  std::optional<int> household_size = {};           // most members of one household; absent: six
  std::optional<int> membership_cooling_days = {};  // 冷静期: the whole price goes back; absent: none
  std::optional<int> membership_remind_days = {};   // 续费提醒 so long before the end; absent: 30
};
BOOST_DESCRIBE_STRUCT(ValuePolicy, (),
                      (points_valid_months, notice_days, adjust_alone, registered_limit, bearer_limit,
                       without_proof, hold_minutes, lease_points, lease_stored, lease_hours, growth_per_yuan,
                       tier_window, tier_grace_days, tiers, lease_credit, write_down_alone, pending,
                       household_size, membership_cooling_days, membership_remind_days))

struct VersionedValuePolicy {
  std::int64_t version = 0;
  ValuePolicy policy;
};
BOOST_DESCRIBE_STRUCT(VersionedValuePolicy, (), (version, policy))

struct CardView {
  CardId card_id;
  CardKind kind = CardKind::stored;
  CardState state = CardState::active;
  std::string number;
  std::optional<MemberId> member_id = {};
  std::optional<std::string> name = {};  // of the package
  Money principal;
  Money bonus;
  Money available;  // may be spent now: without instalments to come and what is promised to tills
  std::int64_t uses = 0;
  std::optional<Date> expires_on = {};
  std::vector<ShopId> shops;
  Instant opened_at;
};
BOOST_DESCRIBE_STRUCT(CardView, (),
                      (card_id, kind, state, number, member_id, name, principal, bonus, available, uses,
                       expires_on, shops, opened_at))

// The household with whose members the points are shared.
struct WalletHousehold {
  HouseholdId household_id;
  int members = 0;
};
BOOST_DESCRIBE_STRUCT(WalletHousehold, (), (household_id, members))

// GET /v1/members/{member_id}/wallet
struct Wallet {
  MemberId member_id;
  std::string tier;
  Points points;            // below zero: owed; in a household: of all its members
  Points points_available;  // may be spent now
  Points points_pending;
  std::optional<Date> points_open_on = {};  // the first of those pending
  std::optional<Date> points_expire_on = {};
  Points points_expiring;
  std::int64_t growth = 0;
  std::optional<std::string> next_tier = {};
  std::optional<std::int64_t> growth_to_next = {};
  std::vector<CardView> cards;
  std::optional<WalletHousehold> household = {};
  std::optional<MembershipStanding> membership = {};  // 付费会员, while one runs or is to come
  std::vector<StampCard> stamps = {};                 // 印花
};
BOOST_DESCRIBE_STRUCT(Wallet, (),
                      (member_id, tier, points, points_available, points_pending, points_open_on,
                       points_expire_on, points_expiring, growth, next_tier, growth_to_next, cards, household,
                       membership, stamps))

enum class OperationKind {
  recharge,
  gift_card,
  count_card,
  use_count_card,
  cash_out,
  adjust_points,
  adjust_growth,
  donate_points,
  card_state,
  new_card_number,
  merge,
  unmerge,
  close,
  credit_payment,
  adjust_credit,
  household_join,
  household_leave,
  membership,
  membership_refund
};
BOOST_DESCRIBE_ENUM(OperationKind, recharge, gift_card, count_card, use_count_card, cash_out, adjust_points,
                    adjust_growth, donate_points, card_state, new_card_number, merge, unmerge, close,
                    credit_payment, adjust_credit, household_join, household_leave, membership,
                    membership_refund)

// One account that an operation moved.
enum class Asset { points, pending_points, growth, principal, bonus, uses, receivable };
BOOST_DESCRIBE_ENUM(Asset, points, pending_points, growth, principal, bonus, uses, receivable)

struct AssetChange {
  Asset asset = Asset::points;
  std::int64_t change = 0;
  std::int64_t after = 0;
};
BOOST_DESCRIBE_STRUCT(AssetChange, (), (asset, change, after))

// What every operation answers, and what its slip shows.
struct OperationReceipt {
  OperationId operation_id;
  OperationKind kind = OperationKind::recharge;
  std::optional<MemberId> member_id = {};
  std::optional<CardId> card_id = {};
  std::optional<std::string> card_number = {};
  std::optional<std::string> card_secret = {};  // of a new gift card: shown once, on its slip
  std::string staff_name;
  Date business_day;
  Instant happened_at;
  Money cash;  // taken; below zero: paid out
  std::vector<AssetChange> changes;
  std::optional<std::string> note = {};
};
BOOST_DESCRIBE_STRUCT(OperationReceipt, (),
                      (operation_id, kind, member_id, card_id, card_number, card_secret, staff_name,
                       business_day, happened_at, cash, changes, note))

// PUT /v1/recharges/{operation_id}. Without a package: the amount alone, without bonus. Opens the member's
// card at his first recharge.
struct RechargeRequest {
  MemberId member_id;
  std::optional<CardId> card_id = {};  // one of several; absent: the member's own
  std::optional<PackageId> package_id = {};
  Money amount;         // that the customer pays
  Money tendered;       // cash handed over
  Instant happened_at;  // till's clock
};
BOOST_DESCRIBE_STRUCT(RechargeRequest, (), (member_id, card_id, package_id, amount, tendered, happened_at))

// PUT /v1/gift-cards/{operation_id}: sells one bearer card. PUT /v1/count-cards/{operation_id} with a member.
struct CardSaleRequest {
  PackageId package_id;
  std::optional<MemberId> member_id = {};  // of a count card
  Money amount;                            // the package's price, or of a gift card any amount
  Money tendered;
  Instant happened_at;
};
BOOST_DESCRIBE_STRUCT(CardSaleRequest, (), (package_id, member_id, amount, tendered, happened_at))

// PUT /v1/card-uses/{operation_id}
struct CardUseRequest {
  CardId card_id;
  std::int64_t uses = 1;
  Instant happened_at;
};
BOOST_DESCRIBE_STRUCT(CardUseRequest, (), (card_id, uses, happened_at))

// Whose cause it is that the card goes back decides the price of what was used (法释〔2025〕4号 18, 19).
enum class ReturnCause { shop, customer };
BOOST_DESCRIBE_ENUM(ReturnCause, shop, customer)

struct LotQuote {
  Date bought_on;
  Money principal;       // paid
  Money bonus;           // given
  Money used;            // of both together
  Money principal_used;  // floor(used x principal / (principal + bonus))
  Money principal_left;
};
BOOST_DESCRIBE_STRUCT(LotQuote, (), (bought_on, principal, bonus, used, principal_used, principal_left))

// GET /v1/cards/{card_id}/quote 退卡试算
struct CashOutQuote {
  CardId card_id;
  std::string number;
  std::vector<LotQuote> lots;
  Money payable_shop_cause;      // principal left
  Money payable_customer_cause;  // what was used counts at the price before discounts; never below zero
  Money bonus_forfeited;
  std::int64_t uses_left = 0;
  Money reserved;  // promised to tills: wait or release first
};
BOOST_DESCRIBE_STRUCT(CashOutQuote, (),
                      (card_id, number, lots, payable_shop_cause, payable_customer_cause, bonus_forfeited,
                       uses_left, reserved))

// PUT /v1/cash-outs/{operation_id}: pays the card out in cash and closes it.
struct CashOutRequest {
  CardId card_id;
  ReturnCause cause = ReturnCause::customer;
  Money amount;  // the quote that the customer saw
  std::string reason;
  Instant happened_at;
};
BOOST_DESCRIBE_STRUCT(CashOutRequest, (), (card_id, cause, amount, reason, happened_at))

// PUT /v1/adjustments/{operation_id}: by a person, with a reason. Above the limit it waits for a second
// person (PUT /v1/adjustments/{operation_id}/decision).
struct AdjustRequest {
  MemberId member_id;
  Asset asset = Asset::points;  // points, growth, or receivable: what is owed, 分
  std::int64_t change = 0;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AdjustRequest, (), (member_id, asset, change, reason))

enum class AdjustmentState { done, waiting, refused };
BOOST_DESCRIBE_ENUM(AdjustmentState, done, waiting, refused)

struct Adjustment {
  OperationId operation_id;
  AdjustmentState state = AdjustmentState::done;
  AdjustRequest request;
  std::string asked_by;
  std::optional<StaffId> asked_by_id = {};  // of one that a second person decides: he may not be the same
  Instant asked_at;
  std::optional<std::string> decided_by = {};
  std::optional<OperationReceipt> receipt = {};  // when done
};
BOOST_DESCRIBE_STRUCT(Adjustment, (),
                      (operation_id, state, request, asked_by, asked_by_id, asked_at, decided_by, receipt))

struct AdjustmentList {
  std::vector<Adjustment> adjustments;  // that wait, oldest first
};
BOOST_DESCRIBE_STRUCT(AdjustmentList, (), (adjustments))

struct AdjustmentDecision {
  bool approve = false;
};
BOOST_DESCRIBE_STRUCT(AdjustmentDecision, (), (approve))

// PUT /v1/donations/{operation_id}
struct DonateRequest {
  MemberId member_id;
  Points points;
  std::string cause;  // 公益项目
};
BOOST_DESCRIBE_STRUCT(DonateRequest, (), (member_id, points, cause))

// PUT /v1/card-changes/{operation_id}: 冻结, 解冻, 挂失, 补卡 (a new number for the same card).
struct CardChangeRequest {
  CardId card_id;
  std::optional<CardState> state = {};
  bool new_number = false;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CardChangeRequest, (), (card_id, state, new_number, reason))

// PUT /v1/allowances/{allowance_id}: a till asks for value that it may spend. Of points name the member, of
// stored value the card, of a credit limit the member and the asset receivable.
enum class AllowanceUse { hold, lease };
BOOST_DESCRIBE_ENUM(AllowanceUse, hold, lease)

struct AllowanceRequest {
  AllowanceUse use = AllowanceUse::hold;
  std::optional<MemberId> member_id = {};
  std::optional<CardId> card_id = {};
  std::int64_t amount = 0;               // 分 or points; of a lease at most
  std::optional<std::string> pin = {};   // 支付密码
  std::optional<std::string> code = {};  // the member's dynamic code, or a gift card's secret
  std::optional<Asset> asset = {};       // absent: what follows from member or card
};
BOOST_DESCRIBE_STRUCT(AllowanceRequest, (), (use, member_id, card_id, amount, pin, code, asset))

struct AllowanceView {
  AllowanceId allowance_id;
  AllowanceUse use = AllowanceUse::hold;
  Asset asset = Asset::points;  // points, principal for stored value, receivable for a credit limit
  std::optional<MemberId> member_id = {};
  std::optional<CardId> card_id = {};
  std::optional<std::string> card_number = {};
  std::int64_t amount = 0;
  std::int64_t spent = 0;
  Money bonus;  // of the amount: earns no points
  bool open = true;
  Instant expires_at;  // the till spends it before this, by its own clock
};
BOOST_DESCRIBE_STRUCT(AllowanceView, (),
                      (allowance_id, use, asset, member_id, card_id, card_number, amount, spent, bonus, open,
                       expires_at))

struct AllowanceList {
  std::vector<AllowanceView> allowances;
};
BOOST_DESCRIBE_STRUCT(AllowanceList, (), (allowances))

// GET /v1/members/{member_id}/statement and /v1/cards/{card_id}/statement: newest first, with the balance
// after each line.
struct StatementLine {
  Instant at;
  Date business_day;
  std::string reason;  // 'sale', 'return', 'recharge', 'expiry', …
  Asset asset = Asset::points;
  std::int64_t change = 0;
  std::int64_t after = 0;
  std::string source_id;
  std::optional<std::string> number = {};  // of the receipt
  std::optional<std::string> staff_name = {};
  std::optional<std::string> note = {};
  std::optional<MemberId> member_id = {};  // who earned or spent, of points that a household shares
  std::optional<std::string> member_number = {};
};
BOOST_DESCRIBE_STRUCT(StatementLine, (),
                      (at, business_day, reason, asset, change, after, source_id, number, staff_name, note,
                       member_id, member_number))

struct Statement {
  std::vector<StatementLine> lines;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(Statement, (), (lines, next))

// GET /v1/liability: what the shop owes its members today, and what they owe it.
struct ExpiringMonth {
  Date last_day;
  Points points;
};
BOOST_DESCRIBE_STRUCT(ExpiringMonth, (), (last_day, points))

struct Liability {
  Points points;       // outstanding
  Points points_owed;  // by members, after returns
  Points points_pending;
  Money principal;
  Money bonus;
  Money prepaid_uses;
  std::int64_t uses = 0;
  std::int64_t cards = 0;
  std::vector<ExpiringMonth> expiring;  // the next twelve months
  Money receivables;                    // 应收: owed to the shop by credit customers
  Money receivables_in_credit;          // by the shop to them, after returns of what was paid
  std::int64_t debtors = 0;
  Money prepaid_memberships;  // months of paid memberships that are not over
};
BOOST_DESCRIBE_STRUCT(Liability, (),
                      (points, points_owed, points_pending, principal, bonus, prepaid_uses, uses, cards,
                       expiring, receivables, receivables_in_credit, debtors, prepaid_memberships))

}  // namespace huiji::wallet

namespace huiji::wire {
template <>
struct Rules<wallet::Package> {
  static constexpr FieldRule list[] = {{.field = "name", .min_length = 1, .max_length = 120},
                                       {.field = "price", .minimum = 0},
                                       {.field = "bonus", .minimum = 0},
                                       {.field = "instalments", .minimum = 1, .maximum = 60},
                                       {.field = "points", .minimum = 0, .maximum = 10000000},
                                       {.field = "uses", .minimum = 0, .maximum = 10000},
                                       {.field = "free_uses", .minimum = 0, .maximum = 10000},
                                       {.field = "valid_days", .minimum = 1, .maximum = 36500},
                                       {.field = "months", .minimum = 1, .maximum = 120},
                                       {.field = "shops", .max_length = 500}};
};
template <>
struct Rules<wallet::ValuePolicy> {
  static constexpr FieldRule list[] = {{.field = "points_valid_months", .minimum = 1, .maximum = 1200},
                                       {.field = "notice_days", .minimum = 0, .maximum = 365},
                                       {.field = "adjust_alone", .minimum = 0},
                                       {.field = "registered_limit", .minimum = 0, .maximum = 500000},
                                       {.field = "bearer_limit", .minimum = 0, .maximum = 100000},
                                       {.field = "without_proof", .minimum = 0},
                                       {.field = "hold_minutes", .minimum = 1, .maximum = 1440},
                                       {.field = "lease_points", .minimum = 0},
                                       {.field = "lease_stored", .minimum = 0},
                                       {.field = "lease_hours", .minimum = 1, .maximum = 720},
                                       {.field = "growth_per_yuan", .minimum = 0, .maximum = 1000},
                                       {.field = "tier_grace_days", .minimum = 0, .maximum = 3650},
                                       {.field = "lease_credit", .minimum = 0},
                                       {.field = "write_down_alone", .minimum = 0},
                                       {.field = "membership_cooling_days", .minimum = 0, .maximum = 27},
                                       {.field = "membership_remind_days", .minimum = 0, .maximum = 365},
                                       {.field = "tiers", .max_length = 20},
                                       {.field = "pending", .max_length = 20},
                                       {.field = "household_size", .minimum = 2, .maximum = 20}};
};
template <>
struct Rules<wallet::PendingChannel> {
  static constexpr FieldRule list[] = {{.field = "channel", .min_length = 1, .max_length = 40},
                                       {.field = "days", .minimum = 1, .maximum = 365}};
};
template <>
struct Rules<wallet::TierRule> {
  static constexpr FieldRule list[] = {{.field = "tier", .min_length = 1, .max_length = 40},
                                       {.field = "growth", .minimum = 0},
                                       {.field = "recharge", .minimum = 1}};
};
template <>
struct Rules<wallet::RechargeRequest> {
  static constexpr FieldRule list[] = {{.field = "amount", .minimum = 1},
                                       {.field = "tendered", .minimum = 0}};
};
template <>
struct Rules<wallet::CardSaleRequest> {
  static constexpr FieldRule list[] = {{.field = "amount", .minimum = 1},
                                       {.field = "tendered", .minimum = 0}};
};
template <>
struct Rules<wallet::CardUseRequest> {
  static constexpr FieldRule list[] = {{.field = "uses", .minimum = 1, .maximum = 1000}};
};
template <>
struct Rules<wallet::CashOutRequest> {
  static constexpr FieldRule list[] = {{.field = "amount", .minimum = 0},
                                       {.field = "reason", .min_length = 1, .max_length = 240}};
};
template <>
struct Rules<wallet::AdjustRequest> {
  static constexpr FieldRule list[] = {{.field = "reason", .min_length = 1, .max_length = 240}};
};
template <>
struct Rules<wallet::DonateRequest> {
  static constexpr FieldRule list[] = {{.field = "points", .minimum = 1},
                                       {.field = "cause", .min_length = 1, .max_length = 60}};
};
template <>
struct Rules<wallet::CardChangeRequest> {
  static constexpr FieldRule list[] = {{.field = "reason", .min_length = 1, .max_length = 240}};
};
template <>
struct Rules<wallet::AllowanceRequest> {
  static constexpr FieldRule list[] = {{.field = "amount", .minimum = 1},
                                       {.field = "pin", .max_length = 12},
                                       {.field = "code", .max_length = 64}};
};
}  // namespace huiji::wire
