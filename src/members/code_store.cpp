#include "members/code_store.hpp"

#include "members/life_errors.hpp"
#include "members/life_flow.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/crypto/token.hpp"
#include "platform/crypto/totp.hpp"

namespace huiji::members {

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::string_view kField = "code";

Private<std::string> open_key(const crypto::Keys& keys, MerchantId merchant_id, MemberId member_id,
                              const Secret& secret) {
  return crypto::open(keys, {merchant_id, member_id, kField}, *secret.code_sealed);
}

// The step that gives these digits; all three are computed, whichever fits.
std::optional<std::int64_t> fitting_step(const Private<std::string>& key, const MemberCode& code,
                                         Instant now) {
  std::optional<std::int64_t> fits;
  for (std::int64_t step = crypto::totp_step(now) - 1; step <= crypto::totp_step(now) + 1; ++step)
    if (crypto::equal_secrets(crypto::totp(key, step), code.changing.reveal())) fits = step;
  return fits;
}

}  // namespace

Result<VerifiedCode> verify_code(db::Transaction& transaction, const crypto::Keys& keys,
                                 MerchantId merchant_id, const MemberCode& code, Instant now) {
  const auto holder = find_number_row(transaction, merchant_id, code.number);
  if (!holder) return code_wrong;
  const Secret secret = load_secret(transaction, merchant_id, holder->member_id);
  if (is_locked(secret.code_tries, now))
    return Refusal(proof_locked, {{"minutes", std::to_string(minutes_left(secret.code_tries, now))}});
  if (!secret.code_sealed) return code_wrong;
  const auto step = fitting_step(open_key(keys, merchant_id, holder->member_id, secret), code, now);
  if (!step) return code_wrong;
  const auto member = find_member(transaction, merchant_id, holder->member_id);
  if (!member) return code_wrong;
  return VerifiedCode{member->member_id, holder->member_id, *step};
}

Result<MemberId> verify_code(db::Transaction& transaction, const crypto::Keys& keys, MerchantId merchant_id,
                             std::string_view text, Instant now) {
  const auto code = parse_member_code(text);
  if (!code) return code.refusal();
  const auto verified = verify_code(transaction, keys, merchant_id, *code, now);
  if (!verified) return verified.refusal();
  if (verified->step <= load_secret(transaction, merchant_id, verified->holder).code_step) return code_used;
  return verified->member_id;
}

Result<ShownCode> code_now(db::Transaction& transaction, const crypto::Keys& keys, Random& random,
                           MerchantId merchant_id, MemberId member_id, Instant now) {
  const auto member = open_member(transaction, merchant_id, member_id);
  if (!member) return member.refusal();
  Secret secret = load_secret(transaction, merchant_id, member->member_id);
  if (!secret.code_sealed) {
    std::string fresh(kKeyBytes, '\0');
    random.fill({reinterpret_cast<std::uint8_t*>(fresh.data()), fresh.size()});
    secret.code_sealed = crypto::seal(keys, {merchant_id, member->member_id, kField},
                                      Private<std::string>(std::move(fresh)), random);
    save_secret(transaction, merchant_id, member->member_id, secret);
  }
  const std::int64_t step = crypto::totp_step(now);
  const auto key = open_key(keys, merchant_id, member->member_id, secret);
  return ShownCode{Private<std::string>(make_member_code(member->number, crypto::totp(key, step))),
                   Instant{(step + 1) * crypto::kTotpStep_ms}};
}

}  // namespace huiji::members
