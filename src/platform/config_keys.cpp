#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "platform/config.hpp"

namespace huiji::config {

namespace {

constexpr std::string_view kHeading =
    "# Huiji's master secret. Without it no member's phone or name can be read. Back it up apart from the "
    "data.\n"
    "# 惠记主密钥：没有它就读不出会员的手机号和姓名。请与数据分开备份，切勿外传。\n";

struct OpenFile {
  int descriptor = -1;
  ~OpenFile() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

Refusal unreadable(const std::string& file, std::string reason) {
  return Refusal(secrets_unreadable, {{"file", file}, {"reason", std::move(reason)}});
}

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// The last line: 64 hexadecimal digits.
std::optional<crypto::Key> parse_master(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  const std::size_t start = text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1;
  const std::string_view digits = std::string_view(text).substr(start);
  crypto::Key master;
  if (digits.size() != master.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < master.size(); ++i) {
    const int high = nibble(digits[2 * i]), low = nibble(digits[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    master[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return master;
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

void sync_folder(const std::string& file) {
  OpenFile folder{
      ::open(std::filesystem::path(file).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (folder.descriptor >= 0) ::fsync(folder.descriptor);
}

}  // namespace

Result<std::optional<crypto::Keys>> read_keys(const std::string& file) {
  OpenFile in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (in.descriptor < 0 && errno == ENOENT) return std::optional<crypto::Keys>();
  struct stat about {};
  if (in.descriptor < 0 || ::fstat(in.descriptor, &about) != 0) return unreadable(file, std::strerror(errno));
  if ((about.st_mode & 077) != 0) return unreadable(file, "chmod 600");
  std::string text(4096, '\0');
  const ssize_t size = ::read(in.descriptor, text.data(), text.size());
  text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  const auto master = parse_master(std::move(text));
  if (!master) return unreadable(file, "64 × 0-9a-f");
  return std::optional(crypto::Keys::derive_from(*master));
}

Result<crypto::Keys> make_keys(const std::string& file, Random& random) {
  crypto::Key master;
  random.fill(master);
  const std::string_view bytes(reinterpret_cast<const char*>(master.data()), master.size());
  const std::string text = std::string(kHeading) + crypto::to_hex(bytes) + "\n";
  // A half-written secret must never be read: write beside, then link into place (which replaces nothing).
  const std::string draft = file + ".new";
  ::unlink(draft.c_str());
  OpenFile out{::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (out.descriptor < 0 || !write_all(out.descriptor, text) || ::link(draft.c_str(), file.c_str()) != 0)
    return unreadable(file, std::strerror(errno));
  ::unlink(draft.c_str());
  sync_folder(file);
  return crypto::Keys::derive_from(master);
}

}  // namespace huiji::config
