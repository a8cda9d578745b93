#include "platform/db/statement_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <mutex>
#include <set>

namespace huiji::db {

namespace {

class StatementLog {
 public:
  ~StatementLog() {
    const char* path = std::getenv("HUIJI_STATEMENT_LOG");
    if (path == nullptr || seen_.empty()) return;
    std::string lines;
    for (const std::string& entry : seen_) lines += entry + "\n";
    const int file = ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file < 0) return;
    // One write: programs of one test run append to the same file.
    if (::write(file, lines.data(), lines.size()) < 0) ::perror(path);
    ::close(file);
  }
  void add(std::string entry) {
    std::lock_guard lock(mutex_);
    seen_.insert(std::move(entry));
  }
  std::vector<std::string> entries() {
    std::lock_guard lock(mutex_);
    return {seen_.begin(), seen_.end()};
  }

 private:
  std::mutex mutex_;
  std::set<std::string> seen_;
};

StatementLog& statement_log() {
  static StatementLog log;
  return log;
}

}  // namespace

void note_executed(Engine engine, std::string_view name, bool batch_text) {
  std::string entry = engine == Engine::sqlite ? "sqlite " : "postgres ";
  entry += name;
  if (batch_text) entry += ".batch";
  statement_log().add(std::move(entry));
}

std::vector<std::string> executed_statements() { return statement_log().entries(); }

}  // namespace huiji::db
