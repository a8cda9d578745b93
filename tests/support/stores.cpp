#include "stores.hpp"

#include <atomic>
#include <cstdlib>
#include <filesystem>

#include "postgres_cluster.hpp"

namespace huiji::test {

namespace {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "huiji-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
    path = pattern;
    // A PostgreSQL server that we start as another user (never as root) lives in it, too.
    std::filesystem::permissions(path, std::filesystem::perms(0711));
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::string path;
};

constexpr std::string_view kSqlite = "sqlite:";
constexpr const char* kMemory = "sqlite::memory:";

std::string new_file_address() {
  static std::atomic<int> counter = 0;
  return "sqlite:" + temporary_folder() + "/" + std::to_string(++counter) + ".db";
}

FreshStore migrated_sqlite(const std::string& address, db::Options options) {
  auto store = db::open(address, std::move(options));
  store->migrate(0);
  return FreshStore(address, std::move(store));
}

FreshStore migrated_postgres(db::Options options) {
  const std::string address = claim_migrated_database();
  return FreshStore(address, db::open(address, std::move(options)));
}

}  // namespace

std::string temporary_folder() {
  static TemporaryFolder folder;
  return folder.path;
}

FreshStore::FreshStore(std::string address, std::unique_ptr<db::Store> store)
    : address_(std::make_unique<std::string>(std::move(address))), store_(std::move(store)) {}

FreshStore::~FreshStore() {
  store_.reset();
  if (!address_) return;
  if (address_->starts_with(kSqlite)) {
    drop_place(*address_);
  } else {
    release_database(*address_);
  }
}

void FreshStore::reopen(db::Options options) {
  if (address() == kMemory) throw std::logic_error("a database in memory cannot be reopened");
  store_.reset();
  store_ = db::open(address(), std::move(options));
}

FreshStore fresh_store(db::Engine engine, db::Options options) {
  if (engine == db::Engine::postgres) return migrated_postgres(std::move(options));
  return migrated_sqlite(kMemory, std::move(options));
}

FreshStore fresh_store_on_disk(db::Engine engine, db::Options options) {
  if (engine == db::Engine::postgres) return migrated_postgres(std::move(options));
  return migrated_sqlite(new_file_address(), std::move(options));
}

std::string fresh_place(db::Engine engine) {
  return engine == db::Engine::postgres ? create_database() : new_file_address();
}

void drop_place(const std::string& address) {
  if (!address.starts_with(kSqlite)) return drop_database(address);
  const std::string path = address.substr(kSqlite.size());
  std::error_code ignored;
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end, ignored);
}

}  // namespace huiji::test
