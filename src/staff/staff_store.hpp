// People, sessions and tills in the database. Nothing here decides: the flows do. Passwords and tokens are
// stored as hashes only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/db/database.hpp"
#include "staff/attempts.hpp"
#include "staff/staff_types.hpp"

namespace huiji::staff {

struct PersonRecord {
  Person person;
  std::string password_hash;
};

std::optional<PersonRecord> find_person(db::Transaction& transaction, MerchantId merchant_id,
                                        StaffId staff_id);
std::optional<PersonRecord> find_login(db::Transaction& transaction, MerchantId merchant_id,
                                       std::string_view login);
std::vector<Person> list_people(db::Transaction& transaction, MerchantId merchant_id);
std::int64_t count_other_owners(db::Transaction& transaction, MerchantId merchant_id, StaffId without);
void insert_person(db::Transaction& transaction, MerchantId merchant_id, const PersonRecord& record);
void update_person(db::Transaction& transaction, MerchantId merchant_id, const PersonRecord& record);

// What a receipt needs.
std::optional<std::string> staff_name(db::Transaction& transaction, MerchantId merchant_id, StaffId staff_id);
std::optional<Till> till_facts(db::Transaction& transaction, MerchantId merchant_id, TillId till_id);

struct SessionRecord {
  SessionId session_id;
  StaffId staff_id;
  std::optional<TillId> till_id;
  Instant created_at;
  Instant seen_at;
  Instant expires_at;
  bool revoked = false;
  Role role = Role::cashier;  // the person's, now
  StaffState state = StaffState::active;
  ShopId shop_id;  // the merchant's first shop
};

void insert_session(db::Transaction& transaction, MerchantId merchant_id, const SessionRecord& session,
                    const std::string& hash);
std::optional<SessionRecord> find_session_by_hash(db::Transaction& transaction, MerchantId merchant_id,
                                                  const std::string& hash);
std::optional<Session> find_session(db::Transaction& transaction, MerchantId merchant_id,
                                    SessionId session_id);
std::vector<Session> list_sessions(db::Transaction& transaction, MerchantId merchant_id, StaffId staff_id,
                                   Instant now);
void mark_seen(db::Transaction& transaction, MerchantId merchant_id, SessionId session_id, Instant now);
void revoke_session(db::Transaction& transaction, MerchantId merchant_id, SessionId session_id, Instant now);
// All of a person except one, if given (his own, when he changes his password).
void revoke_sessions(db::Transaction& transaction, MerchantId merchant_id, StaffId staff_id,
                     std::optional<SessionId> except, Instant now);
void forget_sessions(db::Transaction& transaction, MerchantId merchant_id, Instant ended_before);

Failures load_failures(db::Transaction& transaction, MerchantId merchant_id, const std::string& login);
void save_failures(db::Transaction& transaction, MerchantId merchant_id, const std::string& login,
                   const Failures& failures);
void clear_failures(db::Transaction& transaction, MerchantId merchant_id, const std::string& login);
void forget_failures(db::Transaction& transaction, MerchantId merchant_id, Instant ended_before);

struct TillRecord {
  Till till;
  std::string secret_hash;
};

std::optional<ShopId> first_shop(db::Transaction& transaction, MerchantId merchant_id);
std::optional<TillRecord> find_till(db::Transaction& transaction, MerchantId merchant_id, TillId till_id);
std::vector<Till> list_tills(db::Transaction& transaction, MerchantId merchant_id);
int next_till_number(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id);
void insert_till(db::Transaction& transaction, MerchantId merchant_id, const TillRecord& record, StaffId by);
void enrol_till_again(db::Transaction& transaction, MerchantId merchant_id, const TillRecord& record,
                      StaffId by);
void mark_till_revoked(db::Transaction& transaction, MerchantId merchant_id, TillId till_id);

}  // namespace huiji::staff
