#include "members/pin_flow.hpp"

#include "members/life_errors.hpp"
#include "members/life_flow.hpp"
#include "members/pin.hpp"
#include "members/reason.hpp"
#include "members/secret_store.hpp"
#include "platform/crypto/token.hpp"
#include "platform/http/http_errors.hpp"
#include "platform/http/router.hpp"
#include "wire/json.hpp"

namespace huiji::members {

namespace {

Actor actor_of(const Caller& caller, Instant now) {
  return {caller.merchant_id, caller.staff_id, caller.till_id, now};
}

bool may_alone(const Caller& caller) { return caller.rights.has(Right::change_member); }

Result<Done> may_ask(const Caller& caller, const PinChange& change) {
  if (!caller.staff_id) return http::not_logged_in;
  if (!caller.till_id && !may_alone(caller)) return http::missing_right(Right::change_member);
  if (!may_alone(caller) && !change.old_pin) return pin_not_allowed;
  return Done{};
}

// No hash is made of a request that holds a PIN: a million hashes would tell it. The id alone decides.
bool was_done(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id,
              OperationId operation_id) {
  for (const MemberEvent& event : events_of(transaction, merchant_id, member_id))
    if (event.operation_id == operation_id && event.kind == EventKind::pin_set) return true;
  return false;
}

struct Attempt {
  bool done = false;
  std::optional<MemberRecord> member;
  std::optional<std::string> old_hash;
  std::optional<Refusal> refusal;
};

// At a till the attempt is counted before anything is compared.
Result<Attempt> begin_attempt(db::Transaction& transaction, const Caller& caller, MemberId member_id,
                              const PinChange& change, Instant now) {
  auto member = open_member(transaction, caller.merchant_id, member_id);
  if (!member) return member.refusal();
  if (was_done(transaction, caller.merchant_id, member->member_id, change.operation_id))
    return Attempt{.done = true, .member = {}, .old_hash = {}, .refusal = {}};
  Secret secret = load_secret(transaction, caller.merchant_id, member->member_id);
  if (caller.till_id) {
    if (is_locked(secret.pin_tries, now)) {
      const std::string minutes = std::to_string(minutes_left(secret.pin_tries, now));
      return Attempt{.member = {}, .old_hash = {}, .refusal = Refusal(proof_locked, {{"minutes", minutes}})};
    }
    secret.pin_tries = count_try(secret.pin_tries, now);
    save_secret(transaction, caller.merchant_id, member->member_id, secret);
  }
  return Attempt{.member = std::move(*member), .old_hash = secret.pin_hash, .refusal = {}};
}

bool last4_fits(const Services& services, const Caller& caller, const MemberRecord& member,
                const PinChange& change) {
  if (!caller.till_id) return true;
  const auto digits = parse_last4(change.last4.value_or(""));
  return digits &&
         crypto::equal_secrets(*digits, last_four(open_phone(services.keys, caller.merchant_id, member)));
}

bool old_pin_fits(const Services& services, const Caller& caller, const Attempt& attempt,
                  const PinChange& change) {
  if (!change.old_pin) return may_alone(caller);
  return attempt.old_hash ? services.passwords.verify(*attempt.old_hash, *change.old_pin)
                          : services.passwords.verify_nothing(*change.old_pin);
}

// It was he; that the new PIN was too easy is not held against him.
Result<Done> forgive(const Services& services, MerchantId merchant_id, MemberId member_id) {
  return services.store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    Secret secret = load_secret(transaction, merchant_id, member_id);
    secret.pin_tries = {};
    save_secret(transaction, merchant_id, member_id, secret);
    return Done{};
  });
}

Result<Done> store_pin(db::Transaction& transaction, const Actor& actor, const Attempt& attempt,
                       const PinChange& change, const std::string& hash) {
  const auto member = open_member(transaction, actor.merchant_id, attempt.member->member_id);
  if (!member) return member.refusal();
  if (was_done(transaction, actor.merchant_id, member->member_id, change.operation_id)) return Done{};
  Secret secret = load_secret(transaction, actor.merchant_id, member->member_id);
  if (member->member_id != attempt.member->member_id || secret.pin_hash != attempt.old_hash)
    return proof_stale;
  secret.pin_hash = hash;
  secret.pin_tries = {};
  save_secret(transaction, actor.merchant_id, member->member_id, secret);
  add_event(transaction, actor, {change.operation_id, member->member_id, EventKind::pin_set});
  return Done{};
}

}  // namespace

Result<Done> set_pin(const Services& services, const Caller& caller, MemberId member_id,
                     const PinChange& change) {
  if (auto may = may_ask(caller, change); !may) return may;
  if (auto form = parse_pin(change.pin); !form) return form.refusal();
  const Instant now = services.clock.now();
  const auto attempt = services.store.write<Attempt>([&](db::Transaction& transaction) {
    return begin_attempt(transaction, caller, member_id, change, now);
  });
  if (!attempt) return attempt.refusal();
  if (attempt->done) return Done{};
  if (attempt->refusal) return *attempt->refusal;
  const bool old_fits = old_pin_fits(services, caller, *attempt, change);
  if (!last4_fits(services, caller, *attempt->member, change) || !old_fits) return pin_who;
  const auto pin = parse_new_pin(change.pin, open_phone(services.keys, caller.merchant_id, *attempt->member));
  if (!pin) {
    if (auto done = forgive(services, caller.merchant_id, attempt->member->member_id); !done) return done;
    return pin.refusal();
  }
  const std::string hash = services.passwords.hash(pin->reveal());
  return services.store.write<Done>([&](db::Transaction& transaction) {
    return store_pin(transaction, actor_of(caller, now), *attempt, change, hash);
  });
}

Result<Done> remove_pin(const Services& services, const Caller& caller, MemberId member_id,
                        const PinRemoval& removal) {
  const auto reason = parse_reason(removal.reason);
  if (!reason) return reason.refusal();
  const std::string hash = operation_hash(member_id, "pin-removal", wire::to_json(removal));
  const Actor actor = actor_of(caller, services.clock.now());
  return services.store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    const auto done = done_before(transaction, caller.merchant_id, removal.operation_id, hash);
    if (!done) return done.refusal();
    if (*done) return Done{};
    const auto member = open_member(transaction, caller.merchant_id, member_id);
    if (!member) return member.refusal();
    Secret secret = load_secret(transaction, caller.merchant_id, member->member_id);
    secret.pin_hash.reset();
    secret.pin_tries = {};
    save_secret(transaction, caller.merchant_id, member->member_id, secret);
    add_event(transaction, actor,
              {removal.operation_id, member->member_id, EventKind::pin_removed, *reason, {}, hash});
    return Done{};
  });
}

}  // namespace huiji::members
