#include "members/member_view_api.hpp"

#include "members/reason.hpp"

namespace huiji::members {

Member to_member(const Services& services, db::Transaction& transaction, MerchantId merchant_id,
                 const MemberRecord& record) {
  Member member;
  member.member_id = record.member_id;
  member.number = record.number;
  member.phone_masked = masked_phone_of(services.keys, merchant_id, record);
  member.has_birthday = record.birthday_sealed.has_value();
  member.tier = record.tier;
  member.state = record.state;
  member.consent_version = record.consent_version;
  member.registered_at = record.registered_at;
  member.tags = split_tags(record.tags);
  member.marketing = record.marketing;
  if (const auto name = open_name(services.keys, merchant_id, record)) member.name_masked = mask_name(*name);
  if (services.points_of) member.points = services.points_of(transaction, merchant_id, record.member_id);
  if (!services.expiring_of) return member;
  if (const auto expiring = services.expiring_of(transaction, merchant_id, record.member_id)) {
    member.points_expire_on = expiring->on;
    member.points_expiring = expiring->points;
  }
  return member;
}

Result<Done> may_find(const Caller& caller) {
  if (caller.rights.has(Right::view_members)) return Done{};
  if (!caller.staff_id) return http::not_logged_in;
  if (!caller.till_id) return http::missing_right(Right::view_members);
  return Done{};
}

}  // namespace huiji::members
