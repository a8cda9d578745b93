#include "members/members_store.hpp"

#include <algorithm>

#include "kernel/check.hpp"
#include "members/life_store.hpp"
#include "members/member_number.hpp"
#include "members_sql.hpp"
#include "platform/crypto/blind_index.hpp"
#include "platform/crypto/seal.hpp"

namespace huiji::members {

namespace {

constexpr const char* kFirstTier = "standard";

MemberState state_of(const std::string& text) {
  MemberState state{};
  HUIJI_CHECK(wire::type_of<MemberState>().read_text(&state, text));
  return state;
}

std::optional<std::string> bytes_or_none(const db::Rows::Row& row, std::size_t column) {
  if (row.is_null(column)) return std::nullopt;
  return row.bytes(column);
}

MemberRecord record_of(const db::Rows::Row& row) {
  return {.member_id = row.id<MemberId>(0),
          .number = row.text(1),
          .phone_sealed = row.bytes(2),
          .name_sealed = bytes_or_none(row, 3),
          .birthday_sealed = bytes_or_none(row, 4),
          .tier = row.text(5),
          .state = state_of(row.text(6)),
          .consent_version = row.text(7),
          .consent_at = row.instant(8),
          .registered_at = row.instant(9),
          .version = row.integer(10),
          .tags = row.text(11),
          .marketing = row.boolean(12)};
}

std::optional<MemberRecord> first_record(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return record_of(rows[0]);
}

std::vector<MemberRecord> records_of(const db::Rows& rows) {
  std::vector<MemberRecord> records;
  records.reserve(rows.size());
  for (const auto row : rows) records.push_back(record_of(row));
  return records;
}

}  // namespace

db::Query member_facts_query(MerchantId merchant_id, MemberId member_or_alias) {
  return {&sql::member_facts, {merchant_id, member_or_alias}};
}

db::Query member_query(MerchantId merchant_id, MemberId member_or_alias) {
  return {&sql::member_by_id, {merchant_id, member_or_alias}};
}

std::optional<MemberFacts> find_member_facts(db::Transaction& transaction, MerchantId merchant_id,
                                             MemberId member_or_alias) {
  const db::Rows rows = ask(transaction, member_facts_query(merchant_id, member_or_alias));
  if (rows.empty()) return std::nullopt;
  return MemberFacts{rows[0].id<MemberId>(0), rows[0].text(1), rows[0].text(2), state_of(rows[0].text(3))};
}

std::optional<std::string> phone_masked(db::Transaction& transaction, const crypto::Keys& keys,
                                        MerchantId merchant_id, MemberId member_or_alias) {
  const auto record = find_member(transaction, merchant_id, member_or_alias);
  if (!record) return std::nullopt;
  return masked_phone_of(keys, merchant_id, *record);
}

std::string masked_phone_of(const crypto::Keys& keys, MerchantId merchant_id, const MemberRecord& record) {
  return is_erased(record) ? std::string() : mask_phone(open_phone(keys, merchant_id, record));
}

// Who answers for a row that was found by something else than an id.
static std::optional<MemberRecord> follow(db::Transaction& transaction, MerchantId merchant_id,
                                          std::optional<MemberRecord> row) {
  if (!row || row->state != MemberState::merged) return row;
  return find_member(transaction, merchant_id, row->member_id);
}

std::optional<MemberRecord> find_row(db::Transaction& transaction, MerchantId merchant_id,
                                     MemberId member_id) {
  return first_record(transaction.query(sql::member_row, {merchant_id, member_id}));
}

std::optional<MemberRecord> find_registered(db::Transaction& transaction, MerchantId merchant_id,
                                            MemberId member_or_alias) {
  if (auto row = find_row(transaction, merchant_id, member_or_alias)) return row;
  const db::Rows homes = transaction.query(sql::alias_home, {merchant_id, member_or_alias});
  if (homes.empty()) return std::nullopt;
  return find_row(transaction, merchant_id, homes[0].id<MemberId>(0));
}

std::optional<MemberRecord> find_member(db::Transaction& transaction, MerchantId merchant_id,
                                        MemberId member_or_alias) {
  return first_record(ask(transaction, member_query(merchant_id, member_or_alias)));
}

std::optional<MemberRecord> find_by_phone(db::Transaction& transaction, const crypto::Keys& keys,
                                          MerchantId merchant_id, const Phone& phone) {
  return follow(transaction, merchant_id, find_phone_row(transaction, keys, merchant_id, phone));
}

std::optional<MemberRecord> find_phone_row(db::Transaction& transaction, const crypto::Keys& keys,
                                           MerchantId merchant_id, const Phone& phone) {
  const db::Bytes index{crypto::phone_index(keys, merchant_id, phone)};
  return first_record(transaction.query(sql::member_by_phone, {merchant_id, index}));
}

std::optional<MemberRecord> find_by_number(db::Transaction& transaction, MerchantId merchant_id,
                                           const std::string& number) {
  return follow(transaction, merchant_id, find_number_row(transaction, merchant_id, number));
}

std::optional<MemberRecord> find_number_row(db::Transaction& transaction, MerchantId merchant_id,
                                            const std::string& number) {
  return first_record(transaction.query(sql::member_by_number, {merchant_id, number}));
}

std::vector<MemberRecord> find_by_last4(db::Transaction& transaction, const crypto::Keys& keys,
                                        MerchantId merchant_id, const std::string& digits) {
  const db::Bytes index{crypto::last4_index(keys, merchant_id, digits)};
  auto records = records_of(transaction.query(sql::members_by_last4, {merchant_id, index}));
  std::erase_if(records, [&](const MemberRecord& record) {
    return last_four(open_phone(keys, merchant_id, record)) != digits;
  });
  std::vector<MemberRecord> found;
  for (MemberRecord& record : records) {
    auto member = follow(transaction, merchant_id, std::move(record));
    const auto is_he = [&](const MemberRecord& other) { return other.member_id == member->member_id; };
    if (std::none_of(found.begin(), found.end(), is_he)) found.push_back(std::move(*member));
  }
  return found;
}

std::vector<MemberRecord> list_newest(db::Transaction& transaction, MerchantId merchant_id,
                                      const std::optional<std::string>& before, std::int64_t limit) {
  const std::string above_all = "99999999999";  // longer than a number of ten nines
  return records_of(transaction.query(sql::members_newest, {merchant_id, before.value_or(above_all), limit}));
}

std::vector<MemberRecord> list_changed(db::Transaction& transaction, MerchantId merchant_id,
                                       std::int64_t since, std::int64_t limit) {
  return records_of(transaction.query(sql::members_changed, {merchant_id, since, limit}));
}

std::int64_t count_members(db::Transaction& transaction, MerchantId merchant_id) {
  return transaction.query(sql::members_count, {merchant_id})[0].integer(0);
}

std::int64_t member_version(db::Transaction& transaction, MerchantId merchant_id) {
  const db::Rows rows = transaction.query(sql::member_version, {merchant_id});
  HUIJI_CHECK(rows.size() == 1);
  return rows[0].integer(0);
}

std::string merchant_zone(db::Transaction& transaction, MerchantId merchant_id) {
  const db::Rows rows = transaction.query(sql::merchant_zone, {merchant_id});
  HUIJI_CHECK(rows.size() == 1);
  return rows[0].text(0);
}

Phone open_phone(const crypto::Keys& keys, MerchantId merchant_id, const MemberRecord& record) {
  return crypto::open(keys, {merchant_id, record.member_id, "phone"}, record.phone_sealed);
}

std::optional<Name> open_name(const crypto::Keys& keys, MerchantId merchant_id, const MemberRecord& record) {
  if (!record.name_sealed) return std::nullopt;
  return crypto::open(keys, {merchant_id, record.member_id, "name"}, *record.name_sealed);
}

std::optional<Private<Date>> open_birthday(const crypto::Keys& keys, MerchantId merchant_id,
                                           const MemberRecord& record) {
  if (!record.birthday_sealed) return std::nullopt;
  const auto text = crypto::open(keys, {merchant_id, record.member_id, "birthday"}, *record.birthday_sealed);
  const auto date = parse_date(text.reveal());
  HUIJI_CHECK(date);
  return Private<Date>(*date);
}

MemberRecord insert_member(db::Transaction& transaction, const Registrar& registrar,
                           const NewMember& member) {
  const db::Rows taken = transaction.query(sql::take_number, {registrar.merchant_id});
  HUIJI_CHECK(taken.size() == 1);
  const auto sealed = [&](std::string_view field, const Private<std::string>& clear) {
    const crypto::FieldPlace place{registrar.merchant_id, member.member_id, field};
    return crypto::seal(registrar.keys, place, clear, registrar.random);
  };
  MemberRecord record{.member_id = member.member_id,
                      .number = make_member_number(taken[0].integer(0)),
                      .phone_sealed = sealed("phone", member.phone),
                      .name_sealed = {},
                      .birthday_sealed = {},
                      .tier = kFirstTier,
                      .state = MemberState::active,
                      .consent_version = member.consent_version,
                      .consent_at = member.consent_at,
                      .registered_at = registrar.now,
                      .version = taken[0].integer(1),
                      .tags = {},
                      .marketing = false};
  if (member.name) record.name_sealed = sealed("name", *member.name);
  if (member.birthday)
    record.birthday_sealed = sealed("birthday", Private<std::string>(to_text(member.birthday->reveal())));

  const auto bytes = [](const std::optional<std::string>& data) {
    return data ? db::Value(db::Bytes{*data}) : db::Value();
  };
  const db::Bytes phone_index{crypto::phone_index(registrar.keys, registrar.merchant_id, member.phone)};
  const db::Bytes last4_index{
      crypto::last4_index(registrar.keys, registrar.merchant_id, last_four(member.phone))};
  transaction.execute(
      sql::member_insert,
      {registrar.merchant_id, record.member_id, record.number, bytes(record.phone_sealed), phone_index,
       last4_index, bytes(record.name_sealed), bytes(record.birthday_sealed), record.tier,
       record.consent_version, record.consent_at, record.registered_at, registrar.staff_id, record.version});
  note_registration(transaction, registrar, record);
  return record;
}

void insert_alias(db::Transaction& transaction, MerchantId merchant_id, MemberId alias, MemberId home,
                  Instant now) {
  transaction.execute(sql::alias_insert, {merchant_id, alias, home, now});
}

}  // namespace huiji::members
