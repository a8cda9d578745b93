#include "child.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

namespace huiji::test {

static int run_guarded(const std::function<int(int)>& work, int report) {
  try {
    return work(report);
  } catch (const std::exception& error) {
    report_line(report, std::string("error: ") + error.what());
    return 99;
  }
}

Child::Child(const std::function<int(int report)>& work) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  std::fflush(nullptr);  // or the child would print it again
  process_ = ::fork();
  if (process_ < 0) throw std::runtime_error("cannot fork");
  if (process_ == 0) {
    ::close(ends[0]);
    ::_exit(run_guarded(work, ends[1]));
  }
  ::close(ends[1]);
  reports_ = ::fdopen(ends[0], "r");
}

Child::~Child() {
  if (!waited_) kill(), wait();
  std::fclose(reports_);
}

std::vector<std::string> Child::lines(std::size_t count) {
  std::vector<std::string> all;
  char line[256];
  while (all.size() < count && std::fgets(line, sizeof line, reports_)) {
    all.emplace_back(line);
    all.back().pop_back();
  }
  return all;
}

std::vector<std::string> Child::rest() { return lines(static_cast<std::size_t>(-1)); }

void Child::kill() { ::kill(process_, SIGKILL); }

int Child::wait() {
  int status = 0;
  ::waitpid(process_, &status, 0);
  waited_ = true;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

void report_line(int report, const std::string& line) {
  const std::string text = line + "\n";
  if (::write(report, text.data(), text.size()) < 0) ::_exit(98);
}

}  // namespace huiji::test
