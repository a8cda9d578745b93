#include <filesystem>
#include <iostream>

#include "checkout/reprice_store.hpp"
#include "platform/world.hpp"
#include "programs/huiji/commands.hpp"

namespace huiji::program {

namespace {

// What each arithmetic changed against the one before it (pricing::kArithmetic).
struct ArithmeticChange {
  int number;
  const char* zh;
  const char* en;
};
constexpr ArithmeticChange kChanges[] = {
    {2, "所有层一起求最优，套数可取任意值，结果附最优性证明",
     "all layers decided together, any number of sets, a certificate in the result"},
    {3,
     "大购物篮搜索得更深：原来已证明最优的价格不变（换购、赠品与白送的单价优惠叠加时曾误判最优，已改正），"
     "原来未证明的可能更低",
     "large baskets are searched further: prices that were proven the best stay (bar some with extras over "
     "goods "
     "that are free at their lowest price, which were called so and were not), others may be lower"},
};

void say_changes(int since) {
  for (const ArithmeticChange& change : kChanges)
    if (change.number > since)
      std::cout << "    算法 " << change.number << "：" << change.zh << "\n    arithmetic " << change.number
                << ": " << change.en << "\n";
}

std::string yuan(Money amount) {
  const std::int64_t cents = amount.minor % 100;
  return std::to_string(amount.minor / 100) + (cents < 10 ? ".0" : ".") + std::to_string(cents);
}

void say_difference(const checkout::PriceDifference& difference) {
  const bool older = difference.arithmetic_then != pricing::kArithmetic;
  std::cout << (older ? "~ " : "✗ ") << to_text(difference.business_day) << " " << difference.number << " ("
            << difference.sale_id.text() << ")\n";
  if (!difference.known) {
    std::cout << "    找不到当时的商品或规则 the facts of its version are not there\n";
    return;
  }
  std::cout << "    存档 stored " << yuan(difference.stored) << "，重算 computed "
            << yuan(difference.computed) << "\n";
  if (older) say_changes(difference.arithmetic_then);
}

Date first_day(int days) {
  if (days == 0) return Date{};
  const auto today = system_clock().now();
  return Date{business_day(today, 0, 0).days - days};
}

}  // namespace

int reprice_command(const config::Settings& settings, int days) {
  const std::string address = config::database_address(settings);
  constexpr std::string_view kSqlite = "sqlite:";
  if (address.rfind(kSqlite, 0) == 0 && !std::filesystem::exists(address.substr(kSqlite.size()))) {
    std::cerr << "没有这个数据库：" << address << "\nThere is no such database: " << address << std::endl;
    return 1;
  }
  const auto store = db::open(address);
  const Date since = first_day(days);
  const auto report = store->read<checkout::RepriceReport>(
      [&](db::Transaction& transaction) { return checkout::reprice(transaction, since); });
  for (const checkout::PriceDifference& difference : report.differences) say_difference(difference);
  std::cout << report.sales << " 张销售单 sales: " << report.same << " 张逐字节相同 the same bytes, "
            << report.other_arithmetic << " 张由其他算法计价 by another arithmetic ("
            << report.other_arithmetic_payable << " 张应收不同 with another total), " << report.different
            << " 张不符 different" << std::endl;
  return report.different == 0 ? 0 : 1;
}

}  // namespace huiji::program
