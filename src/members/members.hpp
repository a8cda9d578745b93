// A registration, checked: what may become a member. Consent (version and time) is required; name and
// birthday are not (PIPL 6: only what is needed). A child below 14 is refused and the guardian is asked for
// (PIPL 31; the guardian's own flow is not built). Personal values are wrapped from here on.
#pragma once

#include <optional>
#include <string>

#include "kernel/private.hpp"
#include "members/masking.hpp"
#include "members/members_types.hpp"
#include "members/phone.hpp"

namespace huiji::members {

struct NewMember {
  MemberId member_id;
  Phone phone;
  std::optional<Name> name;
  std::optional<Private<Date>> birthday;
  std::string consent_version;
  Instant consent_at;  // the till's clock; the server's stands beside it as registered_at
};

// `today` is the merchant's local day.
Result<NewMember> check_registration(MemberId member_id, const MemberRegistration& registration, Date today);

int full_years(Date birthday, Date today);

// Within kBirthdayWindow_days before or after it, in any year; who was born on 29 February has it on the 28th
// in other years.
inline constexpr int kBirthdayWindow_days = 7;
bool near_birthday(const Private<Date>& birthday, Date day);

}  // namespace huiji::members
