// The sub-commands of `huiji`, one file each (<command>_command.cpp). Each returns the exit code of the
// process: 0 done, 1 refused or something is wrong (said in words, Chinese first), 2 wrong usage.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/config.hpp"
#include "platform/db/database.hpp"
#include "programs/huiji/first_shop.hpp"

namespace huiji::program {

struct ServeWishes {
  bool demo = false;
  int demo_products = 0;  // at least so many goods in the demo shop (benches); 0: the written list
};
int serve_command(const config::Settings& settings, const ServeWishes& wishes);

int migrate_command(const config::Settings& settings);
int verify_command(const config::Settings& settings);
int jobs_command(const config::Settings& settings);
// Prices the stored sales of the last days again (0: all); 1 when one differs under the same arithmetic.
int reprice_command(const config::Settings& settings, int days);
int backup_command(const config::Settings& settings, const std::string& file);
int restore_command(const config::Settings& settings, const std::string& file, bool force);

struct ReplayWishes {
  std::string format;  // online-retail | baskets
  std::vector<std::string> files;
};
int replay_command(const config::Settings& settings, const ReplayWishes& wishes);

struct ImportWishes {
  std::string file;
  bool dry_run = false;
};
int import_command(const config::Settings& settings, const ImportWishes& wishes);
int export_command(const config::Settings& settings, const std::string& file);

// Reads {"rules","basket"} as JSON ("-": the standard input), writes the priced basket and its digest: what
// the till and the server decide.
int price_command(const std::string& file);
// Reads carts of other shop systems with what comes out there ("-": the standard input), prices them with our
// engine and writes pass or fail for each; the last line counts. 1 when one fails.
int price_cases_command(const std::string& file);

struct LaboratoryWishes {
  std::string promotion;  // file: a PromotionDraft as JSON, "-" for the standard input
  int days = 28;          // business days back from today
};
int laboratory_command(const config::Settings& settings, const LaboratoryWishes& wishes);

int version_command();

struct UserWishes {
  bool add = false;  // else: a new password for somebody who is there
  std::string login;
  std::string name;
  std::string role;
  bool password_from_input = false;  // read one line instead of asking twice at the terminal
};
int user_command(const config::Settings& settings, const UserWishes& wishes);

// ---- what commands share (shared in opened_store.cpp) ----

// Prints a refusal in both languages on the standard error; returns 1.
int say_refusal(const Refusal& refusal);

void make_data_folder(const config::Settings& settings);

// The store as the settings name it, migrated, with the installation's keys. Makes the data folder, and the
// master secret when the database holds nothing yet.
struct OpenedStore {
  std::unique_ptr<db::Store> store;
  crypto::Keys keys;
  std::optional<Merchant> merchant;  // none: nobody has opened a shop here
};
Result<OpenedStore> open_store(const config::Settings& settings, db::Options options = {});

}  // namespace huiji::program
