#include "members/proof_flow.hpp"

#include "members/life_errors.hpp"

namespace huiji::members {

namespace {

Refusal locked(const Tries& tries, Instant now) {
  return {proof_locked, {{"minutes", std::to_string(minutes_left(tries, now))}}};
}

Result<Done> may_spend(const MemberRecord& member) {
  if (member.state == MemberState::frozen) return member_frozen;
  if (member.state != MemberState::active) return member_closed;
  return Done{};
}

bool is_fresh(const Secret& secret, std::int64_t step, const Uuid& use) {
  return step > secret.code_step || (step == secret.code_step && secret.code_use == use);
}

// What a transaction found that counted an attempt: committed whatever it is.
struct PinTry {
  std::optional<MemberId> member_id;
  std::optional<std::string> hash;
  std::optional<Refusal> refusal;
};

PinTry begin_pin_try(db::Transaction& transaction, MerchantId merchant_id, MemberId member_id, Instant now) {
  const auto member = find_member(transaction, merchant_id, member_id);
  if (!member) return {};
  if (const auto may = may_spend(*member); !may) return {{}, {}, may.refusal()};
  Secret secret = load_secret(transaction, merchant_id, member->member_id);
  if (is_locked(secret.pin_tries, now)) return {{}, {}, locked(secret.pin_tries, now)};
  secret.pin_tries = count_try(secret.pin_tries, now);
  save_secret(transaction, merchant_id, member->member_id, secret);
  return {member->member_id, secret.pin_hash, {}};
}

Result<Proven> prove_by_pin(const Services& services, MerchantId merchant_id, MemberId member_id,
                            const Pin& pin, const Uuid& use) {
  const auto attempt = services.store.write<PinTry>([&](db::Transaction& transaction) -> Result<PinTry> {
    return begin_pin_try(transaction, merchant_id, member_id, services.clock.now());
  });
  if (!attempt) return attempt.refusal();
  if (attempt->refusal) return *attempt->refusal;
  const bool right = attempt->hash ? services.passwords.verify(*attempt->hash, pin.reveal())
                                   : services.passwords.verify_nothing(pin.reveal());
  if (!right) return pin_wrong;
  return Proven{*attempt->member_id, *attempt->member_id, use, *attempt->hash};
}

struct CodeTry {
  std::optional<VerifiedCode> verified;
  std::optional<Refusal> refusal;
};

// A right code is not counted; a wrong one is, when its number is a member's.
CodeTry try_code(db::Transaction& transaction, const crypto::Keys& keys, MerchantId merchant_id,
                 const MemberCode& code, Instant now) {
  const auto verified = verify_code(transaction, keys, merchant_id, code, now);
  if (verified) return {*verified, {}};
  const auto holder = find_number_row(transaction, merchant_id, code.number);
  if (holder && verified.refusal().code == &code_wrong) {
    Secret secret = load_secret(transaction, merchant_id, holder->member_id);
    secret.code_tries = count_try(secret.code_tries, now);
    save_secret(transaction, merchant_id, holder->member_id, secret);
  }
  return {{}, verified.refusal()};
}

Result<VerifiedCode> count_and_verify(const Services& services, MerchantId merchant_id,
                                      const MemberCode& code) {
  const auto attempt = services.store.write<CodeTry>([&](db::Transaction& transaction) -> Result<CodeTry> {
    return try_code(transaction, services.keys, merchant_id, code, services.clock.now());
  });
  if (!attempt) return attempt.refusal();
  if (attempt->refusal) return *attempt->refusal;
  return *attempt->verified;
}

Result<Proven> prove_by_code(const Services& services, MerchantId merchant_id, MemberId member_id,
                             const MemberCode& code, const Uuid& use) {
  const auto verified = count_and_verify(services, merchant_id, code);
  if (!verified) return verified.refusal();
  const auto member = services.store.read<std::optional<MemberRecord>>(
      [&](db::Transaction& transaction) { return find_member(transaction, merchant_id, member_id); });
  if (!member || member->member_id != verified->member_id) return code_other_member;
  Proven proven{verified->member_id, verified->holder, use};
  proven.code_step = verified->step;
  return proven;
}

}  // namespace

Result<SpendProof> parse_proof(const TypedProof& typed) {
  SpendProof proof;
  if (typed.code) {
    auto code = parse_member_code(*typed.code);
    if (!code) return code.refusal();
    proof.code = std::move(*code);
  }
  if (typed.pin) {
    auto pin = parse_pin(*typed.pin);
    if (!pin) return pin.refusal();
    proof.pin = std::move(*pin);
  }
  return proof;
}

Result<Proven> prove_spending(const Services& services, MerchantId merchant_id, MemberId member_id,
                              const SpendProof& proof, const Uuid& use) {
  if (proof.code) return prove_by_code(services, merchant_id, member_id, *proof.code, use);
  if (proof.pin) return prove_by_pin(services, merchant_id, member_id, *proof.pin, use);
  return proof_missing;
}

Result<Done> check_proof(db::Transaction& transaction, MerchantId merchant_id, const Proven& proven,
                         Instant now) {
  const auto member = find_member(transaction, merchant_id, proven.member_id);
  if (!member || member->member_id != proven.member_id) return proof_stale;  // merged meanwhile
  if (auto may = may_spend(*member); !may) return may;
  Secret secret = load_secret(transaction, merchant_id, proven.holder);
  if (proven.code_step) {
    if (is_locked(secret.code_tries, now)) return locked(secret.code_tries, now);
    if (!is_fresh(secret, *proven.code_step, proven.use)) return code_used;
    secret.code_step = *proven.code_step;
    secret.code_use = proven.use;
    secret.code_tries = {};
  } else {
    if (secret.pin_hash != proven.pin_hash) return proof_stale;
    secret.pin_tries = {};
  }
  save_secret(transaction, merchant_id, proven.holder, secret);
  return Done{};
}

Result<MemberId> identify_by_code(const Services& services, MerchantId merchant_id, std::string_view text) {
  const auto code = parse_member_code(text);
  if (!code) return code.refusal();
  const auto verified = count_and_verify(services, merchant_id, *code);
  if (!verified) return verified.refusal();
  return verified->member_id;
}

}  // namespace huiji::members
