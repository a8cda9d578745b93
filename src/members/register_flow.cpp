#include "members/register_flow.hpp"

#include "members/members_errors.hpp"

namespace huiji::members {

namespace {

Date today_of(db::Transaction& transaction, const Registrar& registrar) {
  const std::string zone = merchant_zone(transaction, registrar.merchant_id);
  return business_day(registrar.now, utc_offset_minutes(zone.c_str(), registrar.now), 0);
}

// Of a closed member nothing is left to compare. An alias answers for the phone alone: name and birthday are
// those of the first registration.
bool is_same(const Registrar& registrar, const MemberRecord& known, const NewMember& member) {
  if (is_erased(known)) return true;
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
  const MerchantId merchant_id = registrar.merchant_id;
  if (const auto known = find_registered(transaction, merchant_id, member_id)) {
    if (!is_same(registrar, *known, *member)) return other_content;
    return *find_member(transaction, merchant_id, member_id);
  }
  if (const auto holder = find_phone_row(transaction, registrar.keys, merchant_id, member->phone)) {
    insert_alias(transaction, merchant_id, member_id, holder->member_id, registrar.now);
    return *find_member(transaction, merchant_id, member_id);
  }
  return insert_member(transaction, registrar, *member);
}

}  // namespace huiji::members
