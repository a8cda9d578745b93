// Who may do what: the rights of a role, and the rules for changing people. A role is nothing but a set of
// rights; other rooms ask for a right by name. An owner may do everything. A manager runs the shop but makes
// and changes no owner. A cashier sells, takes goods back and registers members; he sees members at his till
// only (members_api.cpp), not the list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"
#include "staff/staff_types.hpp"

namespace huiji::staff {

Rights rights_of(Role role);
std::vector<Right> list_of(Rights rights);

// The form in which logins are stored and compared: trimmed, ASCII letters small. Refuses inner spaces and
// control characters.
Result<std::string> parse_login(std::string_view text);
// Folds without refusing, for log-in attempts: what can't be a login matches nobody.
std::string fold_login(std::string_view text);

struct Editor {
  StaffId staff_id;
  Role role = Role::cashier;
};

// Trims and checks the draft itself; a new person needs a password.
Result<PersonDraft> check_draft(PersonDraft draft, bool is_new);

// May this editor turn `before` (nobody, for a new person) into `wanted`? The right edit_staff is checked
// at the door; `other_active_owners` counts the active owners without this person.
Result<Done> check_change(const Editor& editor, StaffId subject, const std::optional<Person>& before,
                          const PersonDraft& wanted, std::int64_t other_active_owners);

// May this editor see and end that person's sessions?
Result<Done> check_session_access(const Editor& editor, Rights rights, const Person& subject);

}  // namespace huiji::staff
