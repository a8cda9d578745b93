// Proof that the books are sound, in words. Every check has a name, a sentence in Chinese and English that
// says what is wrong, where, and what it would have to be. This part is pure: it takes one sale with
// everything that belongs to it (a Bundle) and finds what does not fit; verify_store.hpp reads the bundles
// and proves what crosses sales: balances, lots, stock, references. A sound database gives no finding.
#pragma once

#include <map>

#include "checkout/document.hpp"

namespace huiji::checkout {

struct Check {
  const char* name;
  const char* zh;
  const char* en;
};

inline constexpr Check check_document_sums{
    "document_sums", "单据 {id}（{number}）的{field}不符：存的是 {found}，按明细应为 {expected}",
    "document {id} ({number}): {field} is {found}, its rows make it {expected}"};
inline constexpr Check check_line_sums{
    "line_sums", "单据 {id} 第 {line_no} 行的{field}不符：存的是 {found}，应为 {expected}",
    "document {id} line {line_no}: {field} is {found}, it has to be {expected}"};
inline constexpr Check check_discount_sums{
    "discount_sums", "单据 {id} 第 {line_no} 行的优惠为 {expected}，促销明细合计却是 {found}",
    "document {id} line {line_no}: the discount is {expected}, its promotions add up to {found}"};
inline constexpr Check check_tenders{"tenders", "单据 {id} 的收款合计 {found}，应为应收 {expected}",
                                     "document {id}: the tenders make {found}, payable is {expected}"};
inline constexpr Check check_tender_change{
    "tender_change", "单据 {id} 有一笔收款：实收减找零是 {expected}，记的是 {found}",
    "document {id}: a tender received less change is {expected}, booked is {found}"};
inline constexpr Check check_posting_missing{"posting_missing", "单据 {id}（{number}）没有账簿分录，应有一笔",
                                             "document {id} ({number}) has no posting, it has to have one"};
inline constexpr Check check_posting_entries{
    "posting_entries", "单据 {id} 在账户 {account} 的分录是 {found}，按单据应为 {expected}",
    "document {id}: the entry on {account} is {found}, the document makes it {expected}"};
inline constexpr Check check_posting_head{
    "posting_head", "单据 {id} 的分录日期是 {found}，应为 {expected}",
    "document {id}: its posting stands on {found}, it has to be {expected}"};
inline constexpr Check check_unbalanced{
    "unbalanced", "分录 {id} 的 {currency} 借贷不平，相差 {found}，应为 0",
    "posting {id} does not balance in {currency}: it adds up to {found}, not 0"};
inline constexpr Check check_stock_moves{
    "stock_moves", "单据 {id} 第 {line_no} 行的库存变动是 {found}，应为 {expected}（千分之一单位）",
    "document {id} line {line_no}: stock moved {found}, it has to be {expected} (thousandths)"};
inline constexpr Check check_stock_level{
    "stock_level", "门店 {shop} 商品 {product} 的库存记为 {found}，按变动合计应为 {expected}（千分之一单位）",
    "shop {shop} product {product}: the level is {found}, its moves make it {expected} (thousandths)"};
inline constexpr Check check_balance{
    "balance", "账户 {account}（{currency}）的余额记为 {found}，按分录合计应为 {expected}",
    "account {account} ({currency}): the balance is {found}, its entries make it {expected}"};
inline constexpr Check check_lots{
    "lots", "账户 {account} 的各批积分剩余合计 {found}，按余额应为 {expected}",
    "account {account}: its lots hold {found} points, the balance makes it {expected}"};
inline constexpr Check check_stored{
    "stored_value", "储值账户 {account}：{field}批次合计 {found} 分，余额为 {expected} 分",
    "stored value {account}: its lots hold {found} fen of {field}, the balance is {expected}"};
inline constexpr Check check_holding{
    "holding", "账户 {account} 记有 {found} 已预留给收银台，按未结的预留应为 {expected}",
    "account {account}: {found} is reserved for tills, the open allowances make it {expected}"};
inline constexpr Check check_lot_uses{"lot_uses",
                                      "批次 {id} 被单据使用了 {found}，批次自身记为已用 {expected}",
                                      "lot {id}: documents took {found} of it, the lot lacks {expected}"};
inline constexpr Check check_household{"household", "家庭 {id} 的{field}不符：查到 {found}，应为 {expected}",
                                       "household {id}: {field} is {found}, it has to be {expected}"};
inline constexpr Check check_operation_cash{
    "operation_cash", "资产单 {id} 的现金为 {found} 分，分录为 {expected} 分",
    "operation {id}: its cash is {found} fen, its entries make it {expected}"};
inline constexpr Check check_lot_source{
    "lot_source", "积分批次 {id} 的{field}是 {found}，按来源销售单应为 {expected}",
    "lot {id}: {field} is {found}, the sale that earned it makes it {expected}"};
inline constexpr Check check_returned_quantity{
    "returned_quantity", "销售单 {id} 第 {line_no} 行共退 {found}，最多只能退 {expected}（千分之一单位）",
    "sale {id} line {line_no}: {found} came back, at most {expected} can (thousandths)"};
inline constexpr Check check_returned_money{
    "returned_money", "销售单 {id} 第 {line_no} 行共退款 {found} 分，按退回数量应为 {expected} 分",
    "sale {id} line {line_no}: {found} fen were paid back, the goods returned make it {expected}"};
inline constexpr Check check_returned_points{
    "returned_points", "销售单 {id} 的退货共收回积分 {found}，应为 {expected}",
    "sale {id}: its returns took back {found} points, it has to be {expected}"};
inline constexpr Check check_return_count{"return_count",
                                          "销售单 {id} 记有 {found} 张退货单，实有 {expected} 张",
                                          "sale {id} counts {found} returns, there are {expected}"};
inline constexpr Check check_orphan{"orphan", "{table} 中的记录指向不存在的单据 {id}，应补回单据或清除该记录",
                                    "a row of {table} belongs to document {id}, which does not exist"};
inline constexpr Check check_reference{"reference", "{table} {id} 指向不存在的{target}，应能找到",
                                       "{table} {id} names a {target} that does not exist"};
inline constexpr Check check_number_twice{
    "number_twice", "收银台 {till} 的小票号 {number} 用了 {found} 次，应只用一次",
    "till {till}: receipt number {number} is used {found} times, not once"};
inline constexpr Check check_product_version{
    "product_version", "销售单 {id} 第 {line_no} 行的商品 {product} 在版本 {expected} 中没有资料",
    "sale {id} line {line_no}: product {product} has no facts as of version {expected}"};
inline constexpr Check check_price{
    "price", "销售单 {id}（{number}）按当时的价格与促销重算，与存档不一致：存 {found} 分，算得 {expected} 分",
    "sale {id} ({number}): priced again with its version it differs: stored {found} fen, computed "
    "{expected}"};
inline constexpr Check check_unreadable{"unreadable", "单据 {id} 的{field}无法读取，应为有效的 JSON",
                                        "document {id}: {field} cannot be read, it has to be valid JSON"};
inline constexpr Check check_business_day{
    "business_day", "单据 {id} 的营业日是 {found}，按成交时间应为 {expected}",
    "document {id}: its business day is {found}, the time of sale makes it {expected}"};

inline constexpr Check check_coupons{"coupons", "券的 {where} 记为 {found}，按券的明细应为 {expected}",
                                     "coupons: {where} is {found}, the coupons make it {expected}"};

inline constexpr Check check_used_coupon{
    "used_coupon", "销售单 {id} 的退货为券 {coupon} 扣了 {found} 分，最多只能扣 {expected} 分",
    "sale {id}: its returns deducted {found} fen for the coupon {coupon}, at most {expected} can be"};
inline constexpr Check notice_credit{
    "credit_over_limit", "会员 {id} 挂账欠款 {owed} 分，超过额度 {limit} 分（离线挂账迟到，或额度已调低）",
    "member {id} owes {owed} fen, more than the limit of {limit} (a late sale of a till, or a lowered "
    "limit)"};
inline constexpr Check check_credit{
    "credit_account", "会员 {id} 有挂账余额 {found} 分，却从未开通挂账账户，应为 0",
    "member {id} has {found} fen on account and never had a credit account, it has to be 0"};
inline constexpr Check check_membership{"membership_prepaid",
                                        "付费会员预收 {account} 为 {found} 分，按会员单应为 {expected} 分",
                                        "{account} holds {found} fen, the paid memberships say {expected}"};
inline constexpr Check check_stamps{"stamps", "印花账 {account} 为 {found}，按小票与满卡应为 {expected}",
                                    "{account} holds {found} stamps, receipts and full cards say {expected}"};
inline constexpr Check notice_coupon{
    "coupon_excess", "销售单 {id} 用了不该再用的券 {coupon}（{reason}）：商品已售出，照单入账",
    "sale {id} used the coupon {coupon}, which was not its to use ({reason}); the goods had left, it stands"};
inline constexpr Check notice_excess{
    "promotion_excess", "促销 {promotion} 在销售单 {id} 超出限额（{limit}）{over}：商品已售出，照单入账",
    "promotion {promotion}: sale {id} went over its limit ({limit}) by {over}; the goods had left, it "
    "stands"};

struct Finding {
  const Check* check = nullptr;
  std::string zh;
  std::string en;
};

struct VerifyCounts {
  std::int64_t sales = 0;
  std::int64_t returns = 0;
  std::int64_t lines = 0;
  std::int64_t postings = 0;
  std::int64_t entries = 0;
  std::int64_t accounts = 0;
  std::int64_t lots = 0;
  std::int64_t stock_moves = 0;
  std::int64_t repriced = 0;
  std::int64_t other_arithmetic = 0;  // priced by an older program's arithmetic: not compared
};

struct VerifyReport {
  static constexpr std::size_t kKept = 1000;  // findings in words; beyond that they are only counted
  std::vector<Finding> findings;
  std::vector<Finding> notices;  // worth knowing, and no fault of the books
  std::int64_t found = 0;
  VerifyCounts counts;

  bool sound() const { return found == 0; }
  void add(const Check& check, std::vector<std::pair<std::string, std::string>> details);
  void note(const Check& check, std::vector<std::pair<std::string, std::string>> details);
};

struct StoredEntry {
  std::string account;
  std::string currency;
  std::int64_t amount = 0;
};
struct StoredPosting {
  Uuid posting_id{};
  Uuid source_id{};
  std::string reason;
  Date business_day;
  std::vector<StoredEntry> entries;
};
struct StoredMove {
  int line_no = 0;
  ShopId shop_id;
  ProductId product_id;
  Quantity quantity;
};
struct StoredLot {
  LotId lot_id;
  std::string account;
  std::int64_t amount = 0;
  std::string currency;
};
// All that came back of one line, over all returns.
struct ReturnedLine {
  int line_no = 0;
  ProductId product_id;
  Quantity quantity;
  Money gross;
  Money net;
  Money tax;
};

// A document and everything stored under its id.
struct Bundle {
  Document document;
  std::vector<StoredPosting> postings;
  std::vector<StoredMove> moves;
  std::vector<StoredLot> lots;
  std::vector<ReturnedLine> returned;  // of a sale
  std::int64_t return_count = 0;
  Points points_back;
  std::int64_t growth_back = 0;
  std::string points_account;  // of its member, where an alias leads to
  std::string growth_account;
  std::optional<pricing::SoldBasket> basis;  // of a sale that a refund prices again
};

void check_bundle(const Bundle& bundle, VerifyReport& report);
void check_posting(const StoredPosting& posting, VerifyReport& report);

}  // namespace huiji::checkout
