// The staff room's use cases: log in and out, know who calls, change people, enrol and revoke tills.
//
// A session ends 12 hours after its log-in, when it is revoked, when its person leaves or gets a new
// password, and, in the office, after 8 hours without a request (seen to within ten minutes, so that requests
// do not write). A session opened at a till is only good together with that till's token: revoking the till
// ends it. A till's token has no end; enrolling the same till again replaces it. Hashing a password takes 27
// ms and stays outside transactions: the functions that take a Transaction want the hash.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "platform/crypto/keys.hpp"
#include "platform/crypto/password.hpp"
#include "platform/db/database.hpp"
#include "platform/http/router.hpp"
#include "platform/world.hpp"
#include "staff/attempts.hpp"
#include "staff/caller_cache.hpp"
#include "staff/staff_store.hpp"
#include "staff/staff_types.hpp"

namespace huiji::staff {

inline constexpr std::int64_t kSession_ms = 12 * kHour_ms;
inline constexpr std::int64_t kOfficeIdle_ms = 8 * kHour_ms;
inline constexpr std::int64_t kSeenGrain_ms = 10 * kMinute_ms;
// Ended sessions are kept half a year as a record of who was logged in (网络安全法 21: logs six months).
inline constexpr std::int64_t kSessionRecord_ms = 183 * kDay_ms;

// Memory of this process: lost at a restart without harm.
struct Door {
  PeerLimits peers;
  CallerCache callers;
};

// The sequence that a till's journal continues with; the program takes it from the sales.
using NextSequence = std::function<std::int64_t(db::Transaction&, MerchantId, TillId)>;

// All that the room's flows and routes need. The program owns what is referred to.
struct Services {
  db::Store& store;
  Clock& clock;
  Random& random;
  const crypto::Keys& keys;
  crypto::Passwords& passwords;
  Door& door;
  MerchantId merchant_id;  // at whose door people log in
  NextSequence next_sequence = {};
};

// Who calls. open: nobody is looked up. till: the device must be enrolled; a person counts when his session
// is good and is otherwise left out, because sales of yesterday are delivered without one. session: the
// person's session must be good. till_or_session: one of both must be good.
Result<Caller> authenticate(const Services& services, const http::Request& request, http::Access access);

// The name and the password from the person; the device if he stands at one. Refuses wrong ones in equal
// time and with equal text, whether or not the login exists.
Result<LoginReply> log_in(const Services& services, const LoginRequest& login, const http::Request& request);
// An active person by his password, with every limit on attempts; the caller clears the failures.
Result<PersonRecord> prove_person(const Services& services, const LoginRequest& login,
                                  const std::string& peer);
Result<Done> log_out(const Services& services, const Caller& caller);

// For the demo shop and the command line, who are above the rules of staff.hpp. Creates or replaces; ends the
// person's sessions and unlocks the login.
void create_person(db::Transaction& transaction, MerchantId merchant_id, const Person& person,
                   const std::string& password_hash, Instant now);
Result<Person> save_person(const Services& services, const Caller& caller, StaffId staff_id,
                           PersonDraft draft);

Result<std::vector<Session>> sessions_of(const Services& services, const Caller& caller, StaffId staff_id);
Result<Done> end_session(const Services& services, const Caller& caller, SessionId session_id);

struct TillToEnrol {
  MerchantId merchant_id;
  ShopId shop_id;
  TillId till_id;
  std::string name;
  StaffId enrolled_by;
  Instant now;
};
// The till (a known id keeps its number and shop) and its new device token. For the demo and the simulator.
struct FreshTill {
  Till till;
  std::string device_token;
};
FreshTill enrol_till(db::Transaction& transaction, const crypto::Keys& keys, Random& random,
                     const TillToEnrol& wanted);
Result<EnrolledTill> enrol_till(const Services& services, const Caller& caller, TillId till_id,
                                const TillEnrolment& enrolment);
Result<Till> revoke_till(const Services& services, const Caller& caller, TillId till_id);

}  // namespace huiji::staff
