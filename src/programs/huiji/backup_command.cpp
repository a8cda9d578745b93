#include <iostream>

#include "programs/huiji/commands.hpp"

namespace huiji::program {

int backup_command(const config::Settings& settings, const std::string& file) {
  const auto opened = open_store(settings);
  if (!opened) return say_refusal(opened.refusal());
  opened->store->backup(file);
  const std::string secret = config::secrets_file(settings);
  std::cout << "已备份到 " << file << "。请把密钥文件 " << secret << " 另外保存。\n"
            << "Backed up to " << file << ". Keep the secrets file " << secret << " apart from it."
            << std::endl;
  return 0;
}

}  // namespace huiji::program
