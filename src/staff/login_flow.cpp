#include "platform/crypto/token.hpp"
#include "staff/staff.hpp"
#include "staff/staff_errors.hpp"
#include "staff/staff_flow.hpp"
#include "staff/staff_store.hpp"

namespace huiji::staff {

namespace {

struct Attempt {
  std::optional<Instant> locked_until;
  std::optional<PersonRecord> record;  // an active person with this login
};

// Counts the attempt before the password is looked at.
Result<Attempt> begin_attempt(db::Transaction& transaction, MerchantId merchant_id, const std::string& login,
                              Instant now) {
  const Failures before = load_failures(transaction, merchant_id, login);
  if (is_locked(before, now)) return Attempt{before.locked_until, std::nullopt};
  forget_failures(transaction, merchant_id, now + -2 * kDay_ms);
  save_failures(transaction, merchant_id, login, count_attempt(before, now));
  Attempt attempt{std::nullopt, find_login(transaction, merchant_id, login)};
  if (attempt.record && attempt.record->person.state != StaffState::active) attempt.record.reset();
  return attempt;
}

Refusal wait(const ErrorCode& code, Instant until, Instant now) {
  return Refusal(code, {{"minutes", std::to_string(minutes_until(until, now))}});
}

struct NewSession {
  SessionRecord record;
  std::string hash;
  std::optional<std::string> stronger_password_hash;
};

Result<Session> open_session(db::Transaction& transaction, MerchantId merchant_id,
                             const PersonRecord& checked, const NewSession& opened) {
  // Between the check of the password and now somebody may have changed it, or the person.
  auto current = find_person(transaction, merchant_id, checked.person.staff_id);
  if (!current || current->person.state != StaffState::active ||
      current->password_hash != checked.password_hash)
    return wrong_login;
  if (opened.stronger_password_hash) {
    current->password_hash = *opened.stronger_password_hash;
    update_person(transaction, merchant_id, *current);
  }
  const Instant now = opened.record.created_at;
  clear_failures(transaction, merchant_id, current->person.login);
  forget_sessions(transaction, merchant_id, now + -kSessionRecord_ms);
  insert_session(transaction, merchant_id, opened.record, opened.hash);
  return Session{.session_id = opened.record.session_id,
                 .person = current->person,
                 .rights = list_of(rights_of(current->person.role)),
                 .till_id = opened.record.till_id,
                 .created_at = now,
                 .expires_at = opened.record.expires_at};
}

Result<LoginReply> open_for(const Services& services, const PersonRecord& checked,
                            const std::string& password, std::optional<TillId> till_id) {
  const Instant now = services.clock.now();
  const auto session_id = services.random.new_id<SessionId>(now);
  const auto token = crypto::make_token(services.merchant_id, session_id.bytes, services.random);
  NewSession opened{.record = {.session_id = session_id,
                               .staff_id = checked.person.staff_id,
                               .till_id = till_id,
                               .created_at = now,
                               .seen_at = now,
                               .expires_at = now + kSession_ms,
                               .shop_id = {}},
                    .hash = crypto::hash_token(services.keys, token),
                    .stronger_password_hash = {}};
  if (services.passwords.is_outdated(checked.password_hash))
    opened.stronger_password_hash = services.passwords.hash(password);
  auto session = services.store.write<Session>([&](db::Transaction& transaction) {
    return open_session(transaction, services.merchant_id, checked, opened);
  });
  if (!session) return session.refusal();
  return LoginReply{crypto::to_text(token), *session};
}

}  // namespace

Result<PersonRecord> prove_person(const Services& services, const LoginRequest& request,
                                  const std::string& peer) {
  const Instant now = services.clock.now();
  if (auto until = services.door.peers.take(peer, now)) return wait(too_many_logins, *until, now);
  const std::string login = fold_login(request.login);
  const auto attempt = services.store.write<Attempt>([&](db::Transaction& transaction) {
    return begin_attempt(transaction, services.merchant_id, login, now);
  });
  if (!attempt) return attempt.refusal();
  if (attempt->locked_until) return wait(login_locked, *attempt->locked_until, now);
  const bool right = attempt->record
                         ? services.passwords.verify(attempt->record->password_hash, request.password)
                         : services.passwords.verify_nothing(request.password);
  if (!right) return wrong_login;
  services.door.peers.give_back(peer);
  return *attempt->record;
}

Result<LoginReply> log_in(const Services& services, const LoginRequest& request, const http::Request& from) {
  const auto record = prove_person(services, request, from.peer);
  if (!record) return record.refusal();
  // A device that is not enrolled (any more) just logs in as an office would.
  const auto device = authenticate(services, from, http::Access::till);
  const bool is_ours = device && device->merchant_id == services.merchant_id;
  return open_for(services, *record, request.password, is_ours ? device->till_id : std::nullopt);
}

Result<Done> log_out(const Services& services, const Caller& caller) {
  auto done = services.store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    revoke_session(transaction, caller.merchant_id, *caller.session_id, services.clock.now());
    return Done{};
  });
  services.door.callers.forget_all();
  return done;
}

}  // namespace huiji::staff
