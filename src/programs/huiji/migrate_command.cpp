#include <iostream>

#include "programs/huiji/commands.hpp"

namespace huiji::program {

int migrate_command(const config::Settings& settings) {
  const auto opened = open_store(settings);
  if (!opened) return say_refusal(opened.refusal());
  std::cout << "数据库结构已是最新。The database's schema is up to date." << std::endl;
  return 0;
}

}  // namespace huiji::program
