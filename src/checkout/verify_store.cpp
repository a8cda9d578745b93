#include "checkout/verify_store.hpp"

#include "checkout/verify_books_store.hpp"
#include "checkout/verify_sales_store.hpp"
#include "checkout_sql.hpp"
#include "promotions/usage_store.hpp"
#include "wallet/coupon_store.hpp"
#include "wallet/coupon_verify_store.hpp"
#include "wallet/credit_store.hpp"
#include "wallet/membership_store.hpp"
#include "wallet/stamp_store.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {

static void note_excess(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  for (const auto& excess : promotions::excesses(transaction, merchant_id, int(VerifyReport::kKept)))
    report.note(notice_excess, {{"promotion", excess.promotion_id.text()},
                                {"id", excess.sale_id.text()},
                                {"limit", excess.limit_name},
                                {"over", std::to_string(excess.over)}});
}

static void verify_coupons(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  for (const auto& difference : wallet::verify_coupons(transaction, merchant_id))
    report.add(check_coupons, {{"where", difference.where},
                               {"found", std::to_string(difference.found)},
                               {"expected", std::to_string(difference.expected)}});
  for (const auto& excess : wallet::coupon_excesses(transaction, merchant_id, int(VerifyReport::kKept)))
    report.note(
        notice_coupon,
        {{"id", excess.sale_id.text()}, {"coupon", excess.coupon_id.text()}, {"reason", excess.reason}});
}

struct Deducted {
  Money value;
  Money sum;
};

// Of the coupons of one sale: each is one that the sale gave and a return took back, and no more is kept of
// refunds than it had given.
static void check_used_coupons(db::Transaction& transaction, MerchantId merchant_id, SaleId sale_id,
                               const std::map<CouponId, Deducted>& coupons, VerifyReport& report) {
  for (const auto& [coupon_id, deducted] : coupons) {
    const auto coupon = wallet::find_coupon(transaction, merchant_id, coupon_id);
    const bool its = coupon && coupon->source_id == sale_id.bytes && coupon->taken_back;
    const Money most = its ? deducted.value : Money{};
    if (deducted.sum > most)
      report.add(check_used_coupon, {{"id", sale_id.text()},
                                     {"coupon", coupon_id.text()},
                                     {"found", std::to_string(deducted.sum.minor)},
                                     {"expected", std::to_string(most.minor)}});
  }
}

static void verify_used_coupons(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  std::map<CouponId, Deducted> coupons;
  SaleId sale_id;
  for (const auto row : transaction.query(sql::verify_used_coupons, {merchant_id})) {
    const auto plan = wire::from_json<pricing::RefundPlan>(row.text(1));
    if (row.is_null(0) || !plan || !plan->coupons) continue;  // the tender has no part then: check_bundle
    if (row.id<SaleId>(0) != sale_id) {
      check_used_coupons(transaction, merchant_id, sale_id, coupons, report);
      coupons.clear();
      sale_id = row.id<SaleId>(0);
    }
    for (const pricing::TakenCoupon& taken : *plan->coupons) {
      Deducted& deducted = coupons[taken.coupon_id];
      if (deducted.sum.minor == 0) deducted.value = taken.value;
      deducted.sum += taken.deducted;
    }
  }
  check_used_coupons(transaction, merchant_id, sale_id, coupons, report);
}

static void verify_credit(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  for (const auto row : transaction.query(sql::verify_credit, {merchant_id})) {
    const auto holder = ledger::holder_of(row.text(0), ledger::kReceivablePrefix);
    if (!holder || wallet::find_credit(transaction, merchant_id, MemberId{*holder}).version == 0)
      report.add(check_credit, {{"id", row.text(0)}, {"found", std::to_string(row.integer(1))}});
  }
  for (const auto& account : wallet::over_limit_accounts(transaction, merchant_id))
    report.note(notice_credit, {{"id", account.member_id},
                                {"owed", std::to_string(account.owed.minor)},
                                {"limit", std::to_string(account.limit.minor)}});
}

static void verify_memberships(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  for (const auto& difference : wallet::verify_memberships(transaction, merchant_id))
    report.add(check_membership, {{"account", difference.account},
                                  {"found", std::to_string(difference.found)},
                                  {"expected", std::to_string(difference.expected)}});
}

static void verify_stamps(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  for (const auto& difference : wallet::verify_stamps(transaction, merchant_id))
    report.add(check_stamps, {{"account", difference.where},
                              {"found", std::to_string(difference.found)},
                              {"expected", std::to_string(difference.expected)}});
}

VerifyReport verify(db::Transaction& transaction) {
  VerifyReport report;
  for (const auto row : transaction.query(sql::verify_merchants, {})) {
    const auto merchant_id = row.id<MerchantId>(0);
    verify_sales(transaction, merchant_id, report);
    verify_books(transaction, merchant_id, report);
    verify_references(transaction, merchant_id, report);
    verify_coupons(transaction, merchant_id, report);
    verify_used_coupons(transaction, merchant_id, report);
    verify_credit(transaction, merchant_id, report);
    verify_memberships(transaction, merchant_id, report);
    verify_stamps(transaction, merchant_id, report);
    note_excess(transaction, merchant_id, report);
  }
  return report;
}

}  // namespace huiji::checkout
