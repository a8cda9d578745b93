#include "staff/staff.hpp"

#include <boost/describe/enumerators.hpp>

#include "staff/staff_errors.hpp"

namespace huiji::staff {

namespace {

constexpr Rights kCashier{Right::sell,           Right::return_goods,  Right::register_member,
                          Right::view_sales,     Right::view_products, Right::sell_value,
                          Right::sell_on_account};
// Every right that there is, so that a new one starts with those who run the shop.
template <template <class...> class List, class... Enumerators>
constexpr Rights rights_in(List<Enumerators...>) {
  return Rights{Enumerators::value...};
}

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

// What a manager may not do to owners is a rule about people (check_change), not a missing right.
Rights rights_of(Role role) {
  return role == Role::cashier ? kCashier : rights_in(boost::describe::describe_enumerators<Right>());
}

std::vector<Right> list_of(Rights rights) {
  std::vector<Right> list;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Right>>([&](auto e) {
    if (rights.has(e.value)) list.push_back(e.value);
  });
  return list;
}

std::string fold_login(std::string_view text) {
  std::string login(trimmed(text));
  for (char& c : login)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return login;
}

Result<std::string> parse_login(std::string_view text) {
  std::string login = fold_login(text);
  if (login.empty()) return login_form;
  for (char c : login)
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f) return login_form;
  if (login.find("\xE3\x80\x80") != std::string::npos) return login_form;  // the full-width space
  return login;
}

Result<PersonDraft> check_draft(PersonDraft draft, bool is_new) {
  auto login = parse_login(draft.login);
  if (!login) return login.refusal();
  draft.login = *login;
  draft.name = trimmed(draft.name);
  if (draft.name.empty()) return name_missing;
  if (is_new && !draft.password) return password_missing;
  if (draft.password && fold_login(*draft.password) == draft.login) return password_is_login;
  return draft;
}

Result<Done> check_change(const Editor& editor, StaffId subject, const std::optional<Person>& before,
                          const PersonDraft& wanted, std::int64_t other_active_owners) {
  const bool touches_owner = wanted.role == Role::owner || (before && before->role == Role::owner);
  if (editor.staff_id == subject && before && wanted.role > before->role) return raises_oneself;
  if (editor.role != Role::owner && touches_owner) return owner_only;
  const bool stays_owner = wanted.role == Role::owner && wanted.state == StaffState::active;
  const bool was_owner = before && before->role == Role::owner && before->state == StaffState::active;
  if (was_owner && !stays_owner && other_active_owners == 0) return last_owner;
  return Done{};
}

Result<Done> check_session_access(const Editor& editor, Rights rights, const Person& subject) {
  if (editor.staff_id == subject.staff_id) return Done{};
  if (!rights.has(Right::edit_staff)) return unknown_session;  // a stranger's sessions do not exist for him
  if (subject.role == Role::owner && editor.role != Role::owner) return owner_only;
  return Done{};
}

}  // namespace huiji::staff
