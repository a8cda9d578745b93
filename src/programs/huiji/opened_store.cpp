#include <filesystem>
#include <iostream>

#include "programs/huiji/commands.hpp"

namespace huiji::program {

int say_refusal(const Refusal& refusal) {
  std::cerr << refusal.text(true) << "\n" << refusal.text(false) << "\n";
  return 1;
}

static Result<crypto::Keys> keys_of(const config::Settings& settings, bool holds_data) {
  const std::string file = config::secrets_file(settings);
  auto keys = config::read_keys(file);
  if (!keys) return keys.refusal();
  if (*keys) return **keys;
  if (holds_data) return Refusal(config::secrets_missing, {{"file", file}});
  return config::make_keys(file, system_random());
}

// The folder holds the secrets: other users of the machine have no business in it.
void make_data_folder(const config::Settings& settings) {
  if (std::filesystem::create_directories(settings.data))
    std::filesystem::permissions(settings.data, std::filesystem::perms::owner_all);
}

Result<OpenedStore> open_store(const config::Settings& settings, db::Options options) {
  make_data_folder(settings);
  OpenedStore opened;
  opened.store = db::open(config::database_address(settings), options);
  opened.store->migrate(system_clock().now().ms);
  opened.merchant = opened.store->read<std::optional<Merchant>>(first_merchant);
  auto keys = keys_of(settings, opened.merchant.has_value());
  if (!keys) return keys.refusal();
  opened.keys = *keys;
  return opened;
}

}  // namespace huiji::program
