#include "kernel/check.hpp"
#include "platform/crypto/token.hpp"
#include "staff/staff.hpp"
#include "staff/staff_errors.hpp"
#include "staff/staff_flow.hpp"
#include "staff/staff_store.hpp"

namespace huiji::staff {

namespace {

struct Presented {
  std::optional<crypto::Token> till;
  std::optional<crypto::Token> session;
};

Presented tokens_of(const http::Request& request) {
  Presented presented;
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view authorization = request.header("authorization");
  if (authorization.substr(0, kScheme.size()) == kScheme)
    presented.session = crypto::parse_token(authorization.substr(kScheme.size()));
  presented.till = crypto::parse_token(request.header("till-token"));
  return presented;
}

void add_till(db::Transaction& transaction, const crypto::Token& token, const std::string& hash,
              Identity& identity) {
  const TillId till_id{token.subject};
  const auto record = find_till(transaction, token.merchant_id, till_id);
  if (!record || record->till.state != TillState::enrolled) return;
  if (!crypto::equal_secrets(record->secret_hash, hash)) return;
  identity.till_id = till_id;
  identity.shop_id = record->till.shop_id;
}

bool is_good(const SessionRecord& session, const Identity& identity, Instant now) {
  if (session.revoked || session.state != StaffState::active || now >= session.expires_at) return false;
  if (session.till_id) return session.till_id == identity.till_id;
  return now < session.seen_at + kOfficeIdle_ms;
}

// Answers the session whose seen_at has grown old.
std::optional<SessionId> add_person(db::Transaction& transaction, const crypto::Token& token,
                                    const std::string& hash, Instant now, Identity& identity) {
  const auto session = find_session_by_hash(transaction, token.merchant_id, hash);
  if (!session || !is_good(*session, identity, now)) return std::nullopt;
  identity.staff_id = session->staff_id;
  identity.session_id = session->session_id;
  identity.role = session->role;
  identity.good_until = session->expires_at;
  if (!identity.till_id) identity.shop_id = session->shop_id;
  if (now >= session->seen_at + kSeenGrain_ms) return session->session_id;
  return std::nullopt;
}

Identity look_up(const Services& services, const Presented& presented, const std::string& till_hash,
                 const std::string& session_hash, Instant now) {
  Identity identity{.merchant_id = (presented.till ? presented.till : presented.session)->merchant_id,
                    .good_until = now + kDay_ms};
  std::optional<SessionId> stale;
  services.store.read<Done>([&](db::Transaction& transaction) {
    if (presented.till) add_till(transaction, *presented.till, till_hash, identity);
    // Tokens of two merchants do not mix: the session's is then left out.
    if (presented.session && presented.session->merchant_id == identity.merchant_id)
      stale = add_person(transaction, *presented.session, session_hash, now, identity);
    return Done{};
  });
  if (stale)
    (void)services.store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      mark_seen(transaction, identity.merchant_id, *stale, now);
      return Done{};
    });
  return identity;
}

Identity identify(const Services& services, const Presented& presented) {
  if (!presented.till && !presented.session) return {};
  const std::string till_hash = presented.till ? crypto::hash_token(services.keys, *presented.till) : "";
  const std::string session_hash =
      presented.session ? crypto::hash_token(services.keys, *presented.session) : "";
  const std::string key = till_hash + "/" + session_hash;
  const Instant now = services.clock.now();
  if (auto known = services.door.callers.find(key, now)) return *known;
  const auto generation = services.door.callers.generation();
  const Identity identity = look_up(services, presented, till_hash, session_hash, now);
  if (identity.till_id || identity.staff_id) services.door.callers.keep(key, identity, generation, now);
  return identity;
}

Caller caller_of(const Identity& identity) {
  return {.merchant_id = identity.merchant_id,
          .shop_id = identity.shop_id,
          .staff_id = identity.staff_id,
          .session_id = identity.session_id,
          .till_id = identity.till_id,
          .rights = identity.staff_id ? rights_of(identity.role) : Rights{}};
}

}  // namespace

Result<Caller> authenticate(const Services& services, const http::Request& request, http::Access access) {
  if (access == http::Access::open) {
    Caller nobody;
    nobody.merchant_id = services.merchant_id;
    return nobody;
  }
  const Presented presented = tokens_of(request);
  const Identity identity = identify(services, presented);
  const bool came_as_person = !request.header("authorization").empty();
  const ErrorCode& no_person = came_as_person ? session_over : http::not_logged_in;
  switch (access) {
    case http::Access::till:
      if (!identity.till_id) return http::not_a_till;
      break;
    case http::Access::session:
      if (!identity.staff_id) return no_person;
      break;
    default:
      if (!identity.till_id && !identity.staff_id) return no_person;
  }
  return caller_of(identity);
}

}  // namespace huiji::staff
