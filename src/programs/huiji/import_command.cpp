#include <fstream>
#include <iostream>
#include <iterator>

#include "programs/huiji/commands.hpp"
#include "programs/huiji/goods.hpp"
#include "programs/huiji/program_errors.hpp"

namespace huiji::program {

namespace {

void say_problems(const char* title, const std::vector<catalog::ImportProblem>& problems) {
  if (problems.empty()) return;
  std::cout << "\n" << title << "\n";
  for (const catalog::ImportProblem& problem : problems) {
    std::cout << "  " << problem.row << "  " << problem.column;
    if (!problem.value.empty()) std::cout << "  [" << problem.value << "]";
    std::cout << "\n    " << problem.text_zh << "\n    " << problem.text_en << "\n";
  }
}

void say_report(const catalog::ImportReport& report) {
  std::cout << (report.dry_run ? "试导入，没有改动任何数据。Dry run: nothing was changed.\n"
                               : "已导入。Imported.\n")
            << "  行 rows " << report.rows << "，新增 added " << report.added << "，更改 changed "
            << report.changed << "，无变化 unchanged " << report.unchanged << "，未导入 left out "
            << report.refused << "，新增分类 categories added " << report.categories_added << "\n";
  say_problems("未导入的行 Rows left out (行号 row, 列 column, [值 value])", report.problems);
  say_problems("请留意 Worth a look", report.notes);
  std::cout << std::flush;
}

}  // namespace

int import_command(const config::Settings& settings, const ImportWishes& wishes) {
  std::ifstream file(wishes.file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) return say_refusal(Refusal(file_unreadable, {{"file", wishes.file}}));
  const auto opened = open_store(settings);
  if (!opened) return say_refusal(opened.refusal());
  if (!opened->merchant) return say_refusal(no_shop_yet);
  const Instant now = system_clock().now();
  const auto report = catalog::import_products({*opened->store, system_random(), opening_stock()},
                                               command_caller(*opened->store, *opened->merchant),
                                               {.import_id = system_random().new_id<ImportId>(now),
                                                .bytes = bytes,
                                                .format = {},
                                                .dry_run = wishes.dry_run},
                                               now);
  if (!report) return say_refusal(report.refusal());
  say_report(*report);
  return report->refused == 0 ? 0 : 1;
}

}  // namespace huiji::program
