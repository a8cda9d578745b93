// Cards, packages, policy and operations on disk. Balances are the ledger's: a card's row holds none.
#pragma once

#include "kernel/caller.hpp"
#include "ledger/ledger_store.hpp"
#include "wallet/wallet_types.hpp"

namespace huiji::wallet {

// Who and where, as an operation needs it.
struct Place {
  MerchantId merchant_id;
  std::optional<TillId> till_id;
  std::optional<ShopId> shop_id;
  std::optional<StaffId> staff_id;
  std::string staff_name;
  std::string time_zone;
  int utc_offset_minutes = 480;
  int day_cutoff_minutes = 240;
  Date business_day;  // of now
  Date today;         // by the calendar
};
Place place_of(db::Transaction& transaction, const Caller& caller, Instant now);

// For Transaction::look_ahead: what place_of, policy_now and earlier_operation will ask.
db::Query place_query(const Caller& caller);
db::Query policy_query(MerchantId merchant_id);
db::Query earlier_query(MerchantId merchant_id, OperationId operation_id);

VersionedValuePolicy policy_now(db::Transaction& transaction, MerchantId merchant_id);
void insert_policy(db::Transaction& transaction, MerchantId merchant_id, const VersionedValuePolicy& policy,
                   Instant now, StaffId by);

std::optional<StoredPackage> find_package(db::Transaction& transaction, MerchantId merchant_id,
                                          PackageId package_id, std::optional<std::int64_t> version = {});
std::vector<StoredPackage> all_packages(db::Transaction& transaction, MerchantId merchant_id);
void insert_package(db::Transaction& transaction, MerchantId merchant_id, const StoredPackage& package,
                    StaffId by);

struct Card {
  CardId card_id;
  CardKind kind = CardKind::stored;
  std::string number;
  std::optional<MemberId> member_id;
  CardState state = CardState::active;
  std::optional<PackageId> package_id;
  std::optional<std::int64_t> package_version;
  std::vector<ShopId> shops;
  std::optional<Date> expires_on;
  Instant opened_at;
  std::optional<std::string> secret_hash;
};
std::optional<Card> find_card(db::Transaction& transaction, MerchantId merchant_id, CardId card_id);
std::optional<Card> find_card_by_number(db::Transaction& transaction, MerchantId merchant_id,
                                        const std::string& number);
std::vector<Card> cards_of(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id);
void insert_card(db::Transaction& transaction, MerchantId merchant_id, const Card& card);
void change_card(db::Transaction& transaction, MerchantId merchant_id, const Card& card);  // state and number
CardView view_of(db::Transaction& transaction, MerchantId merchant_id, const Card& card, Instant now);

// The account whose lots and holding a card has.
std::string account_of(const Card& card);

// What may be spent of an account now: open lots without what is promised to tills.
std::int64_t available(db::Transaction& transaction, MerchantId merchant_id, const std::string& account,
                       Instant now);

// An operation that was done before under this id: its receipt as it was given; another content is refused.
Result<std::optional<OperationReceipt>> earlier_operation(db::Transaction& transaction,
                                                          MerchantId merchant_id, OperationId operation_id,
                                                          const std::string& content);

struct Operation {
  OperationReceipt receipt;
  std::string account;
  std::string content;
  std::string request;  // JSON
  std::optional<StaffId> approved_by = {};
};
void save_operation(db::Transaction& transaction, const Place& place, const Operation& operation,
                    Instant now);

std::string_view name_of(OperationKind kind);

}  // namespace huiji::wallet
