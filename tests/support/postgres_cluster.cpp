#include "postgres_cluster.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <set>
#include <stdexcept>

#include "platform/db/migrations.hpp"

namespace huiji::test {

namespace {

class Connection {
 public:
  explicit Connection(const std::string& address) : handle_(PQconnectdb(address.c_str())) {
    if (PQstatus(handle_) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(handle_));
    PQsetNoticeProcessor(
        handle_, [](void*, const char*) {}, nullptr);
  }
  ~Connection() { PQfinish(handle_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  std::string run(const std::string& sql) {  // the first value of the answer
    PGresult* result = PQexec(handle_, sql.c_str());
    const auto status = PQresultStatus(result);
    std::string value;
    if (status == PGRES_TUPLES_OK && PQntuples(result) > 0) value = PQgetvalue(result, 0, 0);
    PQclear(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return value;
    throw std::runtime_error(sql + ": " + PQerrorMessage(handle_));
  }

 private:
  PGconn* handle_;
};

constexpr const char* kEmptyAllTables = R"(
DO $$ DECLARE t record; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration' LOOP
    EXECUTE 'DELETE FROM ' || quote_ident(t.tablename);
  END LOOP;
END $$)";

// Databases of another set of migrations have other names.
std::string schema_name() {
  std::uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (const db::Migration& migration : db::embedded_migrations()) {
    for (const char c : db::migration_checksum(migration))
      hash = (hash ^ static_cast<std::uint8_t>(c)) * 1099511628211u;
  }
  return "shop_" + std::to_string(hash % 1'000'000'000);
}

class Cluster {
 public:
  Cluster() : folder_(start_cluster(home())), admin_(database_address(folder_, "postgres")) {}

  std::string claim() {
    std::lock_guard lock(mutex_);
    int number = 1;
    while (claimed_.contains(number) || !lock_database(number)) ++number;
    claimed_.insert(number);
    const std::string name = schema_name() + "_" + std::to_string(number);
    const std::string address = database_address(folder_, name);
    const bool exists = !admin_.run("SELECT 1 FROM pg_database WHERE datname = '" + name + "'").empty();
    if (!exists) {
      admin_.run("CREATE DATABASE " + name);
      db::open(address)->migrate(0);
    } else {
      disconnect_others(name);
      db::open(address)->migrate(0);  // whoever made it may have been killed half-way
      Connection(address).run(kEmptyAllTables);
    }
    return address;
  }

  void release(const std::string& address) {
    std::lock_guard lock(mutex_);
    const std::string name = name_of(address);
    claimed_.erase(std::stoi(name.substr(name.rfind('_') + 1)));
  }

  std::string create() {
    std::lock_guard lock(mutex_);
    const std::string name = "place_" + std::to_string(::getpid()) + "_" + std::to_string(++created_);
    admin_.run("CREATE DATABASE " + name);
    return database_address(folder_, name);
  }

  void drop(const std::string& address) {
    std::lock_guard lock(mutex_);
    admin_.run("DROP DATABASE IF EXISTS " + name_of(address) + " WITH (FORCE)");
  }

 private:
  static std::string home() {
    return (std::filesystem::temp_directory_path() / ("huiji-postgres-" + std::to_string(::getuid())))
        .string();
  }
  static std::string name_of(const std::string& address) {
    const auto from = address.find(":///") + 4;
    return address.substr(from, address.find('?') - from);
  }
  // Advisory locks belong to the admin connection: they go when this process goes.
  bool lock_database(int number) {
    if (locked_.contains(number)) return true;
    const std::string key = "hashtext('" + schema_name() + "'), " + std::to_string(number);
    if (admin_.run("SELECT pg_try_advisory_lock(" + key + ")") != "t") return false;
    locked_.insert(number);
    return true;
  }
  void disconnect_others(const std::string& name) {
    admin_.run("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = '" +
               name + "' AND backend_type = 'client backend'");
  }

  std::mutex mutex_;
  const std::string folder_;
  Connection admin_;
  std::set<int> claimed_, locked_;
  int created_ = 0;
};

Cluster& cluster() {
  static Cluster cluster;
  return cluster;
}

// Held until the process ends: the server stays as long as somebody holds it.
void hold_users_lock(const std::string& home) {
  std::filesystem::create_directories(home);
  const int file = ::open((home + "/users").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0 || ::flock(file, LOCK_SH) != 0) throw std::runtime_error("cannot lock " + home + "/users");
}

}  // namespace

std::string start_cluster(const std::string& home) {
  hold_users_lock(home);
  const std::string command =
      "HUIJI_POSTGRES_HOME='" + home + "' '" HUIJI_SUPPORT_FOLDER "/postgres_cluster.sh'";
  FILE* pipe = ::popen(command.c_str(), "re");
  if (pipe == nullptr) throw std::runtime_error("cannot run postgres_cluster.sh");
  char line[512] = "";
  const bool answered = std::fgets(line, sizeof line, pipe) != nullptr;
  if (::pclose(pipe) != 0 || !answered) throw std::runtime_error("postgres_cluster.sh failed");
  std::string folder = line;
  folder.pop_back();
  return folder;
}

std::string database_address(const std::string& socket_folder, const std::string& database) {
  return "postgresql:///" + database + "?host=" + socket_folder + "&user=huiji";
}

std::string run_sql(const std::string& address, const std::string& sql) {
  return Connection(address).run(sql);
}

std::string claim_migrated_database() { return cluster().claim(); }
void release_database(const std::string& address) { cluster().release(address); }
std::string create_database() { return cluster().create(); }
void drop_database(const std::string& address) { cluster().drop(address); }

}  // namespace huiji::test
