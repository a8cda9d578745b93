// Members in the database. Phone, name and birthday are stored sealed; a record carries them sealed too, and
// open_*() is called where they are masked or compared, nowhere else. An id may be an alias: a till that was
// offline registered a phone that was a member already, or the member was merged into another; every look-up
// follows it (find_row alone does not). A closed member has no phone, name or birthday any more.
// Rows hold no points (the ledger does), so a change of points does not change a member's version.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "members/members.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/db/database.hpp"
#include "platform/world.hpp"

namespace huiji::members {

// What a checkout needs; the id is the member's own, also when the sale named an alias.
struct MemberFacts {
  MemberId member_id;
  std::string number;
  std::string tier;
  MemberState state = MemberState::active;
};
// For Transaction::look_ahead: what find_member_facts and find_member will ask.
db::Query member_facts_query(MerchantId merchant_id, MemberId member_or_alias);
db::Query member_query(MerchantId merchant_id, MemberId member_or_alias);
std::optional<MemberFacts> find_member_facts(db::Transaction& transaction, MerchantId merchant_id,
                                             MemberId member_or_alias);
// For a receipt.
std::optional<std::string> phone_masked(db::Transaction& transaction, const crypto::Keys& keys,
                                        MerchantId merchant_id, MemberId member_or_alias);

struct MemberRecord {
  MemberId member_id;
  std::string number;
  std::string phone_sealed;
  std::optional<std::string> name_sealed;
  std::optional<std::string> birthday_sealed;
  std::string tier;
  MemberState state = MemberState::active;
  std::string consent_version;
  Instant consent_at;
  Instant registered_at;
  std::int64_t version = 0;
  std::string tags;  // as join_tags writes them
  bool marketing = false;
};
std::optional<MemberRecord> find_row(db::Transaction& transaction, MerchantId merchant_id,
                                     MemberId member_id);
// The row that a registration with this id made or met, also when that member was merged away since.
std::optional<MemberRecord> find_registered(db::Transaction& transaction, MerchantId merchant_id,
                                            MemberId member_or_alias);
std::optional<MemberRecord> find_member(db::Transaction& transaction, MerchantId merchant_id,
                                        MemberId member_or_alias);
// The row that has the phone; find_by_phone gives who answers for it.
std::optional<MemberRecord> find_phone_row(db::Transaction& transaction, const crypto::Keys& keys,
                                           MerchantId merchant_id, const Phone& phone);
std::optional<MemberRecord> find_by_phone(db::Transaction& transaction, const crypto::Keys& keys,
                                          MerchantId merchant_id, const Phone& phone);
std::optional<MemberRecord> find_by_number(db::Transaction& transaction, MerchantId merchant_id,
                                           const std::string& number);
std::optional<MemberRecord> find_number_row(db::Transaction& transaction, MerchantId merchant_id,
                                            const std::string& number);
// Newest first, at most 200 before those whose index is equal by chance are left out.
std::vector<MemberRecord> find_by_last4(db::Transaction& transaction, const crypto::Keys& keys,
                                        MerchantId merchant_id, const std::string& digits);
// Without those that were merged away: newest first, older than the number `before` (all, without one).
std::vector<MemberRecord> list_newest(db::Transaction& transaction, MerchantId merchant_id,
                                      const std::optional<std::string>& before, std::int64_t limit);
std::vector<MemberRecord> list_changed(db::Transaction& transaction, MerchantId merchant_id,
                                       std::int64_t since, std::int64_t limit);
std::int64_t count_members(db::Transaction& transaction, MerchantId merchant_id);
std::int64_t member_version(db::Transaction& transaction, MerchantId merchant_id);
std::string merchant_zone(db::Transaction& transaction, MerchantId merchant_id);

inline bool is_erased(const MemberRecord& record) { return record.phone_sealed.empty(); }
std::string masked_phone_of(const crypto::Keys& keys, MerchantId merchant_id,
                            const MemberRecord& record);  // "" when erased
// Of one that is not erased.
Phone open_phone(const crypto::Keys& keys, MerchantId merchant_id, const MemberRecord& record);
std::optional<Name> open_name(const crypto::Keys& keys, MerchantId merchant_id, const MemberRecord& record);
std::optional<Private<Date>> open_birthday(const crypto::Keys& keys, MerchantId merchant_id,
                                           const MemberRecord& record);

struct Registrar {
  const crypto::Keys& keys;
  Random& random;
  MerchantId merchant_id;
  std::optional<StaffId> staff_id;
  Instant now;
  std::optional<TillId> till_id = {};
};
// Gives the next number and version. The caller has looked that neither id nor phone is known.
MemberRecord insert_member(db::Transaction& transaction, const Registrar& registrar, const NewMember& member);
// `home`: whose other id it is; it leads to who answers for him now.
void insert_alias(db::Transaction& transaction, MerchantId merchant_id, MemberId alias, MemberId home,
                  Instant now);

}  // namespace huiji::members
