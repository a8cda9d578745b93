#include "wallet/membership_store.hpp"

#include <map>

#include "ledger/ledger.hpp"
#include "wallet_sql.hpp"

namespace huiji::wallet {
namespace {

Membership membership_from(const db::Rows::Row& row) {
  Membership membership;
  membership.membership_id = row.id<OperationId>(0);
  membership.member_id = row.id<MemberId>(1);
  membership.package_id = row.id<PackageId>(2);
  membership.package_version = row.integer(3);
  membership.tier = row.text(4);
  membership.price = row.money(5);
  membership.months = int(row.integer(6));
  membership.tax_rate = row.percent(7);
  membership.till_id = row.id<TillId>(8);
  membership.sold_on = row.date(9);
  membership.starts_on = row.date(10);
  membership.ends_on = row.date(11);
  membership.recognised_months = int(row.integer(12));
  membership.recognised = row.money(13);
  membership.refunded = row.money(14);
  if (!row.is_null(15)) membership.refunded_on = row.date(15);
  if (!row.is_null(16)) membership.next_on = row.date(16);
  return membership;
}

std::vector<Membership> list_from(const db::Rows& rows) {
  std::vector<Membership> list;
  for (const auto row : rows) list.push_back(membership_from(row));
  return list;
}

}  // namespace

std::optional<Membership> find_membership(db::Transaction& transaction, MerchantId merchant_id,
                                          OperationId membership_id) {
  const db::Rows rows = transaction.query(sql::membership_by_id, {merchant_id, membership_id});
  if (rows.empty()) return std::nullopt;
  return membership_from(rows[0]);
}

std::vector<Membership> memberships_of(db::Transaction& transaction, MerchantId merchant_id,
                                       MemberId member_id) {
  return list_from(transaction.query(sql::memberships_of_member, {merchant_id, member_id}));
}

std::vector<Membership> memberships_due(db::Transaction& transaction, MerchantId merchant_id, Date today,
                                        int limit) {
  return list_from(transaction.query(sql::memberships_due, {merchant_id, today, limit}));
}

void insert_membership(db::Transaction& transaction, MerchantId merchant_id, const Membership& membership) {
  transaction.execute(sql::membership_insert,
                      {merchant_id, membership.membership_id, membership.member_id, membership.package_id,
                       membership.package_version, membership.tier, membership.price, membership.months,
                       membership.tax_rate, membership.till_id, membership.sold_on, membership.starts_on,
                       membership.ends_on, membership.recognised_months, membership.recognised,
                       membership.refunded, membership.refunded_on, membership.next_on});
}

void change_membership(db::Transaction& transaction, MerchantId merchant_id, const Membership& membership) {
  transaction.execute(
      sql::membership_change,
      {merchant_id, membership.membership_id, membership.ends_on, membership.recognised_months,
       membership.recognised, membership.refunded, membership.refunded_on, membership.next_on});
}

std::vector<MembershipDifference> verify_memberships(db::Transaction& transaction, MerchantId merchant_id) {
  std::map<std::string, MembershipDifference> accounts;
  for (const auto row : transaction.query(sql::membership_balances, {merchant_id}))
    accounts[row.text(0)].found = row.integer(1);
  for (const auto row : transaction.query(sql::memberships_owed, {merchant_id}))
    accounts[ledger::prepaid_membership_account(row.id<MemberId>(0))].expected = row.integer(1);
  std::vector<MembershipDifference> differences;
  for (auto& [account, sums] : accounts)
    if (sums.found != sums.expected) differences.push_back({account, sums.found, sums.expected});
  return differences;
}

}  // namespace huiji::wallet
