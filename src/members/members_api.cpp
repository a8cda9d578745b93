#include "members/members_api.hpp"

#include "members/life_api.hpp"
#include "members/member_number.hpp"
#include "members/member_view_api.hpp"
#include "members/members_errors.hpp"
#include "members/reason.hpp"
#include "members/register_flow.hpp"
#include "platform/crypto/blind_index.hpp"

namespace huiji::members {

namespace {

using http::Access;
using http::Call;
using http::Route;
using http::Router;

constexpr std::int64_t kListPage = 50;
constexpr std::int64_t kTillPage = 5000;
constexpr std::size_t kMostFound = 20;  // of a look-up by four digits: more is asked for the whole phone

// A till delivers registrations that were taken offline even when nobody is logged in any more.
Result<Done> may_register(const Caller& caller) {
  if (caller.till_id || caller.rights.has(Right::register_member)) return Done{};
  return http::missing_right(Right::register_member);
}

Result<Member> register_and_show(const Services& services, const Call& call, const MemberRegistration& body) {
  const auto member_id = call.id<MemberId>(0);
  if (!member_id) return member_id.refusal();
  if (auto may = may_register(call.caller); !may) return may.refusal();
  const MerchantId merchant_id = call.caller.merchant_id;
  const Registrar registrar{services.keys,        services.random,      merchant_id,
                            call.caller.staff_id, services.clock.now(), call.caller.till_id};
  return services.store.write<Member>([&](db::Transaction& transaction) -> Result<Member> {
    const auto record = register_member(transaction, registrar, *member_id, body);
    if (!record) return record.refusal();
    return to_member(services, transaction, merchant_id, *record);
  });
}

MemberList list_of(const Services& services, db::Transaction& transaction, MerchantId merchant_id,
                   const std::vector<MemberRecord>& records) {
  MemberList list;
  list.total = static_cast<std::int64_t>(records.size());
  for (const MemberRecord& record : records) {
    if (list.members.size() == kMostFound) break;
    list.members.push_back(to_member(services, transaction, merchant_id, record));
  }
  return list;
}

std::vector<MemberRecord> one_or_none(std::optional<MemberRecord> record) {
  if (!record) return {};
  return {std::move(*record)};
}

using Look = std::function<std::vector<MemberRecord>(db::Transaction&)>;

// What the query asks for, parsed; nothing when it asks for the list.
Result<std::optional<Look>> look_of(const Services& services, const Call& call) {
  const MerchantId merchant_id = call.caller.merchant_id;
  const crypto::Keys& keys = services.keys;
  if (const auto text = call.request.query_value("phone"); !text.empty()) {
    auto phone = parse_phone(text);
    if (!phone) return phone.refusal();
    return std::optional<Look>([merchant_id, &keys, phone = *phone](db::Transaction& transaction) {
      return one_or_none(find_by_phone(transaction, keys, merchant_id, phone));
    });
  }
  if (const auto text = call.request.query_value("last4"); !text.empty()) {
    auto digits = parse_last4(text);
    if (!digits) return digits.refusal();
    return std::optional<Look>([merchant_id, &keys, digits = *digits](db::Transaction& transaction) {
      return find_by_last4(transaction, keys, merchant_id, digits);
    });
  }
  if (const auto text = call.request.query_value("number"); !text.empty()) {
    auto number = parse_member_number(text);
    if (!number) return number.refusal();
    return std::optional<Look>([merchant_id, number = *number](db::Transaction& transaction) {
      return one_or_none(find_by_number(transaction, merchant_id, number));
    });
  }
  return std::optional<Look>{};
}

Result<MemberList> page_of_all(const Services& services, const Call& call) {
  if (!call.caller.rights.has(Right::view_members)) return http::missing_right(Right::view_members);
  const MerchantId merchant_id = call.caller.merchant_id;
  std::optional<std::string> before;
  if (const auto cursor = call.request.query_value("cursor"); !cursor.empty()) {
    auto number = parse_member_number(cursor);
    if (!number) return bad_cursor;
    before = *number;
  }
  return services.store.read<MemberList>([&](db::Transaction& transaction) {
    MemberList list;
    list.total = count_members(transaction, merchant_id);
    const auto records = list_newest(transaction, merchant_id, before, kListPage);
    for (const MemberRecord& record : records)
      list.members.push_back(to_member(services, transaction, merchant_id, record));
    if (records.size() == kListPage) list.next = records.back().number;
    return list;
  });
}

Result<MemberList> find_members(const Services& services, const Call& call) {
  const auto look = look_of(services, call);
  if (!look) return look.refusal();
  if (!*look) return page_of_all(services, call);
  if (auto may = may_find(call.caller); !may) return may.refusal();
  return services.store.read<MemberList>([&](db::Transaction& transaction) {
    return list_of(services, transaction, call.caller.merchant_id, (**look)(transaction));
  });
}

Result<Member> show_member(const Services& services, const Call& call) {
  const auto member_id = call.id<MemberId>(0);
  if (!member_id) return member_id.refusal();
  if (auto may = may_find(call.caller); !may) return may.refusal();
  const MerchantId merchant_id = call.caller.merchant_id;
  return services.store.read<Result<Member>>([&](db::Transaction& transaction) -> Result<Member> {
    const auto record = find_member(transaction, merchant_id, *member_id);
    if (!record) return unknown_member;
    return to_member(services, transaction, merchant_id, *record);
  });
}

TillMember to_till_member(const Services& services, db::Transaction& transaction, MerchantId merchant_id,
                          const crypto::Key& till_key, const MemberRecord& record) {
  TillMember member;
  member.id = record.member_id;
  member.number = record.number;
  member.tier = record.tier;
  member.state = record.state;
  if (!is_erased(record)) {
    const Phone phone = open_phone(services.keys, merchant_id, record);
    member.till_index = crypto::till_index(till_key, phone);
    member.phone_masked = mask_phone(phone);
  }
  if (services.points_of) member.points = services.points_of(transaction, merchant_id, record.member_id);
  if (!record.tags.empty()) member.tags = split_tags(record.tags);
  if (record.state == MemberState::merged)
    if (const auto answers = find_member(transaction, merchant_id, record.member_id))
      member.leads_to = answers->member_id;
  return member;
}

Result<std::int64_t> since_of(const Call& call) {
  const std::string_view text = call.request.query_value("since");
  std::int64_t since = 0;
  for (char c : text) {
    if (c < '0' || c > '9' || text.size() > 15)
      return Refusal(http::bad_parameter, {{"name", "since"}, {"value", std::string(text.substr(0, 40))}});
    since = since * 10 + (c - '0');
  }
  return since;
}

Result<TillMemberPage> till_page(const Services& services, const Call& call) {
  const auto since = since_of(call);
  if (!since) return since.refusal();
  const MerchantId merchant_id = call.caller.merchant_id;
  const crypto::Key till_key = crypto::till_lookup_key(services.keys, merchant_id);
  return services.store.read<TillMemberPage>([&](db::Transaction& transaction) {
    // A till that knows more than the server did so before a backup was restored: it gets everything.
    const bool is_ahead = *since > member_version(transaction, merchant_id);
    TillMemberPage page{.version = is_ahead ? 0 : *since, .more = false, .members = {}};
    auto records = list_changed(transaction, merchant_id, page.version, kTillPage + 1);
    page.more = records.size() > static_cast<std::size_t>(kTillPage);
    if (page.more) records.pop_back();
    for (const MemberRecord& record : records)
      page.members.push_back(to_till_member(services, transaction, merchant_id, till_key, record));
    if (!records.empty()) page.version = records.back().version;
    return page;
  });
}

}  // namespace

void add_routes(Router& router, Services services) {
  router.with_body<MemberRegistration, Member>(
      Route{.method = "PUT",
            .path = "/v1/members/{member_id}",
            .summary = "Register a member; a phone that is a member already answers that one",
            .access = Access::till_or_session},
      [services](const Call& call, const MemberRegistration& body) {
        return register_and_show(services, call, body);
      });
  router.get<MemberList>(
      Route{.path = "/v1/members",
            .summary = "Find members, or list them newest first",
            .access = Access::till_or_session,
            .query = {{.name = "phone", .doc = "the whole number"},
                      {.name = "last4",
                       .doc = "its last four digits: at most 20 members, total tells how many"},
                      {.name = "number", .doc = "the member number"},
                      {.name = "cursor", .doc = "next of the page before"}}},
      [services](const Call& call) { return find_members(services, call); });
  router.get<Member>(Route{.path = "/v1/members/{member_id}",
                           .summary = "One member; the id may be an alias",
                           .access = Access::till_or_session},
                     [services](const Call& call) { return show_member(services, call); });
  router.get<TillMemberPage>(
      Route{.path = "/v1/till-members",
            .summary = "What a till keeps of members that changed after a version, at most 5,000",
            .access = Access::till,
            .query = {{.name = "since", .doc = "version of the page before; missing: from the start"}}},
      [services](const Call& call) { return till_page(services, call); });
  add_life_routes(router, services);
  add_change_routes(router, services);
}

}  // namespace huiji::members
