#include <iostream>

#include "programs/huiji/commands.hpp"

namespace huiji::program {

int restore_command(const config::Settings& settings, const std::string& file, bool force) {
  make_data_folder(settings);
  const std::string address = config::database_address(settings);
  db::restore(file, address, force);
  std::cout << "已恢复。启动前请放回密钥文件 " << config::secrets_file(settings) << "。\n"
            << "Restored. Put the secrets file " << config::secrets_file(settings)
            << " back before you start." << std::endl;
  return 0;
}

}  // namespace huiji::program
