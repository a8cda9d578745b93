// Databases for tests. A fixture derives from EachEngine and is instantiated with HUIJI_ON_EACH_ENGINE; each
// test then runs on SQLite and on PostgreSQL with a migrated, empty store of its own. PostgreSQL is a real
// cluster with fsync on, which the first test of a run starts (postgres_cluster.sh) and all others share; its
// migrated databases are emptied and used again, because dropping one costs a checkpoint (0.4 s).
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "platform/db/database.hpp"

namespace huiji::test {

class FreshStore {
 public:
  // Empty address: nothing to remove.
  FreshStore(std::string address, std::unique_ptr<db::Store> store);
  FreshStore(FreshStore&&) = default;
  FreshStore& operator=(FreshStore&&) = default;
  ~FreshStore();

  db::Store& operator*() { return *store_; }
  db::Store* operator->() { return store_.get(); }
  const std::string& address() const { return *address_; }
  // As after a restart of the program. A database in memory would be lost: use fresh_store_on_disk.
  void reopen(db::Options options = {});

 private:
  std::unique_ptr<std::string> address_;  // null after a move
  std::unique_ptr<db::Store> store_;
};

// SQLite in memory, or a PostgreSQL database.
FreshStore fresh_store(db::Engine engine, db::Options options = {});
// SQLite in a temporary file, or a PostgreSQL database.
FreshStore fresh_store_on_disk(db::Engine engine, db::Options options = {});
// Address of an empty place that is not even migrated: a temporary SQLite file or a PostgreSQL database.
// Remove it with drop_place.
std::string fresh_place(db::Engine engine);
void drop_place(const std::string& address);

// A folder for a test's files, removed at the end of the process.
std::string temporary_folder();

inline auto each_engine() { return testing::Values(db::Engine::sqlite, db::Engine::postgres); }
inline std::string engine_name(const testing::TestParamInfo<db::Engine>& info) {
  return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
}

class EachEngine : public testing::TestWithParam<db::Engine> {
 protected:
  FreshStore store = fresh_store(GetParam());
};

}  // namespace huiji::test

#define HUIJI_ON_EACH_ENGINE(Fixture) \
  INSTANTIATE_TEST_SUITE_P(engines, Fixture, ::huiji::test::each_engine(), ::huiji::test::engine_name)
