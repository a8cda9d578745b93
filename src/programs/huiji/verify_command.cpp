#include <filesystem>
#include <iostream>

#include "checkout/verify_store.hpp"
#include "programs/huiji/commands.hpp"

namespace huiji::program {

static void say_counts(const checkout::VerifyCounts& counts) {
  std::cout << "已核对 Checked:\n"
            << "  " << counts.sales << " 张销售单 sales, " << counts.returns << " 张退货单 returns, "
            << counts.lines << " 行 lines\n"
            << "  " << counts.repriced << " 张按当时规则重算 sales priced again\n";
  if (counts.other_arithmetic > 0)
    std::cout << "  " << counts.other_arithmetic
              << " 张由旧版算法计价，未重算 sales by an older arithmetic, not compared (huiji reprice)\n";
  std::cout << "  " << counts.postings << " 笔分录 postings, " << counts.entries << " 条 entries, "
            << counts.accounts << " 个账户余额 balances, " << counts.lots << " 批积分 lots\n"
            << "  " << counts.stock_moves << " 条单据的库存变动 stock moves of documents\n";
}

static bool missing(const std::string& address) {
  constexpr std::string_view kSqlite = "sqlite:";
  return address.rfind(kSqlite, 0) == 0 && !std::filesystem::exists(address.substr(kSqlite.size()));
}

int verify_command(const config::Settings& settings) {
  const std::string address = config::database_address(settings);
  if (missing(address)) {
    std::cerr << "没有这个数据库：" << address << "\nThere is no such database: " << address << std::endl;
    return 1;
  }
  const auto store = db::open(address);  // neither migrated nor unlocked: verify only reads, needs no keys
  const auto report = store->read<checkout::VerifyReport>(
      [](db::Transaction& transaction) { return checkout::verify(transaction); });
  say_counts(report.counts);
  for (const checkout::Finding& finding : report.findings)
    std::cout << "✗ " << finding.check->name << "\n  " << finding.zh << "\n  " << finding.en << "\n";
  if (report.found > std::int64_t(report.findings.size()))
    std::cout << "… 共 " << report.found << " 处，只列出前 " << report.findings.size() << " 处 "
              << "findings in all; only the first are listed\n";
  for (const checkout::Finding& notice : report.notices)
    std::cout << "ⓘ " << notice.check->name << "\n  " << notice.zh << "\n  " << notice.en << "\n";
  if (report.sound()) {
    std::cout << "账目全部相符。Every book agrees." << std::endl;
    return 0;
  }
  std::cout << "有 " << report.found << " 处不符。" << report.found << " findings." << std::endl;
  return 1;
}

}  // namespace huiji::program
