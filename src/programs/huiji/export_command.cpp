#include <fstream>
#include <iostream>

#include "programs/huiji/commands.hpp"
#include "programs/huiji/goods.hpp"
#include "programs/huiji/program_errors.hpp"

namespace huiji::program {

int export_command(const config::Settings& settings, const std::string& file) {
  const auto opened = open_store(settings);
  if (!opened) return say_refusal(opened.refusal());
  if (!opened->merchant) return say_refusal(no_shop_yet);
  const auto format = file.ends_with(".xlsx") ? catalog::FileFormat::xlsx : catalog::FileFormat::csv;
  const Caller caller = command_caller(*opened->store, *opened->merchant);
  const std::string bytes = opened->store->read<std::string>(
      [&](db::Transaction& transaction) { return catalog::export_products(transaction, caller, format); });
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) return say_refusal(Refusal(file_unwritable, {{"file", file}}));
  std::cout << "已导出到 Exported to " << file << std::endl;
  return 0;
}

}  // namespace huiji::program
