#include "wallet/wallet_store.hpp"

#include <boost/describe/enum_to_string.hpp>

#include "platform/world.hpp"
#include "wallet/wallet_errors.hpp"
#include "wallet_sql.hpp"
#include "wire/json.hpp"

namespace huiji::wallet {
namespace {

template <class Enum>
std::string_view text_of(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

template <class Enum>
Enum from_text(const std::string& text) {
  Enum value{};
  HUIJI_CHECK(boost::describe::enum_from_string(text.c_str(), value));
  return value;
}

template <class T>
T parsed(const std::string& json) {
  auto value = wire::from_json<T>(json);
  HUIJI_CHECK(value);
  return std::move(*value);
}

StoredPackage package_from(const db::Rows::Row& row) {
  return {row.id<PackageId>(0), row.integer(1), row.instant(2), parsed<Package>(row.text(3))};
}

struct ShopList {
  std::vector<ShopId> shops;
};
BOOST_DESCRIBE_STRUCT(ShopList, (), (shops))

Card card_from(const db::Rows::Row& row) {
  Card card;
  card.card_id = row.id<CardId>(0);
  card.kind = from_text<CardKind>(row.text(1));
  card.number = row.text(2);
  card.member_id = row.id_or_none<MemberId>(3);
  card.state = from_text<CardState>(row.text(4));
  card.package_id = row.id_or_none<PackageId>(5);
  if (!row.is_null(6)) card.package_version = row.integer(6);
  card.shops = parsed<ShopList>(row.text(7)).shops;
  if (!row.is_null(8)) card.expires_on = row.date(8);
  card.opened_at = row.instant(9);
  if (!row.is_null(10)) card.secret_hash = row.bytes(10);
  return card;
}

std::optional<Card> first_card(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return card_from(rows[0]);
}

}  // namespace

std::string_view name_of(OperationKind kind) { return text_of(kind); }

db::Query place_query(const Caller& caller) { return {&sql::place, {caller.merchant_id, caller.staff_id}}; }

db::Query policy_query(MerchantId merchant_id) { return {&sql::value_policy_now, {merchant_id}}; }

db::Query earlier_query(MerchantId merchant_id, OperationId operation_id) {
  return {&sql::operation_by_id, {merchant_id, operation_id}};
}

Place place_of(db::Transaction& transaction, const Caller& caller, Instant now) {
  const db::Rows rows = ask(transaction, place_query(caller));
  HUIJI_CHECK(rows.size() == 1);
  Place place;
  place.merchant_id = caller.merchant_id;
  place.till_id = caller.till_id;
  place.shop_id = caller.shop_id;
  place.staff_id = caller.staff_id;
  place.time_zone = rows[0].text(0);
  place.utc_offset_minutes = utc_offset_minutes(place.time_zone.c_str(), now);
  place.day_cutoff_minutes = int(rows[0].integer(1));
  if (!rows[0].is_null(2)) place.staff_name = rows[0].text(2);
  place.business_day = business_day(now, place.utc_offset_minutes, place.day_cutoff_minutes);
  place.today = business_day(now, place.utc_offset_minutes, 0);
  return place;
}

VersionedValuePolicy policy_now(db::Transaction& transaction, MerchantId merchant_id) {
  const db::Rows rows = ask(transaction, policy_query(merchant_id));
  HUIJI_CHECK(rows.size() == 1);
  if (!rows[0].is_null(0)) return {rows[0].integer(0), parsed<ValuePolicy>(rows[0].text(1))};
  VersionedValuePolicy first;
  first.policy.points_valid_months = int(rows[0].integer(2));
  return first;
}

void insert_policy(db::Transaction& transaction, MerchantId merchant_id, const VersionedValuePolicy& policy,
                   Instant now, StaffId by) {
  transaction.execute(sql::value_policy_insert,
                      {merchant_id, policy.version, wire::to_json(policy.policy), now, by});
}

std::optional<StoredPackage> find_package(db::Transaction& transaction, MerchantId merchant_id,
                                          PackageId package_id, std::optional<std::int64_t> version) {
  const db::Rows rows = version ? transaction.query(sql::package_at, {merchant_id, package_id, *version})
                                : transaction.query(sql::package_by_id, {merchant_id, package_id});
  if (rows.empty()) return std::nullopt;
  return package_from(rows[0]);
}

std::vector<StoredPackage> all_packages(db::Transaction& transaction, MerchantId merchant_id) {
  std::vector<StoredPackage> packages;
  for (const auto row : transaction.query(sql::packages, {merchant_id}))
    packages.push_back(package_from(row));
  return packages;
}

void insert_package(db::Transaction& transaction, MerchantId merchant_id, const StoredPackage& package,
                    StaffId by) {
  transaction.execute(sql::package_insert, {merchant_id, package.package_id, package.version,
                                            wire::to_json(package.package), package.changed_at, by});
}

std::optional<Card> find_card(db::Transaction& transaction, MerchantId merchant_id, CardId card_id) {
  return first_card(transaction.query(sql::card_by_id, {merchant_id, card_id}));
}

std::optional<Card> find_card_by_number(db::Transaction& transaction, MerchantId merchant_id,
                                        const std::string& number) {
  return first_card(transaction.query(sql::card_by_number, {merchant_id, number}));
}

std::vector<Card> cards_of(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id) {
  std::vector<Card> cards;
  for (const auto row : transaction.query(sql::cards_of_member, {merchant_id, member_id}))
    cards.push_back(card_from(row));
  return cards;
}

void insert_card(db::Transaction& transaction, MerchantId merchant_id, const Card& card) {
  std::optional<db::Bytes> secret;
  if (card.secret_hash) secret = db::Bytes{*card.secret_hash};
  transaction.execute(sql::card_insert,
                      {merchant_id, card.card_id, text_of(card.kind), card.number, card.member_id,
                       text_of(card.state), card.package_id, card.package_version,
                       wire::to_json(ShopList{card.shops}), card.expires_on, card.opened_at, secret});
}

void change_card(db::Transaction& transaction, MerchantId merchant_id, const Card& card) {
  transaction.execute(sql::card_change, {merchant_id, card.card_id, text_of(card.state), card.number});
}

std::string account_of(const Card& card) {
  return card.kind == CardKind::count ? ledger::uses_account(card.card_id)
                                      : ledger::stored_account(card.card_id);
}

CardView view_of(db::Transaction& transaction, MerchantId merchant_id, const Card& card, Instant now) {
  CardView view;
  view.card_id = card.card_id;
  view.kind = card.kind;
  view.state = card.state;
  view.number = card.number;
  view.member_id = card.member_id;
  view.expires_on = card.expires_on;
  view.shops = card.shops;
  view.opened_at = card.opened_at;
  if (card.package_id)
    if (const auto package = find_package(transaction, merchant_id, *card.package_id, card.package_version))
      view.name = package->package.name;
  const std::string account = account_of(card);
  const auto lots = ledger::open_lots(transaction, merchant_id, account);
  if (card.kind == CardKind::count) {
    for (const ledger::Lot& lot : lots) view.uses += lot.remaining;
    return view;
  }
  for (const ledger::Lot& lot : lots) {
    const Money principal{ledger::paid_remaining(lot)};
    view.principal += principal;
    view.bonus += Money{lot.remaining} - principal;
  }
  const std::int64_t free =
      ledger::open_amount(lots, now) - ledger::reserved(transaction, merchant_id, account);
  view.available = {std::max<std::int64_t>(0, free)};
  return view;
}

std::int64_t available(db::Transaction& transaction, MerchantId merchant_id, const std::string& account,
                       Instant now) {
  const std::int64_t open = ledger::open_amount(ledger::open_lots(transaction, merchant_id, account), now);
  return std::max<std::int64_t>(0, open - ledger::reserved(transaction, merchant_id, account));
}

Result<std::optional<OperationReceipt>> earlier_operation(db::Transaction& transaction,
                                                          MerchantId merchant_id, OperationId operation_id,
                                                          const std::string& content) {
  const db::Rows rows = ask(transaction, earlier_query(merchant_id, operation_id));
  if (rows.empty()) return std::optional<OperationReceipt>();
  if (rows[0].bytes(0) != content) return id_reused;
  return std::optional(parsed<OperationReceipt>(rows[0].text(1)));
}

void save_operation(db::Transaction& transaction, const Place& place, const Operation& operation,
                    Instant now) {
  const OperationReceipt& receipt = operation.receipt;
  transaction.execute(sql::operation_insert,
                      {place.merchant_id, receipt.operation_id, name_of(receipt.kind), operation.account,
                       receipt.member_id, receipt.card_id, place.shop_id, place.till_id, place.staff_id,
                       operation.approved_by, receipt.business_day, receipt.happened_at, now, receipt.cash,
                       db::Bytes{operation.content}, operation.request, wire::to_json(receipt)});
}

}  // namespace huiji::wallet
