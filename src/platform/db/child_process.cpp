#include "platform/db/child_process.hpp"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

#include "platform/db/database.hpp"

namespace huiji::db {

namespace {

// Where the child writes: a file in memory, so that it never waits for a reader.
class MemoryFile {
 public:
  explicit MemoryFile(const char* name) : file_(::memfd_create(name, MFD_CLOEXEC)) {
    if (file_ < 0) throw Unavailable("cannot make a file in memory");
  }
  ~MemoryFile() { ::close(file_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  int descriptor() const { return file_; }
  std::string content() const {
    std::string all;
    char part[4096];
    ::lseek(file_, 0, SEEK_SET);
    for (ssize_t size; (size = ::read(file_, part, sizeof part)) > 0;) {
      all.append(part, static_cast<std::size_t>(size));
    }
    return all;
  }

 private:
  int file_;
};

std::vector<std::string> merged_environment(const Environment& added) {
  std::vector<std::string> merged;
  for (const auto& [name, value] : added) merged.push_back(name + "=" + value);
  for (char** variable = environ; *variable != nullptr; ++variable) merged.emplace_back(*variable);
  return merged;  // of two with the same name the first counts
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

ChildOutcome run_child(const std::vector<std::string>& arguments, const Environment& environment) {
  MemoryFile output("output"), errors("errors");
  std::vector<std::string> words = arguments, variables = merged_environment(environment);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", 0, 0);
  posix_spawn_file_actions_adddup2(&actions, output.descriptor(), 1);
  posix_spawn_file_actions_adddup2(&actions, errors.descriptor(), 2);
  pid_t child = 0;
  const int code = ::posix_spawnp(&child, words[0].c_str(), &actions, nullptr, pointers(words).data(),
                                  pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  if (code != 0) {
    throw Unavailable("cannot run " + words[0] + ": " + std::strerror(code) +
                      "; install the PostgreSQL client programs (Debian: postgresql-client)");
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return {WIFEXITED(status) && WEXITSTATUS(status) == 0, output.content(), errors.content()};
}

}  // namespace huiji::db
