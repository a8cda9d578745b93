#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "programs/huiji/commands.hpp"
#include "programs/huiji/program_errors.hpp"
#include "staff/staff.hpp"
#include "staff/staff_flow.hpp"
#include "staff/staff_store.hpp"
#include "wire/json.hpp"

namespace huiji::program {

namespace {

// Keeps typed characters off the screen.
class NoEcho {
 public:
  NoEcho() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = tcsetattr(STDIN_FILENO, TCSANOW, &quiet) == 0;
  }
  ~NoEcho() {
    if (!changed_) return;
    tcsetattr(STDIN_FILENO, TCSANOW, &before_);
    std::cerr << "\n";
  }

 private:
  termios before_{};
  bool changed_ = false;
};

std::string ask(const char* what) {
  std::cerr << what << std::flush;
  NoEcho quiet;
  std::string line;
  std::getline(std::cin, line);
  return line;
}

Result<std::string> read_password(const UserWishes& wishes) {
  std::string password;
  if (wishes.password_from_input) {
    std::getline(std::cin, password);
    return password;
  }
  password = ask("新密码 New password: ");
  if (ask("再输一次 Once more: ") != password) return passwords_differ;
  return password;
}

Result<staff::Role> parse_role(const std::string& name) {
  const wire::TypeInfo& type = wire::type_of<staff::Role>();
  staff::Role role = staff::Role::cashier;
  if (!type.read_text(&role, name)) return Refusal(unknown_role, {{"role", name}});
  return role;
}

// The person as he shall be: a new one, or the known one unchanged.
Result<staff::Person> wanted_person(const OpenedStore& opened, const UserWishes& wishes) {
  const auto known =
      opened.store->read<std::optional<staff::PersonRecord>>([&](db::Transaction& transaction) {
        return staff::find_login(transaction, opened.merchant->merchant_id, staff::fold_login(wishes.login));
      });
  if (!wishes.add) {
    if (!known) return Refusal(unknown_login, {{"login", wishes.login}});
    return known->person;
  }
  if (known) return Refusal(login_taken, {{"login", wishes.login}});
  const auto role = parse_role(wishes.role);
  if (!role) return role.refusal();
  return staff::Person{.staff_id = system_random().new_id<StaffId>(system_clock().now()),
                       .login = wishes.login,
                       .name = wishes.name.empty() ? wishes.login : wishes.name,
                       .role = *role,
                       .state = staff::StaffState::active};
}

// The limits of the API hold here as well: what was typed goes through the same reader.
Result<staff::PersonDraft> check(const staff::Person& person, const std::string& password, bool is_new) {
  const staff::PersonDraft typed{.login = person.login,
                                 .name = person.name,
                                 .role = person.role,
                                 .state = person.state,
                                 .password = password};
  auto draft = wire::from_json<staff::PersonDraft>(wire::to_json(typed));
  if (!draft) return draft.refusal();
  return staff::check_draft(std::move(*draft), is_new);
}

}  // namespace

int user_command(const config::Settings& settings, const UserWishes& wishes) {
  const auto opened = open_store(settings);
  if (!opened) return say_refusal(opened.refusal());
  if (!opened->merchant) return say_refusal(no_shop_yet);
  const auto person = wanted_person(*opened, wishes);
  if (!person) return say_refusal(person.refusal());
  const auto password = read_password(wishes);
  if (!password) return say_refusal(password.refusal());
  const auto draft = check(*person, *password, wishes.add);
  if (!draft) return say_refusal(draft.refusal());
  staff::Person checked = *person;
  checked.login = draft->login, checked.name = draft->name;
  crypto::Passwords passwords;
  const std::string hash = passwords.hash(*password);
  const auto done = opened->store->write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    staff::create_person(transaction, opened->merchant->merchant_id, checked, hash, system_clock().now());
    return Done{};
  });
  if (!done) return say_refusal(done.refusal());
  std::cout << "已保存 " << checked.login << "。Saved " << checked.login << "." << std::endl;
  return 0;
}

}  // namespace huiji::program
