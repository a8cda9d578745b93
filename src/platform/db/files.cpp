#include "platform/db/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "platform/db/database.hpp"

namespace huiji::db {

[[noreturn]] static void fail(const std::string& what, const std::string& path) {
  throw Unavailable(what + " " + path + ": " + std::strerror(errno));
}

void create_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) fail("cannot create", path);
  ::close(file);
}

void flush_to_disk(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail("cannot open", path);
  const int outcome = ::fsync(file);
  const int error = errno;
  ::close(file);
  errno = error;
  if (outcome != 0) fail("cannot flush", path);
}

static std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

void move_durably(const std::string& from, const std::string& to) {
  flush_to_disk(from);
  if (::rename(from.c_str(), to.c_str()) != 0) fail("cannot write", to);
  flush_to_disk(folder_of(to));
}

void copy_durably(const std::string& from, const std::string& to) {
  create_private(to);
  std::error_code error;
  std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing, error);
  if (error) throw Unavailable("cannot copy " + from + " to " + to + ": " + error.message());
  flush_to_disk(to);
}

}  // namespace huiji::db
