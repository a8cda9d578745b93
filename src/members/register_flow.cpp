#include "members/register_flow.hpp"

#include "members/members_errors.hpp"

namespace huiji::members {

namespace {

Date today_of(db::Transaction& transaction, const Registrar& registrar) {
  const std::string zone = merchant_zone(transaction, registrar.merchant_id);
  return business_day(registrar.now, utc_offset_minutes(zone.c_str(), registrar.now), 0);
}

// An alias answers for the phone alone: name and birthday are those of the first registration.
bool is_same(const Registrar& registrar, const MemberRecord& known, const NewMember& member) {
  if (open_phone(registrar.keys, registrar.merchant_id, known) != member.phone) return false;
  if (known.member_id != member.member_id) return true;
  return open_name(registrar.keys, registrar.merchant_id, known) == member.name &&
         open_birthday(registrar.keys, registrar.merchant_id, known) == member.birthday &&
         known.consent_version == member.consent_version && known.consent_at == member.consent_at;
}

}  // namespace

Result<MemberRecord> register_member(db::Transaction& transaction, const Registrar& registrar,
                                     MemberId member_id, const MemberRegistration& registration) {
  const auto member = check_registration(member_id, registration, today_of(transaction, registrar));
  if (!member) return member.refusal();
  if (auto known = find_member(transaction, registrar.merchant_id, member_id)) {
    if (!is_same(registrar, *known, *member)) return other_content;
    return *known;
  }
  if (auto holder = find_by_phone(transaction, registrar.keys, registrar.merchant_id, member->phone)) {
    insert_alias(transaction, registrar.merchant_id, member_id, holder->member_id, registrar.now);
    return *holder;
  }
  return insert_member(transaction, registrar, *member);
}

}  // namespace huiji::members
