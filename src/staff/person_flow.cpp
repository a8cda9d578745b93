#include "staff/staff.hpp"
#include "staff/staff_errors.hpp"
#include "staff/staff_flow.hpp"
#include "staff/staff_store.hpp"

namespace huiji::staff {

namespace {

Result<Editor> editor_of(db::Transaction& transaction, const Caller& caller) {
  const auto record = find_person(transaction, caller.merchant_id, *caller.staff_id);
  if (!record || record->person.state != StaffState::active) return session_over;
  return Editor{record->person.staff_id, record->person.role};
}

void store_person(db::Transaction& transaction, MerchantId merchant_id, const PersonRecord& record,
                  bool is_new) {
  if (is_new)
    insert_person(transaction, merchant_id, record);
  else
    update_person(transaction, merchant_id, record);
}

struct Change {
  StaffId staff_id;
  PersonDraft draft;
  std::optional<std::string> password_hash;  // a new one
  Instant now;
};

// A new password and leaving end every session, except the one that changes its own password.
void end_sessions(db::Transaction& transaction, const Caller& caller, const Change& change) {
  const bool leaves = change.draft.state == StaffState::left;
  if (!leaves && !change.password_hash) return;
  const bool own = caller.staff_id == change.staff_id && !leaves;
  revoke_sessions(transaction, caller.merchant_id, change.staff_id, own ? caller.session_id : std::nullopt,
                  change.now);
}

Result<Person> change_person(db::Transaction& transaction, const Caller& caller, const Change& change) {
  const auto editor = editor_of(transaction, caller);
  if (!editor) return editor.refusal();
  const auto before = find_person(transaction, caller.merchant_id, change.staff_id);
  const std::optional<Person> person = before ? std::optional(before->person) : std::nullopt;
  const auto owners = count_other_owners(transaction, caller.merchant_id, change.staff_id);
  auto draft = check_draft(change.draft, !before);
  if (!draft) return draft.refusal();
  if (auto may = check_change(*editor, change.staff_id, person, *draft, owners); !may) return may.refusal();
  const auto namesake = find_login(transaction, caller.merchant_id, draft->login);
  if (namesake && namesake->person.staff_id != change.staff_id)
    return Refusal(login_taken, {{"login", draft->login}});

  const PersonRecord after{{change.staff_id, draft->login, draft->name, draft->role, draft->state},
                           change.password_hash ? *change.password_hash : before->password_hash};
  store_person(transaction, caller.merchant_id, after, !before);
  if (change.password_hash) clear_failures(transaction, caller.merchant_id, draft->login);
  end_sessions(transaction, caller, change);
  return after.person;
}

}  // namespace

void create_person(db::Transaction& transaction, MerchantId merchant_id, const Person& person,
                   const std::string& password_hash, Instant now) {
  const bool is_new = !find_person(transaction, merchant_id, person.staff_id);
  PersonRecord record{person, password_hash};
  record.person.login = fold_login(person.login);
  store_person(transaction, merchant_id, record, is_new);
  clear_failures(transaction, merchant_id, record.person.login);
  revoke_sessions(transaction, merchant_id, person.staff_id, std::nullopt, now);
}

Result<Person> save_person(const Services& services, const Caller& caller, StaffId staff_id,
                           PersonDraft draft) {
  Change change{staff_id, std::move(draft), std::nullopt, services.clock.now()};
  if (change.draft.password) change.password_hash = services.passwords.hash(*change.draft.password);
  auto person = services.store.write<Person>(
      [&](db::Transaction& transaction) { return change_person(transaction, caller, change); });
  services.door.callers.forget_all();
  return person;
}

Result<std::vector<Session>> sessions_of(const Services& services, const Caller& caller, StaffId staff_id) {
  using List = Result<std::vector<Session>>;
  return services.store.read<List>([&](db::Transaction& transaction) -> List {
    const auto editor = editor_of(transaction, caller);
    if (!editor) return editor.refusal();
    const auto subject = find_person(transaction, caller.merchant_id, staff_id);
    if (!subject) return unknown_person;
    auto may = check_session_access(*editor, caller.rights, subject->person);
    if (!may) return may.refusal();
    return list_sessions(transaction, caller.merchant_id, staff_id, services.clock.now());
  });
}

Result<Done> end_session(const Services& services, const Caller& caller, SessionId session_id) {
  auto done = services.store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    const auto editor = editor_of(transaction, caller);
    if (!editor) return editor.refusal();
    const auto session = find_session(transaction, caller.merchant_id, session_id);
    if (!session) return unknown_session;
    auto may = check_session_access(*editor, caller.rights, session->person);
    if (!may) return may.refusal();
    revoke_session(transaction, caller.merchant_id, session_id, services.clock.now());
    return Done{};
  });
  services.door.callers.forget_all();
  return done;
}

}  // namespace huiji::staff
