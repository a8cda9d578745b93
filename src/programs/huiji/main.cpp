// The command line. CLI11 is included here only.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>
#include <iostream>

#include "platform/http/http.hpp"
#include "programs/huiji/commands.hpp"

namespace huiji::program {

namespace {

// Flags that stand above the environment, which stands above the file.
struct Flags {
  std::string config;
  std::optional<std::string> data, database, web, address;
  std::optional<int> port;
};

// Beside the program: build/web of a source folder, web of an unpacked release.
std::string web_beside_program() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto beside = program.parent_path().parent_path() / "web";
  return std::filesystem::is_directory(beside, error) ? beside.string() : config::Settings{}.web;
}

Result<config::Settings> settings_of(const Flags& flags) {
  auto settings = config::read_settings(flags.config, config::system_environment());
  if (!settings) return settings;
  if (settings->web == config::Settings{}.web) settings->web = web_beside_program();
  if (flags.data) settings->data = *flags.data;
  if (flags.database) settings->database = *flags.database;
  if (flags.web) settings->web = *flags.web;
  if (flags.address) settings->server.address = *flags.address;
  if (flags.port) settings->server.port = *flags.port;
  return settings;
}

class CommandLine {
 public:
  CommandLine() {
    app_.require_subcommand(1);
    add_serve();
    add_store_commands();
    add_user();
    CLI::App* price = add("price", "试算 Price a basket: JSON with rules and basket");
    auto* input = price->add_option_group("input");
    input->add_option("FILE", file_, "输入文件，- 为标准输入 Input, - for the standard input");
    input->add_option("--cases", cases_,
                      "其他系统的案例 Carts of other shop systems with what comes out there");
    input->require_option(1);
    price->callback([this] { code_ = cases_.empty() ? price_command(file_) : price_cases_command(cases_); });
    add("version", "版本 Version of the program, its schema and its engines")->callback([this] {
      code_ = version_command();
    });
  }

  int run(int count, char** arguments) {
    try {
      app_.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? 0 : 2;
    }
    return code_;
  }

 private:
  using Command = std::function<int(const config::Settings&)>;

  CLI::App* add(const char* name, const char* help) { return app_.add_subcommand(name, help); }

  // A command on a store: takes the place flags, and runs with the settings.
  CLI::App* add(const char* name, const char* help, Command command) {
    return on_store(app_, name, help, command);
  }
  CLI::App* on_store(CLI::App& above, const char* name, const char* help, Command command) {
    CLI::App* sub = above.add_subcommand(name, help);
    sub->add_option("--config", flags_.config, "配置文件 Settings, TOML");
    sub->add_option("--data", flags_.data, "数据目录 Folder of the database, the secrets and the log");
    sub->add_option("--database", flags_.database, "数据库 sqlite:FILE or postgresql://…");
    sub->callback([this, command] {
      const auto settings = settings_of(flags_);
      code_ = settings ? command(*settings) : say_refusal(settings.refusal());
    });
    return sub;
  }

  void add_serve() {
    CLI::App* sub = add("serve", "开始营业 Serve the tills and the office",
                        [this](const auto& settings) { return serve_command(settings, serve_); });
    sub->add_flag("--demo", serve_.demo, "首次启动时建立示范店 Fill a demo shop on the first start");
    sub->add_option("--demo-products", serve_.demo_products,
                    "示范店至少多少种商品 At least so many goods in it")
        ->check(CLI::Range(0, 100'000));
    sub->add_option("--address", flags_.address, "监听地址 Address to listen on (0.0.0.0: all)");
    sub->add_option("--port", flags_.port, "端口 Port (0: any free one)")->check(CLI::Range(0, 65535));
    sub->add_option("--web", flags_.web, "网页目录 Folder of the built web apps");
  }

  void add_store_commands() {
    add("migrate", "升级数据库结构 Bring the database's schema up to date", migrate_command);
    add("verify", "核对全部账目 Recompute and prove every book", verify_command);
    add("jobs", "今日批处理：到期提醒、积分到期、等级复核 Run today's work on members' value", jobs_command);
    CLI::App* reprice =
        add("reprice", "重新计价已存销售并逐字节比较 Price stored sales again and compare the bytes",
            [this](const auto& settings) { return reprice_command(settings, days_); });
    reprice->add_option("--days", days_, "最近多少天，0 为全部 Of the last so many days, 0: all")
        ->check(CLI::Range(0, 100'000));
    CLI::App* backup = add("backup", "备份（营业中也可） Write a consistent copy, also while the shop sells",
                           [this](const auto& settings) { return backup_command(settings, file_); });
    backup->add_option("FILE", file_, "备份文件 Where to")->required();
    CLI::App* restore = add("restore", "恢复备份 Put a backup back", [this](const auto& settings) {
      return restore_command(settings, file_, force_);
    });
    restore->add_option("FILE", file_, "备份文件 The backup")->required();
    restore->add_flag("--force", force_, "覆盖已有数据 Replace what is there");
    CLI::App* import = add("import", "导入商品 Import products from CSV or XLSX",
                           [this](const auto& settings) { return import_command(settings, import_); });
    import->add_option("FILE", import_.file, "商品文件 The file")->required();
    import->add_flag("--dry-run", import_.dry_run, "只试算不改动 Only report what would happen");
    CLI::App* replay =
        add("replay", "重放公开数据为销售 Turn published baskets into sales of a shop of their own",
            [this](const auto& settings) { return replay_command(settings, replay_); });
    replay->add_option("--format", replay_.format, "格式 online-retail or baskets")->required();
    replay->add_option("FILE", replay_.files, "数据文件，可为 .gz The files, plain or gzip")->required();
    CLI::App* laboratory =
        add("laboratory", "实验室：用历史小票试算一份促销草案 Replay stored baskets through a draft",
            [this](const auto& settings) { return laboratory_command(settings, laboratory_); });
    laboratory
        ->add_option("--promotion", laboratory_.promotion, "促销草案 The draft, JSON (-: standard input)")
        ->required();
    laboratory->add_option("--days", laboratory_.days, "最近多少个营业日 How many business days back")
        ->check(CLI::Range(1, 1100));
    CLI::App* goods = add("export", "导出商品 Export products to CSV or XLSX",
                          [this](const auto& settings) { return export_command(settings, file_); });
    goods->add_option("FILE", file_, "导出到 Where to: .csv or .xlsx")->required();
  }

  void add_user() {
    CLI::App* user = add("user", "账号 Make a log-in, or give it a new password");
    user->require_subcommand(1);
    CLI::App* create = on_store(*user, "add", "新建账号 Make a log-in", [this](const auto& settings) {
      user_.add = true;
      return user_command(settings, user_);
    });
    create->add_option("--name", user_.name, "姓名 Name");
    create->add_option("--role", user_.role, "角色 cashier, manager or owner")->required();
    CLI::App* password = on_store(*user, "password", "重设密码 Give a new password",
                                  [this](const auto& settings) { return user_command(settings, user_); });
    for (CLI::App* sub : {create, password}) {
      sub->add_option("--login", user_.login, "账号 Log-in")->required();
      sub->add_flag("--password-from-input", user_.password_from_input,
                    "从标准输入读一行作密码 Read the password from the standard input");
    }
  }

  CLI::App app_{"惠记：超市会员与收银 Huiji: membership and checkout for supermarkets", "huiji"};
  Flags flags_;
  ServeWishes serve_;
  UserWishes user_;
  ImportWishes import_;
  ReplayWishes replay_;
  LaboratoryWishes laboratory_;
  std::string file_, cases_;
  bool force_ = false;
  int days_ = 0;
  int code_ = 0;
};

int run(int count, char** arguments) {
  try {
    return CommandLine().run(count, arguments);
  } catch (const http::CannotListen& error) {
    std::cerr << "无法监听：端口可能已被占用，请换 --port。" << error.what() << "\n"
              << "Can't listen: the port may be taken, try another --port. " << error.what() << "\n";
  } catch (const db::Unavailable& error) {
    std::cerr << "数据库不可用 The database can't be used: " << error.what() << "\n";
  } catch (const std::filesystem::filesystem_error& error) {
    std::cerr << "文件或目录不可用 A file or folder can't be used: " << error.what() << "\n";
  } catch (const std::exception& error) {
    std::cerr << "程序错误 Something is broken: " << error.what() << "\n";
  }
  return 1;
}

}  // namespace

}  // namespace huiji::program

int main(int count, char** arguments) { return huiji::program::run(count, arguments); }
