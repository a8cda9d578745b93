#include "staff/staff_store.hpp"

#include "kernel/check.hpp"
#include "staff/staff.hpp"
#include "staff_sql.hpp"

namespace huiji::staff {

namespace {

template <class Enum>
Enum enum_of(const std::string& text) {
  Enum value{};
  HUIJI_CHECK(wire::type_of<Enum>().read_text(&value, text));
  return value;
}

template <class Enum>
std::string text_of(Enum value) {
  std::string text;
  wire::type_of<Enum>().write_text(&value, text);
  return text;
}

// staff_id, login, name, role, state from column `at` on
Person person_of(const db::Rows::Row& row, std::size_t at) {
  return {.staff_id = row.id<StaffId>(at),
          .login = row.text(at + 1),
          .name = row.text(at + 2),
          .role = enum_of<Role>(row.text(at + 3)),
          .state = enum_of<StaffState>(row.text(at + 4))};
}

std::optional<PersonRecord> first_person(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return PersonRecord{person_of(rows[0], 0), rows[0].text(5)};
}

}  // namespace

std::optional<PersonRecord> find_person(db::Transaction& transaction, MerchantId merchant_id,
                                        StaffId staff_id) {
  return first_person(transaction.query(sql::person_by_id, {merchant_id, staff_id}));
}

std::optional<PersonRecord> find_login(db::Transaction& transaction, MerchantId merchant_id,
                                       std::string_view login) {
  return first_person(transaction.query(sql::person_by_login, {merchant_id, login}));
}

std::vector<Person> list_people(db::Transaction& transaction, MerchantId merchant_id) {
  std::vector<Person> people;
  for (const auto row : transaction.query(sql::people, {merchant_id})) people.push_back(person_of(row, 0));
  return people;
}

std::int64_t count_other_owners(db::Transaction& transaction, MerchantId merchant_id, StaffId without) {
  return transaction.query(sql::other_active_owners, {merchant_id, without})[0].integer(0);
}

void insert_person(db::Transaction& transaction, MerchantId merchant_id, const PersonRecord& record) {
  const Person& person = record.person;
  transaction.execute(sql::person_insert,
                      {merchant_id, person.staff_id, person.login, person.name, record.password_hash,
                       text_of(person.role), text_of(person.state)});
}

void update_person(db::Transaction& transaction, MerchantId merchant_id, const PersonRecord& record) {
  const Person& person = record.person;
  transaction.execute(sql::person_update,
                      {merchant_id, person.staff_id, person.login, person.name, record.password_hash,
                       text_of(person.role), text_of(person.state)});
}

std::optional<std::string> staff_name(db::Transaction& transaction, MerchantId merchant_id,
                                      StaffId staff_id) {
  const db::Rows rows = transaction.query(sql::staff_name, {merchant_id, staff_id});
  if (rows.empty()) return std::nullopt;
  return rows[0].text(0);
}

Failures load_failures(db::Transaction& transaction, MerchantId merchant_id, const std::string& login) {
  const db::Rows rows = transaction.query(sql::failures_of_login, {merchant_id, login});
  if (rows.empty()) return {};
  return {rows[0].integer(0), rows[0].instant(1), rows[0].instant(2)};
}

void save_failures(db::Transaction& transaction, MerchantId merchant_id, const std::string& login,
                   const Failures& failures) {
  transaction.execute(sql::failures_save,
                      {merchant_id, login, failures.count, failures.first_at, failures.locked_until});
}

void clear_failures(db::Transaction& transaction, MerchantId merchant_id, const std::string& login) {
  transaction.execute(sql::failures_clear, {merchant_id, login});
}

void forget_failures(db::Transaction& transaction, MerchantId merchant_id, Instant ended_before) {
  transaction.execute(sql::failures_forget, {merchant_id, ended_before});
}

namespace {

// till_id, shop_id, name, number, state, enrolled_at, secret_hash
TillRecord till_of(const db::Rows::Row& row) {
  return {.till = {.till_id = row.id<TillId>(0),
                   .shop_id = row.id<ShopId>(1),
                   .name = row.text(2),
                   .number = static_cast<int>(row.integer(3)),
                   .state = enum_of<TillState>(row.text(4)),
                   .enrolled_at = row.instant(5)},
          .secret_hash = row.bytes(6)};
}

}  // namespace

std::optional<ShopId> first_shop(db::Transaction& transaction, MerchantId merchant_id) {
  const db::Rows rows = transaction.query(sql::shop_first, {merchant_id});
  if (rows.empty()) return std::nullopt;
  return rows[0].id<ShopId>(0);
}

std::optional<TillRecord> find_till(db::Transaction& transaction, MerchantId merchant_id, TillId till_id) {
  const db::Rows rows = transaction.query(sql::till_by_id, {merchant_id, till_id});
  if (rows.empty()) return std::nullopt;
  return till_of(rows[0]);
}

std::optional<Till> till_facts(db::Transaction& transaction, MerchantId merchant_id, TillId till_id) {
  if (auto record = find_till(transaction, merchant_id, till_id)) return record->till;
  return std::nullopt;
}

std::vector<Till> list_tills(db::Transaction& transaction, MerchantId merchant_id) {
  std::vector<Till> tills;
  for (const auto row : transaction.query(sql::tills, {merchant_id})) tills.push_back(till_of(row).till);
  return tills;
}

int next_till_number(db::Transaction& transaction, MerchantId merchant_id, ShopId shop_id) {
  return static_cast<int>(transaction.query(sql::till_next_number, {merchant_id, shop_id})[0].integer(0));
}

void insert_till(db::Transaction& transaction, MerchantId merchant_id, const TillRecord& record, StaffId by) {
  const Till& till = record.till;
  transaction.execute(sql::till_insert, {merchant_id, till.till_id, till.shop_id, till.name, till.number,
                                         db::Bytes{record.secret_hash}, till.enrolled_at, by});
}

void enrol_till_again(db::Transaction& transaction, MerchantId merchant_id, const TillRecord& record,
                      StaffId by) {
  const Till& till = record.till;
  transaction.execute(sql::till_enrol_again, {merchant_id, till.till_id, till.name,
                                              db::Bytes{record.secret_hash}, till.enrolled_at, by});
}

void mark_till_revoked(db::Transaction& transaction, MerchantId merchant_id, TillId till_id) {
  transaction.execute(sql::till_revoke, {merchant_id, till_id});
}

namespace {

// session_id, staff_id, login, name, role, state, till_id, created_at, expires_at
Session session_of(const db::Rows::Row& row) {
  Session session{.session_id = row.id<SessionId>(0),
                  .person = person_of(row, 1),
                  .rights = {},
                  .till_id = row.id_or_none<TillId>(6),
                  .created_at = row.instant(7),
                  .expires_at = row.instant(8)};
  session.rights = list_of(rights_of(session.person.role));
  return session;
}

}  // namespace

void insert_session(db::Transaction& transaction, MerchantId merchant_id, const SessionRecord& session,
                    const std::string& hash) {
  transaction.execute(sql::session_insert,
                      {merchant_id, db::Bytes{hash}, session.session_id, session.staff_id, session.till_id,
                       session.created_at, session.seen_at, session.expires_at});
}

std::optional<SessionRecord> find_session_by_hash(db::Transaction& transaction, MerchantId merchant_id,
                                                  const std::string& hash) {
  const db::Rows rows = transaction.query(sql::session_by_hash, {merchant_id, db::Bytes{hash}});
  if (rows.empty()) return std::nullopt;
  const auto row = rows[0];
  return SessionRecord{.session_id = row.id<SessionId>(0),
                       .staff_id = row.id<StaffId>(1),
                       .till_id = row.id_or_none<TillId>(2),
                       .created_at = {},
                       .seen_at = row.instant(3),
                       .expires_at = row.instant(4),
                       .revoked = !row.is_null(5),
                       .role = enum_of<Role>(row.text(6)),
                       .state = enum_of<StaffState>(row.text(7)),
                       .shop_id = row.id_or_none<ShopId>(8).value_or(ShopId{})};
}

std::optional<Session> find_session(db::Transaction& transaction, MerchantId merchant_id,
                                    SessionId session_id) {
  const db::Rows rows = transaction.query(sql::session_by_id, {merchant_id, session_id});
  if (rows.empty()) return std::nullopt;
  return session_of(rows[0]);
}

std::vector<Session> list_sessions(db::Transaction& transaction, MerchantId merchant_id, StaffId staff_id,
                                   Instant now) {
  std::vector<Session> sessions;
  for (const auto row : transaction.query(sql::sessions_of_person, {merchant_id, staff_id, now}))
    sessions.push_back(session_of(row));
  return sessions;
}

void mark_seen(db::Transaction& transaction, MerchantId merchant_id, SessionId session_id, Instant now) {
  transaction.execute(sql::session_seen, {merchant_id, session_id, now});
}

void revoke_session(db::Transaction& transaction, MerchantId merchant_id, SessionId session_id, Instant now) {
  transaction.execute(sql::session_revoke, {merchant_id, session_id, now});
}

void revoke_sessions(db::Transaction& transaction, MerchantId merchant_id, StaffId staff_id,
                     std::optional<SessionId> except, Instant now) {
  transaction.execute(sql::sessions_revoke_of_person,
                      {merchant_id, staff_id, except.value_or(SessionId{}), now});
}

void forget_sessions(db::Transaction& transaction, MerchantId merchant_id, Instant ended_before) {
  transaction.execute(sql::sessions_forget, {merchant_id, ended_before});
}

}  // namespace huiji::staff
