#include <csignal>
#include <filesystem>
#include <iostream>

#include "platform/http/http.hpp"
#include "platform/log.hpp"
#include "programs/huiji/app.hpp"
#include "programs/huiji/commands.hpp"
#include "programs/huiji/demo.hpp"
#include "programs/huiji/value_sweeper.hpp"
#include "programs/huiji/version.hpp"

namespace huiji::program {

namespace {

// Blocked before the first thread starts, so that only wait() gets them.
class StopSignals {
 public:
  StopSignals() {
    std::signal(SIGPIPE, SIG_IGN);
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }
  void wait() {
    int number = 0;
    sigwait(&set_, &number);
  }

 private:
  sigset_t set_;
};

std::string log_file(const config::Settings& settings) {
  if (settings.log.file == "-") return "";
  return settings.log.file.empty() ? settings.data + "/huiji.log" : settings.log.file;
}

http::ServerOptions server_options(const config::ServerSettings& server) {
  http::ServerOptions options;
  options.address = server.address;
  options.port = static_cast<std::uint16_t>(server.port);
  options.io_threads = server.io_threads;
  options.worker_threads = server.worker_threads;
  options.request_timeout_ms = server.request_timeout_ms;
  options.idle_timeout_ms = server.idle_timeout_ms;
  options.shutdown_grace_ms = server.shutdown_grace_ms;
  return options;
}

// postgresql://user:secret@host/shop -> postgresql://user@host/shop
std::string without_password(std::string address) {
  const std::size_t start = address.find("://");
  if (start == std::string::npos) return address;
  const std::size_t at = address.find('@', start), colon = address.find(':', start + 3);
  if (at != std::string::npos && colon < at) address.erase(colon, at - colon);
  return address;
}

void print_logins(const std::vector<NewPerson>& people) {
  if (people.empty()) return;
  std::cout << "\n  账号 Log-ins\n";
  for (const NewPerson& person : people)
    std::cout << "    " << person.login << "  " << person.password << "  (" << person.name << ")\n";
}

void print_welcome(const config::Settings& settings, std::uint16_t port,
                   const std::vector<NewPerson>& people) {
  const std::string& address = settings.server.address;
  const bool everywhere = address == "0.0.0.0" || address == "::";
  const std::string host = everywhere                               ? "127.0.0.1"
                           : address.find(':') != std::string::npos ? "[" + address + "]"
                                                                    : address;
  const std::string url = "http://" + host + ":" + std::to_string(port);
  std::cout << "\n惠记 Huiji " << kVersion << "\n\n"
            << "  首页   Home      " << url << "/\n"
            << "  收银台 Till      " << url << "/till/\n"
            << "  后台   Office    " << url << "/office/\n"
            << "  设计   Design    " << url << "/ui/\n"
            << "  数据库 Database  " << without_password(config::database_address(settings)) << "\n"
            << "  日志   Log       " << (log_file(settings).empty() ? "-" : log_file(settings)) << "\n";
  std::error_code error;
  if (!std::filesystem::exists(settings.web + "/till/index.html", error))
    std::cout << "  网页尚未构建，只有接口可用（./x run 会构建）。"
              << "The web apps are not built: only the API answers (./x run builds them).\n";
  if (everywhere)
    std::cout << "  本机各网络地址均可访问。Reachable on every network address of this machine.\n";
  print_logins(people);
  std::cout << "\n  按 Ctrl+C 停止。Ctrl+C stops.\n" << std::endl;
}

std::vector<NewPerson> open_first_shop(OpenedStore& opened, const ServeWishes& wishes) {
  crypto::Passwords passwords;
  const NewShop shop = wishes.demo ? demo_shop() : empty_shop(system_random());
  const OpenedShop ids = open_shop(*opened.store, system_clock(), system_random(), passwords, shop);
  opened.merchant = Merchant{ids.merchant_id, shop.merchant_name};
  return shop.people;
}

}  // namespace

int serve_command(const config::Settings& settings, const ServeWishes& wishes) {
  StopSignals signals;
  make_data_folder(settings);
  log::open(settings.log.level, log_file(settings));
  auto opened = open_store(settings);
  if (!opened) return say_refusal(opened.refusal());
  std::vector<NewPerson> people;
  if (!opened->merchant) {
    people = open_first_shop(*opened, wishes);
  } else if (wishes.demo) {
    crypto::Passwords passwords;
    people = valid_logins(*opened->store, passwords, opened->merchant->merchant_id, demo_shop().people);
  }
  if (wishes.demo)
    fill_demo(*opened->store, system_clock(), system_random(), opened->keys, *opened->merchant,
              static_cast<std::size_t>(wishes.demo_products));
  App app({.store = *opened->store,
           .clock = system_clock(),
           .random = system_random(),
           .keys = opened->keys,
           .merchant_id = opened->merchant->merchant_id,
           .web = settings.web});
  ValueSweeper sweeper(*opened->store, system_clock(), opened->merchant->merchant_id);
  auto server = http::serve(
      server_options(settings.server), [&app](const http::Request& request) { return app.handle(request); },
      [&app](const Refusal& refusal, const http::Request& request) { return app.refuse(refusal, request); });
  log::info("program.started", {{"version", kVersion}, {"port", server->port()}});
  print_welcome(settings, server->port(), people);
  signals.wait();
  std::cout << "正在停止，先完成已接受的请求…… Stopping; accepted requests are finished first." << std::endl;
  server->stop();
  log::info("program.stopped");
  return 0;
}

}  // namespace huiji::program
